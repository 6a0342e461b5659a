"""Who was registered and who came, divided in every way that the records allow; each figure says what it counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from events.countries import country_name
from events.figures.partitions import DIMENSIONS, Partition, Source, partition, source_of
from events.models import Event, Headcount, Origin, Participation, Sector


@dataclass(frozen=True)
class Bodies:
    """Countries or organizations; `None` where unknown.

    `declared` by a headcount; `attended` and `registered` of all the people named; `outside` of those who attended
    outside counted groups. `is_complete` where everybody who attended is named, with what is counted.
    """

    declared: int | None
    attended: int | None
    registered: int | None
    outside: int | None
    is_complete: bool

    @property
    def number(self) -> int | None:
        """The figure of the event: what was declared, or else what people outside counted groups add up to."""
        return self.outside if self.declared is None else self.declared

    @property
    def basis(self) -> str:
        """Where the figure comes from: "declared", "counted", or "" where there is none."""
        return "declared" if self.declared is not None else "counted" if self.outside is not None else ""

    @property
    def is_in_doubt(self) -> bool:
        """Whether the people named contradict it: they are from more, or all are named and are from fewer."""
        if self.declared is None or self.attended is None:
            return False
        return self.attended > self.declared or (self.is_complete and self.attended < self.declared)


@dataclass(frozen=True)
class CountingFigures:
    """`registered` counts people by name; `attended` is `named` and `counted`: by name, and in counted groups.

    `registered` and `attended` are None where nothing was recorded. A walk-in attended without being registered.
    """

    registered: int | None
    attended: int | None
    named: int
    counted: int
    absent: int
    walk_ins: int
    countries: Bodies
    organizations: Bodies
    partitions: tuple[Partition, ...]

    def by(self, key: str) -> Partition | None:
        """The partition of a key, where there is one."""
        return next((found for found in self.partitions if found.key == key), None)


def _declared(event: Event, unit: str) -> int | None:
    counts = [row.count for row in event.headcounts.all() if row.unit == unit]
    return sum(counts) if counts else None


def _bodies(
    source: Source, unit: str, key_of: Callable[[Participation], object], is_missing: Callable[[Participation], bool]
) -> Bodies:
    came = [row for row in source.people if row.has_attended]

    def number(rows: Iterable[Participation]) -> int | None:
        return len({key for row in rows if (key := key_of(row))}) or None

    return Bodies(
        declared=_declared(source.event, unit),
        attended=number(came),
        registered=number(row for row in source.people if row.is_registered),
        outside=number(row for row in came if not row.is_in_headcount),
        is_complete=len(came) >= source.attended and not any(is_missing(row) for row in came),
    )


def countries_of(source: Source) -> Bodies:
    """The countries of an event."""
    return _bodies(source, Headcount.Unit.COUNTRIES, lambda row: row.country.code, lambda row: not row.country)


def organizations_of(source: Source) -> Bodies:
    """The international organizations of an event."""

    def is_of_one(row: Participation) -> bool:
        return row.sector == Sector.INTERNATIONAL_ORGANIZATION

    return _bodies(
        source,
        Headcount.Unit.ORGANIZATIONS,
        lambda row: row.organization_id if is_of_one(row) else None,
        lambda row: is_of_one(row) and not row.organization_id,
    )


def _partitions(source: Source, keys: Iterable[str]) -> Iterable[Partition]:
    for key in keys:
        found = partition(source, key)
        yield found
        if key == "origin" and len(found.parts) > 1:
            for part in found.parts:
                yield partition(source.only(part.key), "sector", name=f"sector_{part.key}")


def counting_figures(event: Event, keys: Iterable[str] = tuple(DIMENSIONS)) -> CountingFigures:
    """Everything that is counted of an event; no query where headcounts and participations.organization are prefetched.

    `keys` names the partitions; those in which nothing is known are left out.
    """
    source = source_of(event)
    people = source.people
    registered = sum(row.is_registered for row in people)
    counted = sum(row.count for row in source.groups)
    return CountingFigures(
        registered=registered or None,
        attended=source.attended or (0 if source.groups else None),
        named=source.attended - counted,
        counted=counted,
        absent=sum(row.is_registered and not row.has_attended for row in people),
        walk_ins=sum(row.has_attended and not row.is_registered for row in people),
        countries=countries_of(source),
        organizations=organizations_of(source),
        partitions=tuple(found for found in _partitions(source, keys) if found.parts),
    )


def published_partitions(event: Event) -> tuple[Partition, ...]:
    """The partitions that readers see: by role, region and country, where most people are counted by name.

    Counted groups say none of these, and the people named inside them are only examples.
    """
    named = sum(row.has_attended and not row.is_in_headcount for row in event.participations.all())
    source = source_of(event) if named else None
    if source is None or named * 2 <= source.attended:
        return ()
    found = (partition(source, key) for key in ("role", "region", "country"))
    return tuple(one for one in found if len(one.parts) > 1 and one.attended_rest * 2 < one.attended)


def title_of(found: Partition, event: Event) -> str:
    """The heading of a partition: "By sector", "By sector, from the Republic of Korea" for the nationals."""
    origin = found.key.removeprefix("sector_")
    if origin == Origin.NATIONAL:
        return f"National participants ({country_name(event.country.code)}) by sector"
    if origin == Origin.INTERNATIONAL:
        return "International participants by sector"
    return f"Participants by {found.label.lower()}"
