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
