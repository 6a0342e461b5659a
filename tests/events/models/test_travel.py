"""Travel lines: no amount below zero, nothing for a cancelled journey, rates that are kept, final budgets."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from events.models import DsaDeduction, DsaRate, TerminalLegs, TerminalRate, TravelLine
from events.models.budget import LOCKED
from tests import factories as make

pytestmark = pytest.mark.django_db
NEGATIVE = "An amount cannot be negative."


def _dsa_rate(**fields: Any) -> DsaRate:
    values = {"place": "Seoul", "effective_from": date(2012, 10, 1), "first_60_days": Decimal(409), "source": "ICSC"}
    return DsaRate(**(values | fields))


def _terminal_rate(**fields: Any) -> TerminalRate:
    values = {"place": "New York", "effective_from": date(2012, 10, 1), "amount": Decimal(63), "source": "ST/AI"}
    return TerminalRate(**(values | fields))


@pytest.mark.parametrize(
    "name", ["planned_amount", "authorized_amount", "travel_cost", "dsa_days", "dsa_amount_per_day"]
)
def test_line_takes_no_negative_amount(name: str) -> None:
    line = make.make_travel_line()
    setattr(line, name, Decimal("-0.1"))
    assert make.complaints(line).get(name) == [NEGATIVE]
    with pytest.raises(IntegrityError):
        line.save()


@pytest.mark.parametrize(
    ("fields", "beside", "message"),
    [
        ({"person": None}, "person", "Name the traveller, or mark the line as cancelled."),
        ({"is_cancelled": True}, "is_cancelled", "A cancelled line costs nothing."),
        ({"dsa_days": 4}, "dsa_rate", "Days of allowance need a rate or an amount a day."),
    ],
)
def test_line_is_refused(fields: dict[str, Any], beside: str, message: str) -> None:
    line = make.make_travel_line(travel_cost=5400)
    for name, value in fields.items():
        setattr(line, name, value)
    assert make.complaints(line) == {beside: [message]}
    with pytest.raises(IntegrityError):
        line.save()


@pytest.mark.parametrize("cost", [{"travel_cost": 1}, {"dsa_days": 1, "dsa_amount_per_day": 409}])
def test_cancelled_line_with_a_cost_is_not_created(cost: dict[str, int]) -> None:
    with pytest.raises(IntegrityError):
        make.make_travel_line(is_cancelled=True, **cost)


def test_cancelled_line_needs_no_traveller() -> None:
    line = make.make_travel_line(is_cancelled=True)
    assert make.complaints(line) == {}
    assert str(line) == "Line 1: cancelled"


def test_line_number_is_taken_once_in_an_event() -> None:
    line = make.make_travel_line(number=6)
    make.make_travel_line(number=6)
    again = TravelLine(event=line.event, number=6, person=line.person)
    assert make.complaints(again) == {"number": ["This number is taken."]}
    with pytest.raises(IntegrityError):
        again.save()


def test_line_takes_the_rate_once_and_keeps_it() -> None:
    rate = _dsa_rate()
    rate.save()
    line = make.make_travel_line(dsa_rate=rate, dsa_days=4)
    assert line.dsa_amount_per_day == 409
    rate.first_60_days = 420
    rate.save()
    line.refresh_from_db()
    line.save()
    assert line.dsa_amount_per_day == 409


def test_line_takes_the_rate_before_a_form_judges_it() -> None:
    rate = _dsa_rate()
    rate.save()
    line = TravelLine(event=make.make_event(), number=1, person=make.make_person(), dsa_rate=rate, dsa_days=4)
    assert make.complaints(line) == {}


def test_line_prefers_the_amount_that_was_typed() -> None:
    rate = _dsa_rate()
    rate.save()
    assert make.make_travel_line(dsa_rate=rate, dsa_days=4, dsa_amount_per_day=300).dsa_amount_per_day == 300


def test_legs_take_the_rate_once_and_keep_it() -> None:
    rate = _terminal_rate()
    rate.save()
    legs = TerminalLegs.objects.create(line=make.make_travel_line(), place="New York", count=2, rate=rate)
    rate.amount = 70
    rate.save()
    legs.refresh_from_db()
    legs.save()
    assert legs.amount == 63


@pytest.mark.parametrize(("amount", "message"), [(None, "Give a rate or an amount a leg."), (Decimal(-1), NEGATIVE)])
def test_legs_need_an_amount(amount: Decimal | None, message: str) -> None:
    legs = TerminalLegs(line=make.make_travel_line(), place="Seoul", count=2, amount=amount)
    assert make.complaints(legs) == {"amount": [message]}
    with pytest.raises(IntegrityError):
        legs.save()


def test_legs_name_a_place_once() -> None:
    line = make.make_travel_line(legs={"Seoul": (2, 38)})
    again = TerminalLegs(line=line, place="Seoul", count=1, amount=38)
    assert list(make.complaints(again)) == ["place"]
    with pytest.raises(IntegrityError):
        again.save()


def test_keys_of_the_budget_find_it_again() -> None:
    rates = (_dsa_rate(), _terminal_rate())
    for rate in rates:
        rate.save()
    line = make.make_travel_line(legs={"Seoul": (2, 38)})
    for row in (*rates, line, line.legs.get()):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row


def test_rate_of_another_currency_is_refused() -> None:
    event = make.make_event(currency="USD")
    line = make.make_travel_line(event=event, legs={"Seoul": (2, 38)})
    line.dsa_rate = make.make_dsa_rate(currency="EUR")
    legs = line.legs.get()
    legs.rate = make.make_terminal_rate()
    assert make.complaints(line) == {"dsa_rate": ["The rate is in EUR; the event's budget states USD."]}
    assert make.complaints(legs) == {"rate": ["The rate is in no currency; the event's budget states USD."]}


@pytest.mark.parametrize(("days", "complaints"), [("4.5", 0), ("5", 1)])
def test_deduction_has_no_more_days_than_the_allowance(days: str, complaints: int) -> None:
    line = make.make_travel_line(dsa_days=Decimal("4.5"), dsa_amount_per_day=409)
    row = DsaDeduction(line=line, kind="lodging", days=Decimal(days), per_cent=50)
    wanted = {"days": ["The line has 4.5 days of allowance; deduct no more than that."]} if complaints else {}
    assert make.complaints(row) == wanted


def test_deduction_takes_a_rule_about_the_same() -> None:
    line = make.make_travel_line(dsa_days=4, dsa_amount_per_day=409)
    rule = make.make_deduction_rule(kind="lunch")
    row = DsaDeduction(line=line, kind="lodging", days=1, rule=rule)
    assert make.complaints(row) == {"rule": ["The rule is about lunch."]}


def _rows() -> list[Any]:
    """A row of each kind in a budget that is final."""
    event = make.make_event()
    line = make.make_travel_line(event=event, dsa_days=4, dsa_amount_per_day=409, legs={"Seoul": (4, 38)})
    rows = [line, line.legs.get(), make.make_deduction(line=line), make.make_other_cost(event=event)]
    make.make_budget(event=event, stage="final")
    return [type(row).objects.get(pk=row.pk) for row in rows]


def test_final_budget_keeps_its_rows_as_they_are() -> None:
    for row, field in zip(_rows(), ("travel_cost", "count", "days", "actual_amount"), strict=True):
        assert row.is_locked
        assert make.complaints(row) == {}
        setattr(row, field, 1 if field != "days" else 2)
        assert make.complaints(row) == {"__all__": [LOCKED]}


def test_final_budget_takes_no_new_rows_and_gives_none_away() -> None:
    line, *_ = _rows()
    new = TravelLine(event=line.event, number=9, person=make.make_person())
    assert make.complaints(new) == {"__all__": [LOCKED]}
    line.event = make.make_event()
    assert make.complaints(line) == {"__all__": [LOCKED]}


def test_open_budget_is_not_locked() -> None:
    event = make.make_event()
    make.make_budget(event=event, stage="authorized")
    line = make.make_travel_line(event=event)
    line.travel_cost = Decimal(7)
    assert (line.is_locked, make.complaints(line)) == (False, {})
