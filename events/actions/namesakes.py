"""Organizations that may be recorded twice: found by their names, acronyms and aliases."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from events.imports.names import SHORTEST, plain, without_a_letter
from events.models import Organization
from events.review.apart import told_apart
from events.text import is_one_letter_away

SAME, NAMED, ACRONYM, LETTER = (
    "the same words in the name",
    "the one bears a name of the other",
    "the same acronym",
    "one letter differs",
)
_REASONS = (SAME, NAMED, ACRONYM, LETTER)
_SMALL = {"the", "of", "for", "and", "on", "in", "de", "du", "des", "la", "le", "les", "et", "y", "el", "del"}


@dataclass(frozen=True)
class Namesakes:
    """Two organizations that may be one; `evidence` says what else they share, `against` what differs."""

    kept: Organization
    other: Organization
    reason: str
    evidence: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def weight(self) -> int:
        """The likelier, the more."""
        return -10 * _REASONS.index(self.reason) + 6 * len(self.evidence) - 4 * len(self.against)


def describe_organization(body: Organization) -> str:
    """An organization with what tells it apart: "World Bank (WB), International organization, United States"."""
    facts = [str(body), body.get_kind_display(), body.country.name]
    return ", ".join(str(fact) for fact in facts if fact)


def _words(name: str) -> str:
    """The words that tell, in any order and without their signs."""
    return " ".join(sorted(word for word in plain(name).split() if word not in _SMALL))


def _known() -> QuerySet:
    uses = Count("participations", distinct=True) + Count("people", distinct=True)
    return Organization.objects.prefetch_related("aliases").annotate(uses=uses)


class _Index:
    """Numbers of organizations by what their names may share."""

    def __init__(self, bodies: Iterable[Organization]) -> None:
        self.words: dict[str, set[int]] = defaultdict(set)
        self.names: dict[str, set[int]] = defaultdict(set)
        self.acronyms: dict[str, set[int]] = defaultdict(set)
        self.near: dict[str, set[int]] = defaultdict(set)
        for body in bodies:
            self.words[_words(body.name)].add(body.pk)
            self.acronyms[plain(body.acronym)].add(body.pk)
            for name in _all_names(body):
                self.names[plain(name)].add(body.pk)
            for key in without_a_letter(_squashed(body)):
                self.near[key].add(body.pk)

    def reasons(self, body: Organization) -> Iterator[tuple[int, str]]:
        """Who may be the same, the strongest reason first."""
        found = [(pk, SAME) for pk in self.words[_words(body.name)]]
        found += [(pk, NAMED) for name in _all_names(body) for pk in self.names[plain(name)]]
        found += [(pk, ACRONYM) for pk in self.acronyms[plain(body.acronym)] if body.acronym]
        found += [(pk, LETTER) for key in without_a_letter(_squashed(body)) for pk in self.near[key]]
        yield from ((pk, reason) for pk, reason in found if pk != body.pk)


def _squashed(body: Organization) -> str:
    return plain(body.name).replace(" ", "")


def _all_names(body: Organization) -> list[str]:
    return [name for name in (body.name, body.acronym, *(alias.name for alias in body.aliases.all())) if name]


def _pair(one: Organization, other: Organization, reason: str) -> Namesakes | None:
    """The two, the one that is used more first; nothing where the reason is too weak."""
    if reason == LETTER:
        names = _squashed(one), _squashed(other)
        if min(map(len, names)) < SHORTEST or not is_one_letter_away(*names):
            return None
    if reason == NAMED and one.acronym and plain(one.acronym) == plain(other.acronym):
        reason = ACRONYM
    shared, differing = list[str](), list[str]()
    for label, mine, yours in (("country", one.country.name, other.country.name), ("kind", one.kind, other.kind)):
        if mine and yours:
            (shared if mine == yours else differing).append(label)
    if differing and reason in (LETTER, ACRONYM):
        return None
    uses = [getattr(body, "uses", 0) for body in (one, other)]
    kept, gone = (one, other) if (uses[0], -one.pk) >= (uses[1], -other.pk) else (other, one)
    return Namesakes(kept, gone, reason, tuple(shared), tuple(differing))


def _found(
    bodies: Iterable[Organization], known: dict[int, Organization], apart: set[frozenset[int]]
) -> list[Namesakes]:
    index, found = _Index(known.values()), dict[frozenset[int], Namesakes]()
    for body in bodies:
        for pk, reason in index.reasons(body):
            key = frozenset((body.pk, pk))
            if key not in found and key not in apart and (pair := _pair(body, known[pk], reason)):
                found[key] = pair
    return sorted(found.values(), key=lambda pair: (-pair.weight, str(pair.kept), pair.kept.pk))


def namesakes() -> list[Namesakes]:
    """All pairs of organizations that may be one, the likeliest first, without those that were told apart."""
    known = {body.pk: body for body in _known()}
    return _found(known.values(), known, told_apart(Organization))


def namesakes_of(body: Organization) -> list[Namesakes]:
    """Known organizations that may be this one, without those that were told apart."""
    known = {other.pk: other for other in _known()}
    return _found([known[body.pk]], known, told_apart(Organization, [body.pk])) if body.pk in known else []
