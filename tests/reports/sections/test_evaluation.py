"""What the respondents thought: every question, its base, and where the open answers are listed."""

import pytest

from reports.models import Report
from reports.sections import evaluation
from reports.sections.evaluation import Content
from tests import factories as make
from tests.evaluations.forum import make_forum_survey, make_rating
from tests.reports.facts import bare_facts, count_forum, facts_of, make_forum

pytestmark = pytest.mark.django_db

BASE = "The 68 respondents are 9 per cent of the 766 participants in the Forum."


def _report(**fields: str) -> Report:
    event = make_forum()
    make_forum_survey(event=event, **fields)
    return make.make_report(event=event)


def _build(report: Report) -> Content:
    content = evaluation.build(facts_of(report))
    assert content is not None
    return content


def _with_open_answers() -> Report:
    report = _report()
    survey = report.event.surveys.get()
    for number in (9, 10):
        question = make.make_question(survey=survey, number=number, kind="open", label=f"Open {number}")
        make.make_open_answer(question=question)
    return report


def test_section_is_left_out_without_a_survey() -> None:
    assert evaluation.build(bare_facts()) is None


def test_section_is_left_out_before_the_results_are_released() -> None:
    report = make.make_report()
    make_forum_survey(event=report.event, is_released=False)
    assert evaluation.build(facts_of(report)) is None


def test_heading_names_what_was_evaluated() -> None:
    assert evaluation.heading(facts_of(_report())) == "Evaluation of Track 3"
    assert evaluation.heading(bare_facts()) == "Evaluation"


def test_every_question_has_its_row() -> None:
    content = _build(_report())
    assert [row.distribution.number for row in content.ratings] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [row.distribution.number for row in content.others] == [11]
    (chart,) = content.charts
    assert [row.distribution.number for row in chart.rows] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_response_has_the_participants_as_its_base() -> None:
    report = _report()
    count_forum(report.event)
    assert _build(report).response == BASE


def test_response_with_a_note_says_what_is_not_known() -> None:
    report = _report(base_note="Attendance at Track 3 was not recorded.")
    assert _build(report).response == "68 respondents. Attendance at Track 3 was not recorded."


def test_note_on_rounding_stands_where_a_sum_needs_it() -> None:
    assert _build(_report()).rounding_note == "Percentages may not add up to 100 because of rounding."
    even = make_rating(make.make_survey(), (34, 34)).survey
    assert _build(make.make_report(event=even.event)).rounding_note == ""


def test_open_questions_name_their_annex() -> None:
    content = _build(_with_open_answers())
    assert [(question.label, annex) for question, annex in content.open_questions] == [
        ("Open 9", "Annex I"),
        ("Open 10", "Annex II"),
    ]


@pytest.mark.parametrize("chosen", [[("evaluation", True)], [("evaluation", True), ("annexes", False)]])
def test_open_questions_name_no_annex_that_is_not_in_the_report(chosen: list[tuple[str, bool]]) -> None:
    report = _with_open_answers()
    for kind, is_included in chosen:
        make.make_section(report=report, kind=kind, is_included=is_included)
    assert [annex for _, annex in _build(report).open_questions] == ["", ""]


def test_contents_name_only_the_parts_that_are_there() -> None:
    assert [text for _, text in _build(_with_open_answers()).entries] == [
        "Ratings at a glance",
        "Question by question",
        "What respondents wrote",
    ]
    survey = make.make_open_answer().question.survey
    content = _build(make.make_report(event=survey.event))
    assert (content.charts, content.entries) == ((), (("open-answers", "What respondents wrote"),))
