"""Answers know nobody and no order; open answers are shown once they were read."""

import pytest

from evaluations.models import Answer, OpenAnswer
from evaluations.models.response import random_key, random_position
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_keys_say_nothing_of_the_order() -> None:
    keys = [random_key() for _ in range(200)]
    assert keys != sorted(keys)
    assert all(0 < key <= 2**62 for key in keys)
    assert len({*keys}) == 200
    assert all(0 < random_position() < 2**31 for _ in range(200))


def test_answer_knows_its_question_its_choice_and_its_channel_alone() -> None:
    names = {field.name for field in Answer._meta.concrete_fields}
    assert names == {"id", "question", "choice", "channel", "is_first"}


def test_open_answer_knows_no_person_and_no_moment() -> None:
    kinds = {field.get_internal_type() for field in OpenAnswer._meta.concrete_fields}
    relations = {field.name for field in OpenAnswer._meta.concrete_fields if field.is_relation}
    assert kinds & {"DateTimeField", "DateField", "TimeField"} == set()
    assert relations == {"question", "merged_into"}


def test_open_answers_are_shown_once_read_unless_hidden_or_merged() -> None:
    shown = make.make_open_answer()
    of = {"question": shown.question}
    waiting = make.make_open_answer(is_moderated=False, **of)
    make.make_open_answer(is_hidden=True, **of)
    make.make_open_answer(merged_into=shown, **of)
    assert list(OpenAnswer.objects.shown()) == [shown]
    assert list(OpenAnswer.objects.waiting()) == [waiting]


def test_rows_read_as_words() -> None:
    theme, form = make.make_theme(label="More time"), make.make_paper_form(serial=12)
    answer = make.make_answer()
    assert [str(theme), str(form)] == ["More time", "Form 12"]
    assert str(answer) == f"{answer.question}: {answer.choice}"
