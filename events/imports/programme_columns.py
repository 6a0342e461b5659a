"""The columns of a programme: ours, and those of pretalx and spreadsheets of any kind."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from events.imports.table import LARGE_BYTES, LARGE_ROWS, Column, Row, Table, header_key, limited_records, read
from events.models import Event, Session

COLUMNS = (
    Column(
        "day", "Day", ("date", "when", "held on", "일자", "날짜"), True, "18 October 2012, 2012-10-18, Thu or Day 1"
    ),
    Column("time", "Time", ("hour", "hours", "starts", "slot", "시간"), hint="09:00–10:30, 9.00 or Morning"),
    Column("track", "Track", ("strand", "stream", "parallel", "theme", "트랙"), hint="3, or 3: Public services"),
    Column("title", "Title", ("session", "session title", "proposal title", "topic", "subject", "name", "제목"), True),
    Column(
        "speakers",
        "Speakers",
        (
            "speaker",
            "speaker names",
            "presenter",
            "presenters",
            "panel",
            "panellists",
            "panelists",
            "who",
            "연사",
            "발표자",
        ),
        False,
        "Name (Organization), several parted by “;” or line breaks",
    ),
    Column(
        "organization", "Organization", ("organisation", "affiliation", "institution", "소속"), hint="of the speakers"
    ),
    Column("kind", "Kind", ("type", "format", "session type"), hint="Plenary, Working session, Keynote and others"),
    Column("code", "Code", ("no", "number", "session no", "session number", "session code"), hint="3-1"),
    Column("starts", "Start", ("start time", "begin", "starts at"), hint="day and time in one: 2012-10-18 09:00"),
    Column("ends", "End", ("end time", "ends", "ends at"), hint="2012-10-18 10:30"),
)
EXAMPLE = (
    ("Day", "Time", "Track", "Title", "Speakers"),
    ("Thu 18 Oct", "09:00–10:30", "", "Opening session", "Ms. Ana Silva (Ministry of the Interior)"),
    (
        "Thu 18 Oct",
        "11:00–12:30",
        "1: Public services",
        "Services for everyone",
        "LEE Byungshik; Moderator: Jo de Jesus",
    ),
)
KINDS = {
    "working": Session.Kind.WORKING,
    "session": Session.Kind.WORKING,
    "panel": Session.Kind.WORKING,
    "opening": Session.Kind.OPENING,
    "opening session": Session.Kind.OPENING,
    "closing": Session.Kind.CLOSING,
    "plenary session": Session.Kind.PLENARY,
    "keynote speech": Session.Kind.KEYNOTE,
    "round table": Session.Kind.ROUND_TABLE,
    "roundtable": Session.Kind.ROUND_TABLE,
    "committee": Session.Kind.COMMITTEE,
    "talk": Session.Kind.WORKING,
    "lecture": Session.Kind.WORKING,
    "presentation": Session.Kind.WORKING,
    "lightning talk": Session.Kind.WORKING,
    "tutorial": Session.Kind.WORKSHOP,
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?([+-]\d\d:?\d\d|Z)?")


def _moment(text: str, event: Event) -> datetime | None:
    """The moment of "2012-10-18T09:00:00+09:00" by the clocks of the event; None where a cell says no moment."""
    if not _MOMENT.fullmatch(text.strip()):
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.astimezone(ZoneInfo(event.time_zone)) if moment.tzinfo else moment


def _with_day_and_time(row: Row, event: Event) -> Row:
    """The same row with a day and a time instead of a start and an end."""
    cells = {key: cell for key, cell in row.cells.items() if key not in ("starts", "ends")}
    start, end = (_moment(row.cells.get(key, ""), event) for key in ("starts", "ends"))
    day, time = row.cells.get("starts", ""), row.cells.get("ends", "")
    if start:
        until = f"–{end:%H:%M}" if end and end.date() == start.date() else "" if end or not time else f"–{time}"
        day, time = f"{start:%Y-%m-%d}", f"{start:%H:%M}{until}"
    return Row(row.number, {"day": day, "time": time} | {key: cell for key, cell in cells.items() if cell})


def _parted(row: Row) -> Row:
    """The same row, whose speakers are parted by commas in the source."""
    cell = row.cells.get("speakers", "")
    names = [name.strip() for name in cell.split(",")]
    if re.search(r"[;\n(]", cell) or not all(len(name.split()) > 1 for name in names):
        return row
    return Row(row.number, row.cells | {"speakers": "; ".join(names)})


def read_programme(text: str, event: Event) -> Table:
    """The table of a programme; of pretalx, too. Raises TableError where the text is none."""
    records = limited_records(text, most_rows=LARGE_ROWS, most_bytes=LARGE_BYTES)
    header = {header_key(name) for record in records[:20] for name in record if any(cell.strip() for cell in record)}
    has_moments = bool(header & {"start", "starttime", "begin", "startsat"}) and "day" not in header
    needs_day = event.day_count > 1 and not has_moments
    columns = tuple(replace(c, is_required=c.is_required and (c.key != "day" or needs_day)) for c in COLUMNS)
    table = read(text, columns, records)
    if "speakernames" in header:
        table = replace(table, rows=tuple(_parted(row) for row in table.rows))
    if not {"starts", "ends"} & {column.key for column in table.columns}:
        return table
    split = tuple(c for c in COLUMNS if c.key in ("day", "time"))
    shown = tuple(c for c in table.columns if c.key not in ("day", "time", "starts", "ends"))
    return replace(table, columns=split + shown, rows=tuple(_with_day_and_time(row, event) for row in table.rows))
