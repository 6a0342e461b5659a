"""Tracks, sessions and presentations: numbers and codes once, and times in order."""

from datetime import time

import pytest
from django.db import IntegrityError

from events.models import Presentation, Session, Track
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ends_at", [time(9), time(8, 59)])
def test_session_does_not_end_before_it_starts(ends_at: time) -> None:
    session = make.make_session(starts_at=time(9))
    session.ends_at = ends_at
    assert make.complaints(session) == {"ends_at": ["The session ends before it starts."]}
    with pytest.raises(IntegrityError):
        session.save()


@pytest.mark.parametrize("times", [{}, {"starts_at": time(9)}, {"ends_at": time(9)}])
def test_session_times_may_be_unknown(times: dict[str, time]) -> None:
    assert make.complaints(make.make_session(**times)) == {}


def test_session_code_is_taken_once_in_an_event() -> None:
    session = make.make_session(code="3-1")
    make.make_session(code="3-1")
    again = Session(event=session.event, code="3-1")
    assert list(make.complaints(again)) == ["code"]
    with pytest.raises(IntegrityError):
        again.save()


def test_session_takes_no_track_of_another_event() -> None:
    session = make.make_session()
    session.track = make.make_track()
    assert make.complaints(session) == {"track": ["The track belongs to another event."]}


def test_session_prints_its_number_and_name() -> None:
    session = make.make_session(code="3-1", title="", kind=Session.Kind.PLENARY)
    assert (session.number, str(session)) == ("3.1", "3-1: Plenary")


def test_track_number_is_taken_once_in_an_event() -> None:
    track = make.make_track(number=3)
    again = Track(event=track.event, number=3, title="Again")
    assert list(make.complaints(again)) == ["number"]
    with pytest.raises(IntegrityError):
        again.save()


def test_session_outlives_its_track() -> None:
    session = make.make_session(track=make.make_track())
    session.track.delete()
    session.refresh_from_db()
    assert session.track is None


def test_presentation_has_a_place_of_its_own() -> None:
    talk = make.make_presentation()
    again = Presentation(session=talk.session, position=talk.position, speaker=make.make_person())
    assert list(make.complaints(again)) == ["position"]
    with pytest.raises(IntegrityError):
        again.save()


def test_presentation_names_speaker_and_session() -> None:
    talk = make.make_presentation(
        session=make.make_session(code="3-2"), speaker=make.make_person(family_name="Bonapace")
    )
    assert str(talk) == "Bonapace, session 3.2"


def test_keys_of_the_programme_find_it_again() -> None:
    track = make.make_track()
    session = make.make_session(track=track, code="3-1")
    for row in (track, session, make.make_presentation(session=session)):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
