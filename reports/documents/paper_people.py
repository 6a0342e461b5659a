"""Whose papers are made: participations of an event by what is known of them, in the order of family names."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.models import Event, Participation

REGISTERED, ATTENDED, EVERYBODY = "registered", "attended", "everybody"


@dataclass(frozen=True)
class Choice:
    """`people` are keys of participations; without any, all who fit the rest. An empty role stands for every role."""

    of_whom: str = EVERYBODY
    role: str = ""
    people: tuple[int, ...] = ()


def chosen(event: Event, choice: Choice, *, in_person: bool = False) -> list[Participation]:
    """The participations that are meant; `in_person` leaves out who takes part from elsewhere."""
    rows = event.participations.filter(person__erased_on=None).select_related(
        "person__organization", "organization", "registration"
    )
    if choice.people:
        rows = rows.filter(pk__in=choice.people)
    if choice.of_whom == ATTENDED:
        rows = rows.filter(has_attended=True)
    elif choice.of_whom == REGISTERED:
        rows = rows.filter(is_registered=True)
    if choice.role:
        rows = rows.filter(role=choice.role)
    if in_person:
        rows = rows.filter(is_remote=False)
    return in_order(rows)


def in_order(rows: Iterable[Participation]) -> list[Participation]:
    """By family name and given name, the same on every database."""

    def key(row: Participation) -> tuple[str, str, int]:
        return row.person.family_name.casefold(), row.person.given_name.casefold(), row.pk

    return sorted(rows, key=key)


def organization_of(row: Participation) -> str:
    """The name of the body that somebody came for."""
    known = row.person.organization
    return row.organization_name or (str(known.name) if known else "")


def country_code(row: Participation) -> str:
    """The country that somebody came for, as a code; "" where it is not known."""
    return str((row.country or row.person.country).code or "")
