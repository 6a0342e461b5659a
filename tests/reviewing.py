"""Texts as the review judges them, without a database, and what a rule says of them."""

from datetime import UTC, date, datetime
from typing import Any

from events.models import Event
from events.review.register import EVERYWHERE, Register
from events.review.subject import Rule, Subject, Text
from events.review.words import letters

NOW = datetime(2015, 2, 4, tzinfo=UTC)
NOBODY = Register({}, {}, {}, {}, frozenset())


def named(
    *,
    acronyms: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    single: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
) -> Register:
    """A register of these names."""
    groups = [{letters(name): name for name in group} for group in (acronyms, names, single, people)]
    return Register(
        groups[0], groups[1], groups[2], groups[3], frozenset(map(letters, (*EVERYWHERE, "KR", "KOR", "Korea")))
    )


def meeting(**fields: Any) -> Event:
    """A consultative meeting in Seoul on 9 and 10 February 2015, which nobody saved."""
    defaults = {
        "title": "Consultative Meeting on Open Services",
        "kind": Event.Kind.CONSULTATION,
        "short_name": "Meeting",
        "starts_on": date(2015, 2, 9),
        "ends_on": date(2015, 2, 10),
        "city": "Seoul",
        "country": "KR",
        "venue": "Hall of the Rivers",
    }
    return Event(**(defaults | fields))


def subject(body: str, *, lead: str = "", title: str = "A notice", **fields: Any) -> Subject:
    """A notice with this body, in English unless said."""
    texts = (Text("title", title, True), Text("lead", lead), Text("body", body))
    defaults = {"language": "en", "address": "/news/this/", "public_at": NOW, "register": NOBODY, "texts": texts}
    return Subject(**(defaults | fields))


def said(rule: Rule, body: str, **fields: Any) -> list[str]:
    """What a rule quotes of a body."""
    return [finding.quote for finding in rule(subject(body, **fields))]


def told(rule: Rule, body: str, **fields: Any) -> list[tuple[str, str, bool]]:
    """Field, message and weight of each finding."""
    return [(finding.field, finding.message, finding.is_blocking) for finding in rule(subject(body, **fields))]
