"""The sections of a report: all in the usual order, or the office's own choice."""

import pytest

from reports.models import Report, ReportSection
from reports.sections import Section, compose, has_content
from tests import factories as make
from tests.evaluations.forum import make_forum_survey
from tests.reports.facts import bare_facts, count_forum, facts_of, make_forum, make_travel

pytestmark = pytest.mark.django_db

USUAL = ["facts", "outcomes", "summary", "programme", "participants", "budget", "evaluation", "annexes"]


def _full_report() -> Report:
    event = make_forum()
    count_forum(event)
    make_travel(event)
    make.make_outcome(event=event)
    make.make_presentation(session=make.make_session(event=event))
    survey = make_forum_survey(event=event)
    make.make_open_answer(question=make.make_question(survey=survey, number=12, kind="open", label="Comments"))
    return make.make_report(event=event, summary="<p>It went well.</p>")


def _sections(report: Report) -> tuple[Section, ...]:
    return compose(facts_of(report))


def test_report_without_a_choice_has_every_section_in_the_usual_order() -> None:
    sections = _sections(_full_report())
    assert [section.kind for section in sections] == USUAL == [kind.value for kind in ReportSection.Kind]
    assert [section.numeral for section in sections] == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]


def test_sections_without_content_are_left_out_and_not_numbered() -> None:
    report = make.make_report(summary="<p>It went well.</p>")
    assert [(section.numeral, section.kind) for section in _sections(report)] == [("I", "facts"), ("II", "summary")]


def test_chosen_sections_come_in_their_order() -> None:
    report = _full_report()
    for position, kind in enumerate(("budget", "facts", "summary")):
        make.make_section(report=report, kind=kind, position=position)
    found = [(section.numeral, section.kind) for section in _sections(report)]
    assert found == [("I", "budget"), ("II", "facts"), ("III", "summary")]


def test_excluded_section_is_left_out() -> None:
    report = _full_report()
    for kind in USUAL:
        make.make_section(report=report, kind=kind, is_included=kind != "budget")
    assert [section.kind for section in _sections(report)] == [kind for kind in USUAL if kind != "budget"]


def test_heading_is_replaced_where_the_office_wrote_one() -> None:
    report = _full_report()
    make.make_section(report=report, kind="budget", heading="What it cost")
    make.make_section(report=report, kind="summary")
    assert [section.heading for section in _sections(report)] == ["What it cost", "Summary"]


def test_introduction_has_its_figures_and_keeps_unknown_references_visible() -> None:
    report = _full_report()
    make.make_section(report=report, kind="facts", introduction="<p>{participants} people, {unheard} more.</p>")
    (section,) = _sections(report)
    assert section.introduction == "<p>766 people, [unknown figure: unheard] more.</p>"


def test_introduction_does_not_bring_back_a_section_without_content() -> None:
    report = make.make_report()
    make.make_section(report=report, kind="budget", introduction="<p>It was cheap.</p>")
    assert _sections(report) == ()


def test_every_section_has_its_template() -> None:
    assert [section.template for section in _sections(_full_report())] == [
        f"reports/sections/_{kind}.html" for kind in USUAL
    ]


def test_report_has_content_once_it_says_more_than_when_and_where() -> None:
    assert has_content(compose(bare_facts())) is False
    assert has_content(_sections(make.make_report(summary="<p>It went well.</p>"))) is True


def test_report_of_facts_alone_has_no_content() -> None:
    report = _full_report()
    make.make_section(report=report, kind="facts")
    assert has_content(_sections(report)) is False
