"""Tables as CSV and XLSX files that other programs open and that an import reads again; nothing in them computes."""

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from events.imports.table import escaped

Value = str | int | bool | Decimal | None
_MONEY = "#,##0.00"
# Signs that no XML can hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def in_words(value: Value) -> str:
    """A value as a cell of a CSV file: yes and no, amounts with their decimals, no formula."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    return escaped(value) if isinstance(value, str) else f"{value}"


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV file in UTF-8 with a byte-order mark, by which spreadsheet programs know its letters."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([escaped(name) for name in header])
    writer.writerows([in_words(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8", "replace")


def _cell(sheet: Any, value: Value) -> Any:
    """A cell: numbers and amounts as such, all else as a string, whatever it begins with."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, Decimal):
            cell.number_format = _MONEY
        return cell
    cell = WriteOnlyCell(sheet)
    cell.value = _UNWRITABLE.sub(" ", in_words(value))
    cell.data_type = "s"
    return cell


def as_xlsx(name: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A workbook of one sheet, whose first row stays in sight."""
    book, file = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    cells = [_cell(sheet, title) for title in header]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(file)
    return file.getvalue()
