"""Participants divided by one property: its parts, registered and attended apart, and what was not stated."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from events.countries import REGIONS, country_name, region_of, sort_key, sub_region_of
from events.models import Event, Headcount, Organization, Origin, Participation, Role, Sector

NOT_STATED = "not stated"


@dataclass(frozen=True)
class Part:
    """People with one value. Of those who attended `named` are counted by name, and `counted` in a group."""

    key: str
    label: str
    registered: int
    named: int
    counted: int

    @property
    def attended(self) -> int:
        """All who attended."""
        return self.named + self.counted


@dataclass(frozen=True)
class Partition:
    """Disjoint parts of everybody (or of one origin), and how many people stand in no part: never guessed.

    `registered` are people by name; `attended` are people by name and people in counted groups.
    """

    key: str
    label: str
    parts: tuple[Part, ...]
    registered: int
    attended: int

    @property
    def registered_rest(self) -> int:
        """Registered people of whom this is not stated."""
        return self.registered - sum(part.registered for part in self.parts)

    @property
    def attended_rest(self) -> int:
        """People who attended and of whom this is not stated."""
        return self.attended - sum(part.attended for part in self.parts)


@dataclass(frozen=True)
class Source:
    """The rows of an event that are counted."""

    event: Event
    headcounts: tuple[Headcount, ...]
    people: tuple[Participation, ...]

    def only(self, origin: str) -> "Source":
        """The rows of one origin."""
        own = {row.pk for row in self.headcounts if row.origin == origin}
        groups = tuple(row for row in self.headcounts if row.pk in own or row.parent_id in own)
        return Source(self.event, groups, tuple(row for row in self.people if row.origin == origin))

    @property
    def groups(self) -> tuple[Headcount, ...]:
        """The counted groups that add up."""
        return tuple(row for row in self.headcounts if not row.is_subset)

    @property
    def attended(self) -> int:
        """Everybody who attended: counted groups and the named people outside them."""
        outside = sum(row.has_attended and not row.is_in_headcount for row in self.people)
        return sum(row.count for row in self.groups) + outside


def source_of(event: Event) -> Source:
    """The counted groups of people and the participations of an event; no query where both are prefetched."""
    headcounts = tuple(row for row in event.headcounts.all() if row.unit == Headcount.Unit.PEOPLE)
    return Source(event, headcounts, tuple(event.participations.all()))


@dataclass(frozen=True)
class Dimension:
    """A property by which people are divided: what a person has, what a counted group has, and the labels in order."""

    label: str
    of_person: Callable[[Participation], str | None]
    of_group: Callable[[Headcount], str | None]
    labels: Callable[[Iterable[str]], dict[str, str]]
    field: str = ""


def _chosen(choices: Iterable[tuple[str, str]]) -> Callable[[Iterable[str]], dict[str, str]]:
    return lambda keys: {value: str(label) for value, label in choices if value in set(keys)}


def _countries(keys: Iterable[str]) -> dict[str, str]:
    return {code: country_name(code) for code in sorted(keys, key=lambda code: sort_key(country_name(code)))}


def _themselves(order: Sequence[str]) -> Callable[[Iterable[str]], dict[str, str]]:
    return lambda keys: {name: name for name in order if name in set(keys)}


def _host_country(group: Headcount) -> str:
    """Nationals come from the host country; of others the country is not known."""
    return str(group.event.country.code) if group.origin == Origin.NATIONAL else ""


def _of_country(
    label: str, find: Callable[[str], str | None], labels: Callable[[Iterable[str]], dict[str, str]]
) -> Dimension:
    return Dimension(label, lambda p: find(p.country.code or ""), lambda g: find(_host_country(g)), labels)


DIMENSIONS = {
    "origin": Dimension("Origin", lambda p: p.origin, lambda g: g.origin, _chosen(Origin.choices), "origin"),
    "sector": Dimension("Sector", lambda p: p.sector, lambda g: g.sector, _chosen(Sector.choices), "sector"),
    "role": Dimension("Role", lambda p: p.role, lambda g: g.role, _chosen(Role.choices), "role"),
    "presence": Dimension(
        "Presence",
        lambda p: "remote" if p.is_remote else "room",
        lambda g: "",
        _chosen([("room", "In the room"), ("remote", "Remotely")]),
    ),
    "kind": Dimension(
        "Kind of organization",
        lambda p: p.organization.kind if p.organization else "",
        lambda g: "",
        _chosen(Organization.Kind.choices),
    ),
    "region": _of_country("Region", region_of, _themselves([*REGIONS])),
    "sub_region": _of_country(
        "Sub-region", sub_region_of, _themselves([name for part in REGIONS.values() for name in part])
    ),
    "country": _of_country("Country", lambda code: code, _countries),
}


def stated_at_least(parts: Iterable[Headcount], group: Headcount, field: str) -> dict[str, int]:
    """How many people of each value the parts of a group state at least.

    Parts told apart in the same way, such as ministers by origin, are disjoint; with others they may share people.
    """
    sums: dict[str, Counter[tuple[str, ...]]] = {}
    for part in parts:
        own = [name for name in ("origin", "sector", "role") if getattr(part, name) not in ("", getattr(group, name))]
        if not any(getattr(group, name) for name in own if name != field):  # else it contradicts its group
            sums.setdefault(getattr(part, field), Counter())[tuple(own)] += part.count
    return {value: max(found.values()) for value, found in sums.items()}


def _counted(source: Source, dimension: Dimension) -> tuple[Counter[str], int]:
    """What the counted groups state, and how many people are in groups that do not state it."""
    stated, unstated = Counter[str](), 0
    field = dimension.field
    parts = [row for row in source.headcounts if field and row.is_subset and getattr(row, field)]
    for group in source.groups:
        if value := dimension.of_group(group):
            stated[value] += group.count
            continue
        room = group.count
        inside = [row for row in parts if row.parent_id == group.pk]
        for value, count in stated_at_least(inside, group, field).items():
            stated[value] += min(count, room)
            room -= min(count, room)
        unstated += room
    alone = [row for row in parts if row.parent_id is None]
    for value, count in stated_at_least(alone, Headcount(), field).items():
        more = min(max(count - stated[value], 0), unstated)
        stated[value] += more
        unstated -= more
    return stated, unstated


@dataclass(frozen=True)
class Crowd:
    """More people named as inside the groups than fit in: `named` with the value `key`, and room for `room`."""

    key: str
    named: int
    room: int


def crowding(source: Source, key: str) -> Crowd | None:
    """Whether the people marked as inside counted groups are more than those state; the worst value, or none."""
    stated, unstated = _counted(source, DIMENSIONS[key])
    marked = [row for row in source.people if row.has_attended and row.is_in_headcount]
    inside = Counter(value for row in marked if (value := DIMENSIONS[key].of_person(row)))
    more = {value: count - stated[value] for value, count in inside.items() if count > stated[value]}
    if sum(more.values()) <= unstated:
        return None
    worst = max(more, key=lambda value: (more[value], value))
    return Crowd(worst, inside[worst], stated[worst] + unstated)


def _known_inside(stated: Counter[str], unstated: int, named: Counter[str]) -> Counter[str]:
    """What people named inside the groups add to what the groups state; nothing where they are more than fit in."""
    more = Counter({key: count - stated[key] for key, count in named.items() if count > stated[key]})
    return more if more.total() <= unstated else Counter()


def partition(source: Source, key: str, *, name: str = "") -> Partition:
    """Everybody of a source by the property `key` of DIMENSIONS; `name` tells partitions of one property apart."""
    dimension = DIMENSIONS[key]
    stated, unstated = _counted(source, dimension)
    registered, outside, inside = Counter[str](), Counter[str](), Counter[str]()
    for row in source.people:
        if not (value := dimension.of_person(row)):
            continue
        registered[value] += row.is_registered
        (inside if row.is_in_headcount else outside)[value] += row.has_attended
    # People named inside the groups are counted there; they may tell what the groups do not state.
    named, counted = outside, stated + _known_inside(stated, unstated, inside)
    known = {value for counts in (registered, named, counted) for value, count in counts.items() if count}
    parts = tuple(
        Part(value, label, registered[value], named[value], counted[value])
        for value, label in dimension.labels(known).items()
    )
    everybody = sum(row.is_registered for row in source.people)
    return Partition(name or key, dimension.label, parts, everybody, source.attended)
