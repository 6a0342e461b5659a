"""The child process that reads a workbook: an XLSX in, its first filled sheet as tab-separated text out.

Run as a program by `events.imports.workbook`; it knows nothing of Django. In: `B` (the file). Out: `D` (done: JSON) or
`E` (what is wrong, as the end of a sentence that begins with “This file”).
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZipFile

from openpyxl import load_workbook

sys.path.append(str(Path(__file__).resolve().parents[2]))
from events.files.confinement import FRAME, allow_seconds, confine, own_output, send

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_LETTERS = 20_000, 300, 400_000, 5_000_000
LAST_ROW = 1_048_576  # no spreadsheet program knows a row below it
_OTHER_PARTS = 5_000_000  # what a part that is neither a sheet nor its texts may unpack to
_LARGE = re.compile(r"xl/(worksheets/.*|sharedStrings)\.xml|xl/media/.*", re.IGNORECASE)
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)|\A(\xff\xfe|\xfe\xff|\x00<|<\x00)", re.IGNORECASE)
_WITHOUT_RESULT = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}(\d{1,7}))["']""")
_CELL = re.compile(rb"<c[\s>]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PART = "Copy a part of the rows into a file of its own, and the rest afterwards"
_TOO_MANY_CELLS = f"has more than {MOST_CELLS:,} cells. {_PART}"


class SheetError(Exception):
    """What is wrong with the workbook, in the words that the page shows."""


def check_parts(file: bytes) -> int:
    """Refuses parts that declare entities or are too large; says how many formulas have no stored result."""
    formulas = 0
    with ZipFile(BytesIO(file)) as archive:
        for entry in archive.infolist():
            if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                continue
            if entry.file_size > _OTHER_PARTS and not _LARGE.fullmatch(entry.filename):
                raise SheetError("has a part that is far larger than such a part can be. Save it anew")
            content = archive.read(entry)
            if _DECLARED.search(content):
                raise SheetError("declares parts of its own, as harmful files do. Save it anew")
            if "worksheets/" in entry.filename:
                formulas += len(_WITHOUT_RESULT.findall(content))
                if len(_CELL.findall(content)) > MOST_CELLS:
                    raise SheetError(_TOO_MANY_CELLS)
    return formulas


def in_words(value: Any) -> str:
    """A cell as a person would type it."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.15g}"  # as the spreadsheet shows it, not 2276.0000000000005
    if isinstance(value, datetime):
        return str(value.date()) if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    return value.strftime("%H:%M") if isinstance(value, time) else _CONTROL.sub(" ", str(value))


def _texts(row: Any) -> list[str]:
    """The cells of a row in words; a percentage as one."""
    texts = []
    for cell in row:
        value = cell.value
        if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
            texts.append(f"{value * 100:.12g}%")
        else:
            texts.append(in_words(value))
    return texts


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') or re.search(r"[\t\r\n]", text) else text


def _lines(sheet: Any) -> Iterator[str]:
    """The rows down to the last filled one; the caller counts what is handed out."""
    blank, cells = 0, 0
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > LAST_ROW:
            raise SheetError(f"says that it has more than {LAST_ROW:,} rows. Save it anew")
        cells += len(row)
        if cells > MOST_CELLS:
            raise SheetError(_TOO_MANY_CELLS)
        texts = _texts(row)
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            blank += 1
            continue
        if number > MOST_ROWS + 1:
            raise SheetError(f"has more than {MOST_ROWS:,} rows. {_PART}")
        if len(texts) > MOST_COLUMNS:
            raise SheetError(f"has more than {MOST_COLUMNS} columns. Take out those that are not needed")
        yield "\n" * blank + "\t".join(map(_quoted, texts))
        blank = 0


def read_sheet(sheet: Any) -> str:
    """A sheet as text; a tab stands even behind a lone column, so that it is known what parts the cells."""
    lines, letters = list[str](), 0
    for line in _lines(sheet):
        letters += len(line) + 1
        if letters > MOST_LETTERS:
            raise SheetError(f"holds more than {MOST_LETTERS // 1_000_000} MB of text. {_PART}")
        lines.append(line if lines or "\t" in line else f"{line}\t")
    return "\n".join(lines)


def merged_below(file: bytes, path: str, header: int) -> list[str]:
    """The merged cells of a sheet that reach below the row of its header; but for the first of each they are empty."""
    with ZipFile(BytesIO(file)) as archive:
        content = archive.read(path.removeprefix("/"))
    return [found[1].decode() for found in _MERGED.finditer(content) if int(found[2]) > header]


def read(file: bytes) -> dict[str, Any]:
    """The text of the first sheet that is neither hidden nor empty, and what was left out."""
    formulas = check_parts(file)
    book = load_workbook(BytesIO(file), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        if text := read_sheet(sheet):
            others = [other.title for other in book.worksheets if other is not sheet]
            header = len(text) - len(text.lstrip("\n")) + 1
            merged = merged_below(file, sheet._worksheet_path, header)
            told = {"merged": merged[:5], "merged_count": len(merged)}
            return {"text": text, "sheet": sheet.title, "others": others[:20], "formulas": formulas} | told
    raise SheetError("holds no filled sheet that can be seen. Choose another file")


def serve(incoming: BinaryIO, out: BinaryIO) -> None:
    """Reads one workbook."""
    _, length = FRAME.unpack(incoming.read(FRAME.size))
    file = incoming.read(length)
    allow_seconds(int(sys.argv[2]))
    try:
        found = read(file)
    except SheetError as error:
        send(out, b"E", str(error).encode())
    except MemoryError:
        send(out, b"E", b"needs more memory than a spreadsheet may. Take out what is not needed, and save it anew")
    except Exception:
        send(out, b"E", b"is damaged, or no Excel workbook. Open it in a spreadsheet program and save it anew as XLSX")
    else:
        send(out, b"D", json.dumps(found).encode())


if __name__ == "__main__":
    pipe = own_output()
    confine(int(sys.argv[1]))
    serve(sys.stdin.buffer, pipe)
