"""What travel cost: by line where names may be shown, else by status and by organization."""

from dataclasses import dataclass
from decimal import Decimal

from events.charts import Bar, Shade, budget_bar, legend
from events.figures import BudgetLine, BudgetRow, Totals
from events.narrative import amount, decimal_text, listed
from reports.figures import Facts
from reports.narrative import budget_notes, budget_sentences


@dataclass(frozen=True)
class NamedLine:
    """A line of the named table; `explanation` says how allowance and expenses were computed."""

    line: BudgetLine
    explanation: str


@dataclass(frozen=True)
class NamedGroup:
    """The lines of one status with their sums."""

    label: str
    lines: tuple[NamedLine, ...]
    totals: Totals


@dataclass(frozen=True)
class Content:
    """`groups` is filled where names may be shown."""

    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    bar: Bar | None
    legend: tuple[tuple[str, Shade], ...]
    groups: tuple[NamedGroup, ...]
    by_status: tuple[BudgetRow, ...]
    by_organization: tuple[BudgetRow, ...]
    totals: Totals
    currency: str
    entries: tuple[tuple[str, str], ...] = ()


def heading(facts: Facts) -> str:
    """The usual heading."""
    return "Travel budget"


def explanation(line: BudgetLine) -> str:
    """How the sums come about: "4 days × 409; 2 legs New York × 63 and 2 legs Elsewhere × 38"."""
    parts = []
    if line.dsa_days:
        days = f"{line.dsa_days.normalize():f}"
        parts.append(f"{days} {'day' if days == '1' else 'days'} × {amount(line.dsa_per_day)}")
    legs = [f"{count} {'leg' if count == 1 else 'legs'} {place} × {amount(each)}" for place, count, each in line.legs]
    return "; ".join([*parts, listed(legs)] if legs else parts)


def _groups(facts: Facts) -> tuple[NamedGroup, ...]:
    if not facts.names_travellers:
        return ()
    return tuple(
        NamedGroup(row.label, tuple(NamedLine(line, explanation(line)) for line in row.lines), row.totals)
        for row in facts.budget.by_status
    )


def _shares(facts: Facts) -> list[str]:
    totals = facts.budget.totals
    parts: tuple[Decimal, ...] = (totals.travel, totals.dsa, totals.terminal)
    return [decimal_text(facts.share(part, totals.total)) for part in parts]


def build(facts: Facts) -> Content | None:
    """The section, or nothing where nobody travelled."""
    budget = facts.budget
    if not budget.lines:
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
    )
