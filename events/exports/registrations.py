"""The registrations of an event as a table for the office."""

import csv
import re
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from events.models import Registration

HEADER = (
    "Name",
    "E-mail",
    "Organization",
    "Position",
    "Country",
    "Sector",
    "State",
    "Registered",
    "Takes part",
    "May be listed",
    "Language",
    "Needs",
    "Reason given",
)
_STARTS = ("=", "@", "\t", "\r", "+", "-")
# Telephone and other numbers keep their sign: no spreadsheet runs them.
_NUMBER = re.compile(r"[+-][\d\s().,/-]*")


def _guarded(cell: str) -> str:
    """Text that a spreadsheet would run as a formula, made harmless; numbers are left as they are."""
    return f"'{cell}" if cell.startswith(_STARTS) and not _NUMBER.fullmatch(cell) else cell


def _cells(one: Registration, asked: Iterable[str]) -> list[str]:
    own = [
        one.name,
        one.email,
        one.organization,
        one.position,
        str(one.country.name or ""),
        one.get_sector_display(),
        one.get_state_display(),
        one.registered_at.isoformat(sep=" ", timespec="minutes"),
        "remotely" if one.is_remote else "in the room",
        "yes" if one.may_be_listed else "no",
        one.get_language_display(),
        one.needs,
        one.decision,
    ]
    return own + [str(one.answers.get(key, "")) for key in asked]


def registrations_csv(rows: Iterable[Registration], *, labels: Mapping[str, str]) -> str:
    """The table with one row for each registration; `labels` names the columns of what was asked beyond the usual."""
    written: Any = StringIO()
    writer = csv.writer(written)
    writer.writerow([*HEADER, *labels.values()])
    writer.writerows([_guarded(cell) for cell in _cells(one, labels)] for one in rows)
    return str(written.getvalue())
