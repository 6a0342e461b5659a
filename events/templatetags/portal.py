"""Filters that every template has: how numbers, dates and words are printed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.template import Library
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from events import narrative
from events.models import Event, Presentation, Session
from events.text import keep_together, plain_text

register = Library()
register.filter("plain_text", plain_text)
register.filter("figure", narrative.figure)
register.filter("day", narrative.day_text)


@register.filter
def nb(value: Any) -> SafeString:
    """Text or safe markup in which "e-government" stays on one line."""
    return keep_together(conditional_escape(value))


@register.filter
def number(value: int | Decimal | None) -> str:
    """A count or an amount as tables print it: "1,200"."""
    return "" if value is None else narrative.amount(Decimal(value))


@register.filter
def percent(value: Decimal | None) -> str:
    """A rounded percentage without its sign: "43", "5.9"."""
    return "" if value is None else narrative.decimal_text(value)


@register.filter
def dates(event: Event) -> str:
    """The event's dates: "18–19 October 2012"."""
    return narrative.date_range(event.starts_on, event.ends_on)


@register.filter
def weekdays(event: Event) -> str:
    """The event's weekdays: "Thursday and Friday"."""
    return narrative.weekdays(event.starts_on, event.ends_on)


@register.filter
def place(event: Event) -> str:
    """City and country."""
    return narrative.place(event)


@register.filter
def weekday(value: date) -> str:
    """A date with its weekday: "Thursday, 18 October 2012"."""
    return f"{value:%A}, {narrative.day_text(value)}"


@register.filter
def file_size(value: int | None) -> str:
    """A size in bytes as readers know it: "100 kB", "6.4 MB"; nothing where it is not known."""
    if value is None:
        return ""
    if value < 1_000_000:
        return f"{max(1, round(value / 1000))} kB"
    return f"{value / 1_000_000:.1f} MB"


@register.filter
def current(path: str, section: str) -> SafeString:
    """The attribute that marks a link as the page itself or as the part of the portal it belongs to."""
    if not path.startswith(section):
        return SafeString("")
    return format_html(' aria-current="{}"', "page" if path == section else "true")


@register.filter
def summary(markup: str) -> str:
    """Rich text as one plain paragraph for lists; sentences that wait for a figure are left out."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[^a-z])", plain_text(markup))
    return " ".join(sentence for sentence in sentences if not narrative.unknown_references(sentence, {}))


@register.filter
def sittings(sessions: Sequence[Session]) -> str:
    """Sessions of which only the sitting is known: "Sessions 1.1 and 1.2", "Closing session"."""
    numbered = [session.number for session in sessions if session.number[:1].isdigit()]
    others = [session.get_kind_display() for session in sessions if not session.number[:1].isdigit()]
    words = [f"Session{'s' if len(numbered) > 1 else ''} {narrative.listed(numbered)}"] if numbered else []
    return narrative.sentence(narrative.listed([*words, *(kind.lower() for kind in others)]))


@register.filter
def affiliation(talk: Presentation) -> str:
    """Post and organization of a speaker, or the country where neither is known."""
    organization = talk.organization.short_name if talk.organization else ""
    known = [part for part in (talk.affiliation, organization) if part]
    return ", ".join(known) or talk.speaker.country.name


@register.filter
def get(mapping: Mapping[Any, Any], key: object) -> Any:
    """The value of a key that only the template knows."""
    return mapping.get(key, "")
