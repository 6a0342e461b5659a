"""Hundred-per-cent bars: positions and colours for the template that draws them as SVG, on pages and in PDF.

Colours stand as attributes (WeasyPrint does not apply page styles inside SVG) and as classes (dark mode).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from events.figures import BudgetFigures, Group, ParticipationFigures, rounded
from events.models import Origin, Sector
from events.narrative import amount, listed

SMALLEST_LABELLED = 5.5  # per cent of the width; a narrower share keeps its number in the table only


@dataclass(frozen=True)
class Shade:
    """Fill and text colours with the classes that override them in dark mode."""

    css: str
    fill: str
    text_css: str
    text: str


RATING_SHADES = {
    5: Shade("f1", "#00477A", "t1", "#FFFFFF"),
    4: Shade("f2", "#4BA3D3", "t2", "#12202E"),
    3: Shade("f3", "#D3DAE0", "t3", "#12202E"),
    2: Shade("f4", "#E8A33D", "t4", "#12202E"),
    1: Shade("f5", "#9A3B00", "t5", "#FFFFFF"),
}
PART_SHADES = (
    Shade("k1", "#00477A", "t1", "#FFFFFF"),
    Shade("k2", "#4BA3D3", "t2", "#12202E"),
    Shade("k3", "#A9D6EE", "tk", "#12202E"),
    Shade("k4", "#98A4AF", "tk", "#12202E"),
)
HATCHED = Shade("fx", "#FFFFFF", "tk", "#12202E")


@dataclass(frozen=True)
class Part:
    """One share of a bar: `value` gives the length, `printed` is the number written on it."""

    label: str
    value: Decimal
    printed: str
    shade: Shade


@dataclass(frozen=True)
class Segment:
    """A drawn share; `x`, `width` and `middle` are per cent of the bar, as text."""

    part: Part
    x: str
    width: str
    middle: str
    label: str

    @property
    def is_hatched(self) -> bool:
        """Whether the share is one that nobody stated."""
        return self.part.shade is HATCHED


@dataclass(frozen=True)
class Bar:
    """A bar with its full-sentence alternative. `key` keeps the pattern's id unique on a page."""

    key: str
    title: str
    segments: tuple[Segment, ...]


def _short(value: Decimal) -> str:
    """At most two decimals, without idle noughts."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def legend(bars: Iterable[Bar]) -> tuple[tuple[str, Shade], ...]:
    """The labels and shades of some bars, each once, in the order of drawing; the hatched share comes last."""
    found = dict.fromkeys((segment.part.label, segment.part.shade) for one in bars for segment in one.segments)
    return tuple(sorted(found, key=lambda item: item[1] is HATCHED))


def bar(parts: Iterable[Part], *, key: str, title: str) -> Bar:
    """Lays `parts` side by side; shares of nought are left out of the drawing."""
    drawn = [part for part in parts if part.value]
    whole = sum(part.value for part in drawn) or Decimal(1)
    segments, counted, start = [], Decimal(0), Decimal(0)
    for part in drawn:
        counted += part.value
        end = rounded(counted * 100 / whole, 2)
        width = end - start
        label = part.printed if width >= SMALLEST_LABELLED else ""
        segments.append(Segment(part, _short(start), _short(width), _short(start + width / 2), label))
        start = end
    return Bar(key, title, tuple(segments))


def group_label(group: Group, country: str) -> str:
    """How legends and tables name a group: "International", "Republic of Korea: government"."""
    sector = Sector(group.sector).label if group.sector else ""
    if group.origin == Origin.NATIONAL:
        return f"{country}: {sector.lower()}" if sector else country
    if group.origin == Origin.INTERNATIONAL:
        return f"International: {sector.lower()}" if sector else "International"
    return sector or "Origin not stated"


def participation_bar(people: ParticipationFigures, country: str, *, key: str = "people") -> Bar | None:
    """Participants by group; `None` where no group is known."""
    if not people.total:
        return None
    parts = [
        Part(group_label(group, country), Decimal(group.count), f"{group.count:,}", PART_SHADES[n % 4])
        for n, group in enumerate(people.groups)
    ]
    shares = listed(f"{part.label} {part.printed}" for part in parts)
    return bar(parts, key=key, title=f"Of {people.total:,} participants, by group: {shares}.")


def budget_bar(budget: BudgetFigures, shares: Sequence[str], *, key: str = "budget") -> Bar | None:
    """Travel, allowance and terminal expenses as shares of the total; `None` where nothing was paid.

    `shares` are the three printed percentages, computed once by the section that also prints them in words.
    """
    totals = budget.totals
    if not totals.total:
        return None
    names = ("Travel", "Daily subsistence allowance", "Terminal expenses")
    values = (totals.travel, totals.dsa, totals.terminal)
    parts = [
        Part(name, value, printed, shade)
        for name, value, printed, shade in zip(names, values, shares, PART_SHADES, strict=False)
    ]
    words = listed(f"{part.label.lower()} {part.printed} per cent" for part in parts)
    return bar(parts, key=key, title=f"Of {amount(totals.total)} spent: {words}.")
