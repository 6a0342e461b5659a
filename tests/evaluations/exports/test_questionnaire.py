"""A questionnaire that was written is read again as it was, and builds the same survey."""

import json
from typing import Any

import pytest

from evaluations.actions.building import build_survey
from evaluations.actions.translating import make_translation
from evaluations.exports.questionnaire import questionnaire_json
from evaluations.imports.questionnaire import read_questionnaire
from evaluations.models import Survey
from tests import factories as make

pytestmark = pytest.mark.django_db


def _whole(**fields: Any) -> Survey:
    """A survey with a question of each kind, a group, and a translation."""
    survey = make.make_open_survey(title="Évaluation “it”", intro="First\n\nSecond", opens_at=None, **fields)
    session = make.make_session(event=survey.event, code="3-1")
    rated = make.make_question(survey=survey, tallies={"good": None, "poor": None}, code="it", grid="How")
    make.make_choice(question=rated, code="none", is_no_opinion=True)
    make.make_question(survey=survey, kind="multiple", tallies={"a": None, "b": None}, role="speaker")
    make.make_question(survey=survey, kind="number", lowest=0, highest=3, session=session)
    make.make_question(survey=survey, kind="open", hint="Briefly", phrase="it", note="A note")
    make.make_group(survey=survey, code="s-3-1", dimension="session", session=session)
    make_translation(survey=survey, language="ar", by=None)
    return survey


def test_questionnaire_goes_round() -> None:
    survey = _whole()
    written = questionnaire_json(survey)
    found = read_questionnaire(json.dumps(written))
    copy = build_survey(event=survey.event, questionnaire=found, by=None)
    again = questionnaire_json(copy)
    for one, other in zip(again["questions"], written["questions"], strict=True):
        assert one == other
    assert again == written
    assert copy.slug != survey.slug
    assert [one.language for one in copy.translations.all()] == ["ar"]


def test_questionnaire_holds_no_answer_and_no_count() -> None:
    survey = _whole()
    number = survey.questions.get(kind="number")
    make.make_choice(question=number, code="2", label="2", value=2)
    make.make_open_answer(question=survey.questions.get(kind="open"), text="Canary")
    survey.questions.update(answered_count=4, asked_count=5, synthesis="Canary")
    text = json.dumps(questionnaire_json(survey))
    assert "Canary" not in text
    assert "count" not in text
    assert '"value": 2' in text  # of the rating
    assert all("choices" not in one for one in questionnaire_json(survey)["questions"] if one["kind"] == "number")
