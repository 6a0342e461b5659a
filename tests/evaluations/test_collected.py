"""Distributions of answers that came in here: who is in the base, and who is named beside it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from evaluations.charts import chart, single_bars
from evaluations.figures import Distribution, survey_figures
from evaluations.models import Choice, Question, Survey, Tally
from events.figures import share
from tests import factories as make
from tests.evaluations.asked import answer, make_asked_survey
from tests.public_pages import assert_public_page, text

pytestmark = pytest.mark.django_db


def _one(
    kind: str = "rating", *, people: int = 40, asked: int = 40, answered: int = 40, **tallies: int
) -> Distribution:
    survey = make.make_open_survey(respondent_count=people)
    fields = {"kind": kind, "asked_count": asked, "answered_count": answered}
    question = make.make_question(survey=survey, tallies=tallies, **fields)
    question.choices.filter(code="none").update(is_no_opinion=True)
    return survey_figures(survey).distributions[0]


def test_base_is_who_answered_with_an_opinion() -> None:
    found = _one(good=20, fair=12, none=3, answered=35)
    assert (found.n, found.no_opinion, found.skipped, found.not_stated) == (32, 3, 5, 0)
    assert [(one.code, one.count, one.percent) for one in found.answers] == [("good", 20, 63), ("fair", 12, 38)]
    assert (found.percent_sum, found.is_off_by_rounding) == (101, True)


def test_several_choices_are_divided_by_who_answered() -> None:
    found = _one("multiple", web=30, paper=20, answered=32)
    assert (found.n, [one.percent for one in found.answers]) == (32, [94, 63])
    assert (found.percent_sum, found.is_off_by_rounding, found.top_two, found.mean) == (None, False, None, None)


def test_choice_without_a_tally_is_nought() -> None:
    survey = make.make_open_survey(respondent_count=30)
    make.make_question(survey=survey, tallies={"good": 30, "poor": None})
    assert [one.count for one in survey_figures(survey).distributions[0].answers] == [30, 0]


@pytest.mark.parametrize("positions", [(1, 2, 3), (3, 2, 1)])
def test_two_best_go_by_value_and_never_by_place(positions: tuple[int, ...]) -> None:
    survey = make.make_open_survey(respondent_count=30)
    question = make.make_question(survey=survey)
    for value, position, count in zip((5, 4, 1), positions, (15, 10, 5), strict=True):
        choice = make.make_choice(question=question, code=f"v{value}", value=value, position=position)
        Tally.objects.create(choice=choice, count=count)
    found = survey_figures(survey).distributions[0]
    assert (found.top_two, found.mean, found.median_label) == (25, Decimal("4.0"), "V4 to V5")


def test_number_has_bins_mean_and_median() -> None:
    survey = make.make_open_survey(respondent_count=30)
    question = make.make_question(survey=survey, kind="number", lowest=0, highest=39)
    for value, count in ((3, 20), (12, 9), (39, 1)):
        choice = make.make_choice(question=question, code=str(value), value=value)
        Tally.objects.create(choice=choice, count=count)
    found = survey_figures(survey).distributions[0]
    assert [one.count for one in found.answers] == [20, 0, 0, 9, 0, 0, 0, 0, 0, 1]
    assert (found.mean, found.median) == (Decimal("6.9"), Decimal("3.0"))


def test_averages_need_twenty_answers() -> None:
    assert _one(good=12, fair=7, people=19).mean is None
    assert _one(good=12, fair=8, people=20).mean is not None


@pytest.mark.parametrize("count", [1, 4])
def test_answers_of_fewer_than_five_are_left_out(count: int) -> None:
    found = _one(good=count, answered=count)
    assert (found.is_too_small, found.answers, found.top_two, found.n) == (True, (), None, count)


@given(counts=st.lists(st.integers(0, 500), min_size=1, max_size=8), decimals=st.sampled_from([0, 1]))
def test_shares_add_up_before_rounding_and_are_rounded_half_up(counts: list[int], decimals: int) -> None:
    whole = sum(counts) or 1
    exact = [Fraction(count * 100, whole) for count in counts]
    assert sum(exact) == (100 if sum(counts) else 0)
    step = Fraction(1, 10**decimals)
    for count, true in zip(counts, exact, strict=True):
        printed = Fraction(share(count, whole, decimals))
        assert -step / 2 < printed - true <= step / 2  # each alone: none is moved so that the sum is 100


def _many(number: int) -> Survey:
    survey = make.make_open_survey(respondent_count=100, is_released=True, language="ar")
    question = make.make_question(survey=survey, kind="multiple", text="ما رأيك؟", label="رأي", answered_count=100)
    for position in range(1, number + 1):
        choice = make.make_choice(question=question, code=f"c{position}", label=f"إجابة {position} " * 6)
        Tally.objects.create(choice=choice, count=position % 100)
    return survey


def test_two_hundred_choices_from_right_to_left_are_shown() -> None:
    survey = _many(200)
    page = Client().get(f"/events/{survey.event.slug}/evaluation/")
    assert_public_page(page)
    assert text(page).count('<td class="bar">') == 200
    assert '<th scope="row" lang="ar" dir="auto">' in text(page)
    bars = single_bars(survey_figures(survey).distributions[0])
    assert (len(bars), max(float(bar.width) for bar in bars), bars[-1].width) == (200, 100, "0.00")


@pytest.mark.parametrize("kind", ["rating", "single", "multiple", "number"])
def test_question_that_nobody_answered_is_shown(kind: str) -> None:
    survey = make.make_open_survey(respondent_count=30, is_released=True)
    tallies = {"good": 0} if kind != "number" else None
    make.make_question(survey=survey, kind=kind, tallies=tallies, lowest=1, highest=3)
    page = Client().get(f"/events/{survey.event.slug}/evaluation/")
    assert_public_page(page)
    assert "Nobody answered this question." in text(page)


def test_long_comment_and_merged_ones_are_shown() -> None:
    survey = make.make_open_survey(respondent_count=30, is_released=True)
    question = make.make_question(survey=survey, kind="open")
    comment = make.make_open_answer(question=question, text="W" * 5_000)
    for _ in range(2):
        make.make_open_answer(question=question, text="The same", merged_into=comment)
    comment.themes.add(make.make_theme(question=question, label="Length"))
    (found,) = survey_figures(survey).open_questions
    assert (found.count, [one.count for one in found.answers], found.themes[0].count) == (3, [3], 3)
    page = Client().get(f"/events/{survey.event.slug}/evaluation/")
    assert_public_page(page)
    assert "× 3" in text(page)


def test_scale_of_eleven_points_has_a_bar_for_each() -> None:
    found = _one(**{f"v{value}": 4 for value in range(11)}, people=44, answered=44)
    (row,) = chart([found]).rows
    assert (row.bar, len(row.singles)) == (None, 11)


def test_single_bars_in_print_name_what_they_show() -> None:
    bar = single_bars(_one("multiple", web=30))[0]
    drawn = render_to_string("evaluations/results/_single.html", {"single": bar, "is_print": True})
    assert "<title>Web: 75 per cent</title>" in drawn


def test_page_costs_the_same_whatever_was_answered() -> None:
    costs = []
    for people in (30, 300):
        survey = answer(make_asked_survey(), people)
        with CaptureQueriesContext(connection) as queries:
            Client().get(f"/events/{survey.event.slug}/evaluation/")
        costs.append(len(queries))
        assert [one for one in queries if "evaluations_answer" in one["sql"]] == []
    assert costs[0] == costs[1] == 10


def test_figures_are_those_of_every_choice() -> None:
    survey = answer(make_asked_survey(), 120)
    for found in survey_figures(survey).distributions:
        question = Question.objects.get(survey=survey, number=found.number)
        stored = sum(choice.answers.count() for choice in Choice.objects.filter(question=question, is_no_opinion=False))
        assert sum(one.count or 0 for one in found.answers) == stored
