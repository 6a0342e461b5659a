"""The settings of a registration form, changed while people register: never fewer places than are given away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from events.actions.letters import queue_letter
from events.actions.places import fill_places
from events.actions.registering import locked
from events.models import AuditEntry, Event, Registration, RegistrationForm

SETTINGS = (
    "access",
    "opens_at",
    "closes_at",
    "capacity",
    "has_waiting_list",
    "needs_approval",
    "offers_remote",
    "meeting_link",
    "fields",
    "intro",
)


class TakenError(Exception):
    """Fewer places were offered than are `taken`."""

    def __init__(self, taken: int) -> None:
        super().__init__(f"{taken:,} place{' is' if taken == 1 else 's are'} taken already: offer at least as many.")
        self.taken = taken


@dataclass(frozen=True)
class Served:
    """What new settings did: how many got a place, and how many a letter about the address of the meeting."""

    places: int
    letters: int


def set_up(*, event: Event, values: Mapping[str, Any], by: Any) -> tuple[RegistrationForm, Served]:
    """Stores the settings of an event's form; free places go to the waiting list at once. Raises TakenError.

    Who takes part remotely gets a letter with another address of the meeting.
    """
    with transaction.atomic():
        made, _ = RegistrationForm.objects.get_or_create(event=event)
        form = locked(made)
        capacity = values.get("capacity")
        if capacity is not None and capacity < form.taken:
            raise TakenError(form.taken)
        before, link = form.access, form.meeting_link
        for name in SETTINGS:
            setattr(form, name, values[name])
        form.save(update_fields=SETTINGS)
        _record(form, before, by)
        served = follow(form, former_link=link)
    return form, served


def follow(form: RegistrationForm, *, former_link: str) -> Served:
    """What follows from settings that were stored, in the same transaction."""
    letters = 0
    is_told = form.meeting_link not in ("", former_link) and not form.is_past()
    if is_told and form.event.stage in (Event.Stage.ANNOUNCED, Event.Stage.POSTPONED):
        for registration in form.registrations.filter(state=Registration.State.CONFIRMED, is_remote=True):
            registration.form = form
            queue_letter(registration)
            letters += 1
    return Served(fill_places(form), letters)


def _record(form: RegistrationForm, before: str, by: Any) -> None:
    """Who may register is worth a line in the log."""
    if before == form.access:
        return
    is_off = form.access == RegistrationForm.Access.OFF
    action = AuditEntry.Action.CLOSED if is_off else AuditEntry.Action.OPENED
    AuditEntry.record(action, by=by, item=form.event, detail=f"registration: {form.get_access_display().lower()}")
