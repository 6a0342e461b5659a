"""An Excel workbook (XLSX) as the text that is copied from it; it is read in a confined child process."""

import json
import time
from io import BytesIO
from pathlib import Path

from events.files.archives import ArchiveError, Limits, check_office
from events.files.children import Child, ChildError
from events.imports.table import MOST_BYTES as MOST_TEXT
from events.imports.table import TableError, decode

MOST_BYTES = 5_000_000
LIMITS = Limits(entries=200, unpacked=50_000_000, small=1_000_000)
SECONDS, MEMORY_BYTES, WALL_SECONDS = 8, 200 * 1024**2, 20
_PROGRAM = Path(__file__).with_name("workbook_reader.py")
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def text_of(file: bytes, most_bytes: int = MOST_TEXT) -> tuple[str, str]:
    """The table in a file, CSV or XLSX, as text, and a note on what had to be guessed. Raises TableError."""
    if file.startswith(_OLD_OFFICE):
        raise TableError("This file is locked with a password, or of an old Excel format. Save it anew as XLSX.")
    return read_workbook(file) if file.startswith(_ZIP) else decode(file, most_bytes)


def read_workbook(file: bytes) -> tuple[str, str]:
    """The first filled sheet of an XLSX as text, and a note on what was left out. Raises TableError."""
    if len(file) > MOST_BYTES:
        raise TableError("The file is larger than 5 MB. Copy a part of the rows, and the rest afterwards.")
    try:
        check_office(BytesIO(file), "xlsx", LIMITS)
    except ArchiveError as error:
        raise TableError(f"This file {error}.") from error
    found = json.loads(_ask(file))
    told = _told_of_merged(found["merged"], found["merged_count"])
    return found["text"], " ".join(filter(None, (told, _note(found["sheet"], found["others"], found["formulas"]))))


def _ask(file: bytes) -> bytes:
    child = Child(_PROGRAM, str(MEMORY_BYTES), str(SECONDS), environment={"OPENPYXL_LXML": "False"})
    try:
        child.ask(file)
        ((kind, content),) = child.frames(time.monotonic() + WALL_SECONDS)
    except (ChildError, OSError) as error:
        raise TableError("This file takes too long to read. Take out what is not needed, and save it anew.") from error
    finally:
        child.end()
    if kind == b"E":
        raise TableError(f"This file {content.decode()}.")
    return content


def _told_of_merged(merged: list[str], count: int) -> str:
    if not count:
        return ""
    named = ", ".join(merged) + (f" and {count - len(merged):,} more" if count > len(merged) else "")
    return (
        f"Cells {named} are merged: only the first cell of each holds its value, the others came empty. "
        "Unmerge them, fill them in, and send the file again."
    )


def _note(sheet: str, others: list[str], formulas: int) -> str:
    notes = []
    if others:
        names = ", ".join(f"“{name}”" for name in others)
        notes.append(f"Only the sheet “{sheet}” was read, not {names}.")
    if formulas:
        noun = "formula has" if formulas == 1 else "formulas have"
        notes.append(f"{formulas:,} {noun} no stored result and came empty: open the file in Excel and save it again.")
    return " ".join(notes)
