"""The programme in numbers, and laid out by day and part of the day."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from events.models import Event, Presentation, Session, Track

_GUIDING = (Presentation.Role.MODERATOR, Presentation.Role.CHAIR)


@dataclass(frozen=True)
class ProgrammeFigures:
    """`sessions` and `presentations` are those of the tracks where the event has tracks, else all.

    Sessions without a presentation count only where none has one; who chairs or moderates gives no presentation.
    """

    days: int
    tracks: int
    sessions: int
    presentations: int
    by_session: dict[str, int]
    by_track: dict[int, tuple[int, int]]


@dataclass(frozen=True)
class TrackSlot:
    """What one track did in one part of a day; a session without title or speakers has no details."""

    track: Track
    sessions: tuple[Session, ...]

    @property
    def has_details(self) -> bool:
        """Whether anything beside the mere sitting was recorded."""
        return any(session.title for session in self.sessions)


@dataclass(frozen=True)
class Slot:
    """A part of a day: sittings of the whole event, and tracks that ran beside each other."""

    label: str
    sessions: tuple[Session, ...]
    tracks: tuple[TrackSlot, ...]


@dataclass(frozen=True)
class Day:
    """One day; `held_on` is empty and `number` nought where the day was not recorded."""

    number: int
    held_on: date | None
    slots: tuple[Slot, ...]


def programme_figures(event: Event, presentations: list[Presentation]) -> ProgrammeFigures:
    """Counts of the programme; `presentations` are all of the event's."""
    by_session: dict[str, int] = {}
    for session in event.sessions.all():
        by_session[session.code] = sum(
            item.session_id == session.pk and item.role not in _GUIDING for item in presentations
        )
    tracks, has_talks = event.tracks.all(), any(by_session.values())
    counted = [s for s in event.sessions.all() if by_session[s.code] or not (tracks or has_talks)]
    if tracks:
        counted = [session for session in counted if session.track_id]
    by_track = {}
    for track in tracks:
        own = [session for session in counted if session.track_id == track.pk]
        by_track[track.number] = (len(own), sum(by_session[session.code] for session in own))
    return ProgrammeFigures(
        days=event.day_count,
        tracks=len(tracks),
        sessions=len(counted),
        presentations=sum(by_session[session.code] for session in counted),
        by_session=by_session,
        by_track=by_track,
    )


def _label(session: Session) -> str:
    if session.starts_at:
        end = f"–{session.ends_at:%H:%M}" if session.ends_at else ""
        return f"{session.starts_at:%H:%M}{end}"
    return session.get_part_of_day_display()


def _slot(label: str, sessions: list[Session], event: Event) -> Slot:
    tracks = []
    for track in event.tracks.all():
        own = tuple(session for session in sessions if session.track_id == track.pk)
        if own:
            tracks.append(TrackSlot(track, own))
    return Slot(label, tuple(session for session in sessions if not session.track_id), tuple(tracks))


def _when(session: Session) -> tuple[bool, date, str]:
    return (session.held_on is None, session.held_on or date.max, session.part_of_day)


def programme_days(event: Event) -> tuple[Day, ...]:
    """The event's sessions by day, part of the day and track; sessions without a day come last."""
    days = []
    sessions = sorted(event.sessions.all(), key=lambda s: (*_when(s), str(s.starts_at or ""), s.position))
    for held_on, of_day in groupby(sessions, key=lambda session: session.held_on):
        slots = tuple(_slot(label, list(group), event) for label, group in groupby(of_day, key=_label))
        number = (held_on - event.starts_on).days + 1 if held_on else 0
        days.append(Day(number, held_on, slots))
    return tuple(days)
