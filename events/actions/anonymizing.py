"""Timed anonymization: a while after an event its people become nameless, unless they spoke or held office.

What is counted stays: participations keep country, sector and role under a pseudonym. Travel lines keep their
travellers, for the books are kept longer. Doing it again changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from events.actions.erasing import PSEUDONYM, blank, forget_in_logs, losses, make_nameless, new_pseudonym
from events.actions.freeing import free_soon
from events.actions.freezing import changed, freeze
from events.actions.traces import rows_about
from events.models import (
    AuditEntry,
    Event,
    ImportRun,
    Message,
    Participation,
    Person,
    Presentation,
    Role,
    TravelLine,
)
from events.policy import item_kind, way_to_item

# Those whose names belong to the record of an event.
_ON_RECORD = (Role.SPEAKER, Role.MINISTER, Role.ORGANIZER)
# Rows that stay as they are: what was said belongs to the record, what was paid to the books.
_KEPT = (Participation, Presentation, TravelLine)


class AnonymizeError(Exception):
    """Why the people of an event could not be made nameless; nothing was changed."""


@dataclass(frozen=True)
class Removed:
    """What is due, or was done, for one event: rows by kind."""

    event: Event
    counts: dict[str, int]

    def __str__(self) -> str:
        return ", ".join(f"{count} {name}" for name, count in self.counts.items() if count)


def last_day(today: date | None = None) -> date:
    """Events that ended on this day or before are due."""
    today = today or timezone.localdate()
    months = today.year * 12 + today.month - 1 - settings.PORTAL_PERSONAL_DATA_MONTHS
    year, month = divmod(months, 12)
    ends = [day for day in (today.day, 30, 29, 28) if day <= today.day]
    return next(found for day in ends if (found := _date(year, month + 1, day)))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def due_events(today: date | None = None) -> list[Event]:
    """Events whose time has come: long enough over, and the report is published (or the event was cancelled)."""
    stages = (Event.Stage.REPORTED, Event.Stage.CANCELLED)
    return list(Event.objects.filter(ends_on__lte=last_day(today), stage__in=stages).order_by("ends_on", "pk"))


def _written(event: Event) -> Iterator[Any]:
    """Rows of an event that say something of a person which is due: registrations, invitations, letters."""
    for model in apps.get_models():
        if getattr(model, "ERASED", {}) and model not in _KEPT and item_kind(model) is Event:
            rows = model._base_manager.filter(**{way_to_item(model): event}).order_by("pk")
            yield from (row for row in rows if losses(row))


def _nameless_to_be(event: Event) -> list[Participation]:
    """Participations of people who neither spoke, held office, nor travelled at the office's cost."""
    rows = Participation.objects.filter(event=event, person__erased_on=None).exclude(role__in=_ON_RECORD)
    spoke = Presentation.objects.filter(session__event=event).values("speaker")
    travelled = TravelLine.objects.filter(event=event, person__isnull=False).values("person")
    return list(rows.exclude(person__in=spoke).exclude(person__in=travelled).select_related("person").order_by("pk"))


def _messages(event: Event) -> Any:
    return Message.objects.filter(registration__form__event=event)


def due_in(event: Event) -> Removed:
    """What would be removed."""
    counts = {"participations": len(_nameless_to_be(event))}
    for row in _written(event):
        name = str(row._meta.verbose_name_plural)
        counts[name] = counts.get(name, 0) + 1
    counts |= {"messages": _messages(event).count(), "imports": ImportRun.objects.filter(event=event).count()}
    return Removed(event, counts)


def anonymize(*, event: Event, by: Any = None) -> Removed:
    """Removes what is due in an event, in one transaction; the log gets the counts alone.

    Raises AnonymizeError where a figure would change.
    """
    with transaction.atomic():
        removed = due_in(event)
        if not str(removed):
            return removed
        before = freeze([event], passing=[Person])
        _messages(event).delete()
        ImportRun.objects.filter(event=event).delete()
        written = list(_written(event))
        for row in written:
            blank(row)
        forget_in_logs(written)
        for participation in _nameless_to_be(event):
            _make_nameless(participation)
        if others := changed(before, freeze([event], passing=[Person])):
            raise AnonymizeError(f"“{event}”: figures would have changed: {', '.join(others)}. Nothing was done.")
        AuditEntry.record(AuditEntry.Action.ANONYMIZED, by=by, item=event, detail=str(removed))
        free_soon({Person, Participation, Message, ImportRun, AuditEntry, *map(type, written)})
    return removed


def _make_nameless(participation: Participation) -> None:
    """Hangs a participation, and what else of the event hangs on the person, on a pseudonym."""
    person, event = participation.person, participation.event
    blank(participation)
    rows = rows_about(person)
    of_event = [row for row in rows if _event_of(row) == event.pk]
    forget_in_logs(of_event)
    if len(of_event) == len(rows):
        forget_in_logs([person])
        make_nameless(person)
        return
    nobody = Person.objects.create(
        family_name=PSEUDONYM, distinction=new_pseudonym(), country=person.country, erased_on=timezone.localdate()
    )
    for row in of_event:
        for field in row._meta.concrete_fields:
            if field.related_model is Person:
                type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: nobody.pk})


def _event_of(row: models.Model) -> int | None:
    model = type(row)
    if item_kind(model) is not Event:
        return None
    found = model._base_manager.filter(pk=row.pk).values_list(way_to_item(model), flat=True).first()
    return int(found) if found else None
