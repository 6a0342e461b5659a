"""The response rate with each of its bases, and none where the base is not known."""

from decimal import Decimal

import pytest

from evaluations.figures import response
from evaluations.models import Survey
from tests import factories as make
from tests.evaluations.forum import make_forum_survey
from tests.reports.facts import count_forum, make_forum

pytestmark = pytest.mark.django_db


def _survey(base: str, **fields: int) -> Survey:
    return make_forum_survey(event=make_forum(), response_base=base, **fields)


def test_attended_are_the_participants_of_the_event() -> None:
    survey = _survey("attended")
    count_forum(survey.event)
    found = response(survey, survey.event)
    assert (found.respondents, found.of, found.percent, found.is_over) == (68, 766, Decimal(9), False)


def test_registered_are_counted_by_name() -> None:
    survey = _survey("registered", respondent_count=68)
    for is_registered in (True, True, False):
        make.make_participation(event=survey.event, is_registered=is_registered)
    found = response(survey, survey.event)
    assert (found.of, found.percent, found.is_over) == (2, None, True)


def test_invited_are_the_invitations() -> None:
    survey = _survey("invited")
    for _ in range(3):
        make.make_invitation(survey=survey)
    assert response(survey, survey.event).of == 3


def test_forms_are_those_handed_out() -> None:
    survey = _survey("handed_out", forms_handed_out=80)
    assert (response(survey, survey.event).of, response(survey, survey.event).percent) == (80, Decimal(85))


@pytest.mark.parametrize("base", ["attended", "registered", "invited", "handed_out"])
def test_unknown_base_gives_no_rate(base: str) -> None:
    survey = _survey(base)
    found = response(survey, survey.event)
    assert (found.of, found.percent, found.is_over) == (None, None, False)
