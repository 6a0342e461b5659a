"""What the event cost: travel by line where names may be shown, else by status and organization; other costs."""

from dataclasses import dataclass
from decimal import Decimal

from events.charts import Bar, Shade, budget_bar, legend
from events.figures import BudgetLine, BudgetRow, CategoryRow, SourceRow, Sums, Totals
from events.narrative import amount, decimal_text, listed, part_text
from reports.figures import Facts
from reports.narrative import budget_notes, budget_sentences


@dataclass(frozen=True)
class NamedLine:
    """A line of the named table; `explanation` says how allowance and expenses were computed.

    `difference` gives the reason for what was spent beyond the authorized amount or short of it, inside the office.
    """

    line: BudgetLine
    explanation: str
    difference: str = ""


@dataclass(frozen=True)
class NamedGroup:
    """The lines of one status with their sums."""

    label: str
    lines: tuple[NamedLine, ...]
    totals: Totals


@dataclass(frozen=True)
class Spending:
    """What the event cost besides travel, and who paid for all; `details` are single costs, for the office alone."""

    by_category: tuple[CategoryRow, ...]
    by_source: tuple[SourceRow, ...]
    total: Sums
    grand: Sums
    stages: tuple[tuple[str, Sums], ...]
    details: bool


@dataclass(frozen=True)
class Content:
    """`groups` is filled where names may be shown, `spending` where more is recorded than travel."""

    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    bar: Bar | None
    legend: tuple[tuple[str, Shade], ...]
    groups: tuple[NamedGroup, ...]
    by_status: tuple[BudgetRow, ...]
    by_organization: tuple[BudgetRow, ...]
    totals: Totals
    currency: str
    spending: Spending | None = None
    entries: tuple[tuple[str, str], ...] = ()


def heading(facts: Facts) -> str:
    """The usual heading, which names travel alone where nothing else is recorded."""
    return "Budget" if facts.budget.costs else "Travel budget"


def explanation(line: BudgetLine) -> str:
    """How the sums come about: "4 days × 409; 2 legs New York × 63 and 2 legs Elsewhere × 38"."""
    days, less, legs = (
        listed(part_text(part, noun) for part in parts)
        for parts, noun in ((line.allowance, "day"), (line.deductions, "day"), (line.journeys, "leg"))
    )
    return "; ".join(text for text in (f"{days}, less {less}" if less else days, legs) if text)


def _named(facts: Facts, line: BudgetLine) -> NamedLine:
    difference = ""
    if facts.is_internal and line.variance and line.authorized is not None:
        side = "more" if line.variance > 0 else "less"
        reason = f": {line.variance_reason}" if line.variance_reason else ""
        difference = f"{amount(abs(line.variance))} {side} than the authorized {amount(line.authorized)}{reason}"
    return NamedLine(line, explanation(line), difference)


def _groups(facts: Facts) -> tuple[NamedGroup, ...]:
    if not facts.names_travellers:
        return ()
    return tuple(
        NamedGroup(row.label, tuple(_named(facts, line) for line in row.lines), row.totals)
        for row in facts.budget.by_status
    )


def _spending(facts: Facts) -> Spending | None:
    budget = facts.budget
    stages = (("Travel", budget.travel_sums), ("Other costs", budget.other_sums), ("All costs", budget.sums))
    known = budget.sums.planned is not None or budget.sums.authorized is not None
    shown = tuple(row for row in stages if facts.is_internal and known)
    if not (budget.costs or budget.names_sources or shown):
        return None
    by_source = budget.by_source if budget.names_sources else ()
    return Spending(budget.by_category, by_source, budget.other_sums, budget.sums, shown, facts.is_internal)


def _shares(facts: Facts) -> list[str]:
    totals = facts.budget.totals
    parts: tuple[Decimal, ...] = (totals.travel, totals.dsa, totals.terminal)
    return [decimal_text(facts.share(part, totals.total)) for part in parts]


def build(facts: Facts) -> Content | None:
    """The section, or nothing where nothing was spent."""
    budget = facts.budget
    if not (budget.lines or budget.costs):
        return None
    bar = budget_bar(budget, _shares(facts))
    return Content(
        sentences=tuple(budget_sentences(facts)),
        notes=tuple(budget_notes(facts)),
        bar=bar,
        legend=legend([bar]) if bar else (),
        groups=_groups(facts),
        by_status=budget.by_status,
        by_organization=budget.by_organization,
        totals=budget.totals,
        currency=budget.currency,
        spending=_spending(facts),
    )
