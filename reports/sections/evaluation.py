"""What the respondents thought: all ratings, each question, and the sense of the open answers."""

from dataclasses import dataclass

from evaluations.charts import Chart, Row, chart, ratings_charts
from evaluations.figures import OpenQuestion, SurveyFigures
from evaluations.narrative import HIDDEN_NOTE, ROUNDING_NOTE, base_text, overview, response_text
from reports.figures import Facts
from reports.models import ReportSection
from reports.narrative import roman


@dataclass(frozen=True)
class Content:
    """The results with their words; an open question stands with the annex that lists its answers, if there is one."""

    results: SurveyFigures
    overview: str
    response: str
    charts: tuple[Chart, ...]
    ratings: tuple[Row, ...]
    others: tuple[Row, ...]
    open_questions: tuple[tuple[OpenQuestion, str], ...]
    base: str
    rounding_note: str
    hidden_note: str

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """Sub-headings for the contents."""
        found = [("ratings", "Ratings at a glance")] if self.charts else []
        found += [("question-by-question", "Question by question")] if self.ratings or self.others else []
        found += [("open-answers", "What respondents wrote")] if self.open_questions else []
        return tuple(found)


def heading(facts: Facts) -> str:
    """The usual heading."""
    return f"Evaluation of {facts.survey.subject}" if facts.survey else "Evaluation"


def annex_numbers(results: SurveyFigures) -> dict[int, int]:
    """The annex of each open question, by the question's number."""
    printed = [question for question in results.open_questions if question.answers]
    return {question.number: n for n, question in enumerate(printed, start=1)}


def _base(results: SurveyFigures) -> str:
    """What percentages are a share of, in the words of the printed page."""
    text = base_text(results)
    return text if results.is_collected or not text else f"{text[:-1]} (n = {results.n:,})."


def build(facts: Facts) -> Content | None:
    """The section, or nothing where no released survey exists."""
    results = facts.survey
    if results is None:
        return None
    rows = chart(results.distributions, results).rows
    numbers = annex_numbers(results) if facts.report.includes(ReportSection.Kind.ANNEXES) else {}
    return Content(
        results=results,
        overview=overview(results),
        response=response_text(results, facts.event.short_name),
        charts=ratings_charts(results),
        ratings=tuple(row for row in rows if row.distribution in results.ratings),
        others=tuple(row for row in rows if row.distribution in results.others),
        open_questions=tuple(
            (question, f"Annex {roman(numbers[question.number])}" if question.number in numbers else "")
            for question in results.open_questions
        ),
        base=_base(results),
        rounding_note=ROUNDING_NOTE if any(d.is_off_by_rounding for d in results.distributions) else "",
        hidden_note=HIDDEN_NOTE if results.breakdowns else "",
    )
