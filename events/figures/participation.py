"""Who took part, in numbers: counted groups and named people together."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.figures.counting import countries_of, organizations_of
from events.figures.partitions import Source, partition, source_of, stated_at_least
from events.models import Event, Headcount, Origin, Participation, Role, Sector


@dataclass(frozen=True)
class Group:
    """People of one origin and one sector; the groups of an event are disjoint."""

    origin: str
    sector: str
    count: int


@dataclass(frozen=True)
class ParticipationFigures:
    """Numbers of people who attended, unless said; `None` where nothing was recorded.

    `registered` counts people by name; `countries` and `organizations` are declared, or counted from the people named.
    """

    groups: tuple[Group, ...]
    total: int | None
    international: int | None
    national: int | None
    national_by_sector: tuple[Group, ...]
    countries: int | None
    ministers: int | None
    organizations: int | None
    organization_people: int | None
    registered: int | None = None
    are_countries_declared: bool = False


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


def _attended(source: Source, key: str, value: str) -> int | None:
    """How many people with a value attended, as the partition by it says; nought where that was counted.

    Where only such a part was counted, and no group that it is a part of, there is nothing to divide: it stands alone.
    """
    found = next((part.attended for part in partition(source, key).parts if part.key == value), 0)
    rows = [row for row in source.headcounts if getattr(row, key) == value]
    if not source.groups:
        found += stated_at_least(rows, Headcount(), key).get(value, 0)
    return found if found or rows else None


def participation_figures(event: Event) -> ParticipationFigures:
    """The figures of an event's participation, from its headcounts and participations."""
    groups = _groups(event)
    national = tuple(group for group in groups if group.origin == Origin.NATIONAL)
    source = source_of(event)
    countries = countries_of(source)
    return ParticipationFigures(
        groups=groups,
        total=_sum(groups),
        international=_sum(group for group in groups if group.origin == Origin.INTERNATIONAL),
        national=_sum(national),
        national_by_sector=national,
        countries=countries.number,
        ministers=_attended(source, "role", Role.MINISTER),
        organizations=organizations_of(source).number,
        organization_people=_attended(source, "sector", Sector.INTERNATIONAL_ORGANIZATION),
        registered=sum(row.is_registered for row in source.people) or None,
        are_countries_declared=countries.declared is not None,
    )
