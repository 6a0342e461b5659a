"""The languages of a survey: made with a button, written beside the original."""

from django.test import Client
from django.urls import reverse

from evaluations.models import Survey
from tests import factories as make
from tests.pages import filled


def _page(survey: Survey) -> str:
    return reverse("admin:evaluations_survey_languages", args=[survey.pk])


def _survey() -> Survey:
    return make.make_question(survey=make.make_open_survey(opens_at=None), text="How?", tallies={"a": None}).survey


def test_language_is_made_and_leads_to_its_words(editor: Client) -> None:
    survey = _survey()
    answer = editor.post(_page(survey), {"language": "ko"})
    sibling = survey.translations.get()
    assert answer["Location"] == _page(sibling)
    rows = editor.get(_page(survey)).context["rows"]
    assert [(row["untranslated"], row["differences"]) for row in rows] == [(5, [])]


def test_words_are_written_beside_the_original(editor: Client) -> None:
    survey = _survey()
    editor.post(_page(survey), {"language": "ko"})
    sibling = survey.translations.get()
    name = f"question-{sibling.questions.get().pk}-text"
    editor.post(_page(sibling), filled(editor.get(_page(sibling)), **{name: "어땠습니까?"}))
    assert sibling.questions.get().text == "어땠습니까?"
    assert editor.get(_page(survey)).context["rows"][0]["untranslated"] == 4


def test_empty_and_long_words_are_named_and_kept_on_the_page(editor: Client) -> None:
    survey = _survey()
    editor.post(_page(survey), {"language": "fr"})
    sibling = survey.translations.get()
    sent = filled(editor.get(_page(sibling)), **{"survey-title": "", "survey-subject": "x" * 121})
    page = editor.post(_page(sibling), sent)
    assert set(page.context["errors"]) == {"survey-title", "survey-subject"}
    assert "x" * 121 in page.content.decode()


def test_sibling_that_asks_something_else_is_found(editor: Client) -> None:
    survey = _survey()
    editor.post(_page(survey), {"language": "fr"})
    survey.translations.get().questions.update(kind="single")
    page = editor.get(_page(survey))
    assert page.context["rows"][0]["differences"] == ["Question 1 has another kind."]
    assert "Question 1 has another kind." in page.content.decode()


def test_language_that_is_there_is_not_made_again(editor: Client) -> None:
    survey = _survey()
    for language in ("fr", "fr", "en", "xx", ""):
        editor.post(_page(survey), {"language": language})
    assert [one.language for one in survey.translations.all()] == ["fr"]
