"""The settings of a registration form, changed while people register: never fewer places than are given away."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from events.actions.places import fill_places
from events.actions.registering import locked
from events.models import AuditEntry, Event, RegistrationForm

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


def set_up(*, event: Event, values: Mapping[str, Any], by: Any) -> tuple[RegistrationForm, int]:
    """Stores the settings of an event's form; free places go to the waiting list at once. Raises TakenError.

    Gives the form, and how many people of the waiting list got a place.
    """
    with transaction.atomic():
        made, _ = RegistrationForm.objects.get_or_create(event=event)
        form = locked(made)
        capacity = values.get("capacity")
        if capacity is not None and capacity < form.taken:
            raise TakenError(form.taken)
        before = form.access
        for name in SETTINGS:
            setattr(form, name, values[name])
        form.save(update_fields=SETTINGS)
        _record(form, before, by)
        served = fill_places(form)
    return form, served


def _record(form: RegistrationForm, before: str, by: Any) -> None:
    """Who may register is worth a line in the log."""
    if before == form.access:
        return
    is_off = form.access == RegistrationForm.Access.OFF
    action = AuditEntry.Action.CLOSED if is_off else AuditEntry.Action.OPENED
    AuditEntry.record(action, by=by, item=form.event, detail=f"registration: {form.get_access_display().lower()}")
