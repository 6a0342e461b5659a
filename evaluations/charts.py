"""Pictures of distributions: stacked bars, bars of single answers, rows of a grid, and events beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from evaluations.figures import Answer, Breakdown, Comparison, Distribution, SurveyFigures
from evaluations.models import Question
from evaluations.narrative import average_text, bar_title, beside_text, distribution_sentence, top_two_text
from events.charts import HATCHED, PART_SHADES, RATING_SHADES, Bar, Part, Shade, bar, legend
from events.figures import rounded
from events.models import Event
from events.narrative import decimal_text

MOST_POINTS = 5  # a scale of more points has no colours that can be told apart
# The shades of a scale by its number of points, best first; one of five, or of which only the best are known, has
# those of its values.
_SPREAD = {1: (5,), 2: (5, 1), 3: (5, 3, 1), 4: (5, 4, 2, 1)}


@dataclass(frozen=True)
class Single:
    """The bar of one answer; `width` is its length in per cent of the longest, as text."""

    answer: Answer
    width: str
    title: str


@dataclass(frozen=True)
class Row:
    """A question's picture with the words beside it: one stacked bar, or a bar for each answer."""

    distribution: Distribution
    bar: Bar | None
    singles: tuple[Single, ...]
    summary: str
    top_two: str
    sentence: str
    beside: str
    average: str
    groups: tuple[Breakdown, ...] = ()


@dataclass(frozen=True)
class Chart:
    """Bars that share a legend; `title` is what a grid asks. `n` is their base where all have one."""

    rows: tuple[Row, ...]
    legend: tuple[tuple[str, Shade], ...]
    title: str = ""
    n: int | None = None

    @property
    def caption(self) -> str:
        """What the numbers on the bars are, and of whom."""
        has_percentages = {row.distribution.has_percentages for row in self.rows}
        if len(has_percentages) > 1:
            return "Per cent, or where few answered the number, of those who answered each question with an opinion"
        unit = "Per cent" if has_percentages == {True} else "Number"
        return f"{unit} of {self.n:,} respondents" if self.n else f"{unit} of those who answered with an opinion"


@dataclass(frozen=True)
class ComparedRow:
    """One event's bar; questions that are drawn as single bars have none."""

    event: Event
    distribution: Distribution
    bar: Bar | None


@dataclass(frozen=True)
class ComparedChart:
    """One question over the events of a series."""

    comparison: Comparison
    rows: tuple[ComparedRow, ...]
    legend: tuple[tuple[str, Shade], ...]


def _printed(count: int, percent: Decimal | None) -> str:
    return str(count) if percent is None else decimal_text(percent)


def is_stacked(found: Distribution) -> bool:
    """Whether the answers are parts of a whole, and few enough to be told apart."""
    if found.kind == Question.Kind.RATING:
        return len(found.answers) <= MOST_POINTS
    return found.kind == Question.Kind.SINGLE and len(found.answers) <= len(PART_SHADES)


def _shades(found: Distribution) -> dict[str, Shade]:
    """The shade of each answer by its code: of a scale by value, of other choices by place."""
    if found.kind != Question.Kind.RATING or any(answer.value is None for answer in found.answers):
        return {answer.code: PART_SHADES[place % 4] for place, answer in enumerate(found.answers)}
    values = sorted({answer.value or 0 for answer in found.answers}, reverse=True)
    is_of_five = values[0] == MOST_POINTS and values[-1] >= 1
    spread = dict(zip(values, values if is_of_five else _SPREAD.get(len(values), (5, 4, 3, 2, 1)), strict=False))
    return {answer.code: RATING_SHADES[spread[answer.value or 0]] for answer in found.answers}


def distribution_bar(found: Distribution, *, key: str = "", name: str = "") -> Bar:
    """The bar of one question; its lengths are counts, so that it always fills the width, the best on one side."""
    shades = _shades(found)
    stated = found.stated
    if found.kind == Question.Kind.RATING:
        stated = tuple(sorted(stated, key=lambda answer: -(answer.value or 0)))
    parts = [
        Part(answer.label, Decimal(answer.count or 0), _printed(answer.count or 0, answer.percent), shades[answer.code])
        for answer in stated
    ]
    remainder = Part("Not stated in the source", Decimal(found.not_stated), "", HATCHED)
    return bar([*parts, remainder], key=key or f"q{found.number}", title=bar_title(found, name))


def single_bars(found: Distribution) -> tuple[Single, ...]:
    """A bar for each answer, none for those that are not stated; the longest fills the width."""
    longest = max((answer.count or 0 for answer in found.answers), default=0)
    bars = []
    for answer in found.answers:
        width = rounded(Decimal(answer.count or 0) * 100 / longest, 2) if longest else Decimal(0)
        printed = f"{_printed(answer.count or 0, answer.percent)}{' per cent' if answer.percent is not None else ''}"
        bars.append(Single(answer, f"{width:f}", f"{answer.label}: {printed}"))
    return tuple(bars)


def _row(found: Distribution, groups: tuple[Breakdown, ...]) -> Row:
    has_bar = is_stacked(found) and found.n > 0 and not found.is_too_small
    return Row(
        distribution=found,
        bar=distribution_bar(found) if has_bar else None,
        singles=() if is_stacked(found) else single_bars(found),
        summary=top_two_text(found),
        top_two=_printed(found.top_two, found.top_two_percent) if found.top_two is not None else "",
        sentence=distribution_sentence(found),
        beside=beside_text(found),
        average=average_text(found),
        groups=groups,
    )


def chart(found: Iterable[Distribution], results: SurveyFigures | None = None, title: str = "") -> Chart:
    """The pictures of some questions, with their tables by group where `results` are given."""
    rows = tuple(_row(one, results.groups_of(one) if results else ()) for one in found)
    bases = {row.distribution.n for row in rows}
    shades = legend(row.bar for row in rows if row.bar)
    return Chart(rows, shades, title, bases.pop() if len(bases) == 1 else None)


def ratings_charts(results: SurveyFigures) -> tuple[Chart, ...]:
    """The rated questions by scale, each grid apart, wherever they stand; those without a bar stay out."""
    charts: dict[tuple[str, frozenset[str]], list[Distribution]] = {}
    for one in results.ratings:
        if is_stacked(one) and one.n and not one.is_too_small:
            charts.setdefault((one.grid, frozenset(answer.code for answer in one.answers)), []).append(one)
    return tuple(chart(rows, title=grid) for (grid, _), rows in charts.items())


def comparison_chart(comparison: Comparison) -> ComparedChart:
    """One question's bars, one for each event."""
    rows = []
    for column in comparison.columns:
        found, event = column.distribution, column.event
        key = f"c{comparison.number}-{event.pk}"
        drawn = distribution_bar(found, key=key, name=event.title) if is_stacked(found) else None
        rows.append(ComparedRow(event, found, drawn))
    return ComparedChart(comparison, tuple(rows), legend(row.bar for row in rows if row.bar))
