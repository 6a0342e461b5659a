"""A survey begins with a template in one form; questions are ticked in the bank; groups are filled in."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from evaluations.models import Survey
from tests import factories as make
from tests.pages import filled


@pytest.fixture
def bank(db: None) -> None:
    call_command("loaddata", "reference/scales", "reference/templates", verbosity=0)


def _new(event: Any) -> str:
    return reverse("admin:evaluations_survey_new", args=[event.pk])


def _page(survey: Survey, name: str) -> str:
    return reverse(f"admin:evaluations_survey_{name}", args=[survey.pk])


def test_survey_begins_with_one_button(editor: Client, bank: None) -> None:
    event = make.make_event(short_name="Forum")
    sent = filled(editor.get(_new(event)))
    sent.pop("others", None)
    answer = editor.post(_new(event), sent)
    survey = Survey.objects.get()
    assert answer["Location"] == _page(survey, "change")
    assert (survey.title, survey.subject, survey.questions.count()) == ("Evaluation of the Forum", "the Forum", 12)
    assert "Open …" in editor.get(answer["Location"]).content.decode()


def test_survey_begins_in_several_languages(editor: Client, bank: None) -> None:
    event = make.make_event()
    editor.post(_new(event), filled(editor.get(_new(event)), others=["fr", "ko"]))
    original = Survey.objects.get(translation_of=None)
    assert sorted(one.language for one in original.translations.all()) == ["fr", "ko"]


def test_new_survey_without_a_title_is_refused(editor: Client, bank: None) -> None:
    event = make.make_event()
    answer = editor.post(_new(event), filled(editor.get(_new(event)), title=" "))
    assert list(answer.context["form"].errors) == ["title"]
    assert not Survey.objects.exists()


def test_event_leads_to_a_new_survey(editor: Client) -> None:
    event = make.make_event()
    page = editor.get(reverse("admin:events_event_change", args=[event.pk]))
    assert ("Survey", _new(event)) in page.context["flow_links"]


def test_questions_are_ticked_in_the_bank_and_numbered_on(editor: Client, bank: None) -> None:
    survey = make.make_question(survey=make.make_open_survey(opens_at=None), number=3).survey
    earlier = make.make_question(survey=make.make_survey(), number=5, text="Asked before?", tallies={"yes": 1, "no": 2})
    page = editor.get(_page(survey, "questions"))
    keys = {row[3]: row[0] for source in page.context["sources"] for row in source.rows}
    chosen = [keys["Asked before?"], keys["What else would you like to say or to suggest?"]]
    editor.post(_page(survey, "questions"), {"question": chosen})
    added = list(survey.questions.values_list("number", "text"))[1:]
    assert added == [(4, "Asked before?"), (5, "What else would you like to say or to suggest?")]
    assert [choice.code for choice in survey.questions.get(number=4).choices.all()] == ["yes", "no"]
    assert earlier.survey.questions.count() == 1


def test_bank_is_searched(editor: Client, bank: None) -> None:
    survey = make.make_open_survey()
    page = editor.get(_page(survey, "questions"), {"q": "OBJECTIVES clear"})
    assert [row[1] for source in page.context["sources"] for row in source.rows] == [2]


@pytest.mark.parametrize("keys", [[], ["template-1"], ["survey-x-1"], ["template-٣-1"], ["survey-99-1"]])
def test_bank_adds_nothing_that_it_does_not_hold(keys: list[str], editor: Client) -> None:
    survey = make.make_open_survey()
    assert editor.post(_page(survey, "questions"), {"question": keys}).status_code in (200, 404)
    assert survey.questions.count() == 0


def test_groups_are_filled_in_with_one_button(editor: Client) -> None:
    survey = make.make_open_survey(language="fr", opens_at=None)
    editor.post(_page(survey, "groups"), {"dimension": "region"})
    labels = list(survey.groups.values_list("label", flat=True))
    assert labels == ["Afrique", "Amériques", "Asie", "Europe", "Océanie"]
    editor.post(_page(survey, "groups"), {"dimension": "region"})
    assert survey.groups.count() == 5


def test_small_roles_are_not_offered_apart(editor: Client) -> None:
    survey = make.make_open_survey()
    for role, count in (("speaker", 5), ("minister", 4)):
        for _ in range(count):
            make.make_participation(event=survey.event, role=role)
    page = editor.get(_page(survey, "groups"))
    assert page.context["too_small"] == ["Minister or vice-minister"]
    editor.post(_page(survey, "groups"), {"dimension": "role"})
    assert list(survey.groups.values_list("code", flat=True)) == ["speaker"]
