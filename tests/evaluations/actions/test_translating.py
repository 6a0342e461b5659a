"""Siblings have the same numbers and codes; what is still untranslated is known, and reworded at once or not at all."""

import pytest
from django.core.exceptions import ValidationError

from evaluations.actions.translating import make_translation, reword, wordings
from evaluations.models import Choice, Survey
from evaluations.review import differences
from tests import factories as make

pytestmark = pytest.mark.django_db


def _survey() -> Survey:
    points = [
        {"code": code, "value": n, "labels": {"en": code.title(), "fr": f"{code}-fr"}} for n, code in enumerate("ab")
    ]
    make.make_scale(points=points)
    survey = make.make_open_survey(title="Evaluation", subject="it", opens_at=None)
    make.make_question(survey=survey, tallies={"a": None, "b": None, "c": None}, text="How?", label="It")
    make.make_group(survey=survey, code="speaker", label="Speaker")
    return survey


def test_sibling_has_known_labels_and_the_same_structure() -> None:
    sibling = make_translation(survey=_survey(), language="fr", by=None)
    assert [choice.label for choice in Choice.objects.filter(question__survey=sibling)] == ["a-fr", "b-fr", "C"]
    assert sibling.groups.get().label == "Orateur ou oratrice"
    assert differences(sibling) == []


def test_what_is_untranslated_is_marked() -> None:
    sibling = make_translation(survey=_survey(), language="fr", by=None)
    names = [one.place for one in wordings(sibling) if one.is_untranslated]
    assert names == ["Title", "Subject", "Question 1, text", "Question 1, label", "Question 1, choice “c”"]


def test_words_are_written_all_or_none() -> None:
    sibling = make_translation(survey=_survey(), language="fr", by=None)
    question = sibling.questions.get()
    name = f"question-{question.pk}-text"
    with pytest.raises(ValidationError):
        reword(sibling=sibling, words={name: "Comment ?", "survey-title": ""})
    question.refresh_from_db()
    assert question.text == "How?"
    assert reword(sibling=sibling, words={name: "Comment ?", "survey-title": "Évaluation", "other": "x"}) == 2
    question.refresh_from_db()
    assert question.text == "Comment ?"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_language_is_made_once(language: str) -> None:
    survey = _survey()
    make_translation(survey=survey, language="fr", by=None)
    with pytest.raises(ValidationError):
        make_translation(survey=survey, language=language, by=None)
    assert Survey.objects.count() == 2
