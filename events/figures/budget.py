"""What an event cost: its travel lines and other costs, summed in every way. Amounts are in the event's currency."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from events.figures.travel import BudgetLine, budget_line
from events.models import Event, OtherCost

_Item = TypeVar("_Item")
NO_ORGANIZATION = "Organization not stated"
NO_SOURCE = "Source of funds not stated"


@dataclass(frozen=True)
class Cost:
    """What the event cost besides travel; `actual` is None until it is known."""

    number: int
    category: str
    description: str
    supplier: str
    source: str
    planned: Decimal | None
    authorized: Decimal | None
    actual: Decimal | None
    variance_reason: str = ""
    note: str = ""
    pk: int | None = None

    @property
    def variance(self) -> Decimal | None:
        """How much more it cost than was authorized; None where one of the two is not known."""
        return None if self.authorized is None or self.actual is None else self.actual - self.authorized


class Amounts(Protocol):
    """What has amounts side by side."""

    @property
    def planned(self) -> Decimal | None: ...  # noqa: D102
    @property
    def authorized(self) -> Decimal | None: ...  # noqa: D102
    @property
    def actual(self) -> Decimal | None: ...  # noqa: D102
    @property
    def variance(self) -> Decimal | None: ...  # noqa: D102


@dataclass(frozen=True)
class Sums:
    """Planned, authorized and actual amounts side by side; None where no row has one.

    The variance is the sum of the rows' variances: rows of which nothing was authorized (`unauthorized`) or whose
    actual amount is not known yet (`unknown`) are not in it.
    """

    planned: Decimal | None
    authorized: Decimal | None
    actual: Decimal
    variance: Decimal | None
    unauthorized: int = 0
    unknown: int = 0


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

    @property
    def sums(self) -> Sums:
        """Planned, authorized, actual."""
        return sums_of(self.lines)


@dataclass(frozen=True)
class CategoryRow:
    """Sums over the other costs of a category."""

    label: str
    costs: tuple[Cost, ...]
    sums: Sums


@dataclass(frozen=True)
class SourceRow:
    """Sums over all that one source of funds pays: lines and other costs together."""

    label: str
    travel: Decimal
    other: Decimal
    sums: Sums


@dataclass(frozen=True)
class BudgetFigures:
    """The budget of an event. `cancelled` are the numbers of cancelled lines, `called_off` the lines themselves."""

    currency: str
    lines: tuple[BudgetLine, ...]
    cancelled: tuple[int, ...]
    totals: Totals
    by_status: tuple[BudgetRow, ...]
    by_organization: tuple[BudgetRow, ...]
    called_off: tuple[BudgetLine, ...] = ()
    costs: tuple[Cost, ...] = ()
    cancelled_costs: tuple[Cost, ...] = ()
    by_category: tuple[CategoryRow, ...] = ()
    by_source: tuple[SourceRow, ...] = ()

    @property
    def travel_sums(self) -> Sums:
        """All lines."""
        return sums_of(self.lines)

    @property
    def other_sums(self) -> Sums:
        """All other costs."""
        return sums_of(self.costs)

    @property
    def sums(self) -> Sums:
        """Lines and other costs together: the whole event."""
        return sums_of((*self.lines, *self.costs))

    @property
    def names_sources(self) -> bool:
        """Whether any source of funds is recorded."""
        return any(line.source for line in self.lines) or any(cost.source for cost in self.costs)


def sums_of(items: Iterable[Amounts]) -> Sums:
    """The sums of lines, of other costs, or of both."""
    rows = list(items)
    return Sums(
        planned=_known(row.planned for row in rows),
        authorized=_known(row.authorized for row in rows),
        actual=_known(row.actual for row in rows) or Decimal(0),
        variance=_known(row.variance for row in rows),
        unauthorized=sum(row.authorized is None for row in rows),
        unknown=sum(row.actual is None for row in rows),
    )


def _known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    found = [amount for amount in amounts if amount is not None]
    return sum(found, Decimal(0)) if found else None


def totals_of(lines: Iterable[BudgetLine]) -> Totals:
    """The sums of lines by kind of cost."""
    rows = list(lines)
    return Totals(
        travellers=len({line.person for line in rows}),
        travel=sum((line.travel for line in rows), Decimal(0)),
        dsa=sum((line.dsa for line in rows), Decimal(0)),
        terminal=sum((line.terminal for line in rows), Decimal(0)),
    )


def grouped(items: Sequence[_Item], label: Callable[[_Item], str]) -> dict[str, tuple[_Item, ...]]:
    """Items by a label, in the order in which the labels come first."""
    names = dict.fromkeys(label(item) for item in items)
    return {name: tuple(item for item in items if label(item) == name) for name in names}


def _rows(lines: Sequence[BudgetLine], label: Callable[[BudgetLine], str]) -> tuple[BudgetRow, ...]:
    parts = grouped(lines, label).items()
    return tuple(BudgetRow(name, part, totals_of(part)) for name, part in parts)


def _by_organization(lines: Sequence[BudgetLine]) -> tuple[BudgetRow, ...]:
    """A row for each organization, with the full names of those that share an acronym."""
    bodies = dict.fromkeys((line.organization, line.organization_number) for line in lines)
    shared = {label for label, count in Counter(label for label, _ in bodies).items() if label and count > 1}
    found = []
    for label, number in bodies:
        part = tuple(line for line in lines if (line.organization, line.organization_number) == (label, number))
        name = part[0].organization_name if label in shared else label
        found.append(BudgetRow(name or NO_ORGANIZATION, part, totals_of(part)))
    return tuple(found)


def _by_source(lines: Sequence[BudgetLine], costs: Sequence[Cost]) -> tuple[SourceRow, ...]:
    items: tuple[BudgetLine | Cost, ...] = (*lines, *costs)
    found = []
    for name, part in grouped(items, lambda item: item.source).items():
        travel = sums_of(item for item in part if isinstance(item, BudgetLine)).actual
        whole = sums_of(part)
        found.append(SourceRow(name or NO_SOURCE, travel, whole.actual - travel, whole))
    return tuple(sorted(found, key=lambda row: (row.label == NO_SOURCE, row.label)))


def budget_cost(row: OtherCost) -> Cost:
    """One cost besides travel."""
    return Cost(
        number=row.number,
        category=row.get_category_display(),
        description=row.description,
        supplier=row.supplier.short_name if row.supplier else "",
        source=str(row.funding_source) if row.funding_source else "",
        planned=row.planned_amount,
        authorized=row.authorized_amount,
        actual=row.actual_amount,
        variance_reason=row.variance_reason,
        note=row.note,
        pk=row.pk,
    )


def figures_of(
    currency: str, lines: Sequence[BudgetLine], costs: Sequence[Cost] = (), **more: tuple[BudgetLine | Cost, ...]
) -> BudgetFigures:
    """All sums of some lines and costs; `more` are those that were cancelled."""
    called_off = more.get("called_off", ())
    categories = grouped(costs, lambda cost: cost.category).items()
    return BudgetFigures(
        currency=currency,
        lines=tuple(lines),
        cancelled=tuple(line.number for line in called_off),
        totals=totals_of(lines),
        by_status=_rows(lines, lambda line: line.status),
        by_organization=_by_organization(lines),
        costs=tuple(costs),
        by_category=tuple(CategoryRow(name, part, sums_of(part)) for name, part in categories),
        by_source=_by_source(lines, costs),
        **more,  # type: ignore[arg-type]
    )


def budget_figures(event: Event) -> BudgetFigures:
    """The budget of an event from its travel lines and other costs, in the order of their numbers."""
    related = event.travel_lines.select_related("person", "organization", "funding_source")
    lines = [(row.is_cancelled, budget_line(row)) for row in related.prefetch_related("legs", "deductions")]
    costs = [
        (row.is_cancelled, budget_cost(row)) for row in event.other_costs.select_related("supplier", "funding_source")
    ]
    return figures_of(
        event.currency,
        [line for is_cancelled, line in lines if not is_cancelled],
        [cost for is_cancelled, cost in costs if not is_cancelled],
        called_off=tuple(line for is_cancelled, line in lines if is_cancelled),
        cancelled_costs=tuple(cost for is_cancelled, cost in costs if is_cancelled),
    )
