"""Surveys are built from templates and files: all of a questionnaire, or nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command

from evaluations.actions.building import add_questions, build_survey, fill_scale
from evaluations.actions.opening import open_survey
from evaluations.imports.questionnaire import Questionnaire, QuestionSheet, questionnaire_of
from evaluations.imports.strict import QuestionnaireError
from evaluations.models import Choice, Question, Scale, Survey, Tally, Template
from evaluations.review import differences, hindrances
from events.models import AuditEntry, Language
from tests import factories as make
from unpog_portal.management.commands.demo import FIXTURES

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return User.objects.create_user("ed")


@pytest.fixture
def standard() -> Questionnaire:
    """The questionnaire of the first template."""
    call_command("loaddata", "reference/scales", "reference/templates", verbosity=0)
    return questionnaire_of(Template.objects.get(code="standard-forum").content)


def _sheet(number: int, **fields: Any) -> QuestionSheet:
    words = {"text": {"en": f"Text {number}?"}, "label": {"en": f"Label {number}"}}
    return QuestionSheet(number=number, words=words, **({"kind": "open"} | fields))


def test_survey_of_the_template_can_be_opened_at_once(standard: Questionnaire, by: User) -> None:
    survey = build_survey(event=make.make_event(), questionnaire=standard, by=by, languages=["en", "ko"])
    assert hindrances(survey) == []
    open_survey(survey=survey, by=by)
    assert [question.number for question in survey.questions.all()] == [*range(1, 13)]
    assert survey.questions.filter(kind="rating").count() == 8


def test_survey_of_the_template_asks_the_same_in_seven_languages(standard: Questionnaire, by: User) -> None:
    survey = build_survey(event=make.make_event(), questionnaire=standard, by=by, languages=Language.values)
    siblings = list(survey.translations.all())
    assert {survey.language, *(one.language for one in siblings)} == set(Language.values)
    assert [differences(one) for one in siblings] == [[]] * 6
    labels = {one.language: one.questions.first().choices.first().label for one in [survey, *siblings]}
    assert (labels["ar"], labels["zh"], labels["ru"], labels["en"]) == ("ممتاز", "优秀", "Отлично", "Excellent")


def test_questions_have_the_codes_of_the_2012_forum(standard: Questionnaire) -> None:
    call_command("loaddata", *_demo(), verbosity=0)
    asked = Survey.objects.get(slug="forum-2012-track-3").questions
    pairs = dict(asked.values_list("code", "kind"))
    assert {one.code: one.kind for one in standard.questions} == pairs


def _demo() -> list[str]:
    return [name for name in FIXTURES if name.startswith(("reference/", "sample/forum_2012/"))]


def test_questions_are_numbered_on_in_all_languages(by: User) -> None:
    survey = make.make_question(survey=make.make_open_survey(), number=7).survey
    sibling = make.make_open_survey(event=survey.event, translation_of=survey, language="fr")
    add_questions(survey=sibling, questionnaire=Questionnaire(("en",), (_sheet(2), _sheet(1))), by=by)
    texts = [(one.number, one.text) for one in survey.questions.all()]
    assert texts[1:] == [(8, "Text 1?"), (9, "Text 2?")]
    assert [one.number for one in sibling.questions.all()] == [8, 9]
    assert AuditEntry.objects.get().action == "imported"


def test_questions_added_while_open_are_counted_from_now_on(by: User) -> None:
    survey = make.make_open_survey()
    sheet = _sheet(1, kind="single", choices=questionnaire_choices("yes", "no"))
    add_questions(survey=survey, questionnaire=Questionnaire(("en",), (sheet,)), by=by)
    assert sorted(Tally.objects.values_list("choice__code", "count")) == [("no", 0), ("yes", 0)]


def questionnaire_choices(*codes: str) -> Any:
    content = {
        "format": "questionnaire",
        "version": 1,
        "languages": ["en"],
        "questions": [
            {
                "number": 1,
                "kind": "single",
                "text": {"en": "a"},
                "label": {"en": "a"},
                "choices": [{"code": code, "label": {"en": code}} for code in codes],
            }
        ],
    }
    return questionnaire_of(content).questions[0].choices


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        (_sheet(2, kind="rating", scale="unknown"), "questions[1].scale: the portal has no scale “unknown”."),
        (_sheet(2, session="9-9"), "questions[1].session: the event has no session “9-9”."),
    ],
)
def test_nothing_is_written_where_something_is_wrong(sheet: QuestionSheet, message: str, by: User) -> None:
    survey = make.make_open_survey()
    questionnaire = Questionnaire(("en",), (_sheet(1), sheet))
    with pytest.raises(QuestionnaireError) as error:
        add_questions(survey=survey, questionnaire=questionnaire, by=by)
    with pytest.raises(QuestionnaireError):
        build_survey(event=survey.event, questionnaire=questionnaire, by=by)
    assert str(error.value) == message
    assert (Survey.objects.count(), Question.objects.count(), AuditEntry.objects.count()) == (1, 0, 0)


def test_survey_has_at_most_200_questions(by: User) -> None:
    survey = make.make_open_survey()
    Question.objects.bulk_create(Question(survey=survey, number=n, text="?", label="l") for n in range(1, 200))
    with pytest.raises(QuestionnaireError):
        add_questions(survey=survey, questionnaire=Questionnaire(("en",), (_sheet(1), _sheet(2))), by=by)
    add_questions(survey=survey, questionnaire=Questionnaire(("en",), (_sheet(1),)), by=by)
    assert survey.questions.count() == 200


def _scale() -> Scale:
    points = [{"code": code, "value": 2 - n, "labels": {"en": code, "fr": f"{code}-fr"}} for n, code in enumerate("ab")]
    return make.make_scale(points=points, no_opinion={"en": "No opinion"})


def test_scale_fills_a_rating_in_the_language_of_its_survey() -> None:
    question = make.make_question(survey=make.make_open_survey(language="fr"), tallies={"old": None})
    fill_scale(question=question, scale=_scale())
    rows = list(question.choices.values_list("position", "code", "label", "value", "is_no_opinion"))
    assert rows == [(1, "a", "a-fr", 2, False), (2, "b", "b-fr", 1, False), (3, "no-opinion", "No opinion", None, True)]


@pytest.mark.parametrize("fields", [{"kind": "single"}, {"tallies": {"good": 3}}, {"answered_count": 1}])
def test_scale_does_not_replace_what_was_answered(fields: dict[str, Any]) -> None:
    survey = make.make_open_survey() if "answered_count" in fields else make.make_survey()
    question = make.make_question(survey=survey, **({"tallies": {"good": None}} | fields))
    with pytest.raises(ValidationError):
        fill_scale(question=question, scale=_scale())
    assert Choice.objects.get().code == "good"
