"""The open answers, question by question, in roman numerals."""

import pytest

from reports.models import Report
from reports.sections import annexes
from reports.sections.annexes import Annex
from tests import factories as make
from tests.reports.facts import bare_facts, facts_of

pytestmark = pytest.mark.django_db


def _report(*answers: int) -> Report:
    """A report on a survey with open questions of so many answers each."""
    survey = make.make_survey()
    for place, number in enumerate(answers, start=1):
        question = make.make_question(survey=survey, number=place + 8, kind="open", label=f"Open {place}")
        for position in range(1, number + 1):
            make.make_open_answer(question=question, position=position, text=f"Answer {place}.{position}")
    return make.make_report(event=survey.event)


def test_section_is_left_out_without_a_survey() -> None:
    assert annexes.build(bare_facts()) is None


def test_section_is_left_out_where_nobody_wrote_anything() -> None:
    assert annexes.build(facts_of(_report(0, 0))) is None


@pytest.mark.parametrize(("questions", "heading"), [((3,), "Annex"), ((3, 2), "Annexes")])
def test_heading_counts_the_annexes(questions: tuple[int, ...], heading: str) -> None:
    assert annexes.heading(facts_of(_report(*questions))) == heading


def _texts(annex: Annex) -> tuple[str, ...]:
    return tuple(answer.text for answer in annex.question.answers)


def test_annexes_have_every_answer_in_order() -> None:
    content = annexes.build(facts_of(_report(2, 0, 1)))
    assert content is not None
    found = [(annex.anchor, annex.number, annex.question.label, _texts(annex)) for annex in content.annexes]
    assert found == [
        ("annex-1", "I", "Open 1", ("Answer 1.1", "Answer 1.2")),
        ("annex-2", "II", "Open 3", ("Answer 3.1",)),
    ]
    assert content.entries == (("annex-1", "Annex I. Open 1"), ("annex-2", "Annex II. Open 3"))


def test_hidden_answers_are_printed_nowhere() -> None:
    report = _report(2)
    report.event.surveys.get().questions.get().open_answers.filter(position=2).update(is_hidden=True)
    content = annexes.build(facts_of(report))
    assert content is not None
    assert [_texts(annex) for annex in content.annexes] == [("Answer 1.1",)]
