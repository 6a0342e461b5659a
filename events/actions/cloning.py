"""Makes a new event from an old one: its hosts and programme, not what happened there."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import models, transaction
from django.utils import timezone

from events.models import AuditEntry, Event, Presentation, Session, Track

# What a session and a presentation say of what was said: the new event has not been held.
_SAID = {Session: ("lead", "summary", "key_point"), Presentation: ("findings",)}


@dataclass(frozen=True)
class Plan:
    """How the clone is called, when it begins, and what goes along beside the facts of the event."""

    title: str
    slug: str
    starts_on: date
    texts: bool = True
    hosts: bool = True
    programme: bool = True
    speakers: bool = True


def copy_title(title: str, length: int = 250) -> str:
    """The title that is offered for a clone."""
    return f"{title[: length - 7].rstrip()} (copy)"


def free_slug(queryset: models.QuerySet, wanted: str, length: int = 120) -> str:
    """The wanted last part of an address, with a number behind it where it is taken."""
    taken = set(queryset.filter(slug__startswith=wanted[: length - 4]).values_list("slug", flat=True))
    numbered = (f"{wanted[: length - 4]}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted[:length], *numbered) if slug not in taken)


def _copied(row: Any, **changes: Any) -> Any:
    """A new row with the values of an old one, but those that change."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(row, field.attname) for field in fields}
    for name in _SAID.get(type(row), ()):
        values[name] = ""
    for name, value in changes.items():
        values.pop(row._meta.get_field(name).attname, None)
        values[name] = value
    copy = type(row)(**values)
    copy.save(force_insert=True)
    return copy


def clone_event(*, event: Event, plan: Plan, by: Any) -> Event:
    """A draft with the facts of an event, its days moved to a new first day; gives the draft.

    Participants, headcounts, travel, outcomes, documents, photographs and reports belong to the old event and stay.
    """
    with transaction.atomic():
        shift = plan.starts_on - event.starts_on
        now = timezone.now()
        life = {"live": False, "is_ready": False, "withdrawn_at": None, "withdrawn_reason": "", "revision": 0}
        moments = {"go_live_at": now, "expire_at": None, "first_published_at": None, "last_published_at": None}
        texts = {} if plan.texts else {"lead": "", "description": ""}
        new: Any = Event.objects.get(pk=event.pk)
        new.pk, new._state.adding = None, True
        facts = {"title": plan.title, "slug": plan.slug, "starts_on": plan.starts_on}
        facts |= {"ends_on": event.ends_on + shift, "stage": Event.Stage.ANNOUNCED, "translation_key": uuid4()}
        for name, value in (life | moments | texts | facts).items():
            setattr(new, name, value)
        new.author, new.changed_by, new.changed_at = by, by, now
        new._change_reason = f"cloned from “{event}”"[:100]
        new._address = (None, None)  # it never had the address of the old event
        new.save(force_insert=True)
        _copy_rows(event, new, shift, plan)
        AuditEntry.record(AuditEntry.Action.CLONED, by=by, item=new, detail=f"from “{event}” (No. {event.pk})")
    return new


def _copy_rows(event: Event, new: Event, shift: timedelta, plan: Plan) -> None:
    if plan.hosts:
        for host in event.hosts.all():
            _copied(host, event=new)
    if not plan.programme:
        return
    tracks: dict[int | None, Track | None] = {None: None}
    for track in event.tracks.all():
        tracks[track.pk] = _copied(track, event=new)
    for session in event.sessions.prefetch_related("presentations"):
        day = session.held_on + shift if session.held_on else None
        copy = _copied(session, event=new, track=tracks[session.track_id], held_on=day)
        for talk in session.presentations.all() if plan.speakers else ():
            _copied(talk, session=copy)
