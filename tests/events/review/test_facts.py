"""What is missing, unknown, or against the record."""

from datetime import date
from typing import Any

import pytest

from events.models import Event
from events.review import review_event
from events.review.facts import completeness, references
from events.review.subject import Text
from tests.factories import make_event, make_session
from tests.reviewing import subject, told


def test_known_references_are_fine() -> None:
    known: dict[str, Any] = {"participants": 766, "city": "Seoul", "session.3-1.presentations": 7}
    body = "<p>{participants} people, {City}, {Session.3-1.presentations}</p>"
    assert told(references, body, references=known) == []


def test_unknown_reference_blocks() -> None:
    assert told(references, "<p>{particpants} and {particpants}</p>", references={"participants": 1}) == [
        ("body", "No figure answers {particpants}.", True)
    ]


def test_reference_in_a_title_blocks() -> None:
    message = "{days} stands in a line where figures are not filled in."
    assert told(references, "", title="The {days} days", references={"days": 2}) == [("title", message, True)]


@pytest.mark.parametrize("words", ["{ participants }", "{participants", "participants}", "{2012}"])
def test_stray_brace_is_advised_against(words: str) -> None:
    found = told(references, f"<p>The {words}.</p>", references={"participants": 1})
    assert [(field, is_blocking) for field, _, is_blocking in found] == [("body", False)]


def _complete(**words: str) -> list[tuple[str, bool]]:
    texts = tuple(Text(name, markup, name == "title") for name, markup in words.items())
    return [(found.field, found.is_blocking) for found in completeness(subject("", texts=texts))]


def test_item_must_say_something() -> None:
    assert _complete(title="A", lead="", body="<p> </p>") == [("body", True)]
    assert _complete(title="", lead="", body="<p>Text</p>") == [("title", True)]
    assert _complete(title="A", lead="Lead", body="") == []
    assert _complete(title="A", lead="", description="") == [("lead", False)]
    assert _complete(title="A", lead="", description="<p>Text</p>") == []


@pytest.mark.django_db
def test_session_outside_the_event_and_early_stage_are_found() -> None:
    event = make_event(lead="Lead", stage=Event.Stage.HELD, starts_on=date(2990, 10, 18), ends_on=date(2990, 10, 19))
    make_session(event=event, held_on=date(2990, 10, 18))
    make_session(event=event, held_on=date(2990, 10, 20))
    assert [(found.field, found.message) for found in review_event(event)] == [
        ("sessions-1-held_on", "The session is on 20 October 2990, and the event on 18–19 October 2990."),
        ("stage", "The stage is “Concluded”, and the event begins on 18 October 2990."),
    ]
