"""What is missing, and what the record says against itself."""

import re
from collections.abc import Iterator

from django.utils import timezone

from events.models import Event
from events.narrative import date_range, day_text, unknown_references
from events.review.finding import Finding
from events.review.subject import Subject
from events.text import excerpt, plain_text

_REFERENCE = re.compile(r"\{[A-Za-z][\w.-]*\}")
_BEGUN = (Event.Stage.HELD, Event.Stage.REPORTING, Event.Stage.REPORTED)


def references(subject: Subject) -> Iterator[Finding]:
    """A reference such as `{participants}` that no figure answers, or that stands where none is filled in.

    Blocking: readers would see "[unknown figure: …]", or the braces. A brace that is no reference is advisory.
    """
    for text in subject.texts:
        names = _REFERENCE.findall(text.markup) if text.is_line else []
        for written in dict.fromkeys(names):
            message = f"{written} stands in a line where figures are not filled in."
            yield Finding(
                "reference", text.field, written, message, "Write the words or the figure out.", is_blocking=True
            )
        if not text.is_line:
            yield from _unknown(subject, text.field, text.markup)
        if stray := next(_stray(text.markup), ""):
            remedy = "Write a reference as {participants}, without blanks, or take the brace out."
            message = f"“{stray}” has a brace and is no reference."
            yield Finding("stray_brace", text.field, stray, message, remedy)


def _stray(markup: str) -> Iterator[str]:
    """Words with a brace that belongs to no reference."""
    if "{" in markup or "}" in markup:
        words = plain_text(_REFERENCE.sub(" ", markup)).split()
        yield from (excerpt(word) for word in words if "{" in word or "}" in word)


def _unknown(subject: Subject, field: str, markup: str) -> Iterator[Finding]:
    for name in dict.fromkeys(unknown_references(markup, subject.references)):
        message = f"No figure answers {{{name}}}."
        remedy = "Correct the name, or record the figure with the event."
        if not subject.references:
            remedy = "Choose the event that has the figure, and publish it first, or write the figure out."
        yield Finding("reference", field, f"{{{name}}}", message, remedy, is_blocking=True)


def completeness(subject: Subject) -> Iterator[Finding]:
    """A title without words, a notice without text (both blocking), an event of which nothing is said (advisory)."""
    texts = {text.field: plain_text(text.markup) for text in subject.texts}
    if not texts.get("title", "-"):
        yield Finding("empty", "title", "", "The title is empty.", "Write a title.", is_blocking=True)
    if "body" in texts and not (texts["lead"] or texts["body"]):
        message, remedy = "The notice has no text.", "Write the text, or a lead at least."
        yield Finding("empty", "body", "", message, remedy, is_blocking=True)
    if "description" in texts and not (texts["lead"] or texts["description"]):
        message = "The page says nothing of the event but its dates and its place."
        yield Finding("empty", "lead", "", message, "Write one or two sentences that say what it is about.")


def record(event: Event) -> Iterator[Finding]:
    """A session on a day when the event is not held, and a stage that is ahead of the calendar; advisory."""
    held = date_range(event.starts_on, event.ends_on)
    for place, session in enumerate(event.sessions.all()):
        day = session.held_on
        if day and not event.starts_on <= day <= event.ends_on:
            message = f"The session is on {day_text(day)}, and the event on {held}."
            remedy = "Correct the day of the session, or the dates of the event."
            yield Finding("event_dates", f"sessions-{place}-held_on", day_text(day), message, remedy)
    if event.stage in _BEGUN and event.starts_on > timezone.localdate():
        label = event.get_stage_display()
        message = f"The stage is “{label}”, and the event begins on {day_text(event.starts_on)}."
        yield Finding("stage", "stage", label, message, "Correct the stage or the dates.")
