"""The programme in numbers, and laid out by day, part of the day and track."""

from datetime import date, time

import pytest

from events.figures import programme_days, programme_figures
from events.models import Event, Presentation
from tests import factories as make

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2012, 10, 18), date(2012, 10, 19)


def _talks(event: Event) -> list[Presentation]:
    return list(Presentation.objects.filter(session__event=event))


def test_programme_without_sessions_has_only_days() -> None:
    figures = programme_figures(make.make_event(), [])
    assert (figures.days, figures.tracks, figures.sessions, figures.presentations) == (2, 0, 0, 0)
    assert (figures.by_session, figures.by_track) == ({}, {})


def test_programme_without_presentations_counts_all_sessions() -> None:
    event = make.make_event()
    for code in ("1", "2"):
        make.make_session(event=event, code=code)
    figures = programme_figures(event, [])
    assert (figures.sessions, figures.presentations) == (2, 0)


def test_who_chairs_or_moderates_gives_no_presentation() -> None:
    session = make.make_session(code="opening")
    for role in ("speaker", "moderator", "chair"):
        make.make_presentation(session=session, role=role)
    figures = programme_figures(session.event, _talks(session.event))
    assert (figures.sessions, figures.presentations, figures.by_session) == (1, 1, {"opening": 1})


def test_programme_without_tracks_counts_the_sessions_with_presentations() -> None:
    event = make.make_event()
    session = make.make_session(event=event, code="opening")
    make.make_session(event=event, code="closing")
    for _ in range(2):
        make.make_presentation(session=session)
    figures = programme_figures(event, _talks(event))
    assert (figures.sessions, figures.presentations) == (1, 2)
    assert figures.by_session == {"opening": 2, "closing": 0}


def test_programme_with_tracks_counts_their_sessions_with_presentations() -> None:
    event = make.make_event()
    track = make.make_track(event=event, number=3)
    make.make_track(event=event, number=4)
    for code, count in (("3-1", 7), ("3-2", 2), ("3-3", 0)):
        session = make.make_session(event=event, track=track, code=code)
        for _ in range(count):
            make.make_presentation(session=session)
    plenary = make.make_session(event=event, code="plenary")
    make.make_presentation(session=plenary)
    figures = programme_figures(event, _talks(event))
    assert (figures.tracks, figures.sessions, figures.presentations) == (2, 2, 9)
    assert figures.by_track == {3: (2, 9), 4: (0, 0)}
    assert figures.by_session == {"3-1": 7, "3-2": 2, "3-3": 0, "plenary": 1}


def test_days_of_an_event_without_sessions_are_none() -> None:
    assert programme_days(make.make_event()) == ()


def test_days_follow_the_calendar_and_undated_sessions_come_last() -> None:
    event = make.make_event()
    undated = make.make_session(event=event)
    last = make.make_session(event=event, held_on=SECOND)
    first = make.make_session(event=event, held_on=FIRST)
    days = programme_days(event)
    assert [(day.number, day.held_on) for day in days] == [(1, FIRST), (2, SECOND), (0, None)]
    assert [day.slots[0].sessions for day in days] == [(first,), (last,), (undated,)]


def test_slots_part_the_day_and_tracks_stand_beside_each_other() -> None:
    event = make.make_event()
    tracks = [make.make_track(event=event, number=number) for number in (1, 2)]
    afternoon = {"event": event, "held_on": FIRST, "part_of_day": "2_afternoon"}
    beside = [make.make_session(track=track, **afternoon) for track in tracks]
    plenary = make.make_session(event=event, held_on=FIRST, part_of_day="1_morning")
    morning, later = programme_days(event)[0].slots
    assert (morning.label, morning.sessions, morning.tracks) == ("Morning", (plenary,), ())
    assert (later.label, later.sessions) == ("Afternoon", ())
    assert [(slot.track, slot.sessions) for slot in later.tracks] == [
        (tracks[0], (beside[0],)),
        (tracks[1], (beside[1],)),
    ]


def test_slots_are_named_by_the_clock_where_it_is_known() -> None:
    event = make.make_event()
    make.make_session(event=event, held_on=FIRST, starts_at=time(14))
    make.make_session(event=event, held_on=FIRST, starts_at=time(9, 30), ends_at=time(11))
    assert [slot.label for slot in programme_days(event)[0].slots] == ["09:30–11:00", "14:00"]


def test_track_slot_has_details_when_a_session_has_a_title() -> None:
    event = make.make_event()
    track = make.make_track(event=event)
    make.make_session(event=event, track=track, held_on=FIRST, title="")
    make.make_session(event=event, track=track, held_on=SECOND, title="Open data")
    assert [day.slots[0].tracks[0].has_details for day in programme_days(event)] == [False, True]
