"""Who took part, in numbers: counted groups and named people together."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.models import Event, Headcount, Origin, Participation, Role, Sector


@dataclass(frozen=True)
class Group:
    """People of one origin and one sector; the groups of an event are disjoint."""

    origin: str
    sector: str
    count: int


@dataclass(frozen=True)
class ParticipationFigures:
    """Numbers of people, unless said; `None` where nothing was recorded."""

    groups: tuple[Group, ...]
    total: int | None
    international: int | None
    national: int | None
    national_by_sector: tuple[Group, ...]
    countries: int | None
    ministers: int | None
    organizations: int | None
    organization_people: int | None


def _headcounts(event: Event, unit: str) -> list[Headcount]:
    return [row for row in event.headcounts.all() if row.unit == unit]


def _uncounted(event: Event) -> list[Participation]:
    """Named people who attended and are in no counted group."""
    return [row for row in event.participations.all() if row.has_attended and not row.is_in_headcount]


def _groups(event: Event) -> tuple[Group, ...]:
    counts: dict[tuple[str, str], int] = {}
    for row in _headcounts(event, Headcount.Unit.PEOPLE):
        if not row.is_subset:
            key = (row.origin, row.sector)
            counts[key] = counts.get(key, 0) + row.count
    for person in _uncounted(event):
        key = (person.origin, person.sector)
        counts[key] = counts.get(key, 0) + 1
    return tuple(Group(origin, sector, count) for (origin, sector), count in counts.items())


def _sum(groups: Iterable[Group]) -> int | None:
    counts = [group.count for group in groups]
    return sum(counts) if counts else None


def _with_subset(event: Event, subsets: list[Headcount], people: list[Participation]) -> int | None:
    """A counted subset and the named people of its kind who are in no counted group."""
    return sum(row.count for row in subsets) + len(people) if subsets or people else None


def _ministers(event: Event) -> int | None:
    rows = [row for row in _headcounts(event, Headcount.Unit.PEOPLE) if row.role == Role.MINISTER]
    return _with_subset(event, rows, [p for p in _uncounted(event) if p.role == Role.MINISTER])


def _organization_people(event: Event) -> int | None:
    sector = Sector.INTERNATIONAL_ORGANIZATION
    rows = [row for row in _headcounts(event, Headcount.Unit.PEOPLE) if row.sector == sector and not row.role]
    return _with_subset(event, rows, [p for p in _uncounted(event) if p.sector == sector])


def _organizations(event: Event) -> int | None:
    declared = [row.count for row in _headcounts(event, Headcount.Unit.ORGANIZATIONS)]
    sector = Sector.INTERNATIONAL_ORGANIZATION
    named = {p.organization_id for p in _uncounted(event) if p.sector == sector and p.organization_id}
    return sum(declared) if declared else len(named) or None


def _countries(event: Event) -> int | None:
    declared = [row.count for row in _headcounts(event, Headcount.Unit.COUNTRIES)]
    named = {p.country.code for p in _uncounted(event) if p.country}
    return sum(declared) if declared else len(named) or None


def participation_figures(event: Event) -> ParticipationFigures:
    """The figures of an event's participation, from its headcounts and participations."""
    groups = _groups(event)
    national = tuple(group for group in groups if group.origin == Origin.NATIONAL)
    return ParticipationFigures(
        groups=groups,
        total=_sum(groups),
        international=_sum(group for group in groups if group.origin == Origin.INTERNATIONAL),
        national=_sum(national),
        national_by_sector=national,
        countries=_countries(event),
        ministers=_ministers(event),
        organizations=_organizations(event),
        organization_people=_organization_people(event),
    )
