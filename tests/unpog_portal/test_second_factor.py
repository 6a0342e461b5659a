"""Staff without a second factor, where the office asks for one, reach nothing but the way to it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.public_pages import text, words
from tests.unpog_portal.accounts.people import give_app, knock, make_alice
from unpog_portal.second_factor import ENROLMENT

pytestmark = pytest.mark.django_db
# Values for the parts of an address; that there is nothing behind them makes no difference at this door.
PARTS = {"uidb36": "1", "key": "c-0", "object_id": "1", "pk": "1", "edition": "public", "content_type_id": "1"}


def _patterns(found: Any, names: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    for part in found.url_patterns:
        route = before + str(part.pattern)
        if isinstance(part, URLResolver):
            yield from _patterns(part, f"{names}{part.namespace}:" if part.namespace else names, route)
        elif isinstance(part, URLPattern):
            yield f"{names}{part.name}", route


def _filled(route: str) -> str:
    """An address that fits a route, roughly: converters and groups get a value each."""
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: PARTS.get(m[1], "1"), route)
    plain = re.sub(r"<(?:(\w+):)?(\w+)>", lambda m: PARTS.get(m[2], "1"), plain)
    return "/" + plain.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")


ADDRESSES = sorted({(name, _filled(route)) for name, route in _patterns(get_resolver())})


@pytest.fixture
def required(settings: Any) -> None:
    """The office asks for a second factor."""
    settings.PORTAL_REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def bare(required: None) -> Client:
    """A superuser with a password alone."""
    client = Client()
    client.force_login(User.objects.create_superuser("bare", "bare@example.org", "correct-horse-battery"))
    return client


def test_walk_finds_the_doors() -> None:
    names = {name for name, _ in ADDRESSES}
    assert {"home", "admin:index", "admin:events_post_change", "account_login", *ENROLMENT} <= names


@time_machine.travel(datetime(2026, 3, 2, 12, 0, tzinfo=UTC), tick=False)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_is_enrolment_or_leads_there_or_is_what_a_stranger_sees(bare: Client, method: str) -> None:
    reached = []
    for name, address in ADDRESSES:
        if name in ENROLMENT:
            continue
        answer = getattr(bare, method)(address)
        if answer.status_code == 302 and answer["Location"] == "/accounts/":
            continue
        seen = getattr(Client(), method)(address)
        if (answer.status_code, answer.get("Location")) != (seen.status_code, seen.get("Location")):
            reached.append((name, address, answer.status_code))
        elif answer.status_code == 200 and words(answer) != words(seen):
            reached.append((name, address, "another page"))
        assert not address.startswith(("/admin/", "/accounts/")) or answer.status_code == 404, address
    assert reached == []


def test_way_in_leads_to_enrolment_and_says_why(required: None, client: Client) -> None:
    make_alice()
    answer = knock(client)
    page = client.get(answer["Location"], follow=True)
    assert page.redirect_chain == [("/accounts/", 302)]
    assert "The staff desk opens as soon as you have added it." in words(page)
    assert [client.get(f"/accounts/{part}/add/").status_code for part in ("app", "passkeys")] == [200, 200]
    assert client.post("/accounts/logout/").status_code == 302


def test_second_factor_opens_the_desk_and_its_loss_closes_it_at_once(bare: Client) -> None:
    factor = give_app(User.objects.get())
    assert bare.get("/admin/").status_code == 200
    assert "as soon as" not in words(bare.get("/accounts/"))
    factor.delete()
    assert bare.get("/admin/")["Location"] == "/accounts/"


def test_nothing_is_asked_where_the_office_does_not(client: Client, settings: Any) -> None:
    settings.PORTAL_REQUIRE_SECOND_FACTOR = False
    client.force_login(make_alice())
    assert client.get("/admin/").status_code == 200


def test_public_page_does_not_read_the_session(bare: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = bare.get("/about/")
    assert "Cookie" not in answer.get("Vary", "")
    assert text(answer) == text(Client().get("/about/"))
