"""Writes what a list of participants says: new people and organizations first, then who takes part."""

from collections import defaultdict
from typing import Any

from events.actions.journal import Journal
from events.imports.checking import Tell, silent
from events.imports.known import FoundOrganization, FoundPerson
from events.imports.names import plain
from events.imports.participants import FIELDS, ParticipantPlan
from events.models import Event, Organization, Participation, Person

BATCH = 500


class NewPeople:
    """Makes each new person once, whatever the number of rows that name them."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.made: dict[str, Person] = {}
        # What tells people of one name apart so far.
        self.taken: dict[tuple[str, str], set[str]] = defaultdict(set)
        for family, given, distinction in Person.objects.values_list("family_name", "given_name", "distinction"):
            self.taken[family, given].add(distinction)

    def add(self, found: FoundPerson, *, organization: int | None = None, country: str = "", email: str = "") -> None:
        """Prepares a new person, who is saved with the others by `save`."""
        if found.pk or found.key in self.made:
            return
        name = found.name
        person = Person(
            family_name=name.family,
            given_name=name.given,
            honorific=name.honorific,
            is_family_name_first=name.is_family_first,
            distinction=found.distinction,
            organization_id=organization,
            country=country,
            email=email,
        )
        self._tell_apart(person)
        self.made[found.key] = person

    def save(self) -> None:
        """Saves everybody who is new, in few statements."""
        new = [person for person in self.made.values() if person.pk is None]
        self.journal.made(*Person.objects.bulk_create(new, batch_size=BATCH))

    def key_of(self, found: FoundPerson) -> int:
        """The key of a known person, or of a new one who was saved."""
        return found.pk or self.made[found.key].pk

    def _tell_apart(self, person: Person) -> None:
        """Says of a new person with a known name where they are from, or numbers them."""
        taken = self.taken[person.family_name, person.given_name]
        if person.distinction in taken:
            body = person.organization.short_name if person.organization else ""
            told = [body[:60], str(person.country.name)[:60] if person.country else ""]
            numbered = (str(number) for number in range(2, len(taken) + 3))
            person.distinction = next(text for text in (*told, *numbered) if text and text not in taken)
        taken.add(person.distinction)


class Organizations:
    """Makes each new organization once, whatever its spellings."""

    def __init__(self, journal: Journal) -> None:
        self.journal, self.keys = journal, dict[str, int]()

    def key_of(self, found: FoundOrganization | None) -> int | None:
        """The key of a known organization, or of a new one that is made now."""
        if found is None or found.pk:
            return found.pk if found else None
        key = plain(found.name) or found.name
        if key not in self.keys:
            body, is_new = Organization.objects.get_or_create(name=found.name, defaults={"kind": found.kind})
            self.keys[key] = body.pk
            if is_new:
                self.journal.made(body)
        return self.keys[key]


class ParticipantsWriter:
    """Writes participations with the people and organizations that are new."""

    def __init__(self, event: Event, journal: Journal, tell: Tell = silent) -> None:
        self.event, self.journal, self.tell = event, journal, tell
        self.people, self.bodies = NewPeople(journal), Organizations(journal)

    def write(self, plans: list[ParticipantPlan]) -> None:
        """All rows."""
        whole = 3 * len(plans)
        self.tell("Writing", 0, whole)
        bodies = [self.bodies.key_of(plan.organization) for plan in plans]
        for plan, body in zip(plans, bodies, strict=True):
            country = plan.values.get("country", "")
            self.people.add(plan.person, organization=body, country=country, email=plan.email)
        self.people.save()
        self.tell("Writing", len(plans), whole)
        self._write_addresses(plans)
        known = {row.pk: row for row in self.event.participations.all()}
        added, changed = list[Participation](), list[Participation]()
        for plan, body in zip(plans, bodies, strict=True):
            values: dict[str, Any] = plan.values | ({"organization_id": body} if body else {})
            if plan.pk is None:
                who = self.people.key_of(plan.person)
                added.append(Participation(event=self.event, person_id=who, **values))
            elif self.journal.change(known[plan.pk], values):
                changed.append(known[plan.pk])
        for start in range(0, len(added), BATCH):
            self.journal.made(*Participation.objects.bulk_create(added[start : start + BATCH]))
            self.tell("Writing", len(plans) + start, whole)
        Participation.objects.bulk_update(changed, ["organization_id", *FIELDS], batch_size=BATCH)
        self.tell("Writing", 2 * len(plans), whole)

    def _write_addresses(self, plans: list[ParticipantPlan]) -> None:
        wanted = {plan.person.pk: plan.email for plan in plans if plan.email and plan.person.pk}
        people = list(Person.objects.filter(pk__in=list(wanted)) if len(wanted) < BATCH else Person.objects.all())
        changed = [p for p in people if p.pk in wanted and self.journal.change(p, {"email": wanted[p.pk]})]
        Person.objects.bulk_update(changed, ["email"], batch_size=BATCH)
