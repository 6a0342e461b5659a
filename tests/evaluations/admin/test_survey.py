"""The page of a question: counts beside their choices, and never more answers than respondents."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import Question, Tally
from tests import factories as make
from tests.pages import complaints, filled

TOO_MANY = "Question 1 would have {} answers, from 68 respondents."


def _question() -> Question:
    """The first question of the 2012 forum: five answers are not stated."""
    return make.make_question(number=1, tallies={"excellent": 29, "good": 34, "satisfactory": None})


def _page(question: Question) -> str:
    return reverse("admin:evaluations_question_change", args=[question.pk])


def _sent(client: Client, question: Question, **changes: Any) -> Any:
    typed = {name.replace("_", "-"): value for name, value in changes.items()}
    return client.post(_page(question), filled(client.get(_page(question)), **typed))


def _counts(question: Question) -> dict[str, int]:
    tallies = Tally.objects.filter(choice__question=question).order_by("choice__position")
    return dict(tallies.values_list("choice__code", "count"))


def test_counts_stand_beside_their_choices(editor: Client) -> None:
    form = filled(editor.get(_page(_question())))
    assert [form[f"choices-{row}-count"] for row in range(3)] == ["29", "34", ""]


def test_question_sent_back_as_it_is_changes_nothing(editor: Client) -> None:
    question = _question()
    keys = list(Tally.objects.values_list("pk", flat=True))
    assert _sent(editor, question).status_code == 302
    assert _counts(question) == {"excellent": 29, "good": 34}
    assert list(Tally.objects.values_list("pk", flat=True)) == keys


def test_count_is_created_changed_and_taken_back(editor: Client) -> None:
    question = _question()
    answer = _sent(editor, question, choices_0_count=30, choices_1_count="", choices_2_count=4)
    assert answer.status_code == 302
    assert _counts(question) == {"excellent": 30, "satisfactory": 4}


def test_count_of_nought_is_kept(editor: Client) -> None:
    question = _question()
    _sent(editor, question, choices_2_count=0)
    assert _counts(question) == {"excellent": 29, "good": 34, "satisfactory": 0}


def test_counts_may_reach_the_respondents(editor: Client) -> None:
    question = _question()
    assert _sent(editor, question, choices_2_count=5).status_code == 302
    assert sum(_counts(question).values()) == 68


def test_counts_beyond_the_respondents_are_refused_with_the_sum(editor: Client) -> None:
    question = _question()
    answer = _sent(editor, question, choices_2_count=6)
    assert complaints(answer) == {"": [TOO_MANY.format(69)]}
    assert TOO_MANY.format(69).encode() in answer.content
    assert _counts(question) == {"excellent": 29, "good": 34}


def test_counts_may_be_swapped_at_once(editor: Client) -> None:
    question = make.make_question(tallies={"excellent": 60, "good": 8})
    assert _sent(editor, question, choices_0_count=8, choices_1_count=60).status_code == 302
    assert _counts(question) == {"excellent": 8, "good": 60}


def test_count_of_a_deleted_choice_is_not_added(publisher: Client) -> None:
    question = _question()
    answer = _sent(publisher, question, choices_0_DELETE="on", choices_2_count=34)
    assert answer.status_code == 302
    assert _counts(question) == {"good": 34, "satisfactory": 34}


def test_count_of_a_new_choice_is_stored_with_it(publisher: Client) -> None:
    question = _question()
    row = {"choices-3-position": 4, "choices-3-code": "poor", "choices-3-label": "Poor", "choices-3-count": 5}
    form = filled(publisher.get(_page(question)), **{"choices-TOTAL_FORMS": 4}, **row)
    assert publisher.post(_page(question), form).status_code == 302
    assert _counts(question) == {"excellent": 29, "good": 34, "poor": 5}


@pytest.mark.parametrize("count", [-1, "many", 1.5])
def test_count_is_a_whole_number(count: Any, editor: Client) -> None:
    assert list(complaints(_sent(editor, _question(), choices_2_count=count))) == ["choices-2-count"]


def test_question_is_not_moved_to_a_survey_with_fewer_respondents(editor: Client) -> None:
    question = _question()
    small = make.make_survey(respondent_count=12)
    message = "Question 1 would have 63 answers, from 12 respondents."
    assert complaints(_sent(editor, question, survey=small.pk)) == {"": [message]}


def test_survey_keeps_its_respondents_beside_the_answers(editor: Client) -> None:
    survey = _question().survey
    page = reverse("admin:evaluations_survey_change", args=[survey.pk])
    answer = editor.post(page, filled(editor.get(page), respondent_count=62))
    assert complaints(answer) == {"respondent_count": ["Question 1 has 63 answers already."]}


def test_tally_by_itself_is_refused_beside_the_count(editor: Client) -> None:
    tally = _question().choices.get(code="good").tally
    page = reverse("admin:evaluations_tally_change", args=[tally.pk])
    answer = editor.post(page, filled(editor.get(page), count=40))
    assert complaints(answer) == {"count": [TOO_MANY.format(69)]}


def test_list_shows_the_sum_of_the_answers(editor: Client) -> None:
    make.make_question(survey=_question().survey)
    page = editor.get(reverse("admin:evaluations_question_changelist"))
    assert [row.answer_count for row in page.context["cl"].result_list] == [63, None]
    assert b">not stated<" in page.content
