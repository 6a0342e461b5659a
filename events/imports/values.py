"""Days, times, countries and choices as people write them in cells; each reader raises CellError with a remedy."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import MAXYEAR, date, time, timedelta
from typing import Any

from django.utils.dateformat import format as format_date

from events.countries import country_name, find_country, nearest_country
from events.imports.names import plain
from events.models.programme import Session

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_NUMBER = r"(\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})(?::00)?)?\s*h?\s*([ap]\.?m\.?)?|(\d{2})(\d{2})", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[-‐‑–—~]|\bto\b|\buntil\b)\s*", re.IGNORECASE)
PARTS = {
    "morning": Session.PartOfDay.MORNING,
    "am": Session.PartOfDay.MORNING,
    "afternoon": Session.PartOfDay.AFTERNOON,
    "pm": Session.PartOfDay.AFTERNOON,
    "evening": Session.PartOfDay.EVENING,
}
_YES = {"yes", "y", "true", "1", "x", "attended", "present", "예", "o"}
_NO = {"no", "n", "false", "0", "absent", "not attended", "아니요"}


class CellError(Exception):
    """What is wrong with a cell, and what to do about it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


def _span(first: date, last: date) -> str:
    return (
        f"{format_date(first, 'j F Y')} to {format_date(last, 'j F Y')}"
        if last > first
        else format_date(first, "j F Y")
    )


def _readings(text: str, year: int) -> Iterator[tuple[int, int, int]]:
    """Year, month and day as "2012-10-18", "18/10/2012", "10/18/2012", "18 October" or "October 18, 2012" may mean."""
    bare = _WEEKDAY.sub("", text).replace(",", " ").strip().rstrip(".")
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?", bare):
        yield int(found[1]), int(found[2]), int(found[3])
    elif found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?", bare):
        yield _year(found[3], year), int(found[2]), int(found[1])
        yield _year(found[3], year), int(found[1]), int(found[2])
    elif found := re.fullmatch(rf"{_NUMBER}[-\s]+([a-z]{{3,9}})\.?(?:[-\s]+(\d{{4}}|\d{{2}}))?", bare, re.IGNORECASE):
        yield _year(found[3], year), _MONTHS.get(found[2][:3].lower(), 0), int(found[1])
    elif found := re.fullmatch(rf"([a-z]{{3,9}})\.?\s+{_NUMBER}(?:\s+(\d{{4}}))?", bare, re.IGNORECASE):
        yield _year(found[3], year), _MONTHS.get(found[1][:3].lower(), 0), int(found[2])


def _dates(text: str, year: int) -> Iterator[date]:
    for numbers in _readings(text, year):
        with suppress(ValueError):
            yield date(*numbers)


def _year(given: str | None, year: int) -> int:
    return year if not given else int(given) + (2000 if len(given) == 2 else 0)


def read_day(text: str, first: date, last: date) -> date:
    """A day of an event that lasts from `first` to `last`; "Day 2" and a lone weekday are days of it, too."""
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    if found := re.fullmatch(r"(?:day\s*)?(\d{1,2})(?:st|nd|rd|th)?(?:\s*day)?", text, re.IGNORECASE):
        if 0 < int(found[1]) <= len(days):
            return days[int(found[1]) - 1]
        raise CellError(f"The event has no day {int(found[1])}.", f"It lasts from {_span(first, last)}.")
    if not _WEEKDAY.sub("", text).strip():
        named = [day for day in days if text.strip().lower().startswith(f"{day:%a}".lower())]
        if len(named) == 1:
            return named[0]
    remedy = f"Write a day of the event ({_span(first, last)}), such as {first:%Y-%m-%d}."
    meant = [day for year in dict.fromkeys((first.year, last.year)) for day in _dates(text, year)]
    if not meant:
        raise CellError(f"“{text}” is no day.", remedy)
    if day := next((day for day in meant if day in days), None):
        return day
    raise CellError(f"{format_date(meant[0], 'j F Y')} is not a day of the event.", remedy)


def read_date(text: str, near: date) -> date:
    """A day near another one, such as the stay of a traveller; of two readings the one within two months counts.

    Where no year is written, the nearest one is meant.
    """
    years = (near.year + more for more in (-1, 0, 1) if 1 <= near.year + more <= MAXYEAR)
    nearest: dict[tuple[int, int], date] = {}
    for day in sorted((day for year in years for day in _dates(text, year)), key=lambda day: abs(day - near)):
        nearest.setdefault((day.month, day.day), day)
    meant = set(nearest.values())
    if not meant:
        raise CellError(f"“{text}” is no day.", f"Write it like {near:%Y-%m-%d}.")
    close = {day for day in meant if abs(day - near) <= timedelta(60)}
    if len(close or meant) > 1:
        readings = " or ".join(format_date(day, "j F Y") for day in sorted(close or meant))
        raise CellError(f"“{text}” may mean {readings}.", f"Write it like {near:%Y-%m-%d}.")
    return (close or meant).pop()


def _clock(text: str, other: str) -> time:
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise ValueError
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    half = (found[3] or other).replace(".", "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError
    return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, minute)


def read_time(text: str) -> tuple[time | None, time | None, str]:
    """Beginning, end and part of the day of "09:00–10:30", "9.00", "2 pm to 3 pm", "Morning"."""
    if part := PARTS.get(plain(text)):
        return None, None, part
    remedy = "Write it like 09:00–10:30, 9.00 or Morning."
    halves = _BETWEEN.split(text.strip())
    try:
        ends_at = _clock(halves[1], "") if len(halves) == 2 else None
        half = re.search(r"[ap]\.?m\.?$", halves[-1].strip(), re.IGNORECASE)
        starts_at = _clock(halves[0], "")
        if half and ends_at and not re.search("[ap]", halves[0], re.IGNORECASE):
            with_half = _clock(halves[0], half[0])
            starts_at = with_half if with_half < ends_at else starts_at
    except (ValueError, IndexError):
        raise CellError(f"“{text}” is no time.", remedy) from None
    if len(halves) > 2:
        raise CellError(f"“{text}” is no time.", remedy)
    if ends_at and ends_at <= starts_at:
        raise CellError("The session ends before it starts.", remedy)
    return starts_at, ends_at, part_of(starts_at)


def part_of(moment: time) -> str:
    """The part of the day in which a session that begins at a time is listed."""
    if moment < time(12):
        return Session.PartOfDay.MORNING
    return Session.PartOfDay.AFTERNOON if moment < time(18) else Session.PartOfDay.EVENING


def read_country(text: str) -> str:
    """The ISO 3166 code of a country named in any of the seven languages, by another usual name, or by a code."""
    if code := find_country(text):
        return code
    near = nearest_country(text)
    meant = f"Did you mean {country_name(near)}?" if near else "Write its name as the UN does, or its ISO code."
    raise CellError(f"“{text}” is no country that we know.", meant)


def read_choice(text: str, choices: Any, names: Mapping[str, str]) -> str:
    """One of the choices, by its label, its value or another name in `names` (plain words to values)."""
    asked = plain(text)
    value = names.get(asked)
    if value is None:
        value = next((value for value, label in choices if asked in (plain(str(label)), plain(value))), None)
    if value is None:
        raise CellError(f"“{text}” is none of the choices.", f"Write one of: {', '.join(str(c[1]) for c in choices)}.")
    return value


def read_yes(text: str) -> bool:
    """Yes or no; a tick is a yes."""
    word = plain(text) or text.strip()
    if word in _YES or word in ("✓", "✔", "☑"):
        return True
    if word in _NO:
        return False
    raise CellError(f"“{text}” is neither yes nor no.", "Write yes or no.")
