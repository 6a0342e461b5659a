"""The page of a question: a scale fills its choices; what was answered keeps its meaning, and its old words."""

from django.test import Client
from django.urls import reverse

from evaluations.actions.answering import Sheet, record_sheets
from evaluations.actions.opening import prepare_tallies
from evaluations.models import Question
from events.models import AuditEntry
from tests import factories as make
from tests.pages import filled


def _answered() -> Question:
    survey = make.make_open_survey()
    make.make_question(survey=survey, tallies={"good": None, "poor": None}, text="How was it?")
    prepare_tallies(survey)
    record_sheets(survey=survey, sheets=[Sheet(choices={1: ("good",)})], channel="web")
    return survey.questions.get()


def _page(question: Question, name: str = "change") -> str:
    return reverse(f"admin:evaluations_question_{name}", args=[question.pk])


def test_scale_fills_the_choices(editor: Client) -> None:
    question = make.make_question(survey=make.make_open_survey(opens_at=None))
    scale = make.make_scale()
    assert editor.post(_page(question), filled(editor.get(_page(question)), scale=scale.pk)).status_code == 302
    assert [choice.code for choice in question.choices.all()] == ["good", "poor"]


def test_answered_question_is_worded_anew_and_the_old_words_are_kept(editor: Client) -> None:
    question = _answered()
    sent = filled(editor.get(_page(question)), text="How was all of it?", **{"choices-0-label": "Well"})
    assert editor.post(_page(question), sent).status_code == 302
    details = sorted(AuditEntry.objects.filter(action="reworded").values_list("detail", flat=True))
    assert details == [
        "question 1, label of “good”: “Good” → “Well”",
        "question 1, text: “How was it?” → “How was all of it?”",
    ]


def test_answered_question_keeps_kind_codes_values_and_choices_whatever_is_sent(editor: Client) -> None:
    question = _answered()
    forged = {"kind": "open", "number": 9, "choices-0-code": "x", "choices-0-value": 9, "choices-0-DELETE": "on"}
    editor.post(_page(question), filled(editor.get(_page(question)), **forged))
    question.refresh_from_db()
    assert (question.kind, question.number) == ("rating", 1)
    assert [(choice.code, choice.value) for choice in question.choices.all()] == [("good", 2), ("poor", 1)]


def test_answered_question_is_deleted_by_nobody(publisher: Client) -> None:
    question = _answered()
    assert publisher.post(_page(question, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": question.pk, "post": "yes"}
    publisher.post(reverse("admin:evaluations_question_changelist"), chosen)
    choices = {"action": "delete_selected", "_selected_action": question.choices.first().pk, "post": "yes"}
    publisher.post(reverse("admin:evaluations_choice_changelist"), choices)
    assert question.choices.count() == 2


def test_words_in_the_row_of_a_survey_are_kept_too(editor: Client) -> None:
    question = _answered()
    page = reverse("admin:evaluations_survey_change", args=[question.survey.pk])
    forged = {"questions-0-text": "How?", "questions-0-kind": "open", "access": "invited"}
    assert editor.post(page, filled(editor.get(page), **forged)).status_code == 302
    question.refresh_from_db()
    assert (question.text, question.kind, question.survey.access) == ("How?", "rating", "open")
    assert AuditEntry.objects.filter(action="reworded").count() == 1
