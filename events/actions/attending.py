"""Who is there: marked one by one at the door, by any number of people at once, and added where nobody knew of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from events.imports.known import Organizations, guess_kind
from events.imports.names import Index, Name, split
from events.models import Event, Organization, Participation, Person
from events.text import clean_line

# Who cancelled keeps a row that counts no more: the list at the door leaves it out, unless the person came anyway.
_EXPECTED = Q(is_registered=True) | Q(has_attended=True)
_LONGEST_DISTINCTION = 60


@dataclass(frozen=True)
class Counted:
    """How many people are on the list of an event, and how many of them are present."""

    listed: int
    present: int


class TwinError(Exception):
    """Somebody of this name is on the list already: `participation`."""

    def __init__(self, participation: Participation) -> None:
        super().__init__(str(participation.person))
        self.participation = participation


def expected(event: Event) -> QuerySet[Participation]:
    """The list at the door: who is registered, and who came without."""
    rows: QuerySet[Participation] = event.participations.filter(_EXPECTED)
    return rows.select_related("person", "organization", "registration")


def counted(event: Event) -> Counted:
    """The count of the whole list, in one query."""
    found: Any = event.participations.filter(_EXPECTED).aggregate(
        listed=Count("pk"), present=Count("pk", filter=Q(has_attended=True))
    )
    return Counted(**found)


def mark(*, participation: Participation, is_present: bool) -> bool:
    """Marks somebody as present or takes the mark back; False where it stood so already. Safe to say twice."""
    unlike = Participation.objects.filter(pk=participation.pk).exclude(has_attended=is_present)
    is_changed = bool(unlike.update(has_attended=is_present))
    participation.has_attended = is_present
    return is_changed


def add_walk_in(*, event: Event, name: str, organization: str = "", is_another: bool = False) -> Participation:
    """Puts somebody on the list who came unregistered, as present.

    A known person of the same name and organization is the same one. Raises TwinError where somebody of this name is
    on the list, unless `is_another` says that it is another person.
    """
    taken_apart = split(name)
    if not taken_apart.family:  # ", Ana"
        taken_apart = Name(taken_apart.given or clean_line(name), "", taken_apart.honorific)
    with transaction.atomic():
        held = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
        if not is_another and (twin := _twin(held, taken_apart)):
            raise TwinError(twin)
        body, said = _organization(organization)
        person = _known(held, taken_apart, body) or _new(taken_apart, body, organization)
        made: Participation = Participation.objects.create(
            event=held, person=person, organization=body, note=said, is_registered=False, has_attended=True
        )
    return made


def _twin(event: Event, name: Name) -> Participation | None:
    """Who has this name on the list, whatever the order of its parts; whoever is not there yet is asked for first."""
    rows = {one.pk: one for one in event.participations.select_related("person", "organization")}
    index = Index.of((pk, one.person.family_name, one.person.given_name) for pk, one in rows.items())
    found = sorted((rows[pk] for pk in index.same(name)), key=lambda one: (one.has_attended, one.pk))
    return found[0] if found else None


def _organization(text: str) -> tuple[Organization | None, str]:
    """The body of a name; a new one where its name says of what kind it is, otherwise a note for the office."""
    name = clean_line(text)
    if not name:
        return None, ""
    if known := Organizations({}, may_add=False).same(name):
        return Organization.objects.get(pk=known), ""
    kind = guess_kind(name)
    if not kind:
        return None, f"Organization: {name}"
    made, _ = Organization.objects.get_or_create(name=name, defaults={"kind": kind})
    return made, ""


def _known(event: Event, name: Name, body: Organization | None) -> Person | None:
    """The person of the register who has this name and organization, and is not on the list."""
    if body is None:
        return None
    same = Person.objects.filter(family_name=name.family, given_name=name.given, organization=body, erased_on=None)
    found: Person | None = same.exclude(participations__event=event).first()
    return found


def _distinctions(organization: str) -> Iterator[str]:
    yield from ("", clean_line(organization)[:_LONGEST_DISTINCTION].strip())
    yield from (str(number) for number in count(2))


def _new(name: Name, body: Organization | None, organization: str) -> Person:
    """A new person, told apart from others of the same name."""
    parts = {"family_name": name.family[:120], "given_name": name.given[:120]}
    taken = set(Person.objects.filter(**parts).values_list("distinction", flat=True))
    more = {"honorific": name.honorific[:30], "is_family_name_first": name.is_family_first, "organization": body}
    for distinction in _distinctions(organization):
        if distinction in taken:
            continue
        try:
            with transaction.atomic():
                return Person.objects.create(distinction=distinction, **parts, **more)
        except IntegrityError:  # somebody else took this name a moment ago
            taken.add(distinction)
    raise AssertionError("There is always another number.")
