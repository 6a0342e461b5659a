"""Events: the list, an event's page with its people and files, and the calendar."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, prefetch_related_objects
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.charts import group_label, legend, participation_bar
from events.emails.registration import moment_text
from events.exports import calendar as as_calendar
from events.figures import ParticipationFigures, participation_figures, programme_days, programme_figures
from events.figures.counting import published_partitions, title_of
from events.forms import EventFilter
from events.models import (
    Event,
    Host,
    Language,
    Participation,
    Post,
    Presentation,
    RegistrationForm,
    Session,
    neighbour,
)
from events.models.event import EventQuerySet
from events.models.registration import Status
from events.narrative import bind, references
from events.text import inline, notes_in_brackets, set_headings
from events.views.files import harmless, row_of, send, show
from events.views.paging import page
from events.views.people import attendances

ROWS = (
    "hosts.organization",
    "outcomes",
    "tracks",
    "sessions",
    "headcounts",
    "participations.person",
    "materials",
    "photos.picture",
)
MOST_BESIDE = 3  # speakers named in the programme itself; a session with more of them is listed under "Speakers"
MOST_UPCOMING = 50
MOST_RELATED = 6
_HOST_LABELS = {
    Host.Role.HOST: ("Host", "Hosts"),
    Host.Role.ORGANIZER: ("Organizer", "Organizers"),
    Host.Role.PARTNER: ("Partner", "Partners"),
    Host.Role.SUPERVISOR: ("Under the guidance of", "Under the guidance of"),
}


def _public() -> EventQuerySet:
    return Event.objects.published().in_language(Language.ENGLISH)


@require_safe
def list(request: HttpRequest) -> HttpResponse:
    """Events to come, then those that have ended, the latest first; of one kind or year where asked."""
    events = _public()
    form = EventFilter(request.GET, years=[day.year for day in events.dates("starts_on", "year", order="DESC")])
    chosen = form.chosen(events)
    found = page(chosen.past(), request.GET)
    context = {"form": form, "upcoming": chosen.upcoming()[:MOST_UPCOMING], "page": found}
    return render(request, "events/event/list.html", context)


def _hosts(event: Event) -> tuple[tuple[str, str, str], ...]:
    """For each kind of host its label, the first name, and the other names."""
    groups = []
    for role, (one, several) in _HOST_LABELS.items():
        names = [host.organization.name for host in event.hosts.all() if host.role == role]
        if names:
            groups.append((several if len(names) > 1 else one, names[0], "; ".join(names[1:])))
    return tuple(groups)


def _with_speakers(event: Event) -> tuple[Presentation, ...]:
    """All presentations of the event, in one query; each session knows its own afterwards."""
    talks = Presentation.objects.select_related("speaker", "organization")
    prefetch_related_objects([*event.sessions.all()], Prefetch("presentations", talks))
    return tuple(talk for session in event.sessions.all() for talk in session.presentations.all())


def _listed(event: Event) -> tuple[Session, ...]:
    """Sessions whose speakers have a list of their own, in the order of the programme."""
    slots = (slot for day in programme_days(event) for slot in day.slots)
    ordered = (s for slot in slots for s in (*slot.sessions, *(one for track in slot.tracks for one in track.sessions)))
    return tuple(s for s in ordered if len(s.presentations.all()) > (0 if s.track_id else MOST_BESIDE))


def _missing(event: Event) -> str:
    """What the records of an event that has ended do not say about its programme."""
    sessions = event.sessions.all()
    if event.ends_on >= timezone.localdate() or any(session.starts_at for session in sessions):
        return ""
    if any(session.held_on for session in sessions):
        return "Clock times were not recorded for this event."
    return "The days and clock times of the sessions were not recorded."


def _local_time(event: Event) -> str:
    """What the clock times mean, where there are any: "Local time, UTC+9"."""
    if not any(session.starts_at for session in event.sessions.all()):
        return ""
    noon = datetime.combine(event.starts_on, time(12), ZoneInfo(event.time_zone))
    hours = f"{noon:%z}"
    return f"Local time, UTC{hours[0]}{int(hours[1:3])}" + (f":{hours[3:5]}" if hours[3:5] != "00" else "")


def _participation(event: Event, people: ParticipationFigures, talks: tuple[Presentation, ...]) -> dict[str, Any]:
    """The figures with their bar; nothing where nothing was recorded."""
    bar = participation_bar(people, event.country.name) if len(people.groups) > 1 else None
    is_known = any((people.total, people.countries, people.ministers, people.organizations))
    return {
        "people": people if is_known else None,
        "bar": bar,
        "legend": legend([bar]) if bar else (),
        "counts": [(title_of(found, event), found) for found in published_partitions(event)],
        "has_names": bool(talks) or any(row.has_attended for row in event.participations.all()),
    }


def _prose(event: Event, known: dict[str, int | str]) -> dict[str, Any]:
    """The written texts with the event's figures in them."""
    return {
        "lead": bind(inline(notes_in_brackets(event.lead)), known),
        "description": bind(set_headings(notes_in_brackets(event.description), 3), known),
        "outcomes": tuple(bind(inline(notes_in_brackets(outcome.text)), known) for outcome in event.outcomes.all()),
    }


def _programme(event: Event, known: dict[str, int | str]) -> dict[str, Any]:
    """The sessions by day, and those whose speakers are listed apart."""
    listed = _listed(event)
    tracks = {session.track_id for session in listed}
    track = next((track for track in event.tracks.all() if {track.pk} == tracks), None)
    bare = (session for session in event.sessions.all() if not session.title and session.summary)
    return {
        "days": programme_days(event),
        "missing": _missing(event),
        "local_time": _local_time(event),
        "listed": listed,
        "listed_track": track,
        "summaries": {session.pk: bind(set_headings(notes_in_brackets(session.summary), 4), known) for session in bare},
    }


def _registration(event: Event) -> dict[str, Any] | None:
    """How one registers for an event that is still to come; nothing where nobody does."""
    form: RegistrationForm | None = getattr(event, "registration_form", None)
    if form is None or event.ends_on < timezone.localdate() or event.stage == Event.Stage.CANCELLED:
        return None
    status = form.status()
    is_invited = form.access == RegistrationForm.Access.INVITED and status not in (Status.OFF, Status.CLOSED)
    at = form.opens_at if status == Status.NOT_YET else form.closes_at
    moment = moment_text(at, event.time_zone) if at else ""
    return None if status == Status.OFF else {"status": "invited" if is_invited else status, "moment": moment}


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one event: at most six queries, with the tags of the upper floors."""
    found = _public().with_rows(*ROWS).with_neighbours().select_related("registration_form")
    event = get_object_or_404(found, slug=slug)
    talks = _with_speakers(event)
    people = participation_figures(event)
    known = references(event, people, programme_figures(event, [*talks]))
    context = {
        "event": event,
        "hosts": _hosts(event),
        **_prose(event, known),
        **_participation(event, people, talks),
        **_programme(event, known),
        "registration": _registration(event),
        "related": Post.objects.published().in_language(event.language).filter(event=event)[:MOST_RELATED],
        "earlier": neighbour(event, "earlier"),
        "later": neighbour(event, "later"),
    }
    return render(request, "events/event/detail.html", context)


@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who attended or spoke, by name, and the groups that were only counted."""
    named = Prefetch("participations", Participation.objects.select_related("person", "organization"))
    event = get_object_or_404(_public().with_rows("headcounts").prefetch_related(named), slug=slug)
    groups = attendances(event)
    if not groups:
        raise Http404("Nobody is named.")
    figures = participation_figures(event)
    counted = tuple((group_label(group, event.country.name), group.count) for group in figures.groups)
    context = {"event": event, "groups": groups, "counted": counted, "total": figures.total}
    return render(request, "events/event/people.html", context)


def _calendar(request: HttpRequest, events: Iterable[Event], name: str) -> HttpResponse:
    def address(event: Event) -> str:
        return request.build_absolute_uri(reverse("events:event_detail", args=[event.slug]))

    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(as_calendar(events, address), content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All public events as a calendar that other programs can follow."""
    return _calendar(request, _public(), "events")


@require_safe
def ics(request: HttpRequest, slug: str) -> HttpResponse:
    """One event for a calendar."""
    event = get_object_or_404(_public(), slug=slug)
    return _calendar(request, [event], event.slug)


def _with_files(slug: str) -> Event:
    return get_object_or_404(Event.objects.in_language(Language.ENGLISH), slug=slug)


@require_safe
@harmless
def material(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """A document of an event, as a download."""
    event = _with_files(slug)
    found = row_of(request, event, "materials", pk)
    if not found.file:
        raise Http404("It is a link.")
    return send(request, event, found.file, title=found.title)


@require_safe
@harmless
def photo(request: HttpRequest, slug: str, pk: int, name: str = "large") -> FileResponse:
    """A photograph of an event, in one of its sizes."""
    event = _with_files(slug)
    return show(request, event, row_of(request, event, "photos", pk).picture, name)
