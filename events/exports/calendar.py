"""Events for other people's calendars (RFC 5545)."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from events.models import Event
from events.narrative import place

_STATUS = {Event.Stage.CANCELLED: "CANCELLED", Event.Stage.POSTPONED: "TENTATIVE"}


def _entry(event: Event, address: str) -> Entry:
    """An all-day entry: the end is the first day that is free again. A translation keeps its own identity."""
    entry = Entry()
    entry.add("uid", str(event.translation_key))
    entry.add("dtstamp", event.last_published_at or event.go_live_at)
    entry.add("dtstart", event.starts_on)
    entry.add("dtend", event.ends_on + timedelta(days=1))
    entry.add("summary", event.title)
    entry.add("location", ", ".join(part for part in (event.venue, place(event)) if part))
    entry.add("url", address)
    entry.add("status", _STATUS.get(Event.Stage(event.stage), "CONFIRMED"))
    if event.theme:
        entry.add("description", event.theme)
    return entry


def _new_calendar() -> Calendar:
    written = Calendar()
    written.add("prodid", f"-//{settings.PORTAL['office']}//Events//EN")
    written.add("version", "2.0")
    return written


def own_entry(event: Event, address: str, *, meeting_link: str = "") -> bytes:
    """One event for the calendar of somebody who takes part; it replaces the public entry, whose identity it has.

    `meeting_link` is for those alone who take part remotely.
    """
    written = _new_calendar()
    written.add("method", "PUBLISH")
    entry = _entry(event, address)
    if meeting_link:
        said = [event.theme, f"Remote participation: {meeting_link}"]
        entry.pop("description", None)
        entry.add("description", "\n\n".join(part for part in said if part))
    written.add_component(entry)
    return written.to_ical()


def calendar(events: Iterable[Event], address: Callable[[Event], str]) -> bytes:
    """The events as an iCalendar file; `address` gives the absolute address of an event's page."""
    written = _new_calendar()
    written.add("x-wr-calname", f"{settings.PORTAL['acronym']} events")
    for event in events:
        written.add_component(_entry(event, address(event)))
    return written.to_ical()
