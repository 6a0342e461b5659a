"""Filters that every template has: how numbers, dates and words are printed."""

from datetime import date
from decimal import Decimal

from django.template import Library
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from events import narrative
from events.models import Event
from events.text import keep_together, plain_text

register = Library()
register.filter("plain_text", plain_text)
register.filter("figure", narrative.figure)
register.filter("day", narrative.day_text)


@register.filter
def nb(value: object) -> SafeString:
    """Text or safe markup in which "e-government" stays on one line."""
    return keep_together(str(conditional_escape(value)))


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
