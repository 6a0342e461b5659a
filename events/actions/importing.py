"""Carries out what an import found: everything that is new or changed, in one transaction, or nothing."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from events.actions.publishing import claim
from events.imports.checking import Check, RowState, count_phrase
from events.imports.known import FoundOrganization, FoundPerson
from events.imports.participants import ParticipantPlan, check_participants
from events.imports.programme import SessionPlan, TrackPlan, check_programme, guess_kind
from events.models import AuditEntry, Event, Organization, Participation, Person, Presentation, Session, Track

_BATCH = 500


def _locked(event: Event) -> Event:
    """The event, into which nobody else imports until this import is done."""
    return Event.objects.select_for_update(of=("self",)).get(pk=event.pk)


class _NewPeople:
    """Makes each new person once, whatever the number of rows that name them."""

    def __init__(self) -> None:
        self.made: dict[str, Person] = {}
        # What tells people of one name apart so far.
        self.taken: dict[tuple[str, str], set[str]] = defaultdict(set)
        for family, given, distinction in Person.objects.values_list("family_name", "given_name", "distinction"):
            self.taken[family, given].add(distinction)

    def add(self, found: FoundPerson, *, organization: int | None = None, country: str = "") -> None:
        """Prepares a new person, who is saved with the others by `save`."""
        if found.pk or found.key in self.made:
            return
        name = found.name
        person = Person(
            family_name=name.family,
            given_name=name.given,
            honorific=name.honorific,
            is_family_name_first=name.is_family_first,
            organization_id=organization,
            country=country,
        )
        self._tell_apart(person)
        self.made[found.key] = person

    def save(self) -> None:
        """Saves everybody who is new, in few statements."""
        Person.objects.bulk_create([p for p in self.made.values() if p.pk is None], batch_size=_BATCH)

    def key_of(self, found: FoundPerson) -> int:
        """The key of a known person, or of a new one who was saved."""
        return found.pk or self.made[found.key].pk

    def _tell_apart(self, person: Person) -> None:
        """Says of a new person with a known name where they are from, or numbers them."""
        taken = self.taken[person.family_name, person.given_name]
        body = person.organization.short_name if taken and person.organization else ""
        told = [body[:60], str(person.country.name)[:60] if person.country else ""] if taken else []
        numbered = (str(number) for number in range(2, len(taken) + 3))
        usual = (text for text in (*told, *numbered) if text and text not in taken)
        person.distinction = next(usual) if taken else ""
        taken.add(person.distinction)


def import_programme(*, event: Event, text: str, answers: Mapping[str, str], by: Any, may_add: bool = True) -> Check:
    """Adds and changes sessions as a pasted programme says. Gives what was found; problems are left out."""
    with transaction.atomic():
        event = _locked(event)
        check = check_programme(event=event, text=text, answers=answers, may_add=may_add)
        if check.to_write:
            claim(event, by=by)  # whoever has the event's form open learns of it
            writer = _ProgrammeWriter(event)
            for row in check.to_write:
                writer.write(row.plan)
            _record(event, by, "programme", check)
    return check


def _record(event: Event, by: Any, what: str, check: Check) -> None:
    left = len(check.of(RowState.PROBLEM))
    detail = f"{what}: {check.new} new, {check.changed} changed, {count_phrase(left, 'row', 'rows')} left out"
    AuditEntry.record(AuditEntry.Action.IMPORTED, by=by, item=event, detail=detail)


class _ProgrammeWriter:
    """Writes sessions with their tracks and speakers."""

    def __init__(self, event: Event) -> None:
        self.event, self.people = event, _NewPeople()
        self.tracks: dict[int, Track] = {}
        self.sessions: dict[Any, Session] = {}
        self.position = event.sessions.aggregate(last=Max("position"))["last"] or 0
        self.codes = set(event.sessions.values_list("code", flat=True))

    def write(self, plan: SessionPlan) -> None:
        """One row."""
        session = self.sessions.get(plan.key) or (Session.objects.get(pk=plan.pk) if plan.pk else None)
        if session is None:
            session = self._new(plan)
        elif plan.key not in self.sessions:
            self._change(session, plan)
        self.sessions[plan.key] = session
        self._add_speakers(session, plan)

    def _track(self, plan: TrackPlan | None) -> Track | None:
        if plan is None:
            return None
        if plan.number not in self.tracks:
            known = Track.objects.filter(event=self.event, number=plan.number).first()
            self.tracks[plan.number] = known or Track.objects.create(
                event=self.event, number=plan.number, title=plan.title
            )
        return self.tracks[plan.number]

    def _new(self, plan: SessionPlan) -> Session:
        values = {"kind": guess_kind(plan.values.get("title", ""))} | plan.values
        track = self._track(plan.track)
        self.position += 1
        values["code"] = values.get("code") or self._code(track)
        self.codes.add(values["code"])
        return Session.objects.create(event=self.event, track=track, position=self.position, **values)

    def _code(self, track: Track | None) -> str:
        """The next free short name: "3-1" in track 3, "1" outside the tracks."""
        start = f"{track.number}-" if track else ""
        return next(code for n in range(1, len(self.codes) + 2) if (code := f"{start}{n}") not in self.codes)

    def _change(self, session: Session, plan: SessionPlan) -> None:
        track = self._track(plan.track)
        changed = {name: value for name, value in plan.values.items() if getattr(session, name) != value}
        if track and session.track_id != track.pk:
            changed["track"] = track
        for name, value in changed.items():
            setattr(session, name, value)
        if changed:
            session.save()

    def _add_speakers(self, session: Session, plan: SessionPlan) -> None:
        talks = session.presentations.values_list("position", "speaker_id")
        for speaker in plan.speakers:
            self.people.add(speaker.person, organization=speaker.organization)
        self.people.save()
        last, speaking = max((place for place, _ in talks), default=0), {who for _, who in talks}
        for speaker in plan.speakers:
            who = self.people.key_of(speaker.person)
            if who not in speaking:
                last += 1
                Presentation.objects.create(
                    session=session,
                    position=last,
                    speaker_id=who,
                    organization_id=speaker.organization,
                    affiliation=speaker.affiliation,
                    role=speaker.role,
                )
                speaking.add(who)


def import_participants(*, event: Event, text: str, answers: Mapping[str, str], by: Any, may_add: bool = True) -> Check:
    """Adds and changes named participants as a pasted list says. Gives what was found; problems are left out."""
    with transaction.atomic():
        event = _locked(event)
        check = check_participants(event=event, text=text, answers=answers, may_add=may_add)
        if check.to_write:
            _ParticipantsWriter(event).write([row.plan for row in check.to_write])
            _record(event, by, "participants", check)
    return check


class _ParticipantsWriter:
    """Writes participations with the people and organizations that are new."""

    def __init__(self, event: Event) -> None:
        self.event, self.people = event, _NewPeople()
        self.bodies: dict[str, int] = {}

    def _body(self, found: FoundOrganization | None) -> int | None:
        if found is None or found.pk:
            return found.pk if found else None
        if found.name not in self.bodies:
            body, _ = Organization.objects.get_or_create(name=found.name, defaults={"kind": found.kind})
            self.bodies[found.name] = body.pk
        return self.bodies[found.name]

    def write(self, plans: list[ParticipantPlan]) -> None:
        """All rows."""
        bodies = [self._body(plan.organization) for plan in plans]
        for plan, body in zip(plans, bodies, strict=True):
            self.people.add(plan.person, organization=body, country=plan.values.get("country", ""))
        self.people.save()
        known = {row.pk: row for row in self.event.participations.all()}
        added, changed = list[Participation](), list[Participation]()
        for plan, body in zip(plans, bodies, strict=True):
            who = self.people.key_of(plan.person)
            row = known[plan.pk] if plan.pk else Participation(event=self.event, person_id=who)
            for name, value in plan.values.items():
                setattr(row, name, value)
            row.organization_id = body or row.organization_id
            (changed if plan.pk else added).append(row)
        Participation.objects.bulk_create(added, batch_size=_BATCH)
        fields = ["organization", "country", "role", "origin", "sector", "has_attended"]
        Participation.objects.bulk_update(changed, fields, batch_size=_BATCH)
