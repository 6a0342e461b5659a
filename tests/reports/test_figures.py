"""All numbers of a report: those of the floors below, once, and what may be named."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.figures import survey_figures
from events.figures import budget_figures, participation_figures
from reports.figures import report_facts
from tests import factories as make
from tests.evaluations.forum import make_forum_survey
from tests.reports.facts import bare_facts, facts_of, forum_facts, make_forum, make_travel

pytestmark = pytest.mark.django_db


def test_facts_are_the_figures_of_the_floors_below() -> None:
    report = make.make_report(event=make_forum())
    make_travel(report.event)
    survey = make_forum_survey(event=report.event)
    make.make_headcount(event=report.event)
    facts = facts_of(report)
    assert facts.people == participation_figures(report.event)
    assert facts.budget == budget_figures(report.event)
    assert facts.survey == survey_figures(survey)


def test_facts_of_the_forum_have_every_figure_of_its_report() -> None:
    people = forum_facts().people
    assert (people.total, people.international, people.national, people.countries) == (766, 217, 549, 50)
    assert (people.organization_people, people.organizations, people.ministers) == (41, 15, 19)


def test_facts_of_a_bare_event_are_not_known() -> None:
    facts = bare_facts()
    assert (facts.people.total, facts.people.countries, facts.survey) == (None, None, None)
    assert (facts.presentations, facts.days, facts.budget.lines) == ((), (), ())


def test_survey_that_is_not_released_stays_out_of_both_editions() -> None:
    report = make.make_report()
    make_forum_survey(event=report.event, is_released=False)
    assert [facts_of(report, is_internal=internal).survey for internal in (False, True)] == [None, None]


@pytest.mark.parametrize(
    ("is_internal", "is_switched_on", "may_name"),
    [(False, False, False), (False, True, True), (True, False, True), (True, True, True)],
)
def test_travellers_are_named_inside_the_office_or_when_the_switch_is_on(
    is_internal: bool, is_switched_on: bool, may_name: bool
) -> None:
    facts = facts_of(make.make_report(names_travellers=is_switched_on), is_internal=is_internal)
    assert facts.names_travellers == may_name


def test_figures_stand_for_their_references() -> None:
    text = "{Participants} people, {countries} countries, {Ministers} ministers, {government} officials, {days} days"
    assert forum_facts().bound(text, heading=3) == (
        "Seven hundred and sixty-six people, 50 countries, Nineteen ministers, 263 officials, two days"
    )


def test_travellers_are_counted_without_the_cancelled_lines() -> None:
    report = make.make_report()
    make_travel(report.event)
    assert facts_of(report).bound("{travellers} of them, {Travellers} in all", heading=3) == "two of them, Two in all"


def test_reference_that_no_figure_answers_stays_visible() -> None:
    assert bare_facts().bound("<p>{participants} and {nonsense}</p>", heading=3) == (
        "<p>[unknown figure: participants] and [unknown figure: nonsense]</p>"
    )


@pytest.mark.parametrize(("decimals", "expected"), [(0, "9"), (1, "8.9")])
def test_shares_have_the_one_rounding_of_the_event(decimals: int, expected: str) -> None:
    assert bare_facts(percent_decimals=decimals).share(68, 766) == Decimal(expected)


def test_presentations_come_in_their_order() -> None:
    report = make.make_report()
    session = make.make_session(event=report.event)
    second = make.make_presentation(session=session, position=2)
    first = make.make_presentation(session=session, position=1)
    assert facts_of(report).presentations == (first, second)


def test_facts_take_as_many_queries_for_many_rows_as_for_few() -> None:
    report = make.make_report(event=make_forum())
    counts = []
    for _ in range(2):
        for _ in range(3):
            make.make_travel_line(event=report.event, legs={"Seoul": (4, 38)})
            make.make_presentation(session=make.make_session(event=report.event))
            make.make_participation(event=report.event)
            make.make_host(event=report.event)
        with CaptureQueriesContext(connection) as queries:
            report_facts(report)
        counts.append(len(queries))
    assert counts[0] == counts[1]
