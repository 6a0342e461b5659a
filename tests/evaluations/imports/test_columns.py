"""Columns find their questions by number, code, label or text; what says who answered is dropped."""

import pytest

from evaluations.imports.columns import dropped, match_columns, targets
from evaluations.imports.indico import is_indico
from tests import factories as make
from tests.evaluations.imports.tables import INDICO, make_answered

pytestmark = pytest.mark.django_db


def _held(*headers: str, **chosen: str) -> list[str]:
    known = targets(make_answered())
    return [column.target for column in match_columns([*headers], known, chosen)]


@pytest.mark.parametrize(
    "header",
    ["2", "Q2", "q2.", "Question 2", "drinks", "Drinks", "What did you drink", "2. What did you drink?", "Label 2"],
)
def test_header_names_a_question(header: str) -> None:
    assert _held(header) == ["q2"]


@pytest.mark.parametrize("header", ["", "9", "Weather", "Label", "What did you"])
def test_unknown_header_holds_nothing(header: str) -> None:
    assert _held(header) == [""]


def test_translated_words_name_the_question_too() -> None:
    survey = make_answered()
    other = make.make_open_survey(event=survey.event, translation_of=survey, language="fr")
    make.make_question(survey=other, number=2, text="Qu’avez-vous bu ?")
    (column,) = match_columns(["Qu’avez-vous bu ?"], targets(survey), {})
    assert column.target == "q2"


def test_label_that_two_questions_share_is_nobodys() -> None:
    survey = make_answered()
    survey.questions.filter(number__in=(1, 2)).update(label="The same")
    assert match_columns(["The same"], targets(survey), {})[0].target == ""


def test_groups_are_columns_too() -> None:
    assert _held("Role", "Region") == ["role", ""]


def test_decision_goes_before_the_name() -> None:
    assert _held("Q1", "Weather", "Q2", **{"column-0": "none", "column-1": "q1"}) == ["", "q1", "q2"]


def test_decision_for_what_is_not_asked_is_no_decision() -> None:
    assert _held("Q1", **{"column-0": "q99"}) == ["q1"]


def test_second_column_of_a_question_is_left_out() -> None:
    known = targets(make_answered())
    first, second = match_columns(["Q1", "Overall impression"], known, {})
    assert (first.target, second.target, second.note) == ("q1", "", "Column 1 holds the same question.")


def test_columns_of_indico_are_recognized() -> None:
    columns = match_columns([*INDICO[0]], targets(make_answered()), {})
    assert is_indico(INDICO[0])
    assert [column.target for column in columns] == ["", "", "", "q1", "q2", "q3", "q4"]
    assert list(dropped(columns)) == ["Submitter", "Submission Date"]


@pytest.mark.parametrize("header", ["E-mail address", "Timestamp", "IP address", "Name", "Respondent ID", "이름"])
def test_columns_that_say_who_answered_are_dropped(header: str) -> None:
    columns = match_columns([header], targets(make_answered()), {})
    assert list(dropped(columns)) == [header]
    assert columns[0].note == "Dropped: it may say who answered, and when."
