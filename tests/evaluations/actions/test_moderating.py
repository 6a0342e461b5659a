"""Decisions about open answers: the original stays, and each decision can be changed."""

from typing import Any

import pytest

from evaluations.actions.moderating import (
    ModerationError,
    hide_answer,
    leave_answer,
    mark_themes,
    merge_answer,
    publish_answer,
    theme_called,
)
from evaluations.models import OpenAnswer
from tests import factories as make

pytestmark = pytest.mark.django_db


def _waiting(text: str = "More time", **fields: Any) -> OpenAnswer:
    return make.make_open_answer(text=text, original=text, is_moderated=False, **fields)


def _state(answer: OpenAnswer) -> tuple[Any, ...]:
    found = OpenAnswer.objects.get(pk=answer.pk)
    return found.text, found.original, found.is_moderated, found.is_hidden, found.merged_into_id


def test_answer_is_published_as_written_and_as_edited_and_the_original_stays() -> None:
    answer = _waiting("Mr. Kim was good")
    publish_answer(answer=answer)
    assert _state(answer) == ("Mr. Kim was good", "Mr. Kim was good", True, False, None)
    publish_answer(answer=answer, text="[…] was good\r\n")
    assert _state(answer) == ("[…] was good", "Mr. Kim was good", True, False, None)
    publish_answer(answer=answer)
    assert _state(answer)[0] == "Mr. Kim was good"


def test_old_answer_without_an_original_keeps_one_when_it_is_edited() -> None:
    answer = make.make_open_answer(text="Old words")
    publish_answer(answer=answer, text="New words")
    assert _state(answer)[:2] == ("New words", "Old words")


@pytest.mark.parametrize("text", ["Write to ana@example.org", "Call +82 2 123-4567", "ana (at) example.org"])
def test_address_is_never_published(text: str) -> None:
    answer = _waiting(text)
    with pytest.raises(ModerationError):
        publish_answer(answer=answer)
    with pytest.raises(ModerationError):
        publish_answer(answer=_waiting(), text=text)
    assert _state(answer) == (text, text, False, False, None)
    publish_answer(answer=answer, text="Write to me")
    assert OpenAnswer.objects.shown().get() == answer


def test_nothing_is_not_published() -> None:
    with pytest.raises(ModerationError):
        publish_answer(answer=_waiting(), text=" \n ")


def test_answer_is_hidden_and_put_back() -> None:
    answer = _waiting()
    hide_answer(answer=answer)
    assert _state(answer)[2:] == (True, True, None)
    leave_answer(answer=answer)
    assert _state(answer)[2:] == (False, False, None)


def test_answers_are_merged_as_one_with_what_was_merged_into_them() -> None:
    first = make.make_open_answer()
    second, third = (make.make_open_answer(question=first.question) for _ in range(2))
    merge_answer(answer=third, into=second)
    merge_answer(answer=second, into=first)
    assert list(OpenAnswer.objects.shown()) == [first]
    assert first.merged.count() == 2
    leave_answer(answer=first)
    assert list(OpenAnswer.objects.shown()) == [*OpenAnswer.objects.filter(pk__in=[second.pk, third.pk])]


def test_answer_is_merged_only_into_a_published_one_of_its_question() -> None:
    answer = make.make_open_answer()
    child = make.make_open_answer(question=answer.question, merged_into=answer)
    others = (make.make_open_answer(), _waiting(question=answer.question), answer, child)
    for other in others:
        with pytest.raises(ModerationError):
            merge_answer(answer=answer, into=other)


def test_theme_is_made_in_place_and_only_once() -> None:
    answer = make.make_open_answer()
    mark_themes(answer=answer, themes=[], new="More  time ")
    mark_themes(answer=answer, themes=[make.make_theme(), *answer.question.themes.all()], new="more time")
    assert [(theme.label, theme.code) for theme in answer.themes.all()] == [("More time", "more-time")]


@pytest.mark.parametrize("label", ["시간", "More-time!", "x" * 300])
def test_theme_has_a_code_of_its_own(label: str) -> None:
    question = make.make_theme(code="more-time", label="Other").question
    make.make_theme(question=question, code="theme", label="Another")
    theme = theme_called(question=question, label=label)
    assert make.complaints(theme) == {}
