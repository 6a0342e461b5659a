"""Counts of participants that contradict each other, or the records of the people named; shown to the office only."""

import re
from collections.abc import Callable, Iterable, Iterator

from events.countries import country_name
from events.figures.counting import Bodies, countries_of, organizations_of
from events.figures.partitions import DIMENSIONS, Source, crowding, source_of
from events.imports.names import Index, Name
from events.models import Event, Headcount, Origin, Participation, Person, Sector
from events.models.participation import overfull
from events.narrative import counted, figure, listed
from events.review.apart import told_apart
from events.review.finding import Finding

MOST_NAMED = 3


def _names(rows: Iterable[Participation]) -> str:
    """The first names, and how many more there are."""
    names = [row.person.name for row in rows]
    if len(names) <= MOST_NAMED:
        return listed(names)
    return f"{', '.join(names[:MOST_NAMED])} and {figure(len(names) - MOST_NAMED)} more"


def _people(number: int) -> str:
    return counted(number, "person", "people")


def _row(event: Event, wanted: Callable[[Headcount], bool]) -> str:
    """The field of the form that holds the number of a counted group."""
    places = [place for place, row in enumerate(event.headcounts.all()) if wanted(row)]
    return f"headcounts-{places[0]}-count" if places else ""


def _declared(source: Source, unit: str, words: tuple[str, str], found: Bodies) -> Iterator[Finding]:
    if not found.is_in_doubt:
        return
    declared, named = counted(found.declared or 0, *words), found.attended or 0
    message = f"{declared.capitalize()} {'is' if found.declared == 1 else 'are'} declared, and the participants named"
    message += f" are from {figure(named)}."
    remedy = "Correct the number, or the people; without the number it is counted from them."
    yield Finding("declared_count", _row(source.event, lambda row: row.unit == unit), declared, message, remedy)


def declared(source: Source) -> Iterator[Finding]:
    """Countries and organizations that are declared and counted, with two results."""
    yield from _declared(source, Headcount.Unit.COUNTRIES, ("country", "countries"), countries_of(source))
    words = ("organization", "organizations")
    yield from _declared(source, Headcount.Unit.ORGANIZATIONS, words, organizations_of(source))


def parts(source: Source) -> Iterator[Finding]:
    """Parts of a counted group that are more than the group; blocking, since readers would add them up."""
    for fault in overfull(source.headcounts):
        field = _row(source.event, lambda row, last=fault.last: row.pk == last.pk)  # type: ignore[misc]
        remedy = "Correct the number of the group, or of its parts."
        yield Finding("parts", field, str(fault.last), fault.message, remedy, is_blocking=True)


def inside(source: Source) -> Iterator[Finding]:
    """More people marked as inside a counted group than the groups have room for."""
    if not source.groups:
        return
    remedy = "Untick “inside a counted group” for those who are not, or correct the number of the group."
    for key in ("origin", "sector", "role"):
        if crowd := crowding(source, key):
            label = DIMENSIONS[key].labels([crowd.key]).get(crowd.key, crowd.key)
            message = f"{_people(crowd.named).capitalize()} marked as inside a counted group ({key}: {label}), "
            message += f"and the groups have room for {figure(crowd.room)}."
            yield Finding("inside", "", label, message, remedy)


def gaps(source: Source) -> Iterator[Finding]:
    """People outside counted groups who have no country or sector, where others have one."""
    came = [row for row in source.people if row.has_attended and not row.is_in_headcount]
    for key in ("country", "sector"):
        lacking = [row for row in came if not DIMENSIONS[key].of_person(row)]
        if lacking and len(lacking) < len(came):
            message = f"{_people(len(lacking)).capitalize()} of {figure(len(came))} counted by name have no {key}."
            remedy = f"Add it in the list of participants; until then they are counted as “{key} not stated”."
            yield Finding("gap", "", _names(lacking), message, remedy)


def walk_ins(source: Source) -> Iterator[Finding]:
    """People who attended without being registered, where others were."""
    rows = [row for row in source.people if row.has_attended and not row.is_registered]
    if rows and any(row.is_registered for row in source.people):
        verb = "was" if len(rows) == 1 else "were"
        message = f"{_people(len(rows)).capitalize()} attended and {verb} not registered."
        yield Finding("walk_in", "", _names(rows), message, "Tick “registered” if they were; walk-ins are fine.")


def origins(source: Source) -> Iterator[Finding]:
    """Nationals of another country than the host's, and people from it who are called international."""
    host = source.event.country.code
    for origin, is_host in ((Origin.NATIONAL, False), (Origin.INTERNATIONAL, True)):
        rows = [
            row
            for row in source.people
            if row.country
            and row.origin == origin
            and (row.country.code == host) == is_host
            # Whoever works for an international organization may do so at home.
            and not (is_host and row.sector == Sector.INTERNATIONAL_ORGANIZATION)
        ]
        if rows and host:
            other = "the host country" if is_host else "another country than the host"
            verb = "is" if len(rows) == 1 else "are"
            message = f"{_people(len(rows)).capitalize()} recorded as {origin} {verb} from {other}."
            remedy = f"The host country is {country_name(host)}: correct the origin or the country."
            yield Finding("origin", "", _names(rows), message, remedy)


def _is_told(one: Person, other: Person) -> bool:
    """Whether the records say themselves that two people of nearly one name are two."""
    return bool(one.distinction or other.distinction) or bool(
        one.country and other.country and one.country != other.country
    )


def spellings(source: Source) -> Iterator[Finding]:
    """One person who may be on the list twice, under two spellings."""
    # A figure in a name tells placeholders apart, such as "Guest 1" and "Guest 2".
    people = {row.person_id: row.person for row in source.people if not re.search(r"\d", row.person.name)}
    people = {pk: person for pk, person in people.items() if not person.erased_on}
    index = Index.of((pk, person.family_name, person.given_name) for pk, person in people.items())
    pairs = set[frozenset[int]]()
    for pk, person in people.items():
        name = Name(person.family_name, person.given_name)
        near = (index.same(name) | index.alike(name)) - {pk}
        pairs |= {frozenset((pk, other)) for other in near if not _is_told(person, people[other])}
    apart = told_apart(Person, {pk for pair in pairs for pk in pair}) if pairs else set()
    for pair in sorted(sorted(pair) for pair in pairs - apart):
        one, other = (people[pk].name for pk in pair)
        message = f"“{one}” and “{other}” may be one person."
        yield Finding("spelling_of_person", "", other, message, "Merge the two, or say that they are two people.")


RULES = (declared, parts, inside, gaps, walk_ins, origins, spellings)


def counting(event: Event) -> Iterator[Finding]:
    """All findings about the counts of an event; `headcounts` and `participations.person` are prefetched."""
    source = source_of(event)
    for rule in RULES:
        yield from rule(source)
