"""Making a participant of somebody who registered, and taking that back. Nothing known is changed by what was typed."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction

from events.imports import names
from events.models import Event, Organization, OrganizationAlias, Participation, Person, Registration
from events.models.participation import Origin
from events.text import clean_line

State = Registration.State
_LONGEST_DISTINCTION = 60


def _organization(text: str) -> Organization | None:
    """The known body of a name, another spelling or an acronym; strangers add none to the register.

    Compared here and not by the database, which on SQLite knows the capitals of no letter but the plain ones.
    """
    key = names.plain(text)
    if not key:
        return None
    bodies = list(Organization.objects.values_list("pk", "name", "acronym"))
    spelled = OrganizationAlias.objects.values_list("organization", "name")
    by_name = {pk for pk, name, _ in bodies if names.plain(name) == key}
    by_spelling = {pk for pk, name in spelled if names.plain(name) == key}
    by_acronym = {pk for pk, _, acronym in bodies if names.plain(acronym) == key}
    found = next((keys for keys in (by_name, by_spelling, by_acronym) if keys), set())
    return Organization.objects.filter(pk__in=found).first() if len(found) == 1 else None


def _origin(event: Event, country: str) -> str:
    if not country:
        return ""
    return Origin.NATIONAL if country == str(event.country) else Origin.INTERNATIONAL


def _split(registration: Registration) -> names.Name:
    """The name taken apart, each part as long as the register can hold."""
    found = names.split(registration.name)
    if not found.family:  # ", Ana"
        found = names.Name(found.given or registration.name)
    return names.Name(found.family[:120], found.given[:120], found.honorific[:30], found.is_family_first)


def _known_person(registration: Registration, name: names.Name) -> Person | None:
    """The one of this name and e-mail address, unless another registration for the event stands for this person."""
    same = Person.objects.filter(family_name=name.family, given_name=name.given, erased_on=None)
    others = Participation.objects.filter(event=registration.form.event, registration__isnull=False)
    free = same.exclude(participations__in=others.exclude(registration=registration))
    address = registration.email.casefold()
    return next((person for person in free if person.email.casefold() == address), None)


def _distinctions(registration: Registration) -> Iterator[str]:
    """What may tell this person from others of the same name, the plainest first."""
    yield ""
    yield from filter(None, (clean_line(registration.organization), str(registration.country.name)))
    yield from (str(number) for number in count(2))


def _new_person(registration: Registration, name: names.Name, organization: Organization | None) -> Person:
    fields = {
        "family_name": name.family,
        "given_name": name.given,
        "honorific": name.honorific,
        "is_family_name_first": name.is_family_first,
        "organization": organization,
        "country": registration.country,
        "email": registration.email,
        "language": registration.language,
    }
    own_name = Person.objects.filter(family_name=name.family, given_name=name.given)
    taken = set(own_name.values_list("distinction", flat=True))
    for said in _distinctions(registration):
        distinction = said[:_LONGEST_DISTINCTION].strip()
        if distinction in taken:
            continue
        try:
            with transaction.atomic():
                return Person.objects.create(distinction=distinction, **fields)
        except IntegrityError:  # somebody else took this name a moment ago
            taken.add(distinction)
    raise AssertionError("There is always another number.")


def _participation(registration: Registration) -> Participation:
    """The row of the event's list: the registration's own, the known person's, or a new one."""
    if registration.participation:
        return registration.participation
    event, organization = registration.form.event, _organization(registration.organization)
    name = _split(registration)
    person = _known_person(registration, name) or _new_person(registration, name, organization)
    found, _ = Participation.objects.get_or_create(event=event, person=person, defaults={"organization": organization})
    return found


_KEPT_UP = [
    "organization",
    "country",
    "sector",
    "position",
    "origin",
    "is_remote",
    "is_listed",
    "is_registered",
]


def said_of(registration: Registration) -> dict[str, Any]:
    """What a person says, as the list of the event has it."""
    country = str(registration.country)
    return {
        "organization": _organization(registration.organization),
        "country": country,
        "sector": registration.sector,
        "position": registration.position,
        "origin": _origin(registration.form.event, country),
    }


def keep_up(registration: Registration, *, former: Mapping[str, Any] | None = None) -> None:
    """Writes into the list of the event what the person says about taking part; what the office wrote there stays.

    `former` is what the person had said before (see `said_of`): where the list still says so, it follows.

    Who is not confirmed any more stays on it as somebody not registered: more may hang on the row.
    """
    row = registration.participation
    if row is None:
        return
    for name, value in said_of(registration).items():
        stands = getattr(row, name)
        if not stands or (former is not None and stands == former[name]):
            setattr(row, name, value)
    row.is_remote, row.is_listed = registration.is_remote, registration.may_be_listed
    row.is_registered = registration.state == State.CONFIRMED
    row.save(update_fields=_KEPT_UP)  # whoever marks the person as present in this moment is not undone


def confirm(*, registration: Registration, by: Any = None) -> Registration:
    """Confirms a registration that holds a place (see `places.claim_place`), and puts the person on the event's list.

    Writes no letter. A person of the same name and e-mail address is the same one; anybody else is new, with a
    `distinction` where the name is taken. Only known organizations are linked. `by`: who decided, for the caller's log.
    """
    with transaction.atomic():
        registration.participation = _participation(registration)
        registration.state = State.CONFIRMED
        registration.save(update_fields=["participation", "state"])
        keep_up(registration)
    return registration
