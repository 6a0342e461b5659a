"""Open answers are read, published, redacted, hidden, merged and marked on one page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import OpenAnswer, Question
from tests import factories as make


@pytest.fixture
def question(db: None) -> Question:
    return make.make_question(survey=make.make_open_survey(), kind="open", number=9)


def _waiting(question: Question, text: str = "More time") -> OpenAnswer:
    return make.make_open_answer(question=question, text=text, original=text, is_moderated=False)


def _page(question: Question) -> str:
    return reverse("admin:evaluations_survey_moderation", args=[question.survey.pk])


def _act(client: Client, answer: OpenAnswer, act: str, **sent: Any) -> Any:
    return client.post(_page(answer.question), {"answer": answer.pk, "act": act, **sent})


def test_decision_leads_to_the_next_answer_that_waits(editor: Client, question: Question) -> None:
    first, second = _waiting(question), _waiting(question)
    answer = _act(editor, first, "publish")
    assert answer["Location"] == f"{_page(question)}?question=9#answer-{second.pk}"
    assert list(OpenAnswer.objects.shown()) == [first]


def test_those_that_wait_come_first(editor: Client, question: Question) -> None:
    read = make.make_open_answer(question=question, position=1)
    waiting = _waiting(question)
    reads = editor.get(_page(question)).context["reads"]
    assert [(one.answer, one.state) for one in reads] == [(waiting, "waiting"), (read, "published")]


def test_answer_is_edited_and_marked_with_themes_at_once(editor: Client, question: Question) -> None:
    answer, theme = _waiting(question, "Mr. Kim spoke too long"), make.make_theme(question=question, label="Length")
    _act(editor, answer, "redact", text="One spoke too long", theme=[theme.pk], new_theme="Speakers")
    answer.refresh_from_db()
    assert (answer.text, answer.original) == ("One spoke too long", "Mr. Kim spoke too long")
    page = editor.get(_page(question))
    assert [(one.label, one.count) for one in page.context["themes"]] == [("Length", 1), ("Speakers", 1)]
    assert "Mr. Kim spoke too long" in page.content.decode()


def test_answer_with_an_address_is_not_published(editor: Client, question: Question) -> None:
    answer = _waiting(question, "Write to ana@example.org")
    page = editor.get(_page(question)).content.decode()
    assert "<mark>ana@example.org" in page
    refused = _act(editor, answer, "publish", new_theme="Mail")
    assert "The text holds what looks like an e-mail address. Take it out" in refused.content.decode()
    kept = _act(editor, answer, "redact", text="Write to bob@example.org, please")
    assert "Write to bob@example.org, please" in kept.content.decode()
    assert (list(OpenAnswer.objects.shown()), question.themes.count()) == ([], 0)


def test_answers_are_merged_and_counted(editor: Client, question: Question) -> None:
    first, second = make.make_open_answer(question=question, position=1), _waiting(question)
    _act(editor, second, "merge", into=first.pk)
    page = editor.get(_page(question)).content.decode()
    assert "× 2" in page
    assert list(OpenAnswer.objects.shown()) == [first]


def test_synthesis_is_written_beside(editor: Client, question: Question) -> None:
    editor.post(_page(question), {"question": 9, "synthesis": "Praise\r\nand thanks "})
    question.refresh_from_db()
    assert question.synthesis == "Praise\nand thanks"


@pytest.mark.parametrize("sent", [{}, {"answer": "x"}, {"answer": "9" * 40}, {"answer": "0", "act": "publish"}])
def test_nothing_happens_to_what_is_not_there(sent: dict[str, str], editor: Client, question: Question) -> None:
    answer = _waiting(question)
    assert editor.post(_page(question), sent).status_code == 200
    assert not OpenAnswer.objects.get(pk=answer.pk).is_moderated


def test_answer_of_another_survey_is_out_of_reach(editor: Client, question: Question) -> None:
    other = _waiting(make.make_question(survey=make.make_open_survey(), kind="open"))
    editor.post(_page(question), {"answer": other.pk, "act": "publish"})
    assert not OpenAnswer.objects.get(pk=other.pk).is_moderated
