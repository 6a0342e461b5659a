"""What a question means is fixed once it was answered; its words may be corrected."""

from typing import Any

import pytest
from django.db.models import ProtectedError

from evaluations.actions.answering import Sheet, record_sheets
from evaluations.actions.opening import prepare_tallies
from evaluations.models import Choice, Question, Survey
from evaluations.models.question import IS_FIXED
from tests import factories as make

pytestmark = pytest.mark.django_db


def _answered(**fields: Any) -> Question:
    """A rating of three points; somebody ticked "good"."""
    survey = make.make_open_survey()
    question = make.make_question(survey=survey, tallies={"good": None, "fair": None, "poor": None}, **fields)
    prepare_tallies(survey)
    record_sheets(survey=survey, sheets=[Sheet(choices={question.number: ("good",)})], channel="web")
    return Question.objects.get(pk=question.pk)


@pytest.mark.parametrize(
    "change", [{"kind": "single"}, {"number": 9}, {"grid": "How was"}, {"role": "speaker"}, {"lowest": 1}]
)
def test_question_that_was_answered_keeps_its_meaning(change: dict[str, Any]) -> None:
    question = _answered()
    for name, value in change.items():
        setattr(question, name, value)
    assert make.complaints(question) == {name: [IS_FIXED] for name in change}


@pytest.mark.parametrize("name", ["text", "label", "phrase", "hint", "note", "section", "code"])
def test_question_that_was_answered_is_worded_anew(name: str) -> None:
    question = _answered()
    setattr(question, name, "better")
    assert make.complaints(question) == {}


def test_question_without_answers_may_become_another() -> None:
    question = make.make_question(survey=make.make_open_survey(), tallies={"good": None})
    question.kind, question.number = Question.Kind.SINGLE, 7
    assert make.complaints(question) == {}


def test_question_of_totals_may_become_another() -> None:
    question = make.make_question(tallies={"good": 3})
    question.kind = Question.Kind.SINGLE
    assert (make.complaints(question), question.choices.get().is_fixed()) == ({}, False)


def test_question_that_was_answered_is_not_deleted() -> None:
    question = _answered()
    with pytest.raises(ProtectedError):
        question.delete()
    with pytest.raises(ProtectedError):
        Question.objects.filter(pk=question.pk).delete()
    assert Question.objects.filter(pk=question.pk).exists()


def test_question_that_nobody_answered_is_deleted() -> None:
    question = make.make_question(survey=_answered().survey)
    question.delete()
    assert not Question.objects.filter(pk=question.pk).exists()


@pytest.mark.parametrize("change", [{"code": "great"}, {"value": 7}, {"is_no_opinion": True}])
def test_choice_of_a_used_scale_keeps_its_meaning(change: dict[str, Any]) -> None:
    for choice in _answered().choices.all():
        for name, value in change.items():
            setattr(choice, name, value)
        assert make.complaints(choice) == {name: [IS_FIXED] for name in change}


def test_choice_of_a_used_scale_is_worded_anew() -> None:
    choice = _answered().choices.get(code="good")
    choice.label = "Well done"
    assert make.complaints(choice) == {}


def test_scale_that_was_used_gets_no_further_point() -> None:
    choice = Choice(question=_answered(), position=9, code="awful", label="Awful", value=-1)
    assert make.complaints(choice) == {"code": ["The scale was used already: no point is added to it."]}


def test_single_choice_that_was_answered_gets_a_further_choice_and_loses_an_unticked_one() -> None:
    question = _answered(kind="single")
    assert make.complaints(Choice(question=question, position=9, code="none", label="None")) == {}
    question.choices.get(code="poor").delete()
    with pytest.raises(ProtectedError):
        question.choices.get(code="good").delete()
    with pytest.raises(ProtectedError):
        question.choices.all().delete()
    assert [choice.code for choice in question.choices.all()] == ["good", "fair"]


def test_point_of_a_used_scale_is_not_deleted_though_nobody_ticked_it() -> None:
    with pytest.raises(ProtectedError):
        _answered().choices.get(code="poor").delete()


def test_translation_is_fixed_with_its_original() -> None:
    question = _answered()
    sibling = make.make_survey(event=question.survey.event, translation_of=question.survey, language="fr")
    Survey.objects.filter(pk=sibling.pk).update(answers_are="collected")
    worded = make.make_question(survey=Survey.objects.get(pk=sibling.pk), number=1, tallies={"good": None})
    worded.kind = Question.Kind.SINGLE
    assert make.complaints(worded) == {"kind": [IS_FIXED]}
    with pytest.raises(ProtectedError):
        worded.delete()


def test_number_needs_a_narrow_range() -> None:
    question = make.make_question(kind="number")
    assert make.complaints(question) == {"highest": ["Give the lowest and the highest number."]}
    question.lowest, question.highest = 0, 1001
    assert list(make.complaints(question)) == ["highest"]


def test_session_of_another_event_is_refused() -> None:
    question = make.make_question()
    question.session = make.make_session()
    assert make.complaints(question) == {"session": ["The session belongs to another event."]}
