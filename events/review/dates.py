"""Dates in a text that contradict the dates of its event, or their own weekday."""

import re
from collections.abc import Iterator

from events.models import Event
from events.narrative import date_range
from events.review.days import Days, days_in
from events.review.finding import Finding
from events.review.mentions import Mention, Naming
from events.review.subject import Subject
from events.review.words import sentences
from events.text import excerpt

_HOLDING = (
    r"\b(?:held|takes? place|took place|taking place|taken place|organi[sz]ed|convened|hosted|meets|met|runs|ran|opens|"
    r"opened|begins|began|starts|started|scheduled|gathered)\b"
)
# What stands between an event and a date that is not its own: another verb.
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|shall|would|can|may|did|do|does|who|whose|when|where|while|that|said|after|"
    r"before|since|until|following|[a-z]+ed)\b|\bby\s+$"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|\([^()]*\)")
# The event is not what is dated: "registration for the Meeting", "after the Forum".
_NOT_HEAD = re.compile(
    r"\b(?:of|for|from|to|after|before|since|until|following|about|on|with|by|and|or)\s+$", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\b(?:postponed|moved|rescheduled|originally|instead|announced|deadline|registration)\b", re.IGNORECASE
)
_HOLDS_LATER = re.compile(
    r",?\s+(?:[\w’'-]+\s+){0,8}?(?:organi[sz]e[sd]?|hosts?|hosted|holds?|held|convenes?|convened|organi[sz]ing|hosting|holding|"
    r"attended|participated in|took part in)\s+"
)


def _joins(between: str) -> bool:
    """Whether words between an event and a date say that it is held then, or nothing else at all."""
    plain = _QUOTED.sub(" ", between)
    parts = re.split(_HOLDING, plain)
    return len(plain) <= 160 and not _VERB.search(parts[-1])


def _follows(sentence: str, days: Days, mention: Mention) -> bool:
    """ "On 9 February the Forum was held", "On 9 February UNPOG hosted the Forum"."""
    between = sentence[days.end : mention.start]
    if re.fullmatch(r",?\s+", between):
        return re.match(rf"[^.;,]{{0,60}}?{_HOLDING}", sentence[mention.end :]) is not None
    return _HOLDS_LATER.fullmatch(between) is not None


def _is_dated(sentence: str, days: Days, mentions: list[Mention]) -> bool:
    """Whether a date is said of the event at hand; the event that is named nearest before it decides."""
    before = [mention for mention in mentions if mention.end <= days.start]
    if before:
        near = before[-1]
        is_head = near.is_own and not near.is_owner and not _NOT_HEAD.search(sentence[: near.start])
        return is_head and _joins(sentence[near.end : days.start])
    after = next((mention for mention in mentions if mention.start >= days.end), None)
    return after is not None and after.is_own and not after.is_owner and _follows(sentence, days, after)


def _contradicts(days: Days, event: Event) -> bool:
    if not days.first[1]:
        month = (days.year, days.first[0])
        return not (event.starts_on.year, event.starts_on.month) <= month <= (event.ends_on.year, event.ends_on.month)
    dates = days.dates(event.starts_on.year)
    if dates is None:
        return False
    if days.first == days.last:
        return not event.starts_on <= dates[0] <= event.ends_on
    return dates != (event.starts_on, event.ends_on)


def _wrong_day(days: Days, event: Event | None) -> str:
    """What is wrong with a date in itself: a day that no month has, or another weekday than the calendar's."""
    year = days.year or (event.starts_on.year if event else None)
    if not days.first[1] or year is None:
        return ""
    dates = days.dates(year)
    if dates is None:
        return f"There is no {days.text}." if days.year or days.first[1] > 29 else ""
    if event and not days.year and not event.starts_on <= dates[0] <= event.ends_on:
        return ""
    for weekday, day in zip(days.weekdays, dates, strict=False):
        if day.weekday() != weekday:
            return f"{day.day} {day:%B %Y} is a {day:%A}."
    return ""


def dates(subject: Subject) -> Iterator[Finding]:
    """Dates said of the event that are not its dates, and weekdays that do not belong to their dates.

    Advisory: the record of the event may be what is wrong. English items only; other events' dates are left alone.
    """
    if not subject.is_english:
        return
    naming = Naming(subject.event) if subject.event else None
    for text in subject.texts:
        for sentence in (sentence for block in text.blocks for sentence in sentences(block.text)):
            if found := days_in(sentence):
                mentions = naming.mentions(sentence) if naming else []
                for days in found:
                    yield from _judge(text.field, sentence, days, mentions, subject.event)


def _judge(field: str, sentence: str, days: Days, mentions: list[Mention], event: Event | None) -> Iterator[Finding]:
    quote = excerpt(sentence, 120)
    if wrong := _wrong_day(days, event):
        yield Finding("weekday", field, quote, f"“{days.text}”: {wrong}", "Correct the day or the date.")
    elif (
        event and not _ELSEWHERE.search(sentence) and _contradicts(days, event) and _is_dated(sentence, days, mentions)
    ):
        held = date_range(event.starts_on, event.ends_on)
        message = f"“{days.text}” is not when the event is held according to its record: {held}."
        yield Finding("event_dates", field, quote, message, "Correct the date here, or in the record of the event.")
