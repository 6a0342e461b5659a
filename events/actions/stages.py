"""Moves the stage of an event: one step on, aside, or back."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.dateformat import format as format_date

from events.models import AuditEntry, Event

Stage = Event.Stage
# The usual life of an event; the other stages stand aside.
STEPS = (Stage.ANNOUNCED, Stage.HELD, Stage.REPORTING, Stage.REPORTED)
ASIDE = (Stage.POSTPONED, Stage.CANCELLED)


class StageError(Exception):
    """Why the stage cannot be moved; nothing was changed."""


def next_stage(stage: str) -> Stage | None:
    """The usual next step; a postponed event is announced again, and after the last step and a cancelling is none."""
    if stage == Stage.POSTPONED:
        return Stage.ANNOUNCED
    place = STEPS.index(Stage(stage)) if stage in STEPS else len(STEPS)
    return STEPS[place + 1] if place + 1 < len(STEPS) else None


def hindrance(event: Event, to: str, *, today: date | None = None) -> str:
    """What speaks against a stage, in a sentence; empty where nothing does."""
    begins = to in (Stage.HELD, Stage.REPORTING, Stage.REPORTED)
    if begins and (today or timezone.localdate()) < event.starts_on:
        return f"The event begins on {format_date(event.starts_on, 'j F Y')}; until then it cannot have been held."
    return ""


def move(*, event: Event, old: str, to: str, by: Any, is_undo: bool = False) -> Event:
    """Moves an event from one stage to another, at once and for the public page, too.

    Raises StageError where the event is at another stage by now, or where something speaks against it.
    """
    if to not in Stage.values or to == old:
        raise StageError("Choose another stage.")
    if not is_undo and (reason := hindrance(event, to)):
        raise StageError(reason)
    with transaction.atomic():
        rows = Event.objects.filter(pk=event.pk, stage=old)
        now = timezone.now()
        if not rows.update(stage=to, revision=F("revision") + 1, changed_by=by, changed_at=now):
            raise StageError("Somebody else moved the stage a moment ago; look at it, then decide again.")
        moved: Any = Event.objects.get(pk=event.pk)
        change = f"{Stage(old).label} → {Stage(to).label}"
        moved._change_reason = f"stage: {change}"
        moved.save()  # writes the history, which an update passes by
        AuditEntry.record(AuditEntry.Action.MOVED, by=by, item=moved, detail=f"{change}{', undone' * is_undo}")
    return moved
