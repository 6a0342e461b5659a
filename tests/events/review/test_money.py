"""What is wrong with a budget: each rule with what it finds and what it leaves alone, and the 2012 forum as it is."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from events.models import Event, TravelLine
from events.review.money import review_budget
from tests import factories as make
from tests.reports.demo import load_demo
from unpog_portal.management.commands.demo import SLUG

pytestmark = pytest.mark.django_db
FINE: dict[str, Any] = {"travel_cost": 1234}


def _event(**fields: Any) -> Event:
    return make.make_event(**({"currency": "USD"} | fields))


def _line(event: Event | None = None, *, came: bool = True, legs: int = 4, **fields: Any) -> TravelLine:
    """A line with nothing wrong, unless said."""
    legs_of = {"Seoul": (legs, 38)} if legs else None
    line = make.make_travel_line(event=event or _event(), legs=legs_of, **(FINE | fields))
    if line.person:
        make.make_participation(event=line.event, person=line.person, has_attended=came)
    return line


def _found(event: Event) -> list[tuple[str, str, str]]:
    return [(one.rule, one.field, one.message) for one in review_budget(event)]


def test_budget_with_nothing_wrong_has_no_finding() -> None:
    rate = make.make_dsa_rate(currency="USD")
    line = _line(dsa_days=4, dsa_rate=rate, stays_from=date(2012, 10, 17), stays_until=date(2012, 10, 20))
    assert _found(line.event) == []


@pytest.mark.parametrize(("stage", "first"), [("planned", "Write the currency"), ("final", "Open the budget again; ")])
def test_currency_of_a_final_budget_is_written_when_it_is_open_again(stage: str, first: str) -> None:
    event = _line(_event(currency="")).event
    make.make_budget(event=event, stage=stage)
    found = [one for one in review_budget(event) if one.rule == "currency"]
    assert [one.remedy.startswith(first) for one in found] == [True]


def test_empty_budget_has_no_finding() -> None:
    event = make.make_event()
    make.make_participation(event=event)
    assert _found(event) == []


def test_traveller_who_was_absent_is_found() -> None:
    line = _line(came=False)
    message = "1,386 is paid for the journey; the list of participants says “not attended”."
    assert _found(line.event) == [("absent", "line-1", message)]


def test_traveller_who_is_no_participant_is_found() -> None:
    line = make.make_travel_line(event=_event(), legs={"Seoul": (4, 38)}, **FINE)
    message = "1,386 is paid for the journey; the person is not among the named participants."
    assert _found(line.event) == [("absent", "line-1", message)]


@pytest.mark.parametrize(("modes", "count"), [(["video"], 1), (["video", "in_person"], 0), (["in_person"], 0)])
def test_traveller_who_spoke_by_video_only_is_found(modes: list[str], count: int) -> None:
    line = _line()
    for mode in modes:
        make.make_presentation(session=make.make_session(event=line.event), speaker=line.person, mode=mode)
    message = "1,386 is paid for the journey; the person spoke by video only."
    assert _found(line.event) == [("absent", "line-1", message)] * count


def test_absence_is_known_only_when_the_event_is_over() -> None:
    event = _event(starts_on=date(2999, 5, 3), ends_on=date(2999, 5, 4))
    _line(event, came=False)
    make.make_participation(event=event)
    assert _found(event) == []


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({}, 1),
        ({"note": "The ministry paid"}, 0),
        ({"has_attended": False}, 0),
        ({"is_remote": True}, 0),
        ({"origin": "national"}, 0),
        ({"origin": ""}, 0),
    ],
)
def test_participant_from_abroad_without_a_line_and_a_note_is_found(fields: dict[str, Any], count: int) -> None:
    line = _line()
    one = make.make_participation(event=line.event, **fields)
    message = "Attended from abroad; there is no line for the journey and no note about who paid it."
    assert _found(line.event) == [("unpaid", f"person-{one.pk}", message)] * count


@pytest.mark.parametrize(
    ("first", "last", "stay"),
    [("16", "20", "16–20 October 2012"), ("17", "21", "17–21 October 2012")],
)
def test_nights_outside_the_event_are_found(first: str, last: str, stay: str) -> None:
    line = _line(stays_from=f"2012-10-{first}", stays_until=f"2012-10-{last}")
    message = f"The stay is {stay}; the event, 18–19 October 2012, with a day of travel on each side is shorter."
    assert _found(line.event) == [("nights", "line-1", message)]


def test_more_days_of_allowance_than_of_stay_are_found() -> None:
    rate = make.make_dsa_rate(currency="USD")
    line = _line(dsa_days=Decimal("4.5"), dsa_rate=rate, stays_from="2012-10-17", stays_until="2012-10-20")
    message = "4.5 days of allowance are paid; the stay has four days."
    assert _found(line.event) == [("days", "line-1", message)]


@pytest.mark.parametrize(
    ("legs", "message"), [(1, "One leg is paid"), (3, "Three legs are paid"), (4, ""), (2, ""), (0, "")]
)
def test_odd_legs_are_found(legs: int, message: str) -> None:
    found = _found(_line(legs=legs).event)
    assert found == ([("legs", "line-1", f"{message}; a return trip has four.")] if message else [])


def test_allowance_without_a_rate_is_found() -> None:
    line = _line(dsa_days=4, dsa_amount_per_day=409)
    message = "1,636 of allowance is computed with 409 a day; no rate is named."
    assert _found(line.event) == [("rate", "line-1", message)]


@pytest.mark.parametrize(("stage", "count"), [("planned", 1), ("final", 0)])
def test_amount_that_is_not_the_rate_is_found_while_the_budget_is_open(stage: str, count: int) -> None:
    line = _line(dsa_days=4, dsa_rate=make.make_dsa_rate(place="Seoul", currency="USD"), dsa_amount_per_day=400)
    make.make_budget(event=line.event, stage=stage)
    assert _found(line.event) == [("rate", "line-1", "The line has 400 a day; the rate of Seoul is 409.")] * count


def test_ticket_of_zero_without_a_payer_is_found() -> None:
    event = _event()
    _line(event, travel_cost=0)
    _line(event, travel_cost=0, ticket_payer=make.make_organization())
    _line(event, travel_cost=0, status="self_funded")
    message = "The ticket costs 0; 152 is paid for the rest, and nobody is named who paid it."
    assert _found(event) == [("ticket", "line-1", message)]


@pytest.mark.parametrize(
    ("costs", "stage", "count"),
    [
        ((700, 5800, 100), "final", 1),
        ((700, 5800, 100), "authorized", 0),
        ((700, 5800, 150), "final", 0),
        ((700, 5800), "final", 0),
    ],
)
def test_round_estimates_in_a_final_budget_are_found(costs: tuple[int, ...], stage: str, count: int) -> None:
    event = _event()
    for cost in costs:
        _line(event, travel_cost=cost)
    make.make_budget(event=event, stage=stage)
    message = "The budget is final, and all 3 tickets cost round hundreds: they look like estimates."
    assert _found(event) == [("round", "", message)] * count


@pytest.mark.parametrize(("reason", "count"), [("", 1), ("A later flight", 0)])
def test_more_than_authorized_without_a_reason_is_found(reason: str, count: int) -> None:
    line = _line(authorized_amount=1300, variance_reason=reason)
    make.make_other_cost(event=line.event, authorized_amount=1200, actual_amount=1200)
    message = "It cost 1,386; 1,300 was authorized, and no reason is given."
    assert _found(line.event) == [("exceeded", "line-1", message)] * count


def test_cost_without_a_source_is_found_where_others_have_one() -> None:
    line = _line(funding_source=make.make_funding_source())
    make.make_other_cost(event=line.event)
    message = "No source of funds is named; one other row names one."
    assert _found(line.event) == [("source", "cost-1", message)]


def test_missing_currency_is_found() -> None:
    line = _line(make.make_event())
    assert _found(line.event) == [("currency", "", "1,386 is spent, and no currency is recorded.")]


def test_missing_numbers_are_found_but_not_those_of_cancelled_lines() -> None:
    event = _event()
    _line(event, number=2)
    _line(event, number=6)
    make.make_travel_line(event=event, number=4, is_cancelled=True)
    message = "The last line is number 6, and no line has the numbers 1, 3 and 5."
    assert _found(event) == [("numbers", "", message)]


def test_person_with_two_lines_is_found() -> None:
    line = _line()
    make.make_travel_line(event=line.event, person=line.person, legs={"Seoul": (4, 38)}, travel_cost=100)
    assert _found(line.event) == [("twice", "line-2", "Line 1 is for the same person: 1,386 and 252.")]


@pytest.mark.parametrize("rows", [1, 4])
def test_review_asks_a_fixed_number_of_queries(rows: int, django_assert_num_queries: Any) -> None:
    event = _event()
    for _ in range(rows):
        _line(event)
        make.make_other_cost(event=event)
    with django_assert_num_queries(8):
        review_budget(event)


def test_forum_of_2012_has_exactly_the_findings_that_are_true() -> None:
    load_demo()
    found = review_budget(Event.objects.get(slug=SLUG))
    assert [(one.rule, one.quote) for one in found] == [
        ("currency", "The whole budget"),
        ("round", "Travel costs"),
        ("absent", "Line 1, Haiyan Qian"),
        ("ticket", "Line 15, Ahmed Alkhiary"),
        ("unpaid", "Mr. Chander"),
        ("unpaid", "Mr. Enock"),
        ("unpaid", "Mr. Ensebayev"),
        ("unpaid", "Mr. Fredriksson"),
        ("unpaid", "Mr. Izmestiev"),
        ("unpaid", "Eduardo E. Jean"),
        ("unpaid", "Mr. Sudan"),
    ]
    assert [one.message for one in found[:4]] == [
        "96,880 is spent, and no currency is recorded.",
        "The budget is final, and all 12 tickets cost round hundreds: they look like estimates.",
        "7,638 is paid for the journey; the list of participants says “not attended” and the person spoke by video "
        "only.",
        "The ticket costs 0; 1,788 is paid for the rest, and nobody is named who paid it.",
    ]
    assert not any(one.is_blocking for one in found)
