"""Percentages become the only possible counts, or are refused with what is possible."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from evaluations.actions.totals import (
    NotTotalsError,
    Percent,
    check_totals,
    counted_questions,
    fitting_bases,
    nearest_percents,
    percents_of,
    possible_counts,
    read_percent,
    save_totals,
)
from evaluations.models import Survey, Tally
from events.figures import share
from tests import factories as make

# The 2012 forum: what was printed, and the counts of its 68 respondents.
FORUM = {
    1: {"43%": 29, "50%": 34},
    2: {"44%": 30, "half": 34, "5.9%": 4},
    3: {"37%": 25, "51%": 35},
    4: {"40%": 27, "47%": 32, "13%": 9},
    5: {"54%": 37, "25%": 17},
    6: {"47%": 32, "44%": 30},
    7: {"40%": 27, "half": 34, "10%": 7},
    8: {"46%": 31, "40%": 27, "15%": 10},
}
bases = st.integers(min_value=1, max_value=2_000)


def _percents() -> list[list[Percent]]:
    return [[percent for text in row if (percent := read_percent(text))] for row in FORUM.values()]


def test_every_percentage_of_the_forum_has_one_count() -> None:
    found = {
        number: {text: list(p.counts(68)) for text in row if (p := read_percent(text))} for number, row in FORUM.items()
    }
    assert found == {number: {text: [count] for text, count in row.items()} for number, row in FORUM.items()}


def test_68_is_the_only_base_of_the_forum_up_to_120() -> None:
    assert fitting_bases(_percents(), most=120) == [68]


def test_larger_bases_fit_loosely() -> None:
    found = fitting_bases(_percents())
    assert (found[0], 136 in found, max(found) <= 500) == (68, True, True)


@given(n=bases, decimals=st.sampled_from([0, 1]), data=st.data())
def test_counts_are_exactly_those_that_round_to_the_percentage(n: int, decimals: int, data: st.DataObject) -> None:
    percent = share(data.draw(st.integers(0, n)), n, decimals)
    wanted = [count for count in range(n + 1) if share(count, n, decimals) == percent]
    assert list(possible_counts(percent, n, decimals)) == wanted


@given(n=bases, tenths=st.integers(min_value=0, max_value=1_000))
def test_impossible_percentage_lies_between_its_nearest(n: int, tenths: int) -> None:
    percent = Decimal(tenths) / 10
    printed = sorted({share(count, n, 1) for count in range(n + 1)})
    if percent not in printed:
        below = [value for value in printed if value < percent][-1:]
        above = [value for value in printed if value > percent][:1]
        assert nearest_percents(percent, n, 1) == below + above
        assert not possible_counts(percent, n, 1)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("43%", Percent(Decimal(43), 0)),
        ("43 %", Percent(Decimal(43), 0)),
        ("5.9", Percent(Decimal("5.9"), 1)),
        ("5,9%", Percent(Decimal("5.9"), 1)),
        ("43.0", Percent(Decimal("43.0"), 1)),
        ("Half", Percent(Decimal(50), is_half=True)),
        ("100", Percent(Decimal(100), 0)),
        ("100.1", None),
        ("101%", None),
        ("5.95", None),
        ("-1", None),
        ("many", None),
        ("", None),
    ],
)
def test_percentage_is_read_as_people_write_it(text: str, percent: Percent | None) -> None:
    assert read_percent(text) == percent


def make_totals(**fields) -> Survey:
    survey = make.make_survey(**fields)
    make.make_question(survey=survey, tallies={"excellent": None, "good": None, "poor": None})
    make.make_question(survey=survey, kind="multiple", tallies={"tea": None, "coffee": None})
    make.make_question(survey=survey, kind="open")
    return survey


def _checked(survey: Survey, *typed: str, n: int = 68, are_percents: bool = False):
    questions = list(counted_questions(survey))
    names = [f"c{choice.pk}" for question in questions for choice in question.choices.all()]
    return check_totals(questions, dict(zip(names, typed, strict=False)), n, are_percents=are_percents)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "are_percents", "counts"),
    [
        (("29", "34", ""), False, [29, 34, None]),
        (("43%", "half", "0"), False, [29, 34, 0]),
        (("43", "50", "5.9"), True, [29, 34, 4]),
        (("=29", "50", ""), True, [29, 34, None]),
        (("100%", "", ""), False, [68, None, None]),
    ],
)
def test_typed_totals_become_counts(typed: tuple[str, ...], are_percents: bool, counts: list[int | None]) -> None:
    first, *_ = _checked(make_totals(), *typed, are_percents=are_percents)
    assert [total.count for total in first.totals] == counts
    assert (first.is_fine, first.not_stated) == (True, 68 - sum(count or 0 for count in counts))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "n", "error"),
    [
        ("42%", 68, "No count of 68 is 42%. Possible are 41% and 43%."),
        ("0.1%", 68, "No count of 68 is 0.1%. Possible are 0.0% and 1.5%."),
        ("43%", 200, "43% may be any of several counts: type =85, =86."),
        ("half", 67, "No count is exactly half of 67. Type the count, or 50%."),
        ("69", 68, "69 are more than the 68 respondents."),
        ("about 5", 68, "“about 5” is no count. Type a whole number, or a percentage with %."),
        ("5.95%", 68, "“5.95%” is no percentage. Type one from 0 to 100 with at most one decimal, or “half”."),
        (
            "50%",
            2000,
            "50% may be any of several counts: type =990, =991, =992, =993, =994, =995, =996, =997 and 12 more.",
        ),
    ],
)
def test_impossible_total_is_refused_with_what_is_possible(typed: str, n: int, error: str) -> None:
    first, *_ = _checked(make_totals(), typed, n=n)
    assert (first.totals[0].error, first.is_fine) == (error, False)


@pytest.mark.django_db
def test_more_answers_than_respondents_are_refused_but_for_several_ticks() -> None:
    single, several = _checked(make_totals(), "40", "30", "", "60", "50")
    assert single.error == "These are 70 answers of 68 respondents: 2 too many."
    assert (several.is_fine, several.not_stated) == (True, None)


@pytest.mark.django_db
def test_ticks_of_one_person_share_no_base() -> None:
    checked = _checked(make_totals(), "43%", "50%", "", "90%", "80%", n=68)
    assert [[str(p) for p in row] for row in percents_of(checked)] == [["43%", "50%"], ["90%"], ["80%"]]


@pytest.mark.django_db
def test_totals_are_saved_as_a_whole() -> None:
    survey = make_totals(respondent_count=10)
    excellent, good, poor, *_ = (c for q in counted_questions(survey) for c in q.choices.all())
    Tally.objects.create(choice=poor, count=3)
    assert save_totals(survey=survey, respondents=68, counts={excellent.pk: 29, good.pk: 0, poor.pk: None}) == 2
    survey.refresh_from_db()
    assert survey.respondent_count == 68
    assert dict(Tally.objects.values_list("choice__code", "count")) == {"excellent": 29, "good": 0}


@pytest.mark.django_db
def test_totals_that_do_not_fit_change_nothing() -> None:
    survey = make_totals(respondent_count=10)
    excellent, *_ = (c for q in counted_questions(survey) for c in q.choices.all())
    with pytest.raises(ValidationError):
        save_totals(survey=survey, respondents=20, counts={excellent.pk: 29})
    assert not Tally.objects.exists()


@pytest.mark.django_db
def test_collected_answers_have_no_typed_totals() -> None:
    with pytest.raises(NotTotalsError):
        save_totals(survey=make.make_open_survey(), respondents=68, counts={})


@pytest.mark.django_db
def test_choice_of_another_survey_is_left_alone() -> None:
    other = make.make_question(tallies={"good": 5}).choices.get()
    assert save_totals(survey=make_totals(), respondents=68, counts={other.pk: 9}) == 0
    other.tally.refresh_from_db()
    assert other.tally.count == 5
