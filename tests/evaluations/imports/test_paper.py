"""Keys become entries and entries keys; what cannot be typed is refused with what can."""

from typing import Any

import pytest

from evaluations.imports.paper import differences, keys_of, paper_fields, read_entry, said
from evaluations.models import Survey
from tests import factories as make

pytestmark = pytest.mark.django_db


def make_paper_survey(**fields: Any) -> Survey:
    """Roles and sessions are asked; a rating with "no opinion", several ticks, a number, words, and twelve choices."""
    survey = make.make_open_survey(**fields)
    for code in ("speaker", "delegate"):
        make.make_group(survey=survey, code=code)
    for code in ("opening", "closing"):
        make.make_group(survey=survey, code=code, dimension="session")
    rating = make.make_question(survey=survey, tallies={"good": 0, "fair": 0, "poor": 0})
    make.make_choice(question=rating, code="none", label="No opinion", is_no_opinion=True)
    make.make_question(survey=survey, kind="multiple", tallies={"tea": 0, "coffee": 0, "water": 0})
    make.make_question(survey=survey, kind="number", lowest=0, highest=10)
    make.make_question(survey=survey, kind="open")
    make.make_question(survey=survey, kind="multiple", tallies={f"city-{n}": 0 for n in range(1, 13)})
    make.make_question(survey=survey, kind="single", tallies={"yes": 0, "no": 0})
    return survey


def test_fields_stand_in_the_order_of_the_form() -> None:
    names = [field.name for field in paper_fields(make_paper_survey())]
    assert names == ["role", "session", "q1", "q2", "q3", "q4", "q5", "q6"]


def test_keys_become_an_entry() -> None:
    typed = {
        "role": "1",
        "session": "12",
        "q1": "2",
        "q2": "31",
        "q3": "7",
        "q4": " Well done ",
        "q5": "1,12",
        "q6": "",
    }
    entry, wrong = read_entry(paper_fields(make_paper_survey()), typed)
    assert wrong == {}
    assert entry == {
        "choices": {"1": ["fair"], "2": ["water", "tea"], "5": ["city-1", "city-12"]},
        "numbers": {"3": 7},
        "texts": {"4": "Well done"},
        "groups": ["role:speaker", "session:opening", "session:closing"],
    }


def test_entry_becomes_keys_again() -> None:
    fields = paper_fields(make_paper_survey())
    typed = {"role": "2", "session": "2", "q1": "0", "q2": "13", "q3": "0", "q4": "Well", "q5": "12,", "q6": "1"}
    entry, _ = read_entry(fields, typed)
    assert {field.name: keys_of(field, entry) for field in fields} == typed


@pytest.mark.parametrize(
    ("name", "typed", "codes"),
    [
        ("q1", "0", ["none"]),
        ("q1", "4", ["none"]),
        ("q5", "12", ["city-1", "city-2"]),
        ("q5", "12,", ["city-12"]),
        ("q5", "3, 11", ["city-3", "city-11"]),
        ("q2", "1 3", ["tea", "water"]),
        ("q2", "11", ["tea"]),
    ],
)
def test_number_is_the_choice_beside_which_it_is_printed(name: str, typed: str, codes: list[str]) -> None:
    entry, wrong = read_entry(paper_fields(make_paper_survey()), {name: typed})
    assert (entry["choices"], wrong) == ({name[1:]: codes}, {})


@pytest.mark.parametrize("typed", ["", "0", "  "])
def test_nothing_and_nought_are_no_answer(typed: str) -> None:
    entry, wrong = read_entry(paper_fields(make_paper_survey()), {"q6": typed, "q2": typed, "role": typed})
    assert (entry["choices"], entry["groups"], wrong) == ({}, [], {})


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("q1", "7", "“7” is not possible here. Type 1 to 3, or 0 for “No opinion”."),
        ("q1", "12", "“12” is not possible here. Type 1 to 3, or 0 for “No opinion”."),
        ("q6", "x", "“x” is not possible here. Type 1 to 2, or 0 for no answer."),
        ("q2", "14", "“4” is not possible here. Type 1 to 3; several are possible."),
        ("q2", "10", "0 stands alone: it says that nothing else was ticked."),
        ("q3", "11", "11 is not possible here. Type a whole number from 0 to 10."),
        ("q3", "²", "“²” is not possible here. Type a whole number from 0 to 10."),
        ("q5", "13,", "“13” is not possible here. Type 1 to 12; several are possible with commas between them."),
        ("role", "3", "“3” is not possible here. Type 1 to 2, or 0 for no answer."),
        ("q4", "x" * 5001, "These are 5,001 letters. Type what is written, at most 5,000 letters."),
    ],
)
def test_wrong_key_is_refused_with_what_is_possible(name: str, typed: str, message: str) -> None:
    entry, wrong = read_entry(paper_fields(make_paper_survey()), {name: typed})
    assert wrong == {name: message}
    assert not any(entry.values())


def test_differences_are_found_field_by_field() -> None:
    fields = paper_fields(make_paper_survey())
    first, _ = read_entry(fields, {"q1": "1", "q2": "12", "q4": "Well  done"})
    second, _ = read_entry(fields, {"q1": "2", "q2": "21", "q4": "Well done"})
    assert [field.name for field in differences(fields, first, second)] == ["q1"]


def test_answer_is_said_in_words() -> None:
    fields = {field.name: field for field in paper_fields(make_paper_survey())}
    entry, _ = read_entry(tuple(fields.values()), {"q2": "31", "q3": "4"})
    assert [said(fields[name], entry) for name in ("q1", "q2", "q3")] == ["nothing", "1 Tea, 3 Water", "4"]
