"""The same question at the events of a series: released surveys of public events alone, and at least two."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evaluations.figures import comparisons
from evaluations.models import Survey
from events.models import Series
from tests import factories as make
from tests.public_pages import assert_public_page, text

pytestmark = pytest.mark.django_db


def _survey(series: Series, year: int, *, event: Any = None, code: str = "value", **fields: Any) -> Survey:
    dates = {"starts_on": date(year, 5, 1), "ends_on": date(year, 5, 2)}
    held = make.make_event(title=f"Forum {year}", series=series, **dates, **(event or {}))
    survey = make.make_survey(event=held, **fields)
    make.make_question(survey=survey, code=code, tallies={"good": 40, "poor": 28})
    return survey


@pytest.fixture
def series() -> Series:
    """Two events, of which the earlier was evaluated alike."""
    return Series.objects.create(name="Forum", slug="forum")


def _years(survey: Survey) -> list[list[int]]:
    return [[c.event.starts_on.year for c in one.columns] for one in comparisons(survey, survey.event)]


def test_question_is_compared_by_its_code(series: Series) -> None:
    _survey(series, 2013)
    survey = _survey(series, 2012)
    _survey(series, 2011, code="other")
    assert _years(survey) == [[2012, 2013]]


@pytest.mark.parametrize(
    "other",
    [
        {"is_released": False},
        {"event": {"live": False}},
        {"code": ""},
        {"answers_are": "collected", "respondent_count": 4},
    ],
)
def test_nothing_is_compared_with_what_is_not_public(series: Series, other: dict[str, Any]) -> None:
    survey = _survey(series, 2012)
    _survey(series, 2013, **other)
    assert _years(survey) == []


def test_question_on_another_scale_is_another_question(series: Series) -> None:
    survey = _survey(series, 2012)
    make.make_choice(question=_survey(series, 2013).questions.get(), code="fair")
    assert _years(survey) == []


def test_events_of_other_series_and_of_none_are_not_compared(series: Series) -> None:
    survey = _survey(series, 2012)
    _survey(Series.objects.create(name="Other", slug="other"), 2013)
    assert _years(survey) == []
    assert comparisons(make.make_survey(), make.make_event()) == ()


def test_first_released_survey_stands_for_an_event(series: Series) -> None:
    survey, other = _survey(series, 2012), _survey(series, 2013)
    again = make.make_survey(event=other.event)
    make.make_question(survey=again, code="value", tallies={"good": 1, "poor": 1})
    (found,) = comparisons(survey, survey.event)
    assert [answer.count for _, answers in found.rows for answer in answers] == [40, 40, 28, 28]


def test_number_of_events_costs_no_query(series: Series) -> None:
    survey = _survey(series, 2012)
    for year in (2013, 2014, 2015):
        _survey(series, year)
    with CaptureQueriesContext(connection) as queries:
        comparisons(survey, survey.event)
    assert len(queries) == 2


def test_page_names_event_date_and_base(series: Series) -> None:
    survey = _survey(series, 2012)
    _survey(series, 2013)
    page = Client().get(f"/events/{survey.event.slug}/evaluation/")
    assert_public_page(page)
    assert "1–2 May 2013, n = 68" in text(page)
    assert "<title>Forum 2013: of 68 respondents, good 59 per cent (40)" in text(page)
