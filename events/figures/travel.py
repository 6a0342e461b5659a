"""What one journey cost, as the products of days, legs and rates that it is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from events.figures.rounding import rounded
from events.models import TravelLine

# So many days are paid at the first rate; what is beyond them at the second one.
FIRST_DAYS = Decimal(60)


@dataclass(frozen=True)
class Part:
    """One product: a count of days or legs, at an amount each, or at a share of it in per cent.

    `label` is the place of legs, or what a host provided. Each product is rounded to the hundredth, half up, so that
    the products of a line, the lines of a table and every sum of them add up.
    """

    count: Decimal
    each: Decimal
    label: str = ""
    per_cent: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        """What it comes to."""
        whole = self.count * self.each
        return rounded(whole if self.per_cent is None else whole * self.per_cent / 100, 2)


def total_of(parts: Iterable[Part]) -> Decimal:
    """The sum of products."""
    return sum((part.amount for part in parts), Decimal(0))


def _by_rate(days: Decimal, first: Decimal, after: Decimal | None, **more: object) -> tuple[Part, ...]:
    """Days at the two rates; without a second one the first is paid throughout."""
    beyond = max(days - FIRST_DAYS, Decimal(0)) if after is not None else Decimal(0)
    parts = ((days - beyond, first), (beyond, after or Decimal(0)))
    return tuple(Part(count, each, **more) for count, each in parts if count)  # type: ignore[arg-type]


def exact_amount(days: Decimal, first: Decimal, after: Decimal | None, per_cent: Decimal = Decimal(100)) -> Decimal:
    """What days of allowance, or a share of them in per cent, come to before anything is rounded."""
    return sum((part.count * part.each for part in _by_rate(days, first, after)), Decimal(0)) * per_cent / 100


@dataclass(frozen=True)
class BudgetLine:
    """One traveller's cost. `planned` and `authorized` are None where nobody wrote them down.

    `organization` is the acronym, which two organizations may share; its number in the database tells them apart.
    """

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
    dsa_after_60_days: Decimal | None = None
    provided: tuple[tuple[str, Decimal, Decimal], ...] = ()
    source: str = ""
    planned: Decimal | None = None
    authorized: Decimal | None = None
    variance_reason: str = ""
    pk: int | None = None
    organization_number: int | None = None
    organization_name: str = ""

    @property
    def allowance(self) -> tuple[Part, ...]:
        """Days of allowance: the first 60, and those beyond."""
        return _by_rate(self.dsa_days, self.dsa_per_day, self.dsa_after_60_days)

    @property
    def deductions(self) -> tuple[Part, ...]:
        """What is not paid because a host provided it: so many days, a share of the day's amount."""
        return tuple(
            part
            for kind, days, share in self.provided
            for part in _by_rate(days, self.dsa_per_day, self.dsa_after_60_days, label=kind, per_cent=share)
        )

    @property
    def journeys(self) -> tuple[Part, ...]:
        """Legs to and from airports and stations, by place."""
        return tuple(Part(Decimal(count), each, place) for place, count, each in self.legs)

    @property
    def dsa(self) -> Decimal:
        """Daily subsistence allowance: days at their rates, less what was provided."""
        return total_of(self.allowance) - total_of(self.deductions)

    @property
    def terminal(self) -> Decimal:
        """Terminal expenses: each leg at its rate."""
        return total_of(self.journeys)

    @property
    def total(self) -> Decimal:
        """Ticket, allowance and terminal expenses."""
        return self.travel + self.dsa + self.terminal

    @property
    def actual(self) -> Decimal:
        """What it really cost; other costs have the same word."""
        return self.total

    @property
    def variance(self) -> Decimal | None:
        """How much more it cost than was authorized; None where nothing was."""
        return None if self.authorized is None else self.actual - self.authorized


def budget_line(row: TravelLine) -> BudgetLine:
    """The cost of one traveller."""
    return BudgetLine(
        number=row.number,
        person=row.person_id,
        traveller=str(row.person) if row.person else "",
        organization=row.organization.short_name if row.organization else "",
        status=row.get_status_display(),
        travel=row.travel_cost,
        dsa_days=row.dsa_days,
        dsa_per_day=row.dsa_amount_per_day or Decimal(0),
        legs=tuple((_place(legs), legs.count, legs.amount or Decimal(0)) for legs in row.legs.all()),
        note=row.note,
        dsa_after_60_days=row.dsa_amount_after_60_days,
        provided=tuple(
            (found.get_kind_display().lower(), found.days, found.per_cent or Decimal(0))
            for found in row.deductions.all()
        ),
        source=str(row.funding_source) if row.funding_source else "",
        planned=row.planned_amount,
        authorized=row.authorized_amount,
        variance_reason=row.variance_reason,
        pk=row.pk,
        organization_number=row.organization_id,
        organization_name=row.organization.name if row.organization else "",
    )


def _place(legs: object) -> str:
    place, has_vehicle = legs.place, legs.has_vehicle  # type: ignore[attr-defined]
    return f"{place} with a vehicle provided" if has_vehicle else place
