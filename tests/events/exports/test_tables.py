"""Tables out: no cell computes, and plain numbers stay what they are."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from events.exports.tables import as_csv, as_xlsx
from events.imports.table import escaped, is_formula, unescaped

SIGNS = ("=", "+", "-", "@", "\t", "\r", "'=", "''-")
FORMULAS = [
    f"{sign}{rest}"
    for sign in SIGNS
    for rest in ("cmd|' /C calc'!A0", "SUM(1+1)*cmd", 'HYPERLINK("http://example.org")', "1+1", "x")
]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("-5", "-5"),
        ("+82", "+82"),
        ("-5.25", "-5.25"),
        ("+82-2-123", "'+82-2-123"),
        ("-", "'-"),
        ("'=x", "''=x"),
        ("O'Brien", "O'Brien"),
        ("'tis", "'tis"),
        ("", ""),
    ],
)
def test_only_what_might_compute_gets_an_apostrophe(text: str, cell: str) -> None:
    assert escaped(text) == cell
    assert unescaped(cell) == text


@given(st.text(st.sampled_from("=+-@'\t\r5a. "), max_size=8))
def test_apostrophe_comes_and_goes(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not is_formula(escaped(text)) or escaped(text).startswith("'")


def test_forty_formulas_are_text_in_both_files() -> None:
    assert len(FORMULAS) == 40
    rows = list(csv.reader(StringIO(as_csv(["Text"], [[one] for one in FORMULAS]).decode("utf-8-sig"), newline="")))
    assert [row[0][0] for row in rows[1:]] == ["'"] * 40
    sheet = load_workbook(BytesIO(as_xlsx("Table", ["Text"], [[one] for one in FORMULAS]))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_amounts_are_numbers_and_truth_is_a_word() -> None:
    row = [Decimal("1234.50"), 3, True, None, "-5"]
    assert as_csv(list("abcde"), [row]) == b"\xef\xbb\xbfa,b,c,d,e\r\n1234.50,3,yes,,-5\r\n"
    cells = load_workbook(BytesIO(as_xlsx("Table", list("abcde"), [row]))).active[2]
    assert [cell.value for cell in cells] == [1234.5, 3, "yes", None, "-5"]
    assert cells[0].number_format == "#,##0.00"
