"""Legs, deductions and the allowance of a row: what cannot be written is said by the check, and amounts stay right."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from events.actions.importing import import_travel
from events.exports.tables import as_csv
from events.exports.travel import HEADER, travel_table
from events.figures import budget_figures
from events.imports.checking import Check, RowState
from events.imports.travel import check_travel
from events.imports.workbook import text_of
from events.models import Event
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db: None) -> Event:
    make.make_dsa_rate(place="Seoul", currency="USD", first_60_days=400, after_60_days=300)
    make.make_terminal_rate(place="New York", currency="USD", amount=63, amount_with_vehicle=20)
    return make.make_event(currency="USD")


def _check(event: Event, head: str, *rows: str) -> Check:
    return check_travel(event=event, text="\n".join([head, *rows]), answers={})


def _import(event: Event, head: str, *rows: str) -> Check:
    by = User.objects.get_or_create(username="f")[0]
    return import_travel(event=event, text="\n".join([head, *rows]), answers={}, by=by)


def _complaints(check: Check) -> list[tuple[str, str]]:
    found = [(problem.column, problem.message) for row in check.rows for cell in row.cells for problem in cell.problems]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("Deductions", "Lodging: 2 × 150%", "“Lodging” takes 150%."),
        ("Deductions", "Lodging: 123456 × 50%", "Ensure that there are no more than 5 digits in total."),
        ("Legs", "Oslo: 2 × 12345678901", "Ensure that there are no more than 9 digits before the decimal point."),
        ("Legs", f"{'x' * 300}: 2 × 38", "Ensure this value has at most 120 characters (it has 300)."),
    ],
)
def test_value_that_no_column_holds_is_said_by_the_check(event: Event, column: str, text: str, message: str) -> None:
    check = _check(
        event, f"Traveller\tDSA days\tDSA rate\t{column}", f"Ana Silva\t4\tSeoul\t{text}", "Bo Ek\t1\tSeoul\t"
    )
    assert message in " ".join(said for _, said in _complaints(check))
    assert [column for column, _ in _complaints(check)] == [column.lower()] * len(_complaints(check))
    assert [row.state for row in check.rows] == [RowState.PROBLEM, RowState.NEW]


def test_place_that_two_columns_name_is_said_by_the_check(event: Event) -> None:
    check = _check(event, "Traveller\tLegs\tLegs New York", "Ana Silva\tnew york: 2\t2", "Bo Ek\tNew York: 2\t")
    assert _complaints(check) == [("legs:New York", "“New York” is named twice.")]
    assert [row.state for row in check.rows] == [RowState.PROBLEM, RowState.NEW]


@pytest.mark.parametrize(
    ("days", "cell", "messages"),
    [
        ("2", "Lodging: 3 × 50%", [("deductions", "Lodging is deducted for 3 days of 2.")]),
        (
            "2",
            "Lodging: 2 × 60%; Lunch: 2 × 50%",
            [("deductions", "More is deducted than the allowance comes to.")],
        ),
        ("2", "Lodging: 2 × 60%; Lunch: 2 × 40%", []),
    ],
)
def test_more_than_the_allowance_is_never_deducted(event: Event, days: str, cell: str, messages: Any) -> None:
    check = _import(event, "Traveller\tDSA days\tDSA rate\tDeductions", f"Ana Silva\t{days}\tSeoul\t{cell}")
    assert _complaints(check) == messages
    assert [line.dsa for line in budget_figures(event).lines] == ([] if messages else [0])


def test_days_of_a_line_are_not_lowered_below_what_is_deducted(event: Event) -> None:
    line = make.make_travel_line(event=event, number=1, dsa_days=4, dsa_amount_per_day=100)
    make.make_deduction(line=line, days=3)
    assert _complaints(_check(event, "No.\tDSA days", "1\t2")) == [
        ("dsa_days", "Lodging is deducted for 3 days of 2."),
    ]
    assert _complaints(_check(event, "No.\tDSA days", "1\t3")) == []
    assert _complaints(_check(event, "No.\tDSA days\tDeductions", "1\t2\tLodging: 2")) == []


def test_line_that_is_cancelled_keeps_its_deductions_until_it_is_none_any_more(event: Event) -> None:
    line = make.make_travel_line(event=event, number=1, dsa_days=4, dsa_amount_per_day=100)
    make.make_deduction(line=line, days=3)
    assert (_import(event, "No.\tCancelled", "1\tyes").left_out, line.deductions.count()) == ([], 1)
    again = _check(event, "No.\tCancelled", "1\tno").rows[0]
    assert [problem.message for problem in again.problems] == ["Lodging is deducted for 3 days of 0."]
    assert _complaints(_check(event, "No.\tCancelled\tDSA days", "1\tno\t2"))[0][1].endswith("3 days of 2.")
    assert _complaints(_check(event, "No.\tCancelled\tDSA days", "1\tno\t3")) == []


def test_legs_that_lose_their_vehicle_take_the_amount_of_their_rate(event: Event) -> None:
    _import(event, "No.\tTraveller\tLegs", "1\tAna Silva\tNew York: 2 (vehicle)")
    leg = event.travel_lines.get().legs.get()
    assert (leg.has_vehicle, leg.amount) == (True, 20)
    _import(event, "No.\tLegs New York", "1\t4")
    leg.refresh_from_db()
    assert (leg.count, leg.has_vehicle, leg.amount) == (4, True, 20)
    _import(event, "No.\tLegs", "1\tNew York: 4")
    leg.refresh_from_db()
    assert (leg.has_vehicle, leg.amount) == (False, 63)
    _import(event, "No.\tLegs", "1\tNew York: 4 × 50.00 (vehicle)")
    leg.refresh_from_db()
    assert (leg.has_vehicle, leg.amount) == (True, 50)


def test_amount_of_ones_own_is_paid_throughout(event: Event) -> None:
    _import(event, "No.\tTraveller\tDSA days\tDSA rate\tDSA a day", "1\tAna Silva\t70\tSeoul\t500")
    line = event.travel_lines.get()
    assert (line.dsa_amount_per_day, line.dsa_amount_after_60_days) == (500, None)
    assert budget_figures(event).totals.dsa == 35_000
    text = text_of(as_csv(HEADER, travel_table(event)))[0]
    line.delete()
    _import(event, *text.splitlines())
    assert budget_figures(event).totals.dsa == 35_000


def test_new_rate_brings_both_of_its_amounts(event: Event) -> None:
    make.make_dsa_rate(place="Busan", currency="USD", first_60_days=200)
    _import(event, "No.\tTraveller\tDSA days\tDSA rate", "1\tAna Silva\t70\tSeoul")
    assert budget_figures(event).totals.dsa == 60 * 400 + 10 * 300
    _import(event, "No.\tDSA rate", "1\tBusan")
    assert budget_figures(event).totals.dsa == 70 * 200


def test_source_of_funds_is_found_by_its_own_code(event: Event) -> None:
    first, second = (make.make_funding_source(code=code, name="Fund") for code in ("1.21", "12.1"))
    named = make.make_funding_source(code="TF", name="Trust fund")
    head = "Traveller\tSource of funds"
    check = _check(event, head, "Ana Silva\t1.21", "Bo Ek\t12.1", "Co Li\t121", "Do Re\tFund", "Ed Fa\ttrust FUND")
    assert _complaints(check) == [
        ("funding_source", "“121” may be one of several sources of funds."),
        ("funding_source", "“Fund” may be one of several sources of funds."),
    ]
    found = [row.plan.values.get("funding_source_id") for row in check.rows]
    assert found == [first.pk, second.pk, None, None, named.pk]


def test_day_without_a_year_is_the_nearest_one() -> None:
    event = make.make_event(starts_on=date(2012, 12, 30), ends_on=date(2013, 1, 2))
    values = _check(event, "Traveller\tStay from\tStay until", "Ana Silva\t29 Dec\t3 Jan").rows[0].plan.values
    assert (values["stays_from"], values["stays_until"]) == (date(2012, 12, 29), date(2013, 1, 3))


def test_leg_at_the_rate_of_another_place_comes_back_with_it(event: Event) -> None:
    rate = make.make_terminal_rate(place="Elsewhere", currency="USD", amount=38, effective_from=date(2012, 5, 1))
    line = make.make_travel_line(event=event, number=1)
    line.legs.create(place="Busan", count=2, rate=rate, amount=Decimal("38.00"))
    line.legs.create(place="New York", count=2, rate=rate, amount=Decimal("30.00"), has_vehicle=True)
    text = text_of(as_csv(HEADER, travel_table(event)))[0]
    assert [row.state for row in _check(event, *text.splitlines()).rows] == [RowState.SAME]
    line.legs.all().delete()
    _import(event, *text.splitlines())
    assert list(line.legs.order_by("pk").values_list("place", "rate", "amount", "has_vehicle")) == [
        ("Busan", rate.pk, 38, False),
        ("New York", rate.pk, 30, True),
    ]
