"""Rows become entries; every cell that cannot be understood is named by its row and column."""

import pytest

from evaluations.imports.answers import check_answers, rest_of
from events.imports.checking import CheckedRow, RowState
from events.imports.table import TableError
from tests import factories as make
from tests.evaluations.imports.tables import INDICO, INDICO_ROLE, make_answered, pasted

pytestmark = pytest.mark.django_db
HEADER = ("Q1", "Q2", "Q3", "Q4", "Role")


def _rows(*rows: tuple[str, ...]) -> tuple[CheckedRow, ...]:
    return check_answers(survey=make_answered(), text=pasted(HEADER, *rows), chosen={}).check.rows


def _plan(*cells: str) -> dict:
    (row,) = _rows(cells)
    assert row.state == RowState.NEW, [cell.problems for cell in row.cells]
    return row.plan


def test_row_becomes_an_entry() -> None:
    assert _plan("Good", "Tea; Coffee, black", "3", "The talks", "Speaker") == {
        "choices": {"1": ["good"], "2": ["tea", "coffee"]},
        "numbers": {"3": 3},
        "texts": {"4": "The talks"},
        "groups": ["role:speaker"],
    }


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Good", "good"), ("GOOD ", "good"), ("good", "good"), ("1", "good"), ("3", "poor"), ("1. Good", "good"),
     ("No opinion", "none"), ("4", "none"), ("0", "none")],
)  # fmt: skip
def test_choice_is_named_by_label_code_or_printed_number(cell: str, code: str) -> None:
    assert _plan(cell)["choices"] == {"1": [code]}


@pytest.mark.parametrize(
    ("cell", "codes"),
    [("Tea", ["tea"]), ("tea;water", ["tea", "water"]), ("1; 3", ["tea", "water"]), ("Tea, Water", ["tea", "water"]),
     ("Tea, Coffee, black", ["tea", "coffee"]), ("Coffee, black", ["coffee"]), ("Tea; Tea", ["tea"])],
)  # fmt: skip
def test_several_ticks_are_parted(cell: str, codes: list[str]) -> None:
    assert _plan("", cell)["choices"] == {"2": codes}


@pytest.mark.parametrize("cell", ["", " ", "-", "—"])
def test_empty_cell_is_no_answer(cell: str) -> None:
    assert _plan("Good", cell, cell, cell, cell)["choices"] == {"1": ["good"]}


@pytest.mark.parametrize(
    ("place", "cell", "message", "remedy"),
    [
        (0, "Superb", "“Superb” is none of the choices.", "Write one of: Good, Fair, Poor, No opinion."),
        (0, "5", "“5” is none of the choices.", "Write one of: Good, Fair, Poor, No opinion."),
        (0, "Good; Fair", "“Good; Fair” is none of the choices.", "Write one of: Good, Fair, Poor, No opinion."),
        (1, "Tea; Milk", "“Milk” is none of the choices.", "Write one of: Tea, Coffee, black, Water."),
        (2, "11", "“11” is not possible here.", "Write a whole number from 0 to 10."),
        (2, "2.5", "“2.5” is not possible here.", "Write a whole number from 0 to 10."),
        (3, "x" * 5001, "These are 5,001 letters.", "Shorten it to 5,000."),
        (4, "Minister", "“Minister” is none of the choices.", "Write one of: Speaker, Delegate."),
    ],
)
def test_wrong_cell_is_named_with_what_is_possible(place: int, cell: str, message: str, remedy: str) -> None:
    cells = ["Good", "Tea", "1", "Yes", "Speaker"]
    cells[place] = cell
    bad, good = _rows(tuple(cells), ("Good",))
    found = [(c.column.key, p.message, p.remedy) for c in bad.cells for p in c.problems]
    assert (bad.number, bad.state, good.state) == (2, RowState.PROBLEM, RowState.NEW)
    assert found == [(f"c{place}", message, remedy)]


def test_number_of_a_spreadsheet_is_a_whole_one() -> None:
    assert _plan("", "", "7.0")["numbers"] == {"3": 7}


def test_row_without_an_answer_is_left_out() -> None:
    (row,) = _rows(("", "", "", "", "Speaker"))
    assert (row.state, row.problems[0].message) == (RowState.PROBLEM, "Nothing is answered in this row.")


def test_indico_is_taken_in_as_it_is() -> None:
    found = check_answers(survey=make_answered(), text=pasted(*INDICO), chosen=INDICO_ROLE)
    assert (found.is_indico, found.dropped, found.check.new) == (True, ("Submitter", "Submission Date"), 2)
    assert found.check.rows[0].plan == {
        "choices": {"1": ["good"], "2": ["tea", "coffee"]},
        "numbers": {"3": 3},
        "texts": {"4": "The talks    and the people"},
        "groups": ["role:speaker"],
    }
    shown = " ".join(cell.text for row in found.check.rows for cell in row.cells)
    assert "Silva" not in shown
    assert "2026" not in shown


def test_translated_label_is_understood() -> None:
    survey = make_answered()
    other = make.make_open_survey(event=survey.event, translation_of=survey, language="fr")
    question = make.make_question(survey=other, number=1)
    make.make_choice(question=question, code="good", label="Bien")
    found = check_answers(survey=survey, text=pasted(("Q1", "Q2"), ("Bien", "")), chosen={})
    assert found.check.rows[0].plan["choices"] == {"1": ["good"]}


def test_label_goes_before_the_number_of_another_choice() -> None:
    survey = make.make_open_survey()
    question = make.make_question(survey=survey)
    for position, label in enumerate(("5", "4", "3", "2", "1"), 1):
        make.make_choice(question=question, code=f"p{position}", label=label, position=position)
    found = check_answers(survey=survey, text=pasted(("Q1", "x"), ("5", ""), ("1", "")), chosen={})
    assert [row.plan["choices"]["1"] for row in found.check.rows] == [["p1"], ["p5"]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Q1\tQ2", "There is a row that names the columns, and nothing below it."),
        ("", "There are no rows."),
        ("\t".join(["Q1"] * 301) + "\n1", "There are more than 300 columns."),
        ("Q1\n" + "1\n" * 20_001, "There are 20,001 rows; 20,000 at a time are possible."),
        ("Q1\n" + "x" * 2_000_001, "The text is longer than 2 MB."),
    ],
)
def test_text_that_is_no_table_of_answers_is_refused(text: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        check_answers(survey=make_answered(), text=text, chosen={})


def test_rest_is_the_header_and_the_rows_that_were_left_out() -> None:
    text = 'Q4\n"two\nlines"\nplain\n"a ""word"""'
    assert rest_of(text, {2, 4}) == 'Q4\t\n"two\nlines"\na "word"'
    again = check_answers(survey=make_answered(), text=rest_of(text, {2, 4}), chosen={})
    assert [row.plan["texts"]["4"] for row in again.check.rows] == ["two\nlines", 'a "word"']
