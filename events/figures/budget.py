"""What travel cost, computed from days, legs and rates. Amounts are `Decimal`s in the event's currency."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from events.figures.rounding import rounded
from events.models import Event, TravelLine


@dataclass(frozen=True)
class BudgetLine:
    """One traveller's cost."""

    number: int
    person: int | None
    traveller: str
    organization: str
    status: str
    travel: Decimal
    dsa_days: Decimal
    dsa_per_day: Decimal
    legs: tuple[tuple[str, int, Decimal], ...]
    note: str

    @property
    def dsa(self) -> Decimal:
        """Daily subsistence allowance: days times the amount a day, to the hundredth, so that a column adds up."""
        return rounded(self.dsa_days * self.dsa_per_day, 2)

    @property
    def terminal(self) -> Decimal:
        """Terminal expenses: each leg at its rate."""
        return sum((count * amount for _, count, amount in self.legs), Decimal(0))

    @property
    def total(self) -> Decimal:
        """Ticket, allowance and terminal expenses."""
        return self.travel + self.dsa + self.terminal


@dataclass(frozen=True)
class Totals:
    """Sums over lines; a person with two lines is one traveller."""

    travellers: int
    travel: Decimal
    dsa: Decimal
    terminal: Decimal

    @property
    def total(self) -> Decimal:
        """All three kinds of cost."""
        return self.travel + self.dsa + self.terminal


@dataclass(frozen=True)
class BudgetRow:
    """Sums over the lines that share a status or an organization."""

    label: str
    lines: tuple[BudgetLine, ...]
    totals: Totals


@dataclass(frozen=True)
class BudgetFigures:
    """The travel budget of an event."""

    currency: str
    lines: tuple[BudgetLine, ...]
    cancelled: tuple[int, ...]
    totals: Totals
    by_status: tuple[BudgetRow, ...]
    by_organization: tuple[BudgetRow, ...]


def budget_line(row: TravelLine) -> BudgetLine:
    """The cost of one traveller."""
    return BudgetLine(
        number=row.number,
        person=row.person_id,
        traveller=str(row.person),
        organization=row.organization.short_name if row.organization else "",
        status=row.get_status_display(),
        travel=row.travel_cost,
        dsa_days=row.dsa_days,
        dsa_per_day=row.dsa_amount_per_day or Decimal(0),
        legs=tuple((legs.place, legs.count, legs.amount or Decimal(0)) for legs in row.legs.all()),
        note=row.note,
    )


def _totals(lines: Iterable[BudgetLine]) -> Totals:
    rows = list(lines)
    return Totals(
        travellers=len({line.person for line in rows}),
        travel=sum((line.travel for line in rows), Decimal(0)),
        dsa=sum((line.dsa for line in rows), Decimal(0)),
        terminal=sum((line.terminal for line in rows), Decimal(0)),
    )


def _grouped(lines: tuple[BudgetLine, ...], label: Callable[[BudgetLine], str]) -> tuple[BudgetRow, ...]:
    labels = dict.fromkeys(label(line) for line in lines)
    parts = ((name, tuple(line for line in lines if label(line) == name)) for name in labels)
    return tuple(BudgetRow(name or "Organization not stated", part, _totals(part)) for name, part in parts)


def budget_figures(event: Event) -> BudgetFigures:
    """The budget of an event from its travel lines, in the order of their numbers."""
    rows = event.travel_lines.select_related("person", "organization").prefetch_related("legs")
    lines = tuple(budget_line(row) for row in rows if not row.is_cancelled)
    return BudgetFigures(
        currency=event.currency,
        lines=lines,
        cancelled=tuple(row.number for row in rows if row.is_cancelled),
        totals=_totals(lines),
        by_status=_grouped(lines, lambda line: line.status),
        by_organization=_grouped(lines, lambda line: line.organization),
    )
