"""The budget of an event is authorized, made final, and opened again with a reason; each step is logged."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.actions.closing import BudgetError, authorize_budget, close_budget, close_if_open, reopen_budget
from events.models import AuditEntry, Budget, Event
from tests import factories as make

pytestmark = pytest.mark.django_db


def _stage(event: Event) -> str:
    return Budget.objects.get(event=event).stage


def _log() -> list[tuple[str, str]]:
    return [(entry.action, entry.detail) for entry in AuditEntry.objects.order_by("id")]


def _open(**event: Any) -> None:
    reopen_budget(reason="The ticket was refunded", **event)


def test_authorizing_takes_planned_amounts_over_where_no_other_stands() -> None:
    event = make.make_event()
    rows = [
        make.make_travel_line(event=event, planned_amount=500),
        make.make_travel_line(event=event, planned_amount=500, authorized_amount=450),
        make.make_travel_line(event=event),
        make.make_other_cost(event=event, planned_amount=70),
        make.make_travel_line(event=event, planned_amount=9, is_cancelled=True),
    ]
    assert authorize_budget(event=event, by=None) == 2
    for row in rows:
        row.refresh_from_db()
    assert [row.authorized_amount for row in rows] == [500, 450, None, 70, None]
    assert (_stage(event), _log()) == ("authorized", [("moved", "Planned → authorized")])


@pytest.mark.parametrize("stage", ["authorized", "final"])
def test_budget_is_authorized_once(stage: str) -> None:
    budget = make.make_budget(stage=stage)
    with pytest.raises(BudgetError, match=f"The budget is {stage} already."):
        authorize_budget(event=budget.event, by=None)
    assert _log() == []


@time_machine.travel("2012-11-05")
def test_closing_keeps_the_day_and_who_did_it() -> None:
    event, user = make.make_event(title="Forum"), User.objects.create_user("fin")
    close_budget(event=event, by=user)
    budget = Budget.objects.get(event=event)
    assert (budget.stage, budget.final_on) == ("final", date(2012, 11, 5))
    entry = AuditEntry.objects.get()
    assert str(entry) == "fin closed the budget of Budget of Forum, final"
    with pytest.raises(BudgetError, match="final already"):
        close_budget(event=event, by=user)


@pytest.mark.parametrize(
    ("stage", "move"), [("planned", authorize_budget), ("planned", close_budget), ("final", _open)]
)
def test_budget_moves_only_when_nobody_writes_into_the_event(stage: str, move: Callable[..., Any]) -> None:
    budget = make.make_budget(stage=stage)
    with CaptureQueriesContext(connection) as queries:
        move(event=Event(pk=budget.event_id), by=None)
    asked = [query["sql"] for query in queries if query["sql"].startswith(("SELECT", "UPDATE", "INSERT"))]
    assert f'FROM "{Event._meta.db_table}"' in asked[0]
    assert ("FOR UPDATE" in asked[0]) == connection.features.has_select_for_update


@pytest.mark.parametrize(("authorized", "stage"), [(None, "planned"), (100, "authorized")])
def test_reopening_needs_a_reason_and_leads_a_step_back(authorized: int | None, stage: str) -> None:
    line = make.make_travel_line(authorized_amount=authorized)
    close_budget(event=line.event, by=None)
    with pytest.raises(ValidationError):
        reopen_budget(event=line.event, by=None, reason="  ")
    assert _stage(line.event) == "final"
    reopen_budget(event=line.event, by=None, reason="The ticket was refunded")
    budget = Budget.objects.get()
    assert (budget.stage, budget.final_on) == (stage, None)
    assert _log()[1:] == [("reopened_budget", "The ticket was refunded")]


def test_open_budget_is_not_opened() -> None:
    with pytest.raises(BudgetError, match="The budget is open"):
        reopen_budget(event=make.make_event(), by=None, reason="why not")
    assert AuditEntry.objects.count() == 0


def test_event_that_cost_nothing_gets_no_budget() -> None:
    assert not close_if_open(event=make.make_event(), by=None, detail="")
    assert Budget.objects.count() == 0


def test_event_with_costs_is_closed_once() -> None:
    cost = make.make_other_cost()
    found = [close_if_open(event=cost.event, by=None, detail="FR/1 was published") for _ in range(2)]
    assert found == [True, False]
    assert _log() == [("closed_budget", "FR/1 was published")]
