"""A survey is cloned with its questions and without its answers."""

import pytest
from django.contrib.auth.models import User

from evaluations.actions.cloning import clone_survey
from evaluations.models import OpenAnswer, Survey, Tally
from events.models import AuditEntry
from tests import factories as make


@pytest.mark.django_db
def test_survey_is_cloned_with_its_questions_and_without_an_answer() -> None:
    survey = make.make_survey(title="Evaluation", source="Forms, 2012")
    rated = make.make_question(survey=survey, tallies={"excellent": 29, "good": 34}, note="Adds up to 99", phrase="it")
    make.make_open_answer(question=make.make_question(survey=survey, kind="open", synthesis="Praise"))
    event, user = make.make_event(slug="forum-2013"), User.objects.create_user("ed")
    copy = clone_survey(survey=survey, event=event, by=user)
    assert (copy.event, copy.title, copy.slug) == (event, "Evaluation", "forum-2013-evaluation")
    assert (copy.respondent_count, copy.is_released, copy.source) == (0, False, "")
    first, second = copy.questions.all()
    assert (first.text, first.label, first.phrase, first.note) == (rated.text, rated.label, "it", "")
    assert [(c.code, c.label, c.value) for c in first.choices.all()] == [
        ("excellent", "Excellent", 2),
        ("good", "Good", 1),
    ]
    assert (second.kind, second.synthesis) == ("open", "")
    assert Tally.objects.filter(choice__question__survey=copy).count() == 0
    assert OpenAnswer.objects.filter(question__survey=copy).count() == 0
    assert AuditEntry.objects.get().action == "cloned"


@pytest.mark.django_db
def test_second_clone_for_an_event_has_an_address_of_its_own() -> None:
    event, user = make.make_event(slug="forum"), User.objects.create_user("ed")
    for _ in range(2):
        clone_survey(survey=make.make_survey(), event=event, by=user)
    slugs = Survey.objects.filter(event=event).order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["forum-evaluation", "forum-evaluation-2"]


@pytest.mark.django_db
def test_clone_takes_the_whole_questionnaire_and_nothing_of_the_old_event() -> None:
    user = User.objects.create_user("ed")
    survey = make.make_open_survey(language="fr", access="invited", intro="Hello", progress={"2026-11-01": 3})
    session = make.make_session(event=survey.event)
    words = {"code": "it", "section": "Part", "grid": "How", "hint": "Briefly", "role": "speaker", "session": session}
    asked = make.make_question(survey=survey, tallies={"good": 2}, answered_count=2, asked_count=2, **words)
    make.make_choice(question=asked, code="none", is_no_opinion=True)
    number = make.make_question(survey=survey, kind="number", lowest=0, highest=9)
    make.make_choice(question=number, code="4", value=4)
    make.make_group(survey=survey, respondent_count=7)
    make.make_group(survey=survey, dimension="session", code="3-1", session=session)
    sibling = make.make_open_survey(event=survey.event, translation_of=survey, language="ko")
    make.make_question(survey=sibling, number=1, text="어땠습니까?")
    copy = clone_survey(survey=sibling, event=make.make_event(), by=user)
    first, second = copy.questions.all()
    found = (first.code, first.section, first.grid, first.hint, first.role, first.session_id, first.answered_count)
    assert found == ("it", "Part", "How", "Briefly", "speaker", None, 0)
    assert [(choice.code, choice.is_no_opinion) for choice in first.choices.all()] == [("good", False), ("none", True)]
    assert (second.lowest, second.highest, second.choices.count()) == (0, 9, 0)
    assert [(group.code, group.respondent_count) for group in copy.groups.all()] == [("speaker", 0)]
    state = (copy.language, copy.access, copy.intro, copy.status(), copy.progress, copy.is_collected)
    assert state == ("fr", "invited", "Hello", "draft", {}, True)
    assert [(one.language, one.questions.get().text) for one in copy.translations.all()] == [("ko", "어땠습니까?")]
