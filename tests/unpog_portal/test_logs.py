"""No log line keeps the address of a survey, and every other line stays as it was."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client

from unpog_portal.logs import WithoutTokens, without_tokens

LINK_END = "3bdd4b6d21e002f531fc8a9cf628855c5fc48b23"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"Not Found: /surveys/forum/{LINK_END}/", "Not Found: /surveys/***"),
        (f"GET //surveys//forum/{LINK_END}?a=1 HTTP/1.1", "GET /surveys/*** HTTP/1.1"),
        (f"GET /%73urveys%2Fforum%2F{LINK_END}/ HTTP/1.1", "GET /surveys/*** HTTP/1.1"),
        (f"at https://example.org/surveys/forum/{LINK_END}/ and on", "at https://example.org/surveys/*** and on"),
        (f'"/surveys/forum/{LINK_END}/" "-"', '"/surveys/***" "-"'),
        (f"Not Found: /events/forum/registration/{LINK_END}/", "Not Found: /events/forum/registration/***"),
        (f"GET //events//forum/registration//{LINK_END}/change/ x", "GET //events//forum/registration//*** x"),
        (f"GET /%65vents/forum/%72egistration%2F{LINK_END}/ x", "GET /events/forum/registration/*** x"),
        ("GET /events/forum/registration/ HTTP/1.1", "GET /events/forum/registration/ HTTP/1.1"),
        ("Not Found: /events/surveys-of-2012/%73/", "Not Found: /events/surveys-of-2012/%73/"),
        ("Not Found: /admin/evaluations/survey/1/", "Not Found: /admin/evaluations/survey/1/"),
    ],
)
def test_text_ends_at_the_surveys(said: str, kept: str) -> None:
    assert without_tokens(said) == kept


def test_record_is_cleaned_in_place() -> None:
    record = logging.LogRecord("a", logging.WARNING, "", 1, "Not Found: %s", (f"/surveys/forum/{LINK_END}/",), None)
    record.request = object()
    assert WithoutTokens().filter(record)
    assert (record.getMessage(), record.args, hasattr(record, "request")) == ("Not Found: /surveys/***", (), False)


def test_other_record_keeps_its_parts() -> None:
    record = logging.LogRecord("a", logging.WARNING, "", 1, "Not Found: %s", ("/events/x/",), None)
    assert WithoutTokens().filter(record)
    assert (record.msg, record.args) == ("Not Found: %s", ("/events/x/",))


@pytest.fixture
def console() -> Iterator[StringIO]:
    """What the handler of the settings would write."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    for name in settings.LOGGING["handlers"]["console"]["filters"]:
        assert settings.LOGGING["filters"][name]["()"] == "unpog_portal.logs.WithoutTokens"
    handler.addFilter(WithoutTokens())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_warnings_and_errors_of_requests_name_no_token(console: StringIO, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(raise_request_exception=False)
    client.get(f"/surveys/forum/{LINK_END}/")
    client.post(f"/surveys/forum/{LINK_END}/")
    logging.getLogger("django.request").error("Internal Server Error: %s", f"/surveys/forum/{LINK_END}/")
    logging.getLogger("of.a.package").warning("Slow: /surveys/forum/%s/", LINK_END)
    written = console.getvalue()
    assert written.splitlines() == [
        "Not Found: /surveys/***",
        "Method Not Allowed (POST): /surveys/***",
        "Internal Server Error: /surveys/***",
        "Slow: /surveys/***",
    ]
    of_requests = [record.getMessage() for record in caplog.records if record.name == "django.request"]
    assert [said for said in of_requests if LINK_END in said] == []
