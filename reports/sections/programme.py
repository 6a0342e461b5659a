"""The programme: how the days ran, the tracks, and each session with its presentations."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from events.figures import Slot
from events.models import Presentation, Session, Track
from events.narrative import listed, sentence
from reports.figures import Facts
from reports.narrative import programme_sentence


@dataclass(frozen=True)
class Talk:
    """What one person said."""

    name: str
    organization: str
    affiliation: str
    is_by_video: bool
    title: str
    findings: SafeString


@dataclass(frozen=True)
class SessionPart:
    """One session; `kicker` says where it belongs."""

    anchor: str
    kicker: str
    title: str
    lead: SafeString
    summary: SafeString
    key_point: SafeString
    talks: tuple[Talk, ...]
    is_in_track: bool


@dataclass(frozen=True)
class TrackRow:
    """One track with what this report says of it."""

    number: int
    title: str
    standpoint: str
    sessions: int
    presentations: int


@dataclass(frozen=True)
class Content:
    """`strip` says in a few words how the days ran."""

    opening: str
    strip: tuple[tuple[str, str], ...]
    tracks: tuple[TrackRow, ...]
    sessions: tuple[SessionPart, ...]

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """The sessions, for the contents."""
        return tuple((part.anchor, f"{part.kicker}: {part.title}") for part in self.sessions if part.is_in_track)


def heading(facts: Facts) -> str:
    """The usual heading."""
    return "Programme and sessions" if not facts.event.tracks.all() else "Programme, tracks and sessions"


def _talk(facts: Facts, row: Presentation) -> Talk:
    return Talk(
        name=row.speaker.name,
        organization=row.organization.short_name if row.organization else "",
        affiliation=row.affiliation,
        is_by_video=row.mode == Presentation.Mode.VIDEO,
        title=row.title,
        findings=facts.bound(row.findings, heading=5),
    )


def _kicker(session: Session, track: Track | None) -> str:
    if track is None:
        return session.get_kind_display()
    return f"Track {track.number}, session {session.code.rpartition('-')[2]}"


def _part(facts: Facts, session: Session) -> SessionPart:
    track = next((track for track in facts.event.tracks.all() if track.pk == session.track_id), None)
    return SessionPart(
        anchor=f"session-{session.code}",
        kicker=_kicker(session, track),
        title=session.title or session.get_kind_display(),
        lead=facts.bound_line(session.lead),
        summary=facts.bound(session.summary, heading=4),
        key_point=facts.bound_line(session.key_point),
        talks=tuple(_talk(facts, row) for row in facts.presentations if row.session_id == session.pk),
        is_in_track=track is not None,
    )


def _is_told(facts: Facts, session: Session) -> bool:
    """Whether anything but the mere sitting was recorded."""
    texts = (session.lead, session.summary, session.key_point)
    return any(texts) or bool(facts.programme.by_session[session.code])


def _slot_words(slot: Slot) -> str:
    names = [session.title or session.get_kind_display() for session in slot.sessions]
    if slot.tracks:
        numbers = [str(entry.track.number) for entry in slot.tracks]
        sessions = sorted({session.code.rpartition("-")[2] for entry in slot.tracks for session in entry.sessions})
        noun = "session" if len(sessions) == 1 else "sessions"
        names.append(f"{'Tracks' if len(numbers) > 1 else 'Track'} {listed(numbers)}, {noun} {listed(sessions)}")
    return sentence("; ".join(names))


def _strip(facts: Facts) -> tuple[tuple[str, str], ...]:
    dated: list[tuple[int, date | None, Slot]] = [
        (day.number, day.held_on, slot) for day in facts.days for slot in day.slots if day.held_on
    ]
    return tuple(
        (f"Day {number}, {slot.label.lower()}" if slot.label else f"Day {number}", _slot_words(slot))
        for number, _, slot in dated
    )


def build(facts: Facts) -> Content | None:
    """The section, or nothing where no session was recorded."""
    sessions = [session for day in facts.days for slot in day.slots for session in _of_slot(slot)]
    told = tuple(_part(facts, session) for session in sessions if _is_told(facts, session))
    if not told:
        return None
    tracks = tuple(
        TrackRow(track.number, track.title, sentence(track.standpoint), *facts.programme.by_track[track.number])
        for track in facts.event.tracks.all()
    )
    return Content(programme_sentence(facts), _strip(facts), tracks, told)


def _of_slot(slot: Slot) -> tuple[Session, ...]:
    return (*slot.sessions, *(session for entry in slot.tracks for session in entry.sessions))
