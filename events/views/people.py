"""Gathers the named people of an event, as the page lists them: by what they did there."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.models import Event, Participation, Person, Presentation, Role

HEADINGS = {
    Role.MINISTER: "Ministers and vice-ministers",
    Role.SPEAKER: "Speakers",
    Role.DELEGATE: "Delegates",
    Role.ORGANIZER: "Organizers",
    Role.OBSERVER: "Observers",
}


@dataclass(frozen=True)
class Attendance:
    """One named person: whom they represented, and whether they spoke by video."""

    person: Person
    origin: str
    is_by_video: bool


def _origin(row: Participation | Presentation, country: str) -> str:
    return row.organization.name if row.organization else country


def _attendances(event: Event) -> Iterable[tuple[str, Attendance]]:
    spoken: dict[int, list[Presentation]] = {}
    for talk in Presentation.objects.filter(session__event=event).select_related("speaker", "organization"):
        spoken.setdefault(talk.speaker_id, []).append(talk)
    for row in event.participations.all():
        talks = spoken.pop(row.person_id, [])
        if row.has_attended or talks:
            role = Role.SPEAKER if talks and row.role == Role.DELEGATE else row.role
            by_video = any(talk.mode == Presentation.Mode.VIDEO for talk in talks)
            yield role, Attendance(row.person, _origin(row, row.country.name), by_video)
    for first, *_ in spoken.values():
        by_video = first.mode == Presentation.Mode.VIDEO
        yield Role.SPEAKER, Attendance(first.speaker, _origin(first, first.speaker.country.name), by_video)


def attendances(event: Event) -> dict[str, tuple[Attendance, ...]]:
    """Who attended or spoke, by heading and in the order of family names; headings without people are left out."""
    found = list(_attendances(event))
    groups = {}
    for role, heading in HEADINGS.items():
        people = [one for of_role, one in found if of_role == role]
        if people:
            groups[heading] = tuple(sorted(people, key=lambda one: (one.person.family_name, one.person.given_name)))
    return groups
