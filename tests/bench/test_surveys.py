"""The surveys that are measured hold as many answers as is said, and both sides of a pair do their work."""

import pytest

from bench.surveys import fill, make_survey, results, submissions
from evaluations.models import Answer, Tally

pytestmark = pytest.mark.django_db


def test_survey_is_filled_evenly() -> None:
    survey = make_survey("many")
    fill(survey, 600)
    assert Answer.objects.filter(question__survey=survey).count() == 600
    per_choice = {choice.answers.count() for question in survey.questions.all() for choice in question.choices.all()}
    assert (per_choice, set(Tally.objects.values_list("count", flat=True))) == ({10}, {10})
    survey.refresh_from_db()
    assert survey.respondent_count == 50


def test_results_page_is_compared_with_itself() -> None:
    found = results(few=60, many=120, rounds=1, repeats=1)
    assert (found.name, found.target) == ("Results page at 120 answers / at 60", 1.2)


def test_sheets_are_compared_with_bare_inserts() -> None:
    found = submissions(rounds=1, repeats=1)
    assert "bare insert of its 12 rows" in found.name
    assert "sheets a second" in found.note
    assert not Answer.objects.exists()
