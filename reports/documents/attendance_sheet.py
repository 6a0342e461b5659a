"""Attendance sheets to sign, for a day or a session: numbered names, lines for signatures, blank lines at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from events.countries import country_name
from events.models import Event, Participation, Session
from reports.documents.paper import Paper, Part, in_parts, paper_dates
from reports.documents.paper_people import country_code, organization_of
from reports.documents.paper_words import paper_words
from reports.pdf import Document

ROWS_IN_A_FILE = 250
BLANK_LINES = 10
MOST_SHEETS = 60


@dataclass(frozen=True)
class Occasion:
    """What a sheet is signed for. `key` is a day ("2012-10-18") or a session of the programme ("session-17")."""

    key: str
    heading: str
    line: str = ""


@dataclass(frozen=True)
class Line:
    """A line of the sheet; a blank one has only its number."""

    number: int
    name: str = ""
    organization: str = ""
    country: str = ""


def _days(event: Event) -> list[date]:
    count = (event.ends_on - event.starts_on).days + 1
    return [event.starts_on + timedelta(days=at) for at in range(count)]


def _session_line(session: Session, language: str) -> str:
    times = [moment.strftime("%H:%M") for moment in (session.starts_at, session.ends_at) if moment]
    day = paper_dates(session.held_on, session.held_on, language) if session.held_on else ""
    return ", ".join(part for part in (day, "–".join(times)) if part)


def occasions(event: Event, language: str = "en") -> list[Occasion]:
    """The days of the event, and the sessions of its programme."""
    days = [Occasion(f"{day:%Y-%m-%d}", paper_dates(day, day, language)) for day in _days(event)]
    sessions = [
        Occasion(f"session-{one.pk}", f"{one.number} {one.title}".strip(), _session_line(one, language))
        for one in event.sessions.all()
    ]
    return days + sessions


def _lines(people: Sequence[Participation], language: str, first: int, blank: int) -> list[Line]:
    named = [
        Line(number, row.person.name, organization_of(row), country_name(country_code(row), language))
        for number, row in enumerate(people, first)
    ]
    return named + [Line(first + len(named) + at) for at in range(blank)]


def attendance_sheets(
    event: Event,
    people: list[Participation],
    *,
    language: str = "en",
    keys: Sequence[str] = (),
    blank_lines: int = BLANK_LINES,
) -> list[Part]:
    """The sheets of the days and sessions that are asked for, all days unless said."""
    known = occasions(event, language)
    wanted = [one for one in known if one.key in keys] or [one for one in known if not one.key.startswith("session")]
    numbers = {row.pk: number for number, row in enumerate(people, 1)}
    last = len(people)

    def sheets(one: Occasion) -> list[Part]:
        def make(items: tuple[Any, ...], pages_before: int) -> Document:
            is_end = not items or numbers[items[-1].pk] == last
            first = numbers[items[0].pk] if items else 1
            lines = _lines(items, language, first, blank_lines if is_end else 0)
            context = {"occasion": one, "lines": lines, "sheet_title": paper_words(language)["attendance_sheet"]}
            paper = Paper("attendance_sheet", "attendance_sheets", event, language, "", pages_before, context)
            return paper.document()

        return in_parts(f"attendance-{one.key}", people, ROWS_IN_A_FILE, make)

    return [part for one in wanted[:MOST_SHEETS] for part in sheets(one)]
