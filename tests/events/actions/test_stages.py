"""The stage moves by one claim, forward, aside and back."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User

from events.actions.stages import StageError, hindrance, move, next_stage
from events.models import AuditEntry, Event
from tests import factories as make

Stage = Event.Stage


@pytest.fixture
def editor_user(db: None) -> User:
    return User.objects.create_user("ed")


def _refusal(**move_to: Any) -> str:
    with pytest.raises(StageError) as refused:
        move(**move_to)
    return str(refused.value)


def test_each_stage_has_its_next() -> None:
    assert [next_stage(stage) for stage in Stage.values] == [
        Stage.HELD,
        Stage.REPORTING,
        Stage.REPORTED,
        None,
        Stage.ANNOUNCED,
        None,
    ]


def test_move_is_recorded_in_audit_and_history(editor_user: User) -> None:
    event = make.make_event()
    moved = move(event=event, old=Stage.ANNOUNCED, to=Stage.HELD, by=editor_user)
    assert (moved.stage, moved.revision, moved.changed_by) == (Stage.HELD, 1, editor_user)
    entry, latest = AuditEntry.objects.get(), event.history.latest()
    assert (entry.action, entry.detail, entry.item_id) == ("moved", "Announced → Concluded", event.pk)
    assert (latest.stage, latest.history_change_reason) == ("held", "stage: Announced → Concluded")


def test_second_of_two_moves_is_refused(editor_user: User) -> None:
    event = make.make_event()
    move(event=event, old=Stage.ANNOUNCED, to=Stage.HELD, by=editor_user)
    again = _refusal(event=event, old=Stage.ANNOUNCED, to=Stage.CANCELLED, by=editor_user)
    assert again == "Somebody else moved the stage a moment ago; look at it, then decide again."
    assert (Event.objects.get().stage, AuditEntry.objects.count()) == (Stage.HELD, 1)


@time_machine.travel("2012-10-17")
def test_event_is_not_held_before_it_begins(editor_user: User) -> None:
    event = make.make_event()
    words = "The event begins on 18 October 2012; until then it cannot have been held."
    assert _refusal(event=event, old=Stage.ANNOUNCED, to=Stage.HELD, by=editor_user) == words
    assert hindrance(event, Stage.POSTPONED) == ""
    assert hindrance(event, Stage.HELD, today=date(2012, 10, 18)) == ""


def test_stage_that_is_none_is_refused(editor_user: User) -> None:
    event = make.make_event()
    for to in ("", "announced", "finished"):
        assert _refusal(event=event, old="announced", to=to, by=editor_user) == "Choose another stage."


@time_machine.travel("2012-10-17")
def test_undo_passes_what_speaks_against_a_stage(editor_user: User) -> None:
    event = make.make_event(stage=Stage.CANCELLED)
    Event.objects.filter(pk=event.pk).update(stage=Stage.CANCELLED)
    moved = move(event=event, old=Stage.CANCELLED, to=Stage.HELD, by=editor_user, is_undo=True)
    assert (moved.stage, AuditEntry.objects.get().detail) == (Stage.HELD, "Cancelled → Concluded, undone")
