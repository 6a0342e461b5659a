"""Sentences with figures: each with and without what was recorded, in the style of the United Nations."""

from datetime import date

import pytest

from events.models import Event, Origin, Role, Sector
from reports.figures import Facts
from reports.narrative import (
    budget_notes,
    budget_sentences,
    held_sentence,
    money,
    participation_sentences,
    programme_sentence,
    roman,
    the_event,
)
from tests import factories as make
from tests.reports.facts import bare_facts, count, facts_of, forum_facts, make_forum, make_travel

pytestmark = pytest.mark.django_db


def _facts(event: Event, *, is_internal: bool = False) -> Facts:
    return facts_of(make.make_report(event=event), is_internal=is_internal)


def _people(event: Event) -> list[str]:
    return participation_sentences(_facts(event))


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (8, "VIII"), (9, "IX"), (10, "X"), (14, "XIV"), (20, "XX"), (39, "XXXIX")],
)
def test_numerals_are_roman(number: int, numeral: str) -> None:
    assert roman(number) == numeral


def test_event_is_called_by_its_short_name() -> None:
    assert the_event(bare_facts()) == "the Forum"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "The Forum took place on 18 and 19 October 2012: Lotte Hotel, Seoul, Republic of Korea."),
        ({"venue": ""}, "The Forum took place on 18 and 19 October 2012: Seoul, Republic of Korea."),
        (
            {"starts_on": date(2012, 5, 1), "ends_on": date(2012, 5, 3), "short_name": "Meeting"},
            "The Meeting took place from 1 to 3 May 2012: Lotte Hotel, Seoul, Republic of Korea.",
        ),
        (
            {"ends_on": date(2012, 10, 18), "city": "Panama City", "country": "PA"},
            "The Forum took place on 18 October 2012: Lotte Hotel, Panama City, Panama.",
        ),
    ],
)
def test_event_is_told_when_and_where(fields: dict[str, str], expected: str) -> None:
    assert held_sentence(bare_facts(**fields)) == expected


def test_participants_of_the_forum_are_told_from_the_total_to_its_parts() -> None:
    assert participation_sentences(forum_facts()) == [
        "Seven hundred and sixty-six people took part from 50 countries.",
        "They were 217 international participants and 549 from the Republic of Korea.",
        "Among the national participants were 263 from government, 181 from the private sector and 105 from academia.",
        "Forty-one of the international participants represented 15 international organizations.",
        "Nineteen ministers and vice-ministers attended.",
    ]


def test_participants_that_nobody_counted_are_not_mentioned() -> None:
    assert participation_sentences(bare_facts()) == []


def test_total_without_countries_says_nothing_of_them() -> None:
    event = make_forum()
    make.make_headcount(event=event, count=217)
    assert _people(event) == ["Two hundred and seventeen people took part."]


@pytest.mark.parametrize(
    ("countries", "expected"), [(50, "Fifty countries were represented."), (1, "One country was represented.")]
)
def test_countries_without_a_total_open_the_sentence(countries: int, expected: str) -> None:
    event = make_forum()
    count(event, "countries", countries)
    assert _people(event) == [expected]


def test_one_person_of_one_country_is_in_the_singular() -> None:
    event = make_forum()
    make.make_headcount(event=event, count=1)
    count(event, "countries", 1)
    assert _people(event) == ["One person took part from one country."]


@pytest.mark.parametrize(
    ("country", "home"),
    [
        ("KR", "the Republic of Korea"),
        ("PA", "Panama"),
        ("GB", "the United Kingdom of Great Britain and Northern Ireland"),
        ("VN", "Viet Nam"),
    ],
)
def test_host_country_has_its_article(country: str, home: str) -> None:
    event = make_forum(country=country)
    make.make_headcount(event=event, count=1)
    make.make_headcount(event=event, origin=Origin.NATIONAL, count=12)
    assert _people(event)[1:] == [f"They were one international participant and 12 from {home}."]


def test_national_participants_without_sectors_are_not_split() -> None:
    event = make_forum()
    make.make_headcount(event=event, origin=Origin.NATIONAL, count=12)
    assert _people(event) == ["Twelve people took part."]


def test_people_of_organizations_need_the_number_of_organizations() -> None:
    event = make_forum()
    count(event, "people", 41, sector=Sector.INTERNATIONAL_ORGANIZATION)
    assert _people(event) == []


def test_people_of_one_organization_are_in_the_singular() -> None:
    event = make_forum()
    sector = Sector.INTERNATIONAL_ORGANIZATION
    count(event, "people", 4, sector=sector)
    count(event, "organizations", 1, sector=sector)
    assert _people(event) == ["Four of the international participants represented one international organization."]


@pytest.mark.parametrize(
    ("ministers", "expected"),
    [(1, "One minister or vice-minister attended."), (12, "Twelve ministers and vice-ministers attended.")],
)
def test_ministers_are_told_on_their_own(ministers: int, expected: str) -> None:
    event = make_forum()
    count(event, "people", ministers, role=Role.MINISTER)
    assert _people(event) == [expected]


@pytest.mark.parametrize(("currency", "cost"), [("", "12,735"), ("USD", "USD 12,735")])
def test_budget_is_told_with_its_currency(currency: str, cost: str) -> None:
    event = make_forum(currency=currency)
    make_travel(event)
    assert budget_sentences(_facts(event)) == [
        f"Two travellers cost {cost} in all: 68 per cent for travel, 29 per cent for daily subsistence allowance and "
        "3 per cent for terminal expenses."
    ]


def test_budget_of_nobody_is_not_told() -> None:
    assert budget_sentences(bare_facts()) == []


def test_budget_of_nothing_has_no_shares() -> None:
    event = make_forum()
    make.make_travel_line(event=event)
    assert budget_sentences(_facts(event)) == ["One traveller cost 0 in all."]


def test_amount_stands_alone_where_no_currency_is_stated() -> None:
    assert money(bare_facts(), "1,788") == "1,788"
    assert money(bare_facts(currency="KRW"), "1,788") == "KRW 1,788"


def test_notes_say_that_no_currency_is_stated() -> None:
    assert budget_notes(bare_facts()) == ["The source states no currency."]
    assert budget_notes(bare_facts(currency="USD")) == []


@pytest.mark.parametrize(
    ("cancelled", "expected"),
    [
        (1, ["Line 1 was cancelled; the numbers are kept."]),
        (2, ["Lines 1 and 2 were cancelled; the numbers are kept."]),
        (3, ["Lines 1, 2 and 3 were cancelled; the numbers are kept."]),
    ],
)
def test_notes_name_the_cancelled_lines(cancelled: int, expected: list[str]) -> None:
    event = make_forum(currency="USD")
    for _ in range(cancelled):
        make.make_travel_line(event=event, is_cancelled=True)
    assert budget_notes(_facts(event, is_internal=True)) == expected


def test_notes_name_no_lines_where_none_are_printed() -> None:
    event = make_forum(currency="USD")
    make.make_travel_line(event=event, is_cancelled=True)
    assert budget_notes(_facts(event)) == []


def test_programme_without_presentations_is_not_told() -> None:
    event = make_forum()
    make.make_session(event=event)
    assert programme_sentence(_facts(event)) == ""


@pytest.mark.parametrize(
    ("sessions", "talks", "expected"),
    [
        (1, 1, "One presentation was given in the one session."),
        (3, 7, "Twenty-one presentations were given in the three sessions."),
    ],
)
def test_programme_is_told_in_numbers(sessions: int, talks: int, expected: str) -> None:
    event = make_forum()
    for _ in range(sessions):
        session = make.make_session(event=event)
        for _ in range(talks):
            make.make_presentation(session=session)
    assert programme_sentence(_facts(event)) == expected


def test_programme_names_the_tracks_that_have_presentations() -> None:
    event = make_forum()
    tracks = [make.make_track(event=event) for _ in range(3)]
    for track in tracks[1:]:
        make.make_presentation(session=make.make_session(track=track))
    make.make_session(track=tracks[0])
    assert programme_sentence(_facts(event)) == (
        "Two presentations were given in the two sessions of Track 2 and Track 3."
    )
