"""Text pasted from a spreadsheet, or a CSV file, as rows with their numbers and named cells; knows no model."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from events.text import clean_line

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 2_000_000, 5_000, 60
# For imports that run in a process of their own.
LARGE_BYTES, LARGE_ROWS = 5_000_000, 10_000
LARGEST = "Copy a part of the rows, and the rest afterwards."
_BINARY = {
    b"PK\x03\x04": "an Excel or OpenDocument workbook",
    b"\xd0\xcf\x11\xe0": "an Excel workbook of the old kind",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_NOT_WORDS = re.compile(r"[^\w]+")
# What a spreadsheet program would take for a formula, were it not for an apostrophe before it; and what it would not.
_FORMULA, _PLAIN_NUMBER = re.compile(r"'*[=+\-@\t\r]"), re.compile(r"[+-]?\d[\d.,]*")


class TableError(Exception):
    """Why a text cannot be read as a table, and what to do; nothing of it is used."""


@dataclass(frozen=True)
class Column:
    """A column that an import knows: its `label` is how pages name it, `names` are all that a header may say."""

    key: str
    label: str
    names: tuple[str, ...] = ()
    is_required: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Row:
    """One row; `number` is its number in the spreadsheet, whose header is row 1; `cells` by the column's key."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """The columns that were found, in the order of the text, the headers that nobody knows, and the filled rows."""

    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    rows: tuple[Row, ...]


def _looks_korean(text: str) -> bool:
    """Whether the letters beyond ASCII are everyday Hangul; an é that was misread is not."""
    beyond = [c for c in text if ord(c) > 127]
    common = sum(1 for c in beyond if "가" <= c <= "힣" and c.encode("euc_kr", "ignore"))
    return bool(common) and common >= 0.6 * len(beyond)


def _utf16_without_mark(data: bytes) -> str:
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if not even + odd:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program might compute with a text instead of showing it; "-5" and "+82" are numbers."""
    return bool(_FORMULA.match(text)) and not _PLAIN_NUMBER.fullmatch(text)


def escaped(text: str) -> str:
    """The text as a cell that no program computes: an apostrophe before what looks like a formula."""
    return f"'{text}" if is_formula(text) else text


def unescaped(cell: str) -> str:
    """The text of a cell, without exactly the apostrophe that `escaped` puts before it."""
    return cell[1:] if cell.startswith("'") and is_formula(cell[1:]) else cell


def decode(data: bytes, most_bytes: int = MOST_BYTES) -> tuple[str, str]:
    """The text of a file, and a note where its encoding had to be guessed. Raises TableError."""
    if len(data) > most_bytes:
        raise TableError(f"The file is larger than {most_bytes // 1_000_000} MB. {LARGEST}")
    for start, what in _BINARY.items():
        if data.startswith(start):
            raise TableError(f"This is {what}. Copy its cells and paste them, or save it as “CSV UTF-8”.")
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _utf16_without_mark(data)
    for name, note in [(marked, "")] if marked else _GUESSES:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if (name != "cp949" or _looks_korean(text)) and not _CONTROL.search(text):
            return text, note
    raise TableError(
        "The letters of this file cannot be read. Save it as “CSV UTF-8”, or copy the cells and paste them."
    )


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHECK_LETTERS = "Look whether the accents and letters below are right; if not, save the file as “CSV UTF-8”."
_GUESSES = (
    ("utf-8", ""),
    ("cp949", f"The file does not say how its letters are written; it was read as Korean (CP949). {_CHECK_LETTERS}"),
    ("cp1252", f"The file does not say how its letters are written; it was read as Western. {_CHECK_LETTERS}"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def header_key(name: str) -> str:
    """A header without case, accents, signs and blanks: "E-mail (work)" is "emailwork"."""
    plain = unicodedata.normalize("NFKD", clean_line(name)).casefold()
    return _NOT_WORDS.sub("", "".join(c for c in plain if not unicodedata.combining(c))).replace("_", "")


def _delimiter(text: str) -> str:
    """What parts the cells: a tab if the first filled line has one, else the more frequent of "," and ";"."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if "\t" in first:
        return "\t"
    bare = re.sub(r'"[^"]*"', "", first)
    return ";" if bare.count(";") > bare.count(",") else ","


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The cells of each record. A quote that is never closed before a delimiter or a line's end is a plain letter."""
    cell = re.compile(rf'"((?:[^"]+|"")*+)"(?=[{delimiter}\n]|\Z)|([^{delimiter}\n]*)')
    at, record = 0, list[str]()
    while at <= len(text):
        found = cell.match(text, at)
        if found is None:  # never: the second half matches nothing at all, too
            return
        record.append(found[1].replace('""', '"') if found[1] is not None else found[2])
        at = found.end() + 1
        if found.end() == len(text) or text[found.end()] == "\n":
            yield record
            record = []


def records(text: str) -> list[list[str]]:
    """All records of a text, the blank ones too, so that their numbers are those of the spreadsheet."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = list(_records(plain, _delimiter(plain)))
    while found and not any(cell.strip() for cell in found[-1]):
        found.pop()
    return found


def limited_records(
    text: str, *, most_rows: int = MOST_ROWS, most_columns: int = MOST_COLUMNS, most_bytes: int = MOST_BYTES
) -> list[list[str]]:
    """All records of a text that is not too large to be shown and checked. Raises TableError."""
    if len(text.encode("utf-8", "replace")) > most_bytes:
        raise TableError(f"The text is longer than {most_bytes // 1_000_000} MB. {LARGEST}")
    found = records(text)
    if not found:
        raise TableError("There are no rows. Copy the cells of the spreadsheet with the row that names the columns.")
    if len(found) - 1 > most_rows:
        raise TableError(f"There are {len(found) - 1:,} rows; {most_rows:,} at a time are possible. {LARGEST}")
    if max(len(record) for record in found) > most_columns:
        raise TableError(f"There are more than {most_columns} columns. Copy only those that are named below.")
    return found


def _matched(header: list[str], columns: Iterable[Column]) -> dict[int, Column]:
    """Each known column by its place in the header; of two that are named alike the first counts."""
    by_name = {header_key(name): column for column in columns for name in (column.label, *column.names)}
    places: dict[int, Column] = {}
    for place, name in enumerate(header):
        column = by_name.get(header_key(name))
        if column and column in places.values():
            raise TableError(f"Two columns are named “{column.label}”. Take one of them out, or rename it.")
        if column:
            places[place] = column
    return places


def read_large(text: str, columns: tuple[Column, ...]) -> Table:
    """The same as `read`, with the limits of imports that run in a process of their own."""
    return read(text, columns, limited_records(text, most_rows=LARGE_ROWS, most_bytes=LARGE_BYTES))


def read(text: str, columns: tuple[Column, ...], given: list[list[str]] | None = None) -> Table:
    """The table of a text whose first filled row names the columns, in any order. Raises TableError."""
    found = limited_records(text) if given is None else given
    start = next(place for place, record in enumerate(found) if any(cell.strip() for cell in record))
    header = found[start]
    places = _matched(header, columns)
    missing = [column.label for column in columns if column.is_required and column not in places.values()]
    if missing:
        said = ", ".join(f"“{clean_line(name)}”" for name in header[:12] if name.strip())
        raise TableError(
            f"The first row must name the columns. Missing: {', '.join(missing)}. The first row here says: {said}."
        )
    rows = []
    for number, record in enumerate(found[start + 1 :], start + 2):
        if any(cell.strip() for cell in record):
            cells = ((places[place].key, cell.strip()) for place, cell in enumerate(record) if place in places)
            rows.append(Row(number, {key: unescaped(cell) for key, cell in cells}))
    if not rows:
        raise TableError("There is a row that names the columns, and nothing below it.")
    return Table(tuple(places.values()), tuple(_unknown(header, found[start + 1 :], places)), tuple(rows))


def _unknown(header: list[str], below: list[list[str]], places: dict[int, Column]) -> Iterator[str]:
    """The names of the columns that nobody knows, and the numbers of those that hold something and have no name."""
    for place in range(max(len(record) for record in [header, *below])):
        name = clean_line(header[place]) if place < len(header) else ""
        if place not in places and (name or any(record[place].strip() for record in below if place < len(record))):
            yield name or f"column {place + 1}, which has no name"
