"""Pictures of distributions: one bar a question, the unstated share hatched."""

from dataclasses import dataclass
from decimal import Decimal

from evaluations.figures import Distribution, SurveyFigures
from evaluations.narrative import bar_title, distribution_sentence, top_two_text
from events.charts import HATCHED, PART_SHADES, RATING_SHADES, Bar, Part, Shade, bar, legend
from events.narrative import decimal_text


@dataclass(frozen=True)
class Row:
    """A question's bar with the words beside it and the sentence that says the same."""

    distribution: Distribution
    bar: Bar
    summary: str
    top_two: str
    sentence: str


@dataclass(frozen=True)
class Chart:
    """Bars that share a legend."""

    rows: tuple[Row, ...]
    legend: tuple[tuple[str, Shade], ...]


def _printed(count: int, percent: Decimal | None) -> str:
    return str(count) if percent is None else decimal_text(percent)


def distribution_bar(found: Distribution) -> Bar:
    """The bar of one question; its lengths are counts, so that it always fills the width."""
    parts = []
    for position, answer in enumerate(found.stated):
        shade = RATING_SHADES.get(answer.value or 0, PART_SHADES[position % 4])
        parts.append(Part(answer.label, Decimal(answer.count or 0), _printed(answer.count or 0, answer.percent), shade))
    remainder = Part("Not stated in the source", Decimal(found.not_stated), "", HATCHED)
    return bar([*parts, remainder], key=f"q{found.number}", title=bar_title(found))


def chart(found: tuple[Distribution, ...]) -> Chart:
    """The bars of some questions."""
    rows = []
    for one in found:
        percent = _printed(one.top_two, one.top_two_percent) if one.top_two is not None else ""
        rows.append(Row(one, distribution_bar(one), top_two_text(one), percent, distribution_sentence(one)))
    return Chart(tuple(rows), legend(row.bar for row in rows))


def ratings_chart(results: SurveyFigures) -> Chart | None:
    """All rated questions in one chart; `None` where there are none."""
    return chart(results.ratings) if results.ratings else None
