"""Distributions: counts and percentages of the 2012 forum in one rounding, and what is not stated."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.figures import released_figures, survey_figures
from tests import factories as make
from tests.evaluations.forum import forum_results, make_forum_survey, make_rating, rating, single

pytestmark = pytest.mark.django_db

# Number, percentages of excellent, good and satisfactory, remainder and its percentage, both best answers.
PUBLISHED = [
    (1, ["43", "50", None], 5, "7", 63, "93"),
    (2, ["44", "50", "6"], 0, "0", 64, "94"),
    (3, ["37", "51", None], 8, "12", 60, "88"),
    (4, ["40", "47", "13"], 0, "0", 59, "87"),
    (5, ["54", "25", None], 14, "21", 54, "79"),
    (6, ["47", "44", None], 6, "9", 62, "91"),
    (7, ["40", "50", "10"], 0, "0", 61, "90"),
    (8, ["46", "40", "15"], 0, "0", 58, "85"),
]
ONE_DECIMAL = [
    (1, ["42.6", "50.0", None], "7.4", "92.6"),
    (2, ["44.1", "50.0", "5.9"], "0.0", "94.1"),
    (3, ["36.8", "51.5", None], "11.8", "88.2"),
    (4, ["39.7", "47.1", "13.2"], "0.0", "86.8"),
    (5, ["54.4", "25.0", None], "20.6", "79.4"),
    (6, ["47.1", "44.1", None], "8.8", "91.2"),
    (7, ["39.7", "50.0", "10.3"], "0.0", "89.7"),
    (8, ["45.6", "39.7", "14.7"], "0.0", "85.3"),
]


def _text(percent: Decimal | None) -> str | None:
    return None if percent is None else str(percent)


def test_ratings_have_the_published_percentages() -> None:
    found = [
        (
            one.number,
            [_text(answer.percent) for answer in one.answers],
            one.not_stated,
            _text(one.not_stated_percent),
            one.top_two,
            _text(one.top_two_percent),
        )
        for one in forum_results().ratings
    ]
    assert found == PUBLISHED


def test_ratings_with_one_decimal_keep_one_rounding() -> None:
    found = [
        (
            one.number,
            [_text(answer.percent) for answer in one.answers],
            _text(one.not_stated_percent),
            _text(one.top_two_percent),
        )
        for one in forum_results(decimals=1).ratings
    ]
    assert found == ONE_DECIMAL


def test_other_questions_have_counts_and_percentages_and_no_two_best() -> None:
    (one,) = forum_results().others
    assert [(answer.label, answer.count, _text(answer.percent)) for answer in one.answers] == [
        ("Every year", 51, "75"),
        ("Every two years", 15, "22"),
        ("Every six months", 2, "3"),
    ]
    assert (one.number, one.top_two, one.top_two_percent) == (11, None, None)


def test_percentages_are_never_moved_to_reach_one_hundred() -> None:
    sums = {one.number: one.percent_sum for one in forum_results().distributions}
    assert sums == {1: 100, 2: 100, 3: 100, 4: 100, 5: 100, 6: 100, 7: 100, 8: 101, 11: 100}


def test_rounding_is_noted_exactly_where_the_sum_is_not_one_hundred() -> None:
    assert [one.number for one in forum_results().distributions if one.is_off_by_rounding] == [8]


def test_answers_of_a_question_add_up_to_its_base() -> None:
    for one in forum_results().distributions:
        assert sum(answer.count or 0 for answer in one.answers) + one.not_stated == one.n == 68


def test_choice_without_a_tally_is_not_stated() -> None:
    found = rating(29, 34, None)
    assert (found.answers[2].count, found.answers[2].percent) == (None, None)
    assert [answer.code for answer in found.stated] == ["excellent", "good"]


def test_choice_with_a_tally_of_nought_is_nought() -> None:
    found = rating(34, 34, 0)
    assert (found.answers[2].count, found.answers[2].percent) == (0, Decimal(0))
    assert [answer.code for answer in found.stated] == ["excellent", "good", "satisfactory"]


@pytest.mark.parametrize(("n", "percent"), [(19, None), (20, Decimal(50))])
def test_percentages_need_twenty_respondents(n: int, percent: Decimal | None) -> None:
    found = rating(10, None, n=n)
    assert (found.answers[0].count, found.answers[0].percent) == (10, percent)


def test_small_base_has_counts_alone() -> None:
    found = rating(7, 5, n=12)
    assert (found.top_two, found.top_two_percent, found.not_stated_percent) == (12, None, None)
    assert (found.percent_sum, found.is_off_by_rounding) == (None, False)


def test_question_that_nobody_was_asked_has_no_percentages() -> None:
    found = rating(0, 0, n=0)
    assert (found.n, found.not_stated, found.percent_sum) == (0, 0, None)


def test_more_counted_than_answered_names_the_question() -> None:
    survey = make.make_survey(respondent_count=68)
    make_rating(survey, (60, 9), number=5)
    with pytest.raises(ValueError, match=r"^Question 5 counts 69 answers, but 68 people answered\.$"):
        survey_figures(survey)


def test_two_best_answers_are_those_of_the_highest_values() -> None:
    survey = make.make_survey()
    question = make.make_question(survey=survey)
    for code, value, count in (("poor", 1, 8), ("fair", 2, 10), ("excellent", 5, 30), ("good", 4, 20)):
        make.Tally.objects.create(choice=make.make_choice(question=question, code=code, value=value), count=count)
    assert survey_figures(survey).distributions[0].top_two == 50


@pytest.mark.parametrize("counts", [(None, 34, 4), (29, None, 4)])
def test_two_best_answers_are_unknown_while_one_is_not_stated(counts: tuple[int | None, ...]) -> None:
    found = rating(*counts)
    assert (found.top_two, found.top_two_percent) == (None, None)


def test_single_choice_keeps_the_order_of_the_form() -> None:
    found = single(every_six_months=2, every_year=51)
    assert [answer.label for answer in found.answers] == ["Every six months", "Every year"]


def test_open_answers_come_in_their_order_without_the_hidden_ones() -> None:
    survey = make.make_survey()
    question = make.make_question(survey=survey, kind="open", synthesis="They liked it.")
    for position, text, is_hidden in ((2, "Second", False), (1, "First", False), (3, "Third", True)):
        make.make_open_answer(question=question, position=position, text=text, is_hidden=is_hidden)
    (found,) = survey_figures(survey).open_questions
    texts = [answer.text for answer in found.answers]
    assert (texts, found.count, found.synthesis) == (["First", "Second"], 2, "They liked it.")


def test_open_question_without_shown_answers_is_left_out() -> None:
    question = make.make_open_answer(is_hidden=True).question
    assert survey_figures(question.survey).open_questions == ()


def test_questions_come_in_the_order_of_their_numbers() -> None:
    survey = make.make_survey()
    for number in (3, 1, 2):
        make_rating(survey, (29, 34), number=number)
    assert [one.number for one in survey_figures(survey).distributions] == [1, 2, 3]


def test_survey_without_questions_has_no_distributions() -> None:
    found = survey_figures(make.make_survey())
    assert (found.distributions, found.open_questions, found.n) == ((), (), 68)


def test_released_figures_are_the_distributions_of_the_survey() -> None:
    survey = make_forum_survey()
    found = released_figures(survey.event)
    assert found is not None
    assert found.distributions == survey_figures(survey).distributions
    assert found.open_questions == ()


def test_released_figures_take_one_query() -> None:
    event = make_forum_survey().event
    with CaptureQueriesContext(connection) as queries:
        released_figures(event)
    assert len(queries) == 1


def test_released_figures_are_those_of_the_first_released_survey() -> None:
    event = make.make_event()
    make_rating(make.make_survey(event=event, is_released=False), (1, 2))
    first = make_rating(make.make_survey(event=event), (29, 34)).survey
    make_rating(make.make_survey(event=event), (3, 4))
    found = released_figures(event)
    assert found is not None
    assert found.slug == first.slug


@pytest.mark.parametrize(("survey", "event"), [({"is_released": False}, {}), ({}, {"live": False})])
def test_figures_are_not_released_before_survey_and_event_are(survey: dict[str, bool], event: dict[str, bool]) -> None:
    hidden = make.make_event(**event)
    make_rating(make.make_survey(event=hidden, **survey), (29, 34))
    assert released_figures(hidden) is None


@pytest.mark.parametrize(("count", "percent"), [(5, "13"), (3, "8"), (1, "3")])
def test_half_a_per_cent_is_rounded_up(count: int, percent: str) -> None:
    assert _text(rating(count, n=40).answers[0].percent) == percent
