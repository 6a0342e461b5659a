"""Writes what a programme says: sessions with their tracks and speakers."""

from typing import Any

from django.db.models import Max

from events.actions.journal import Journal
from events.actions.writing_people import NewPeople
from events.actions.writing_rows import at_row
from events.imports.checking import Tell, silent
from events.imports.programme import SessionPlan, TrackPlan, guess_kind
from events.models import Event, Presentation, Session, Track

_TELL_EVERY = 100


class ProgrammeWriter:
    """Writes sessions with their tracks and speakers."""

    def __init__(self, event: Event, journal: Journal, tell: Tell = silent) -> None:
        self.event, self.journal, self.tell, self.people = event, journal, tell, NewPeople(journal)
        self.tracks: dict[int, Track] = {}
        self.sessions: dict[Any, Session] = {}
        self.position = event.sessions.aggregate(last=Max("position"))["last"] or 0
        self.codes = set(event.sessions.values_list("code", flat=True))

    def write(self, plans: list[SessionPlan]) -> None:
        """All rows; a short name that a row states is given to no other."""
        self.codes |= {plan.values["code"] for plan in plans if plan.values.get("code")}
        for number, plan in enumerate(plans):
            if number % _TELL_EVERY == 0:
                self.tell("Writing", number, len(plans))
            with at_row(number):
                self._write_row(plan)

    def _write_row(self, plan: SessionPlan) -> None:
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
            track = Track.objects.filter(event=self.event, number=plan.number).first()
            if track is None:
                track = Track.objects.create(event=self.event, number=plan.number, title=plan.title)
                self.journal.made(track)
            self.tracks[plan.number] = track
        return self.tracks[plan.number]

    def _new(self, plan: SessionPlan) -> Session:
        values = {"kind": guess_kind(plan.values.get("title", ""))} | plan.values
        track = self._track(plan.track)
        self.position += 1
        values["code"] = values.get("code") or self._code(track)
        self.codes.add(values["code"])
        session = Session.objects.create(event=self.event, track=track, position=self.position, **values)
        self.journal.made(session)
        return session

    def _code(self, track: Track | None) -> str:
        """The next free short name: "3-1" in track 3, "1" outside the tracks."""
        start = f"{track.number}-" if track else ""
        return next(code for n in range(1, len(self.codes) + 2) if (code := f"{start}{n}") not in self.codes)

    def _change(self, session: Session, plan: SessionPlan) -> None:
        track = self._track(plan.track)
        if self.journal.change(session, plan.values | ({"track": track} if track else {})):
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
                talk = Presentation.objects.create(
                    session=session,
                    position=last,
                    speaker_id=who,
                    organization_id=speaker.organization,
                    affiliation=speaker.affiliation,
                    role=speaker.role,
                )
                self.journal.made(talk)
                speaking.add(who)
