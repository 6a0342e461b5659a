"""People who may be recorded twice: found by their names, with what speaks for it; and telling two people apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet

from events.imports.names import Index, Name, squashed
from events.models import Person
from events.review.apart import apart_text, told_apart

SAME, ORDER, LETTER, SHORT = (
    "the same name",
    "the same name in another order",
    "one letter differs",
    "the same family name, and a given name that may be short for the other",
)


@dataclass(frozen=True)
class Pair:
    """Two people who may be one; `evidence` says what else they share, `against` what differs."""

    kept: Person
    other: Person
    reason: str
    evidence: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def weight(self) -> int:
        """The likelier, the more: the kind of likeness first, then what speaks for and against it."""
        return -10 * (SAME, ORDER, LETTER, SHORT).index(self.reason) + 6 * len(self.evidence) - 4 * len(self.against)


def people() -> QuerySet:
    """All people with what a comparison needs."""
    return (
        Person.objects.filter(erased_on=None)
        .select_related("organization")
        .annotate(uses=Count("presentations", distinct=True) + Count("participations", distinct=True))
    )


def _name(person: Person) -> Name:
    return Name(person.family_name, person.given_name, person.honorific)


def _reason(one: Person, other: Person, index: Index) -> str:
    mine, yours = _name(one), _name(other)
    if (squashed(mine.family), squashed(mine.given)) == (squashed(yours.family), squashed(yours.given)):
        return SAME
    if other.pk in index.same(mine):
        return ORDER
    return SHORT if squashed(mine.family) == squashed(yours.family) and _is_short(mine, yours) else LETTER


def _is_short(mine: Name, yours: Name) -> bool:
    short, long = sorted((squashed(mine.given), squashed(yours.given)), key=len)
    return long.startswith(short)


def _compared(one: Person, other: Person) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What two people share beside the name, and what differs."""
    shared, differing = list[str](), list[str]()
    if one.organization_id and other.organization_id:
        is_same = one.organization_id == other.organization_id
        name = one.organization.short_name if one.organization else ""
        (shared if is_same else differing).append(f"organization {name}" if is_same else "organization")
    if one.country and other.country:
        is_same = one.country == other.country
        (shared if is_same else differing).append(f"country {one.country.name}" if is_same else "country")
    if one.distinction != other.distinction:
        differing.append("what tells them apart")
    return tuple(shared), tuple(differing)


def _pair(one: Person, other: Person, index: Index) -> Pair:
    """The two, the one with more that hangs on it first: it is kept."""
    uses = [getattr(person, "uses", 0) for person in (one, other)]
    kept, gone = (one, other) if (uses[0], -one.pk) >= (uses[1], -other.pk) else (other, one)
    return Pair(kept, gone, _reason(one, other, index), *_compared(one, other))


def _is_likely(pair: Pair) -> bool:
    """A short form of a name needs something that speaks for it where much speaks against it."""
    if pair.reason == SHORT:
        return bool(pair.evidence) or not pair.against
    return not (pair.reason == SAME and pair.kept.distinction != pair.other.distinction and pair.against)


def duplicates() -> list[Pair]:
    """All pairs of people who may be one, the likeliest first, without those that were told apart."""
    known = {person.pk: person for person in people()}
    index = Index.of((pk, person.family_name, person.given_name) for pk, person in known.items())
    apart, found = told_apart(Person), dict[frozenset[int], Pair]()
    for pk, person in known.items():
        for other in _alike(person, index):
            key = frozenset((pk, other))
            if key not in found and key not in apart:
                found[key] = _pair(person, known[other], index)
    likely = [pair for pair in found.values() if _is_likely(pair)]
    return sorted(likely, key=lambda pair: (-pair.weight, str(pair.kept), pair.kept.pk))


def _alike(person: Person, index: Index) -> Iterator[int]:
    name = _name(person)
    yield from (index.same(name) | index.alike(name)) - {person.pk}


def resembling(person: Person) -> list[Pair]:
    """Known people who may be this one, without those that were told apart."""
    index = Index.of(people().values_list("pk", "family_name", "given_name"))
    apart = told_apart(Person, [person.pk])
    pks = [pk for pk in _alike(person, index) if frozenset((pk, person.pk)) not in apart]
    pairs = [_pair(other, person, index) for other in people().filter(pk__in=pks)]
    return sorted((pair for pair in pairs if _is_likely(pair)), key=lambda pair: -pair.weight)


def tell_apart(*, one: Any, other: Any, by: Any) -> None:
    """Remembers that two people or organizations are two; the history of each says so."""
    for row, another in ((one, other), (other, one)):
        LogEntry.objects.create(
            user_id=by.pk,
            content_type=ContentType.objects.get_for_model(type(row)),
            object_id=str(row.pk),
            object_repr=str(row)[:200],
            action_flag=CHANGE,
            change_message=apart_text(type(row), another),
        )
