"""A table of travel lines against an event: rates by place and day, amounts, legs, and what does not fit."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from events.actions.importing import import_travel
from events.figures import budget_figures
from events.imports.checking import Check, RowState
from events.imports.table import TableError
from events.imports.travel import check_travel
from events.models import Budget, Event
from tests import factories as make

pytestmark = pytest.mark.django_db
HEAD = "No.\tTraveller\tOrganization\tStatus\tTravel cost\tDSA days\tDSA rate\tLegs"


@pytest.fixture
def event(db: None) -> Event:
    make.make_dsa_rate(place="Seoul", currency="USD", effective_from=date(2011, 1, 1), first_60_days=300)
    make.make_dsa_rate(place="Seoul", currency="USD", effective_from=date(2012, 10, 1), first_60_days=409)
    make.make_dsa_rate(place="Seoul", currency="USD", effective_from=date(2013, 1, 1), first_60_days=999)
    make.make_terminal_rate(place="New York", currency="USD", amount=63)
    make.make_terminal_rate(place="Elsewhere", currency="USD", amount=38)
    return make.make_event(currency="USD")


def _check(event: Event, *rows: str, head: str = HEAD, **options: Any) -> Check:
    return check_travel(event=event, text="\n".join([head, *rows]), **({"answers": {}} | options))


def _messages(check: Check) -> list[tuple[str, str]]:
    rows = [problem for row in check.rows for cell in row.cells for problem in cell.problems]
    return [(p.column, p.message) for p in [*rows, *(p for row in check.rows for p in row.problems)]]


def test_amounts_come_out_of_days_legs_and_the_rates_of_the_day(event: Event) -> None:
    rows = (
        "1\tAna Silva\t\tStaff\t1,850.00\t4\tSeoul\tNew York: 2; elsewhere: 2",
        "2\tBo Ek\t\tIC\t940\t4\tseoul\telsewhere: 4",
    )
    check = import_travel(event=event, text="\n".join([HEAD, *rows]), answers={}, by=User.objects.create_user("f"))
    assert (check.new, check.left_out) == (2, [])
    figures = budget_figures(event)
    assert [(line.dsa, line.terminal) for line in figures.lines] == [(1636, 202), (1636, 152)]
    assert figures.totals.travel == Decimal(2790)
    legs = event.travel_lines.get(number=1).legs.order_by("pk")
    assert [(leg.place, leg.count, leg.rate.place, leg.amount) for leg in legs] == [
        ("New York", 2, "New York", 63),
        ("elsewhere", 2, "Elsewhere", 38),
    ]


def test_same_table_again_changes_nothing_and_a_change_says_what_was(event: Event) -> None:
    row, by = "1\tAna Silva\t\tStaff\t1,850.00\t4\tSeoul\tNew York: 2; elsewhere: 2", User.objects.create_user("f")
    import_travel(event=event, text=f"{HEAD}\n{row}", answers={}, by=by)
    assert _check(event, row).rows[0].state == RowState.SAME
    changed = _check(event, row.replace("1,850.00", "1900").replace("York: 2", "York: 4")).rows[0]
    before = {cell.column.key: cell.before for cell in changed.cells if cell.before}
    assert (changed.state, before) == (
        RowState.CHANGED,
        {"travel_cost": "1,850.00", "legs": "New York: 2; elsewhere: 2"},
    )


def test_snapshot_stays_when_the_rate_changes(event: Event) -> None:
    row, by = "1\tAna Silva\t\t\t\t4\tSeoul\t", User.objects.create_user("f")
    import_travel(event=event, text=f"{HEAD}\n{row}", answers={}, by=by)
    event.travel_lines.get().dsa_rate.__class__.objects.update(first_60_days=1)
    assert _check(event, row).rows[0].state == RowState.SAME


def test_legs_have_columns_of_their_own(event: Event) -> None:
    check = _check(event, "Ana Silva\t2\t2", head="Traveller\tLegs New York\tLegs elsewhere")
    assert [(leg.name, leg.values["count"], leg.values["amount"]) for leg in check.rows[0].plan.legs] == [
        ("New York", 2, 63),
        ("elsewhere", 2, 38),
    ]


def test_problems_name_the_column(event: Event) -> None:
    check = _check(
        event,
        "x\tAna Silva\t\tGuest\t1.234,50\t4\tParis\tRome: 2",
        "1\t\t\t\t\t\t\t",
        "2\tBo Ek\t\t\t€ 12\t4\t\tNew York 2",
        "3\tCo Ek\t\t\t\t\t\t",
        "3\tDo Ek\t\t\t\t\t\t",
    )
    assert sorted(column for column, _ in _messages(check)) == sorted(
        [
            "number",
            "status",
            "travel_cost",
            "dsa_rate",
            "dsa_days",
            "legs",
            "name",
            "travel_cost",
            "dsa_days",
            "legs",
            "",
        ]
    )
    assert [row.state.value for row in check.rows] == ["problem", "problem", "problem", "new", "duplicate"]
    assert ("dsa_rate", "There is no DSA rate for “Paris” on 18 October 2012.") in _messages(check)


def test_cancelled_line_keeps_its_number_and_costs_nothing(event: Event) -> None:
    line = make.make_travel_line(event=event, number=5, travel_cost=100)
    head = "No.\tCancelled\tTravel cost"
    assert _messages(_check(event, "5\tyes\t100", head=head)) == [("travel_cost", "A cancelled line costs nothing.")]
    import_travel(event=event, text=f"{head}\n5\tyes\t\n6\tyes\t", answers={}, by=User.objects.create_user("f"))
    line.refresh_from_db()
    assert (line.is_cancelled, line.travel_cost, event.travel_lines.count()) == (True, 0, 2)


def test_stay_is_read_near_the_event_and_ends_after_it_begins(event: Event) -> None:
    head = "Traveller\tStay from\tStay until"
    plan = _check(event, "Ana Silva\t17/10/2012\t10/20/2012", head=head).rows[0].plan
    assert (plan.values["stays_from"], plan.values["stays_until"]) == (date(2012, 10, 17), date(2012, 10, 20))
    assert _messages(_check(event, "Ana Silva\t20 Oct\t17 Oct", head=head))[0][0] == "stays_until"
    assert "may mean" in _messages(_check(event, "Ana Silva\t10/11/2012\t", head=head))[0][1]


def test_money_of_others_needs_a_source_that_is_known(event: Event) -> None:
    make.make_funding_source(code="RB-1", name="Regular budget")
    head = "Traveller\tSource of funds\tTicket paid by"
    check = _check(event, "Ana Silva\trb-1\tMinistry of Words", "Bo Ek\tZZ\t", head=head)
    assert (check.rows[0].plan.payer.kind, check.rows[0].state) == ("government", RowState.NEW)
    assert _messages(check) == [("funding_source", "“ZZ” is no source of funds that we know.")]


def test_line_of_a_final_budget_is_refused(event: Event) -> None:
    make.make_budget(event=event, stage=Budget.Stage.FINAL)
    with pytest.raises(TableError, match="final"):
        _check(event, "1\tAna Silva\t\t\t\t\t\t")


def test_rate_in_another_currency_is_refused() -> None:
    make.make_dsa_rate(place="Seoul", currency="USD")
    check = _check(make.make_event(currency="EUR"), "1\tAna Silva\t\t\t\t4\tSeoul\t")
    assert ("dsa_rate", "The DSA rate of “Seoul” is in USD.") in _messages(check)


def test_table_without_a_traveller_or_a_number_is_refused(event: Event) -> None:
    with pytest.raises(TableError, match="Missing: Traveller"):
        _check(event, "1", head="DSA days")
