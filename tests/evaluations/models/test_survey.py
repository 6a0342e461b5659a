"""Surveys and the counts of their answers: never more answers than respondents."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from evaluations.models import Choice, OpenAnswer, Question, Survey, Tally
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_survey_is_published_when_it_is_released_and_its_event_public() -> None:
    event = make.make_event()
    draft = make.make_event(live=False)
    public = make.make_survey(event=event)
    make.make_survey(event=event, is_released=False)
    make.make_survey(event=draft)
    assert list(Survey.objects.published()) == [public]


def test_survey_key_finds_it_and_its_rows_again() -> None:
    question = make.make_question(tallies={"excellent": 29})
    choice = question.choices.get()
    for row in (question.survey, question, choice, choice.tally, make.make_open_answer()):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row


def test_survey_slug_is_taken_once() -> None:
    survey = make.make_survey(slug="forum")
    again = Survey(event=survey.event, title="Again", slug="forum", subject="it", respondent_count=1)
    assert list(make.complaints(again)) == ["slug"]
    with pytest.raises(IntegrityError):
        again.save()


def test_survey_keeps_at_least_as_many_respondents_as_answers() -> None:
    survey = make.make_question(tallies={"excellent": 29, "good": 34}).survey
    survey.respondent_count = 63
    assert make.complaints(survey) == {}
    survey.respondent_count = 62
    assert make.complaints(survey) == {"respondent_count": ["Question 1 has 63 answers already."]}


def test_question_number_is_taken_once() -> None:
    question = make.make_question(number=8)
    again = Question(survey=question.survey, number=8, text="Again?", label="Again")
    assert list(make.complaints(again)) == ["number"]
    with pytest.raises(IntegrityError):
        again.save()


def test_choice_code_is_taken_once() -> None:
    question = make.make_question(tallies={"good": 1})
    again = Choice(question=question, position=2, code="good", label="Good")
    assert list(make.complaints(again)) == ["code"]
    with pytest.raises(IntegrityError):
        again.save()


def test_tally_is_one_for_a_choice() -> None:
    choice = make.make_question(tallies={"good": 1}).choices.get()
    again = Tally(choice=choice, count=2)
    assert list(make.complaints(again)) == ["choice"]
    with pytest.raises(IntegrityError):
        again.save()


def test_tallies_may_reach_the_respondents() -> None:
    question = make.make_question(tallies={"excellent": 34, "good": 34})
    assert [make.complaints(choice.tally) for choice in question.choices.all()] == [{}, {}]


def test_tally_beyond_the_respondents_is_refused() -> None:
    question = make.make_question(number=3, tallies={"excellent": 34, "good": 34, "poor": None})
    tally = Tally(choice=question.choices.get(code="poor"), count=1)
    message = "Question 3 would have 69 answers, from 68 respondents."
    assert make.complaints(tally) == {"count": [message]}


def test_tally_is_not_added_to_itself() -> None:
    tally = make.make_question(tallies={"excellent": 60}).choices.get().tally
    tally.count = 68
    assert make.complaints(tally) == {}
    tally.count = 69
    assert list(make.complaints(tally)) == ["count"]


def test_tally_without_choice_or_count_says_so() -> None:
    assert sorted(make.complaints(Tally())) == ["choice", "count"]


def test_tally_of_nought_is_not_the_same_as_none() -> None:
    question = make.make_question(tallies={"poor": 0, "good": None})
    assert [hasattr(choice, "tally") for choice in question.choices.all()] == [True, False]


def test_open_answer_says_something() -> None:
    question = make.make_question(kind=Question.Kind.OPEN)
    answer = OpenAnswer(question=question, position=1, text="")
    assert list(make.complaints(answer)) == ["text"]
    with pytest.raises(IntegrityError):
        answer.save()


def test_open_answer_has_a_place_of_its_own() -> None:
    answer = make.make_open_answer()
    again = OpenAnswer(question=answer.question, position=answer.position, text="Again")
    assert list(make.complaints(again)) == ["position"]
    with pytest.raises(IntegrityError):
        again.save()


def test_open_answers_shown_leave_out_the_hidden() -> None:
    answer = make.make_open_answer()
    make.make_open_answer(question=answer.question, is_hidden=True)
    assert list(answer.question.open_answers.shown()) == [answer]


def test_rows_read_as_words() -> None:
    question = make.make_question(number=1, text="How was it?", tallies={"very-good": 29})
    choice = question.choices.get()
    assert [str(row) for row in (question, choice, choice.tally)] == ["1. How was it?", "Very good", "Very good: 29"]


def _answered(**fields: Any) -> Survey:
    return make.make_open_survey(respondent_count=3, **fields)


@pytest.mark.parametrize("fields", [{"respondent_count": 3, "closes_at": make.LONG_AGO + DAY}, {}])
def test_access_stays_while_somebody_could_answer_twice(fields: dict[str, Any]) -> None:
    survey = make.make_open_survey(**fields)
    survey.access = "invited"
    assert list(make.complaints(survey)) == ["access"]


def test_access_changes_before_the_opening() -> None:
    survey = make.make_open_survey(opens_at=None)
    survey.access = "invited"
    assert make.complaints(survey) == {}


@pytest.mark.parametrize("name", ["event", "answers_are", "translation_of"])
def test_answers_stay_where_they_are(name: str) -> None:
    survey = _answered()
    other = make.make_survey(event=survey.event)
    setattr(survey, name, {"event": make.make_event(), "answers_are": "totals", "translation_of": other}[name])
    assert name in make.complaints(survey)


def test_totals_do_not_become_collected_answers() -> None:
    survey = make.make_question(tallies={"good": 3}).survey
    survey.answers_are = "collected"
    assert list(make.complaints(survey)) == ["answers_are"]
