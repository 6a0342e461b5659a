"""The calendar files: all-day events that other programs understand."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from events.exports.calendar import calendar
from events.models import Event
from tests import factories as make
from tests.public_pages import HIDDEN, hidden, text

pytestmark = pytest.mark.django_db


def _entries(content: bytes) -> list:
    return Calendar.from_ical(content).walk("VEVENT")


def test_entry_says_what_when_and_where() -> None:
    with time_machine.travel(datetime(2012, 9, 1, tzinfo=UTC), tick=False):
        event = make.make_event(title="Forum; the first", venue="Lotte Hotel", theme="Smart, open")
    (entry,) = _entries(calendar([event], lambda one: f"https://example.org/events/{one.slug}/"))
    assert entry["summary"] == "Forum; the first"
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2012, 10, 18), date(2012, 10, 20))
    assert entry["dtstart"].params["VALUE"] == "DATE"
    assert entry["dtstamp"].dt == datetime(2012, 9, 1, tzinfo=UTC)
    assert entry["uid"] == str(event.translation_key)
    assert entry["location"] == "Lotte Hotel, Seoul, Republic of Korea"
    assert entry["url"] == f"https://example.org/events/{event.slug}/"
    assert entry["description"] == "Smart, open"


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        (Event.Stage.ANNOUNCED, "CONFIRMED"),
        (Event.Stage.REPORTED, "CONFIRMED"),
        (Event.Stage.POSTPONED, "TENTATIVE"),
        (Event.Stage.CANCELLED, "CANCELLED"),
    ],
)
def test_status_follows_the_stage(stage: str, status: str) -> None:
    (entry,) = _entries(calendar([make.make_event(stage=stage)], lambda _: ""))
    assert entry["status"] == status


def test_calendar_has_every_public_event(stranger: Client, django_assert_num_queries) -> None:
    make.make_event(title="One")
    make.make_event(title="Two")
    with django_assert_num_queries(1):
        response = stranger.get("/events/calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert {str(entry["summary"]) for entry in _entries(response.content)} == {"One", "Two"}


def test_event_has_a_calendar_of_its_own(stranger: Client) -> None:
    event = make.make_event(title="One", slug="one")
    make.make_event(title="Two")
    response = stranger.get("/events/one.ics")
    assert [str(entry["summary"]) for entry in _entries(response.content)] == ["One"]
    assert b"http://testserver/events/one/" in response.content
    assert response["Content-Disposition"] == f'attachment; filename="{event.slug}.ics"'


def test_calendar_says_the_same_twice(stranger: Client) -> None:
    make.make_event()
    assert stranger.get("/events/calendar.ics").content == stranger.get("/events/calendar.ics").content


@pytest.mark.parametrize("state", HIDDEN)
def test_calendars_leave_out_hidden_events(stranger: Client, state: str) -> None:
    event = make.make_event(title="Canary", **hidden(state))
    assert "Canary" not in text(stranger.get("/events/calendar.ics"))
    assert stranger.get(f"/events/{event.slug}.ics").status_code == 404
