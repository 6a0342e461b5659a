"""The filters that only templates need."""

import pytest

from events.models import Organization, Person, Presentation, Session
from events.templatetags import portal


@pytest.mark.parametrize(
    ("path", "marked"),
    [("/news/", ' aria-current="page"'), ("/news/x/", ' aria-current="true"'), ("/events/news/", ""), ("/", "")],
)
def test_current_marks_the_part_of_the_portal(path: str, marked: str) -> None:
    assert portal.current(path, "/news/") == marked


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>It was open.</p><p>All came.</p>", "It was open. All came."),
        ("For {days} days they met. It was good. {Participants} came.", "It was good."),
        ("{Days} days.", ""),
        ("", ""),
    ],
)
def test_summary_leaves_out_what_waits_for_a_figure(markup: str, text: str) -> None:
    assert portal.summary(markup) == text


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        (["1-1"], "Session 1.1"),
        (["1-1", "1-2", "1-3"], "Sessions 1.1, 1.2 and 1.3"),
        (["closing"], "Closing session"),
        (["1-1", "closing"], "Session 1.1 and closing session"),
    ],
)
def test_sittings_name_bare_sessions(codes: list[str], text: str) -> None:
    kinds = {"closing": Session.Kind.CLOSING}
    sessions = [Session(code=code, kind=kinds.get(code, Session.Kind.WORKING)) for code in codes]
    assert portal.sittings(sessions) == text


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"affiliation": "Minister", "organization": Organization(name="Ministry", acronym="MOI")}, "Minister, MOI"),
        ({"organization": Organization(name="Ministry")}, "Ministry"),
        ({"affiliation": "Mayor"}, "Mayor"),
        ({}, "Panama"),
    ],
)
def test_affiliation_falls_back_to_the_country(fields: dict, text: str) -> None:
    assert portal.affiliation(Presentation(speaker=Person(country="PA"), **fields)) == text
