"""The programme: how the days ran, the tracks, and every session of which anything was recorded."""

from datetime import date, time
from typing import Any

import pytest

from events.models import Event, Session
from events.text import plain_text
from reports.sections import programme
from reports.sections.programme import Content, Talk, TrackRow
from tests import factories as make
from tests.reports.facts import bare_facts, facts_of, make_forum

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2012, 10, 18), date(2012, 10, 19)
MORNING, AFTERNOON = Session.PartOfDay.MORNING, Session.PartOfDay.AFTERNOON


def _build(event: Event) -> Content:
    content = programme.build(facts_of(make.make_report(event=event)))
    assert content is not None
    return content


def test_section_is_left_out_where_no_session_was_recorded() -> None:
    assert programme.build(bare_facts()) is None


def test_section_is_left_out_where_only_the_sittings_are_known() -> None:
    event = make.make_session().event
    assert programme.build(facts_of(make.make_report(event=event))) is None


@pytest.mark.parametrize("text", ["lead", "summary", "key_point"])
def test_session_with_any_text_is_told(text: str) -> None:
    event = make.make_session(**{text: "<p>It went well.</p>"}).event
    (part,) = _build(event).sessions
    assert plain_text(getattr(part, text)) == "It went well."


def test_session_with_a_speaker_is_told() -> None:
    session = make.make_presentation().session
    assert [part.title for part in _build(session.event).sessions] == [session.title]


def test_heading_speaks_of_tracks_where_there_are_some() -> None:
    assert programme.heading(bare_facts()) == "Programme and sessions"
    report = make.make_report(event=make.make_track().event)
    assert programme.heading(facts_of(report)) == "Programme, tracks and sessions"


def test_talk_has_what_one_person_said() -> None:
    event = make_forum()
    organization = make.make_organization(name="Economic Commission", acronym="ECLAC")
    speaker = make.make_person(given_name="Haiyan", family_name="Qian")
    make.make_presentation(
        session=make.make_session(event=event),
        speaker=speaker,
        organization=organization,
        affiliation="Director",
        mode="video",
        title="Trends",
        findings="<p>In {days} days.</p>",
    )
    (part,) = _build(event).sessions
    assert part.talks == (Talk("Haiyan Qian", "ECLAC", "Director", True, "Trends", "<p>In two days.</p>"),)


def test_talks_stay_with_their_session_in_order() -> None:
    event = make_forum()
    first, second = (make.make_session(event=event) for _ in range(2))
    for session, name, position in ((first, "B", 2), (second, "C", 1), (first, "A", 1)):
        make.make_presentation(session=session, speaker=make.make_person(family_name=name), position=position)
    assert [[talk.name for talk in part.talks] for part in _build(event).sessions] == [["A", "B"], ["C"]]


def test_opening_counts_the_presentations() -> None:
    event = make.make_presentation().session.event
    assert _build(event).opening == "One presentation was given in the one session."


def test_session_of_a_track_says_where_it_belongs() -> None:
    track = make.make_track(number=3)
    session = make.make_session(track=track, code="3-1", title="Trends", lead="Seven speakers.", held_on=FIRST)
    make.make_session(event=session.event, code="closing", kind="closing", title="", lead="It ended.", held_on=SECOND)
    content = _build(session.event)
    found = [(part.anchor, part.kicker, part.title, part.is_in_track) for part in content.sessions]
    assert found == [
        ("session-3-1", "Track 3, session 1", "Trends", True),
        ("session-closing", "Closing session", "Closing session", False),
    ]
    assert content.entries == (("session-3-1", "Track 3, session 1: Trends"),)


def test_tracks_say_how_much_of_them_is_told() -> None:
    event = make_forum()
    for number, standpoint in ((1, "governments"), (2, "")):
        make.make_track(event=event, number=number, title=f"Theme {number}", standpoint=standpoint)
    first = make.make_session(track=event.tracks.get(number=1))
    make.make_session(track=event.tracks.get(number=2))
    make.make_presentation(session=first)
    assert _build(event).tracks == (
        TrackRow(1, "Theme 1", "Governments", 1, 1),
        TrackRow(2, "Theme 2", "", 0, 0),
    )


def _sitting(event: Event, held_on: date | None, part: str, code: str, **fields: Any) -> Session:
    return make.make_session(event=event, held_on=held_on, part_of_day=part, code=code, **fields)


def test_days_are_told_part_by_part() -> None:
    event = make_forum()
    tracks = [make.make_track(event=event) for _ in range(3)]
    _sitting(event, FIRST, MORNING, "keynote", kind="keynote", title="", lead="It began.")
    _sitting(event, FIRST, MORNING, "plenary", kind="plenary", title="Views")
    for track in tracks:
        for number in (1, 2):
            _sitting(event, FIRST, AFTERNOON, f"{track.number}-{number}", track=track)
    _sitting(event, SECOND, MORNING, "3-3", track=tracks[2])
    assert _build(event).strip == (
        ("Day 1, morning", "Keynote; Views"),
        ("Day 1, afternoon", "Tracks 1, 2 and 3, sessions 1 and 2"),
        ("Day 2, morning", "Track 3, session 3"),
    )


def test_days_with_clock_times_are_told_by_the_clock() -> None:
    event = make_forum()
    times = {"starts_at": time(9), "ends_at": time(10, 30)}
    make.make_session(event=event, held_on=FIRST, title="Opening", lead="It began.", **times)
    assert _build(event).strip == (("Day 1, 09:00–10:30", "Opening"),)


def test_sessions_without_a_day_are_told_and_not_in_the_strip() -> None:
    event = make_forum()
    make.make_session(event=event, title="Somewhen", lead="It was held.")
    content = _build(event)
    assert (content.strip, [part.title for part in content.sessions]) == ((), ["Somewhen"])


def test_sessions_come_in_the_order_of_the_days() -> None:
    event = make_forum()
    for held_on, part, code in (
        (SECOND, MORNING, "c"),
        (FIRST, AFTERNOON, "b"),
        (None, "", "d"),
        (FIRST, MORNING, "a"),
    ):
        _sitting(event, held_on, part, code, lead="Told.")
    assert [part.anchor for part in _build(event).sessions] == ["session-a", "session-b", "session-c", "session-d"]
