"""Moves the budget of an event: authorized, final, and open again with a reason."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events.models import AuditEntry, Budget, Event, OtherCost, TravelLine

Stage = Budget.Stage
_MEANWHILE = "Somebody else moved the budget a moment ago; look at it, then decide again."


class BudgetError(Exception):
    """Why the budget cannot be moved; nothing was changed."""


def has_costs(event: Event) -> bool:
    """Whether there is anything that a budget could keep."""
    return event.travel_lines.exists() or event.other_costs.exists()


def _budget(event: Event) -> Budget:
    """The budget of an event, made where nobody made one.

    The event is locked, as an import locks it: what an import is writing is there before the budget moves.
    """
    Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    found: Budget = Budget.objects.get_or_create(event=event)[0]
    return found


def _is_authorized(event: Event) -> bool:
    rows = (event.travel_lines, event.other_costs)
    return any(row.filter(authorized_amount__isnull=False).exists() for row in rows)


def _move(budget: Budget, to: str, **fields: Any) -> None:
    """Claims the step, so that of two who press at once one succeeds."""
    rows = Budget.objects.filter(pk=budget.pk, stage=budget.stage)
    if not rows.update(stage=to, **fields):
        raise BudgetError(_MEANWHILE)


def authorize_budget(*, event: Event, by: Any) -> int:
    """Says that the plan may be spent: planned amounts are authorized where no other amount is.

    Returns how many lines and costs took their planned amount. Raises BudgetError where the budget is further on.
    """
    with transaction.atomic():
        budget = _budget(event)
        if budget.stage != Stage.PLANNED:
            raise BudgetError(f"The budget is {budget.get_stage_display().lower()} already.")
        _move(budget, Stage.AUTHORIZED)
        taken = 0
        for model in (TravelLine, OtherCost):
            rows = model._default_manager.filter(event=event, is_cancelled=False, authorized_amount__isnull=True)
            taken += rows.filter(planned_amount__isnull=False).update(authorized_amount=F("planned_amount"))
        budget.stage = Stage.AUTHORIZED
        AuditEntry.record(AuditEntry.Action.MOVED, by=by, item=budget, detail=f"{Stage.PLANNED.label} → authorized")
    return taken


def close_budget(*, event: Event, by: Any, detail: str = "") -> None:
    """Makes the budget final: from now on every amount stays as it is. Raises BudgetError where it is final already."""
    with transaction.atomic():
        budget = _budget(event)
        if budget.is_final:
            raise BudgetError("The budget is final already.")
        _move(budget, Stage.FINAL, final_on=timezone.localdate())
        budget.stage = Stage.FINAL
        AuditEntry.record(AuditEntry.Action.CLOSED_BUDGET, by=by, item=budget, detail=detail)


def close_if_open(*, event: Event, by: Any, detail: str) -> bool:
    """Makes the budget of a reported event final; an event that cost nothing gets none. Whether it was open."""
    if not has_costs(event) or Budget.is_final_for(event.pk):
        return False
    try:
        close_budget(event=event, by=by, detail=detail)
    except BudgetError:  # somebody else closed it at the same moment
        return False
    return True


def reopen_budget(*, event: Event, by: Any, reason: str) -> None:
    """Opens a final budget again. Raises ValidationError without a reason, BudgetError where it is open."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why: the log keeps it."})
    with transaction.atomic():
        budget = _budget(event)
        if not budget.is_final:
            raise BudgetError("The budget is open.")
        stage = Stage.AUTHORIZED if _is_authorized(event) else Stage.PLANNED
        _move(budget, stage, final_on=None)
        budget.stage = stage
        AuditEntry.record(AuditEntry.Action.REOPENED_BUDGET, by=by, item=budget, detail=reason.strip())
