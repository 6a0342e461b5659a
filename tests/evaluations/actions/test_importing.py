"""Imported answers are counted like all others, once, in an order that says nothing; bad rows are left out."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from evaluations.actions.importing import ImportedError, import_answers
from evaluations.actions.paper import NotTypedError
from evaluations.models import Answer, OpenAnswer, Survey
from events.imports.checking import RowState
from events.models import AuditEntry
from tests.evaluations.actions.test_answering import counts
from tests.evaluations.imports.tables import INDICO, INDICO_ROLE, make_answered, pasted

pytestmark = pytest.mark.django_db


def _import(survey: Survey, text: str, *, once: str = "first", **chosen: str) -> Any:
    by = User.objects.get_or_create(username="ann")[0]
    return import_answers(survey=survey, text=text, chosen=chosen, once=once, by=by)


def test_answers_are_counted_and_stored() -> None:
    survey = make_answered()
    found = _import(survey, pasted(*INDICO), **INDICO_ROLE)
    survey.refresh_from_db()
    assert (found.check.new, survey.respondent_count) == (2, 2)
    assert counts(survey) == {"1 good": 1, "1 poor": 1, "2 tea": 1, "2 coffee": 2, "3 3": 1}
    assert dict(survey.groups.values_list("code", "respondent_count")) == {"speaker": 1, "delegate": 1}
    assert set(Answer.objects.values_list("channel", flat=True)) == {"file"}
    assert list(OpenAnswer.objects.values_list("text", "is_moderated")) == [("The talks    and the people", False)]
    assert AuditEntry.objects.get().detail == "2 answered forms"


def test_rows_with_a_problem_are_left_out() -> None:
    survey = make_answered()
    found = _import(survey, pasted(("Q1", "Q2"), ("Good", ""), ("Superb", ""), ("Poor", "Tea")))
    assert (found.check.new, [row.number for row in found.check.of(RowState.PROBLEM)]) == (2, [3])
    assert counts(survey) == {"1 good": 1, "1 poor": 1, "2 tea": 1}


def test_import_that_is_sent_twice_is_carried_out_once() -> None:
    survey, text = make_answered(), pasted(("Q1", "Q2"), ("Good", ""))
    _import(survey, text)
    with pytest.raises(ImportedError):
        _import(survey, text)
    assert counts(survey) == {"1 good": 1}
    _import(survey, text, once="second")
    assert counts(survey) == {"1 good": 2}


def test_many_rows_come_in_chunks_that_count_as_one() -> None:
    survey = make_answered()
    rows = [("Good" if number % 3 else "Poor", "Tea; Water", number % 11) for number in range(1_201)]
    _import(survey, pasted(("Q1", "Q2", "Q3"), *rows))
    survey.refresh_from_db()
    assert survey.respondent_count == 1_201
    assert (counts(survey)["1 poor"], counts(survey)["2 tea"]) == (401, 1_201)
    assert Answer.objects.count() == 4 * 1_201


def test_order_of_the_file_is_not_kept() -> None:
    survey = make_answered()
    texts = [f"text {number}" for number in range(40)]
    _import(survey, pasted(("Q4", "Q1"), *((text, "") for text in texts)))
    by_key, by_place = (list(OpenAnswer.objects.order_by(o).values_list("text", flat=True)) for o in ("pk", "position"))
    assert sorted(by_key) == sorted(by_place) == sorted(texts)
    assert texts not in (by_key, by_key[::-1], by_place, by_place[::-1])


def test_public_results_take_no_answers() -> None:
    survey = make_answered(is_released=True)
    with pytest.raises(NotTypedError):
        _import(survey, pasted(("Q1", "Q2"), ("Good", "")))
    assert not Answer.objects.exists()
