"""How the answering goes on."""

from datetime import date

from django.test import Client
from django.urls import reverse

from evaluations.actions.answering import Sheet, record_sheets
from evaluations.actions.opening import prepare_tallies
from evaluations.admin.progress import channels, days, skipped
from evaluations.models import Survey
from tests import factories as make


def _answered() -> Survey:
    survey = make.make_open_survey()
    make.make_question(survey=survey, tallies={"good": None, "poor": None})
    make.make_question(survey=survey, kind="open", label="Words")
    prepare_tallies(survey)
    sheet, words = Sheet(choices={1: ("good",)}), Sheet(choices={1: ("poor",)}, texts={2: "Canary"})
    record_sheets(survey=survey, sheets=[sheet] * 4, channel="web", on=date(2026, 11, 2))
    record_sheets(survey=survey, sheets=[sheet, words], channel="paper", on=date(2026, 11, 4))
    return Survey.objects.get(pk=survey.pk)


def test_days_without_answers_are_there_too(db: None) -> None:
    found = days(_answered())
    assert [(day.on.day, day.count, day.height) for day in found] == [(2, 4, 100.0), (3, 0, 0.0), (4, 2, 50.0)]
    assert days(make.make_open_survey()) == ()


def test_channels_and_skipped_questions_are_counted(db: None) -> None:
    survey = _answered()
    assert channels(survey) == [("Web form", 4), ("Paper form", 3), ("Imported file", 0)]
    assert [(question.number, count) for question, count in skipped(survey)] == [(2, 5)]


def test_page_shows_results_so_far_and_no_answer_that_nobody_read(editor: Client) -> None:
    survey = _answered()
    page = editor.get(reverse("admin:evaluations_survey_progress", args=[survey.pk]))
    text = page.content.decode()
    assert "interim, internal" in text
    assert "1 answer in words waits to be read" in text
    assert "Canary" not in text


def test_page_of_an_empty_survey_says_so(editor: Client) -> None:
    page = editor.get(reverse("admin:evaluations_survey_progress", args=[make.make_open_survey().pk]))
    assert b"Nobody has answered yet." in page.content
