"""What the respondents thought: all ratings, each question, and the sense of the open answers."""

from dataclasses import dataclass

from evaluations.charts import Chart, Row, chart, ratings_chart
from evaluations.figures import OpenQuestion, SurveyFigures
from evaluations.narrative import ROUNDING_NOTE, overview, response_text
from events.narrative import decimal_text
from reports.figures import Facts
from reports.models import ReportSection
from reports.narrative import roman


@dataclass(frozen=True)
class Content:
    """The results with their words; an open question stands with the annex that lists its answers, if there is one."""

    results: SurveyFigures
    overview: str
    response: str
    chart: Chart | None
    ratings: tuple[Row, ...]
    others: tuple[Row, ...]
    open_questions: tuple[tuple[OpenQuestion, str], ...]
    rounding_note: str

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """Sub-headings for the contents."""
        found = [("ratings", "Ratings at a glance")] if self.chart else []
        found += [("question-by-question", "Question by question")] if self.ratings or self.others else []
        found += [("open-answers", "What respondents wrote")] if self.open_questions else []
        return tuple(found)


def heading(facts: Facts) -> str:
    """The usual heading."""
    return f"Evaluation of {facts.survey.subject}" if facts.survey else "Evaluation"


def annex_numbers(results: SurveyFigures) -> dict[int, int]:
    """The annex of each open question, by the question's number."""
    return {question.number: n for n, question in enumerate(results.open_questions, start=1)}


def build(facts: Facts) -> Content | None:
    """The section, or nothing where no released survey exists."""
    results = facts.survey
    if results is None:
        return None
    rate = decimal_text(facts.share(results.n, facts.people.total)) if facts.people.total else ""
    rows = chart(results.distributions).rows
    numbers = annex_numbers(results) if facts.report.includes(ReportSection.Kind.ANNEXES) else {}
    return Content(
        results=results,
        overview=overview(results),
        response=response_text(results, facts.people.total, rate, facts.event.short_name),
        chart=ratings_chart(results),
        ratings=tuple(row for row in rows if row.distribution in results.ratings),
        others=tuple(row for row in rows if row.distribution in results.others),
        open_questions=tuple(
            (question, f"Annex {roman(numbers[question.number])}" if numbers else "")
            for question in results.open_questions
        ),
        rounding_note=ROUNDING_NOTE if any(d.is_off_by_rounding for d in results.distributions) else "",
    )
