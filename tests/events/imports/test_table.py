"""Text becomes a table: however it is parted, quoted and encoded, with limits and plain refusals."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.imports.table import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Column, TableError, decode, read, records

COLUMNS = (
    Column("name", "Full name", ("name", "participant"), is_required=True),
    Column("country", "Country", ("nationality",)),
)
CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters='",;\n'), max_size=12
).filter(lambda cell: cell == cell.strip())


def _refusal(text: str) -> str:
    with pytest.raises(TableError) as refused:
        read(text, COLUMNS)
    return str(refused.value)


def _cells(text: str) -> list[dict[str, str]]:
    return [row.cells for row in read(text, COLUMNS).rows]


@pytest.mark.parametrize("sign", ["\t", ",", ";"])
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6))
def test_table_that_a_program_wrote_is_read_as_it_was(sign: str, rows: list[list[str]]) -> None:
    written = StringIO()
    head, tail = ["name", "country", "note"], ["end", "", ""]
    csv.writer(written, delimiter=sign, quoting=csv.QUOTE_ALL).writerows([head, *rows, tail])
    assert records(written.getvalue()) == [head, *rows, tail]


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        read(text, COLUMNS)
    except TableError as refused:
        assert str(refused).endswith(".")


def test_columns_are_found_in_any_order_and_by_other_names() -> None:
    table = read("Nationality\tShoe size\tPARTICIPANT\nKenya\t42\tAna\n", COLUMNS)
    assert [column.key for column in table.columns] == ["country", "name"]
    assert (table.unknown, table.rows[0].cells) == (("Shoe size",), {"country": "Kenya", "name": "Ana"})


def test_rows_keep_their_numbers_over_blank_ones() -> None:
    table = read("\n name ;country\n\nAna;Kenya\n;\nBo;Ghana\n\n", COLUMNS)
    assert [(row.number, row.cells["name"]) for row in table.rows] == [(4, "Ana"), (6, "Bo")]


def test_row_may_be_shorter_or_longer_than_the_header() -> None:
    table = read("name,country\nAna\nBo,Ghana,more\n", COLUMNS)
    assert [row.cells for row in table.rows] == [{"name": "Ana"}, {"name": "Bo", "country": "Ghana"}]
    assert table.unknown == ("column 3, which has no name",)


def test_quoted_cell_holds_line_breaks_and_signs() -> None:
    assert _cells('name\tcountry\n"Ana\n""Ani"" Silva"\tKenya') == [{"name": 'Ana\n"Ani" Silva', "country": "Kenya"}]


def test_quote_that_is_never_closed_is_a_letter() -> None:
    assert _cells('name\tcountry\n"Ana\tKenya\nBo\tGhana') == [
        {"name": '"Ana', "country": "Kenya"},
        {"name": "Bo", "country": "Ghana"},
    ]


def test_comma_inside_a_cell_of_a_semicolon_file_parts_nothing() -> None:
    assert _cells('name;country\n"Silva, Ana";Korea, Republic of') == [
        {"name": "Silva, Ana", "country": "Korea, Republic of"}
    ]


def test_formula_stays_text() -> None:
    assert _cells('name,country\n=1+1,"=HYPERLINK(""x"")"') == [{"name": "=1+1", "country": '=HYPERLINK("x")'}]


def test_missing_column_is_named_with_what_is_there() -> None:
    assert _refusal("who\tcountry\nAna\tKenya") == (
        "The first row must name the columns. Missing: Full name. The first row here says: “who”, “country”."
    )


def test_two_columns_of_one_name_are_refused() -> None:
    assert _refusal("name\tparticipant\nAna\tBo") == (
        "Two columns are named “Full name”. Take one of them out, or rename it."
    )


def test_nothing_and_a_lone_header_are_refused() -> None:
    assert _refusal(" \n\t\n").startswith("There are no rows.")
    assert _refusal("name\tcountry\n").startswith("There is a row that names the columns, and nothing below it.")


def test_limits_are_said_with_what_to_do() -> None:
    assert len(read("name\n" + "Ana\n" * MOST_ROWS, COLUMNS).rows) == MOST_ROWS
    assert _refusal("name\n" + "Ana\n" * (MOST_ROWS + 1)) == (
        "There are 5,001 rows; 5,000 at a time are possible. Copy a part of the rows, and the rest afterwards."
    )
    assert _refusal("name\t" + "\t" * MOST_COLUMNS + "\nAna").startswith("There are more than 60 columns.")
    assert _refusal("name\n" + "a" * MOST_BYTES).startswith("The text is longer than 2 MB.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_file_in_unicode_is_read_without_a_note(encoding: str) -> None:
    assert decode("name;country\nJosé Ángel 김민수;Kenya".encode(encoding)) == (
        "name;country\nJosé Ángel 김민수;Kenya",
        "",
    )


def test_file_in_an_old_encoding_is_read_with_a_note() -> None:
    korean, western = "이름,소속\n김민수,행정안전부 UN포럼", "name,country\nJosé Ángel Müller “Pepe”,Côte d’Ivoire"
    assert decode(korean.encode("cp949")) == (korean, decode(korean.encode("cp949"))[1])
    assert "Korean" in decode(korean.encode("cp949"))[1]
    assert decode(western.encode("cp1252"))[0] == western
    assert "Western" in decode(western.encode("cp1252"))[1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest", "an Excel or OpenDocument workbook"),
        (b"\xd0\xcf\x11\xe0rest", "an Excel workbook of the old kind"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"name\n\x81\x8d\x8f\x90\xff", "cannot be read"),
        (b"name\n\x01\x02\x03", "cannot be read"),
        (b"a" * (MOST_BYTES + 1), "larger than 2 MB"),
    ],
)
def test_file_that_is_no_text_is_refused_by_its_name(data: bytes, words: str) -> None:
    with pytest.raises(TableError, match=words):
        decode(data)
