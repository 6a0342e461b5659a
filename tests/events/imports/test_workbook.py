"""Workbooks become the text that is copied from them; hostile ones are refused within the limits, in clear words."""

import resource
from datetime import date, datetime
from datetime import time as clock
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from events.imports.table import TableError
from events.imports.workbook import MEMORY_BYTES, read_workbook, text_of
from tests.events.imports.workbooks import (
    HEAD,
    OPEN,
    ROWS,
    TEXT,
    TYPES,
    cell,
    lying_about_size,
    packed,
    part,
    sheet,
    with_wrong_sum,
)


def made(*rows: tuple[Any, ...]) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_workbook_is_the_text_that_is_copied_from_it() -> None:
    assert text_of(packed()) == (TEXT, "")


def test_csv_is_still_read() -> None:
    assert text_of(b"a,b\n1,2") == ("a,b\n1,2", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (3.0, "3"),
        (2.5, "2.5"),
        (2276.0000000000005, "2276"),
        (0.1 + 0.2, "0.3"),
        (-5, "-5"),
        (1e21, "1e+21"),
        (True, "yes"),
        (False, "no"),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 9, 30), "2026-11-22 09:30"),
        (clock(9, 30), "09:30"),
        ("two\nlines", '"two\nlines"'),
        ("a\tb", '"a\tb"'),
        ('"so"', '"""so"""'),
        ("서울", "서울"),
        ("=SUM(A1)", ""),
        ("#N/A", "#N/A"),
    ],
)
def test_value_is_written_as_people_type_it(value: Any, text: str) -> None:
    found, _ = read_workbook(made(("x", "y"), ("z", value)))
    assert found == f"x\ty\nz\t{text}".removesuffix("\t")


def test_percentage_is_no_amount_and_says_so() -> None:
    book, file = Workbook(), BytesIO()
    book.active.append(["x", 0.15, 12])
    for one, form in zip(book.active[1][1:], ("0%", "0.00"), strict=True):
        one.number_format = form
    book.save(file)
    assert read_workbook(file.getvalue())[0] == "x\t15%\t12"


def test_merged_cells_count_once() -> None:
    book, file = Workbook(), BytesIO()
    for row in (("a", "b"), ("one", "x"), (None, "y")):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(file)
    assert read_workbook(file.getvalue())[0] == "a\tb\none\tx\n\ty"


def test_blank_rows_keep_their_numbers_and_blank_ends_are_left_out() -> None:
    found, _ = read_workbook(made((), ("a", "b", None), (), ("c",), (None, ""), ()))
    assert found == "\na\tb\n\nc"


def test_lone_column_is_told_from_a_text_with_commas() -> None:
    assert read_workbook(made(("a,b",), ("c",)))[0] == "a,b\t\nc"


def test_first_filled_sheet_is_read_and_the_others_are_named() -> None:
    book, file = Workbook(), BytesIO()
    hidden = book.create_sheet("Hidden")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Answers").append(["a", "b"])
    book.save(file)
    text, note = read_workbook(file.getvalue())
    assert (text, note) == ("a\tb", "Only the sheet “Answers” was read, not “Sheet”, “Hidden”.")


def test_result_of_a_formula_is_read_and_a_missing_one_told() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+2</f></c><c r="C1"><f>2</f><v></v></c>'
        '<c r="D1"><v>4</v></c></row>'
    )
    note = "2 formulas have no stored result and came empty: open the file in Excel and save it again."
    assert read_workbook(packed(part(rows))) == ("2\t\t\t4", note)


def test_declared_dimension_is_not_believed() -> None:
    text, _ = read_workbook(packed({"xl/worksheets/sheet1.xml": sheet(ROWS, dimension="A1:XFD1048576")}))
    assert text == TEXT


def test_link_to_another_workbook_is_not_followed() -> None:
    link = '<?xml version="1.0"?><externalLink/>'
    assert read_workbook(packed({"xl/externalLinks/externalLink1.xml": link}))[0] == TEXT


def test_largest_table_is_read() -> None:
    rows = (f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 20_002))
    assert read_workbook(packed(part("".join(rows))))[0].count("\n") == 20_000


DAMAGED = "This file is damaged, or no Excel workbook. Open it in a spreadsheet program and save it anew as XLSX."
BOMB = "This file would unpack to far more than it seems to hold, as harmful archives do. Pack it anew."
DECLARES = "This file declares parts of its own, as harmful files do. Save it anew."
MACROS = "This file contains macros, which are small programs. Save it without them."
EMPTY = "This file holds no filled sheet that can be seen. Choose another file."
ROW_CAP = (
    "This file has more than 20,000 rows. Copy a part of the rows into a file of its own, and the rest afterwards."
)
BROKEN_OFF = "This file breaks off before its end, or has something behind it. Copy or download it again."
SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def _far_rows(*numbers: int) -> bytes:
    return packed(part("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in numbers)))


HOSTILE = {
    "zip bomb": (lambda: packed({SHEET: sheet(" " * 49_000_000)}), BOMB),
    "more than 50 MB": (lambda: packed({"xl/media/a.bin": b"a" * 51_000_000}), BOMB),
    "ratio of a part that is not read": (lambda: packed({"docProps/thumbnail.xml": b"a" * 2_000_000}, level=9), BOMB),
    "too many parts": (
        lambda: packed({f"xl/media/{n}.png": b"" for n in range(201)}),
        "This file holds more than 200 files. Pack fewer into it.",
    ),
    "more than 5 MB": (
        lambda: packed() + b"\0" * 5_000_000,
        "The file is larger than 5 MB. Copy a part of the rows, and the rest afterwards.",
    ),
    "macros": (lambda: packed({"xl/vbaProject.bin": b"x"}), MACROS),
    "macros by type": (lambda: packed({"[Content_Types].xml": TYPES.replace("sheet.main", "macroEnabled")}), MACROS),
    "active parts": (lambda: packed({"xl/activeX/activeX1.bin": b"x"}), MACROS),
    "locked": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"EncryptedPackage" * 40,
        "This file is locked with a password, or of an old Excel format. Save it anew as XLSX.",
    ),
    "no archive": (lambda: b"PK\3\4" + b"x" * 2_000, BROKEN_OFF),
    "broken off": (lambda: packed()[:-60], BROKEN_OFF),
    "something behind its end": (lambda: packed() + b"<script>", BROKEN_OFF),
    "another office file": (
        lambda: packed({"xl/workbook.xml": None, "word/document.xml": "<w/>"}),
        "This file ends in .xlsx, but it is a DOCX file. Choose the right file.",
    ),
    "archive in an archive": (
        lambda: packed({"[Content_Types].xml": None, "inner.xlsx": packed()}),
        "This file ends in .xlsx, but it is a ZIP archive. Choose the right file.",
    ),
    "path out of its folder": (
        lambda: packed({"../../etc/passwd": b"x"}),
        "This file holds a file whose name leads out of its folder. Pack it anew.",
    ),
    "wrong size in the directory": (lambda: lying_about_size(packed(), SHEET, 10), DAMAGED),
    "wrong sum": (lambda: with_wrong_sum(packed(), SHEET), DAMAGED),
    "entities": (
        lambda: packed({SHEET: f'{HEAD}<!DOCTYPE x [<!ENTITY l0 "ha">{ENTITIES}]>{OPEN}&l9;</worksheet>'}),
        DECLARES,
    ),
    "entity of a file": (
        lambda: packed({SHEET: f'{HEAD}<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>{OPEN}&f;</worksheet>'}),
        DECLARES,
    ),
    "entity in the texts": (
        lambda: packed({"xl/sharedStrings.xml": '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><sst/>'}),
        DECLARES,
    ),
    "declared in UTF-16": (
        lambda: packed({SHEET: f'<!DOCTYPE x [<!ENTITY l "ha">]>{OPEN}</worksheet>'.encode("utf-16")}),
        DECLARES,
    ),
    "no XML": (lambda: packed({SHEET: "<worksheet"}), DAMAGED),
    "no sheet": (lambda: packed({SHEET: None}), EMPTY),
    "unknown text": (lambda: packed(part('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')), DAMAGED),
    "row far below": (lambda: _far_rows(1, 1_048_576), ROW_CAP),
    "row below every sheet": (
        lambda: _far_rows(1, 15_500_000),
        "This file says that it has more than 1,048,576 rows. Save it anew.",
    ),
    "too many rows": (lambda: _far_rows(*range(1, 20_003)), ROW_CAP),
    "too many columns": (
        lambda: packed(part(f'<row r="1">{cell("A1", "x")}{cell("XFD1", "x")}</row>')),
        "This file has more than 300 columns. Take out those that are not needed.",
    ),
    "too many cells": (
        lambda: packed(part('<row r="1"><c/></row>' + "<row>" + "<c/>" * 400_000 + "</row>"), level=1),
        None,
    ),
    "too much text": (
        lambda: packed({SHEET: sheet("".join(f"<row>{cell(f'A{n}', 'word ' * 400)}</row>" for n in range(1, 1_200)))}),
        None,
    ),
    "nothing in it": (
        lambda: packed(part("")),
        EMPTY,
    ),
    "styles of 6 MB": (lambda: packed({"xl/styles.xml": _noise(6_000_000)}), None),
}


def _noise(size: int) -> str:
    return "<a>" + "".join(f"<n{n * 7919 % 99_991}/>" for n in range(size // 9)) + "</a>"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbook_is_refused_in_words(name: str) -> None:
    make, message = HOSTILE[name]
    file = make()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(TableError) as caught:
        text_of(file)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if message:
        assert str(caught.value) == message
    assert str(caught.value).startswith(("This file", "The file"))
    assert used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime < 2
    assert MEMORY_BYTES <= 200 * 1024**2


def test_merged_cells_below_the_header_are_told() -> None:
    book, file = Workbook(), BytesIO()
    for row in ((), ("Name", "Country", "Place"), ("Ana", "Brazil", ""), ("Bo", "", ""), ("Co", "", "")):
        book.active.append(row)
    book.active.merge_cells("B2:C2")
    book.save(file)
    assert text_of(file.getvalue())[1] == ""
    book.active.merge_cells("B3:B5")
    file = BytesIO()
    book.save(file)
    assert text_of(file.getvalue())[1] == (
        "Cells B3:B5 are merged: only the first cell of each holds its value, the others came empty. "
        "Unmerge them, fill them in, and send the file again."
    )
