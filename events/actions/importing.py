"""Carries out what an import found: everything that is new or changed, in one transaction, or nothing."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from events.actions.journal import Journal
from events.actions.publishing import claim
from events.actions.writing_people import ParticipantsWriter
from events.actions.writing_programme import ProgrammeWriter
from events.actions.writing_rows import RowError
from events.actions.writing_travel import TravelWriter
from events.imports.checking import Check, Tell, count_phrase, silent
from events.imports.participants import check_participants
from events.imports.programme import check_programme
from events.imports.travel import check_travel
from events.models import AuditEntry, Event


class WritingError(Exception):
    """Which row could not be written; nothing was."""


def locked(event: Event) -> Event:
    """The event, into which nobody else imports until this import is done."""
    return Event.objects.select_for_update(of=("self",)).get(pk=event.pk)


def record(event: Event, by: Any, what: str, check: Check) -> None:
    """Says in the audit log what an import did."""
    left = len(check.left_out)
    detail = f"{what}: {check.new} new, {check.changed} changed, {count_phrase(left, 'row', 'rows')} left out"
    AuditEntry.record(AuditEntry.Action.IMPORTED, by=by, item=event, detail=detail)


def import_programme(  # noqa: PLR0913 - named one by one
    *,
    event: Event,
    text: str,
    answers: Mapping[str, str],
    by: Any,
    journal: Journal | None = None,
    tell: Tell = silent,
    **rights: bool,
) -> Check:
    """Adds and changes sessions as a programme says. Gives what was found; problems are left out."""

    def write(event: Event, plans: list[Any]) -> None:
        claim(event, by=by)  # whoever has the event's form open learns of it
        ProgrammeWriter(event, journal or Journal(), tell).write(plans)

    with transaction.atomic():
        event = locked(event)
        check = check_programme(event=event, text=text, answers=answers, tell=tell, **rights)
        return _written(event, check, by, "programme", write)


def import_participants(  # noqa: PLR0913 - named one by one
    *,
    event: Event,
    text: str,
    answers: Mapping[str, str],
    by: Any,
    journal: Journal | None = None,
    tell: Tell = silent,
    **rights: bool,
) -> Check:
    """Adds and changes named participants as a list says. Gives what was found; problems are left out."""

    def write(event: Event, plans: list[Any]) -> None:
        ParticipantsWriter(event, journal or Journal(), tell).write(plans)

    with transaction.atomic():
        event = locked(event)
        check = check_participants(event=event, text=text, answers=answers, tell=tell, **rights)
        return _written(event, check, by, "participants", write)


def import_travel(  # noqa: PLR0913 - named one by one
    *,
    event: Event,
    text: str,
    answers: Mapping[str, str],
    by: Any,
    journal: Journal | None = None,
    tell: Tell = silent,
    **rights: bool,
) -> Check:
    """Adds and changes travel lines as a table says. Gives what was found; problems are left out."""

    def write(event: Event, plans: list[Any]) -> None:
        TravelWriter(event, journal or Journal(), tell).write(plans)

    with transaction.atomic():
        event = locked(event)
        check = check_travel(event=event, text=text, answers=answers, tell=tell, **rights)
        return _written(event, check, by, "travel lines", write)


def _written(event: Event, check: Check, by: Any, what: str, write: Callable[[Event, list[Any]], None]) -> Check:
    """The same check, once its rows are written. Raises WritingError."""
    if check.to_write:
        try:
            write(event, [row.plan for row in check.to_write])
        except RowError as error:
            number = check.to_write[error.place].number
            words = f"Row {number} could not be written, and so nothing was. Take it out or change it, and check again."
            raise WritingError(words) from error
        record(event, by, what, check)
    return check
