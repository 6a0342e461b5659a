"""Surveys open when they can be answered, close, and open again."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from evaluations.actions.opening import OpeningError, close_survey, open_survey
from evaluations.models import GroupTally, Status, Survey, Tally
from events.models import AuditEntry
from tests import factories as make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def _draft(**fields: Any) -> Survey:
    survey = make.make_open_survey(opens_at=None, **fields)
    return make.make_question(survey=survey, tallies={"good": None, "poor": None}).survey


def _reasons(survey: Survey, **times: Any) -> list[str]:
    with pytest.raises(OpeningError) as error:
        open_survey(survey=survey, by=None, **times)
    assert Survey.objects.get(pk=survey.pk).opens_at == survey.opens_at
    return error.value.reasons


def test_survey_opens_at_once_with_a_nought_for_every_count() -> None:
    survey = _draft()
    make.make_group(survey=survey)
    open_survey(survey=survey, by=None)
    assert survey.status() == Status.OPEN
    assert list(Tally.objects.values_list("count", flat=True)) == [0, 0]
    assert list(GroupTally.objects.values_list("count", flat=True)) == [0, 0]
    assert AuditEntry.objects.get().action == "opened"


def test_survey_opens_and_closes_at_its_times() -> None:
    survey, now = _draft(), timezone.now()
    open_survey(survey=survey, by=None, opens_at=now + HOUR, closes_at=now + 2 * HOUR)
    found = [survey.status(at=now + hours * HOUR) for hours in (0, 1, 2)]
    assert found == [Status.PLANNED, Status.OPEN, Status.CLOSED]


def test_planned_opening_is_taken_back() -> None:
    survey = _draft()
    open_survey(survey=survey, by=None, opens_at=timezone.now() + HOUR)
    close_survey(survey=survey, by=None)
    assert Survey.objects.get(pk=survey.pk).status() == Status.DRAFT


def test_closed_survey_opens_again_since_its_first_day() -> None:
    survey = _draft()
    open_survey(survey=survey, by=None)
    first = survey.opens_at
    close_survey(survey=survey, by=None)
    assert survey.status() == Status.CLOSED
    open_survey(survey=survey, by=None, closes_at=timezone.now() + HOUR)
    assert (survey.status(), survey.opens_at) == (Status.OPEN, first)


def test_survey_without_questions_stays_closed() -> None:
    assert _reasons(make.make_open_survey(opens_at=None)) == ["The survey has no question yet."]


@pytest.mark.parametrize("kind", ["rating", "single", "multiple"])
def test_question_with_one_choice_is_named(kind: str) -> None:
    survey = _draft()
    question = make.make_question(survey=survey, kind=kind, number=5, tallies={"only": None})
    make.make_choice(question=question, code="no-opinion", is_no_opinion=True)
    assert _reasons(survey) == ["Question 5 needs at least two choices."]


def test_rating_without_values_is_named() -> None:
    survey = _draft()
    survey.questions.get().choices.update(value=None)
    assert _reasons(survey) == ["Question 1 is a rating, and each of its choices needs a value."]


def test_times_have_to_fit() -> None:
    message = ["The closing time is not after the opening, or has passed."]
    now = timezone.now()
    assert _reasons(_draft(), closes_at=now - HOUR) == message
    assert _reasons(_draft(), opens_at=now + 2 * HOUR, closes_at=now + HOUR) == message


def test_survey_with_public_results_takes_no_more_answers() -> None:
    assert _reasons(_draft(is_released=True)) == ["The results are public. Take them back before more answers come in."]


def test_totals_and_translations_are_not_opened() -> None:
    totals = make.make_survey(is_released=False)
    assert _reasons(totals) == ["The answers of this survey are known as totals only: it has no form."]
    sibling = make.make_open_survey(event=totals.event, translation_of=totals, language="fr", opens_at=None)
    assert "Open that one" in _reasons(sibling)[0]


def test_translation_that_asks_something_else_keeps_the_survey_closed() -> None:
    survey = _draft()
    sibling = make.make_open_survey(event=survey.event, translation_of=survey, language="fr", opens_at=None)
    make.make_question(survey=sibling, tallies={"good": None, "awful": None})
    assert _reasons(survey) == [
        "Français: Question 1: the choice “poor” is missing.",
        "Français: Question 1: the choice “awful” is not in the original.",
    ]
