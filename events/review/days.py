"""Dates as prose writes them: "18 and 19 October 2012", "from 30 November to 2 December", "February 9-10, 2015"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = rf"(?:(?:{'|'.join(MONTHS)})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_ANY_MONTH = re.compile(_MONTH)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|to|and|until|till|through|&)\s*(?:the\s+)?"
_YEAR = r"(?:,?\s+(?P<{0}year>(?:19|20)\d\d)\b)"
_LEAD = rf"(?:(?P<{{0}}weekday>{_WEEKDAY})(?:{_TO}(?P<{{0}}second>{_WEEKDAY}))?,?\s+(?:the\s+)?)?"
_DAY_FIRST = re.compile(
    _LEAD.format("a")
    + rf"(?<![\d.,/-])(?:{_DAY},\s+){{0,6}}(?P<day>{_DAY})(?:\s*\((?P<bweekday>{_WEEKDAY})\))?"
    + rf"(?:(?:\s+(?:of\s+)?(?P<month>{_MONTH}))?{_YEAR.format('a')}?{_TO}(?:{_WEEKDAY},?\s+)?(?P<last>{_DAY})"
    + rf"(?:\s*\((?P<cweekday>{_WEEKDAY})\))?)?"
    + rf"\s+(?:of\s+)?(?P<lastmonth>{_MONTH}){_YEAR.format('b')}?"
)
_MONTH_FIRST = re.compile(
    _LEAD.format("a")
    + rf"(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?!\d)(?:{_TO}(?:(?P<lastmonth>{_MONTH})\s+)?(?P<last>{_DAY})(?!\d))?"
    + rf"{_YEAR.format('b')}?"
)
_MONTH_ONLY = re.compile(rf"\b[Ii]n\s+(?:early\s+|late\s+|mid-)?(?P<month>{_MONTH}){_YEAR.format('b')}")


@dataclass(frozen=True)
class Days:
    """Days that a text names. `first` and `last` are (month, day); a day of nought means the whole month."""

    start: int
    end: int
    text: str
    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None
    weekdays: tuple[int, ...]

    def dates(self, year: int) -> tuple[date, date] | None:
        """First and last day, in the year that the text names, else in `year`; None where there is no such day."""
        try:
            last = date(self.year or year, *self.last)
            first = date(last.year - (self.first > self.last), *self.first)
        except ValueError:
            return None
        return first, last


def _month(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def _day(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _weekdays(found: dict[str, str | None]) -> tuple[int, ...]:
    names = (found.get(key) for key in ("aweekday", "asecond", "bweekday", "cweekday"))
    return tuple(
        next(n for n, day in enumerate(_WEEKDAYS) if day.startswith(name.lower()[:3])) for name in names if name
    )


def _made(match: re.Match[str]) -> Days:
    found = match.groupdict()
    month = _month(found.get("month") or found["lastmonth"])
    last_month = _month(found.get("lastmonth") or found["month"])
    first = (month, _day(found["day"]))
    last = (last_month, _day(found["last"])) if found.get("last") else (month, first[1])
    year = found.get("byear") or found.get("ayear")
    return Days(match.start(), match.end(), match[0], first, last, int(year) if year else None, _weekdays(found))


def days_in(text: str) -> list[Days]:
    """The days that a sentence names, in order."""
    found: list[Days] = []
    if not _ANY_MONTH.search(text):
        return found
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(_made(match))
    return sorted([*found, *_months_in(text, found)], key=lambda days: days.start)


def _months_in(text: str, found: list[Days]) -> Iterator[Days]:
    for match in _MONTH_ONLY.finditer(text):
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            month = (_month(match["month"]), 0)
            yield Days(match.start(), match.end(), match[0], month, month, int(match["byear"]), ())
