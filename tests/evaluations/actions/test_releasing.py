"""Results are released once a survey is closed, and taken back."""

from typing import Any

import pytest

from evaluations.actions.releasing import ReleaseError, release_results, take_results_back
from evaluations.models import Survey
from events.models import AuditEntry
from tests import factories as make

pytestmark = pytest.mark.django_db


def _totals(**fields: Any) -> Survey:
    return make.make_question(survey=make.make_survey(is_released=False, **fields), tallies={"good": 3}).survey


def test_results_are_released_and_taken_back() -> None:
    survey = _totals()
    release_results(survey=survey, by=None)
    assert list(Survey.objects.published()) == [survey]
    take_results_back(survey=survey, by=None)
    assert list(Survey.objects.published()) == []
    assert sorted(AuditEntry.objects.values_list("action", flat=True)) == ["hidden", "released"]


@pytest.mark.parametrize("make_survey", [make.make_open_survey, lambda: make.make_survey(is_released=False)])
def test_results_of_an_open_or_empty_survey_stay(make_survey: Any) -> None:
    survey = make_survey()
    with pytest.raises(ReleaseError):
        release_results(survey=survey, by=None)
    assert not Survey.objects.get(pk=survey.pk).is_released
