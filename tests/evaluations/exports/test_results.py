"""Results as CSV and JSON: the same distributions as the pages, and no cell that a spreadsheet would run."""

import csv
from dataclasses import replace
from typing import Any

import pytest

from evaluations.exports.results import HEADER, results_csv, results_json
from evaluations.figures import survey_figures
from tests import factories as make
from tests.evaluations.forum import forum_results, make_rating

pytestmark = pytest.mark.django_db


def _table(text: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines()))


def _guarded(label: str, question: str = "Why?") -> list[list[str]]:
    survey = make.make_survey()
    made = make.make_question(survey=survey, text=question)
    make.Tally.objects.create(choice=make.make_choice(question=made, code="one", label=label), count=3)
    return _table(results_csv(survey_figures(survey)))[2:4]


def _cells(*cells: Any) -> list[str]:
    """A row as the file has it, filled up to its width."""
    texts = ["" if cell is None else str(cell) for cell in cells]
    return [*texts, *[""] * (len(HEADER) - len(texts))]


def test_csv_has_a_row_for_each_answer_and_for_the_remainder() -> None:
    results = forum_results()
    table = _table(results_csv(results))
    expected = [_cells("", "", "Respondents", 68, "", "", "", "base", "People who attended")]
    for one in results.distributions:
        for answer in one.answers:
            cells = (answer.label, answer.count, answer.percent, 68, answer.value)
            expected.append(_cells(one.number, one.text, *cells))
        expected.append(_cells(one.number, one.text, "Not stated", one.not_stated, one.not_stated_percent, 68))
        if one.top_two is not None:
            expected.append(_cells(one.number, one.text, "Two best answers", one.top_two, one.top_two_percent, 68))
        if one.mean is not None:
            expected.append(_cells(one.number, one.text, "Mean", "", "", 68, one.mean))
            expected.append(_cells(one.number, one.text, "Median", "", "", 68, one.median))
    assert table == [list(HEADER), *expected]
    assert len(table) == 2 + 9 * 4 + 8 + 2 * 4


def test_csv_leaves_empty_what_the_source_does_not_state() -> None:
    table = _table(results_csv(forum_results()))
    assert [row[:7] for row in table[2:7]] == [
        ["1", "Text of question 1?", "Excellent", "29", "43", "68", "5"],
        ["1", "Text of question 1?", "Good", "34", "50", "68", "4"],
        ["1", "Text of question 1?", "Satisfactory", "", "", "68", "3"],
        ["1", "Text of question 1?", "Not stated", "5", "7", "68", ""],
        ["1", "Text of question 1?", "Two best answers", "63", "93", "68", ""],
    ]


def test_csv_of_few_respondents_has_no_percentages() -> None:
    survey = make.make_survey(respondent_count=12)
    make_rating(survey, (7, 5))
    assert [row[2:6] for row in _table(results_csv(survey_figures(survey)))[2:]] == [
        ["Excellent", "7", "", "12"],
        ["Good", "5", "", "12"],
        ["Not stated", "0", "", "12"],
        ["Two best answers", "12", "", "12"],
    ]


def test_csv_lines_end_as_the_standard_says() -> None:
    text = results_csv(forum_results())
    assert text.count("\r\n") == text.count("\n") == 54


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_csv_text_that_a_spreadsheet_would_run_is_made_harmless(label: str) -> None:
    assert [row[2] for row in _guarded(label)] == [f"'{label}", "Not stated"]


@pytest.mark.parametrize("text", ["=1+1?", "@who?"])
def test_csv_question_that_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    assert {row[1] for row in _guarded("Good", text)} == {f"'{text}"}


@pytest.mark.parametrize("label", ["Good, very good", 'The "best"', "a=b", "1-2 times"])
def test_csv_text_that_no_spreadsheet_would_run_stays_as_it_is(label: str) -> None:
    assert [row[2] for row in _guarded(label)] == [label, "Not stated"]


def test_csv_numbers_are_never_guarded() -> None:
    numbers = [cell for row in _table(results_csv(forum_results()))[1:] for cell in (row[0], *row[3:7])]
    assert [cell for cell in numbers if cell.startswith("'")] == []


def test_csv_of_a_survey_without_questions_is_its_header() -> None:
    results = replace(survey_figures(make.make_survey()), response=None)
    assert _table(results_csv(results)) == [list(HEADER)]


def test_json_equals_the_distributions() -> None:
    results = forum_results()
    found = results_json(results)
    assert [question["number"] for question in found["questions"]] == [1, 2, 3, 4, 5, 6, 7, 8, 11]
    for one, question in zip(results.distributions, found["questions"], strict=True):
        assert (question["kind"], question["text"], question["n"]) == (one.kind, one.text, 68)
        assert question["answers"] == [_answer(answer) for answer in one.answers]
        assert question["not_stated"] == {"count": one.not_stated, "per_cent": float(one.not_stated_percent or 0)}


def _answer(answer: Any) -> dict[str, Any]:
    percent = None if answer.percent is None else float(answer.percent)
    return {
        "code": answer.code,
        "value": answer.value,
        "label": answer.label,
        "count": answer.count,
        "per_cent": percent,
    }


def test_json_names_the_survey_and_its_base() -> None:
    results = forum_results(title="Evaluation of Track 3", slug="track-3", source="Forms")
    found = {name: value for name, value in results_json(results).items() if "questions" not in name}
    assert found == {
        "version": 2,
        "language": "en",
        "too_few": False,
        "response": {"base": "attended", "of": None, "per_cent": None},
        "comparisons": [],
        "survey": "track-3",
        "title": "Evaluation of Track 3",
        "subject": "Track 3",
        "source": "Forms",
        "respondents": 68,
    }


def test_json_says_null_where_the_source_is_silent() -> None:
    first = results_json(forum_results())["questions"][0]["answers"][2]
    assert first == {"code": "satisfactory", "value": 3, "label": "Satisfactory", "count": None, "per_cent": None}


def test_json_keeps_the_decimal() -> None:
    second = results_json(forum_results(decimals=1))["questions"][1]["answers"][2]
    assert second == {"code": "satisfactory", "value": 3, "label": "Satisfactory", "count": 4, "per_cent": 5.9}


def test_json_lists_the_open_answers_that_are_shown() -> None:
    question = make.make_question(kind="open", text="Which was best?")
    for text, is_hidden in (("=The panel", False), ("Mr. X", True)):
        make.make_open_answer(question=question, text=text, is_hidden=is_hidden)
    assert results_json(survey_figures(question.survey))["open_questions"] == [
        {
            "number": 1,
            "text": "Which was best?",
            "synthesis": "",
            "answers": [{"text": "=The panel", "count": 1}],
            "themes": [],
        }
    ]
