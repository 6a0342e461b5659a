"""A programme pasted from a spreadsheet, checked against an event: a row is a session with its speakers."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import slugify

from events.imports.checking import Check, CheckedRow, RowReader, RowState, Tell, asked_once, silent
from events.imports.known import Organizations, People
from events.imports.names import plain
from events.imports.programme_columns import KINDS, read_programme
from events.imports.speakers import SpeakerPlan, is_same_title, read_speakers
from events.imports.table import Row, Table
from events.imports.values import CellError, read_choice, read_day, read_time
from events.models import Event, Session, Track

_TELL_EVERY = 100
_NUMBERED = re.compile(r"(?:track\s*)?(\d{1,3})\s*(?:[:.)–-]\s*(.*))?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class TrackPlan:
    """A track: a known one by its key, or a new one by its number and title."""

    pk: int | None
    number: int
    title: str


@dataclass(frozen=True)
class SessionPlan:
    """What a row would write: `values` are the fields that it states; rows of one `key` are one session."""

    key: tuple[Any, ...]
    pk: int | None
    values: dict[str, Any]
    track: TrackPlan | None
    speakers: tuple[SpeakerPlan, ...]


def guess_kind(title: str) -> str:
    """The kind that a title tells; a working session where it tells nothing."""
    words = plain(title)
    starts = (("opening", "opening"), ("welcome", "opening"), ("keynote", "keynote"), ("closing", "closing"))
    within = (("round table", "round_table"), ("roundtable", "round_table"), ("workshop", "workshop"))
    more = (("plenary", "plenary"), ("committee", "committee"))
    for word, kind in starts:
        if words.startswith(word):
            return kind
    return next((kind for word, kind in (*within, *more) if word in words), Session.Kind.WORKING.value)


class _Tracks:
    """The event's tracks, and those that the table adds."""

    def __init__(self, event: Event) -> None:
        self.plans = [TrackPlan(track.pk, track.number, track.title) for track in event.tracks.all()]

    def read(self, text: str) -> TrackPlan:
        """The track that a cell names by number, title, or both; a new one by a title."""
        found = _NUMBERED.fullmatch(text)
        number, title = (int(found[1]), (found[2] or "").strip()) if found else (0, text)
        known = next((p for p in self.plans if (number and p.number == number) or plain(p.title) == plain(title)), None)
        if known and title and not is_same_title(known.title, title):
            remedy = f"Write {number} alone, or give the other track another number."
            raise CellError(f"Track {number} is “{known.title}”.", remedy)
        if known:
            return known
        if not title:
            raise CellError(f"There is no track {number} yet.", f"Write its title, too: “{number}: Public services”.")
        plan = TrackPlan(None, number or max((p.number for p in self.plans), default=0) + 1, title)
        self.plans.append(plan)
        return plan


@dataclass
class _Draft:
    """A row on its way: what it states, and which known session it means."""

    reader: RowReader
    values: dict[str, Any]
    track: TrackPlan | None
    speakers: tuple[SpeakerPlan, ...]
    session: Any = None

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells the row's session from the others of the table."""
        if self.values.get("code"):
            return ("code", self.values["code"])
        told = self.values
        when = (told.get("held_on"), told.get("starts_at") or told.get("part_of_day"))
        return (*when, self.track.number if self.track else 0, plain(told.get("title", "")))


# From the surest to the least sure way to know a session again: each gives the same words for a draft and a session.
_Way = tuple[Callable[[_Draft], Any], Callable[[Session], Any]]


def _drafted(draft: _Draft, *names: str) -> Any:
    told = draft.values | {
        "track": draft.track.number if draft.track else 0,
        "title": plain(draft.values.get("title", "")),
    }
    return tuple(told.get(name) for name in names) if told["title"] else None


def _kept(session: Session, *names: str) -> Any:
    told = {"track": session.track.number if session.track else 0, "title": plain(session.title)}
    return tuple(told[name] if name in told else getattr(session, name) for name in names)


def _way(*names: str) -> _Way:
    return (lambda draft: _drafted(draft, *names)), (lambda session: _kept(session, *names))


_WAYS: tuple[_Way, ...] = (
    (lambda draft: draft.values.get("code"), lambda session: session.code),
    _way("held_on", "starts_at", "track", "title"),
    _way("held_on", "part_of_day", "track", "title"),
    _way("held_on", "track", "title"),
    _way("track", "title"),
    _way("title"),
)


def _match(drafts: list[_Draft], sessions: Iterable[Session]) -> None:
    """Gives each draft the known session that it means, where only one can be meant."""
    free = {session.pk: session for session in sessions}
    for of_draft, of_session in _WAYS:
        known, asked = defaultdict(list), defaultdict(list)
        for session in free.values():
            known[of_session(session)].append(session)
        for draft in drafts:
            if draft.session is None and (key := of_draft(draft)):
                asked[key].append(draft)
        for key, askers in asked.items():
            if len(known[key]) == 1 and len({draft.key for draft in askers}) == 1:
                for draft in askers:
                    draft.session = known[key][0]
                free.pop(known[key][0].pk)


def read_code(text: str) -> str:
    """The short name of a session as addresses and references use it: "3.1" is "3-1"."""
    code = slugify(text.replace(".", "-").replace("/", "-"))
    if not code or len(code) > 30:
        raise CellError(f"“{text}” is no short name.", "Use up to 30 letters, digits and hyphens, such as 3-1.")
    return code


def _draft(row: Row, event: Event, above: date | None, tracks: _Tracks, known: tuple[People, Organizations]) -> _Draft:
    reader = RowReader(row)
    values: dict[str, Any] = {}
    day = reader.read("day", read_day, event.starts_on, event.ends_on)
    if not reader.text("day"):
        day = above or (event.starts_on if event.day_count == 1 else None)
        if day is None:
            reader.complain("day", "The day is missing.", "Write it; an empty cell means the day of the row above.")
    values["held_on"] = day
    if reader.text("time"):
        starts_at, ends_at, part = reader.read("time", read_time, empty=(None, None, ""))
        values |= {"starts_at": starts_at, "ends_at": ends_at, "part_of_day": part}
    values |= {"title": title} if (title := reader.text("title")) else {}
    values |= {"code": code} if (code := reader.read("code", read_code)) else {}
    kind = reader.read("kind", read_choice, Session.Kind.choices, KINDS)
    values |= {"kind": kind} if kind else {}
    if not (title or code):
        reader.complain("title", "The title is missing.", "Write what the session is called.")
    reader.judge(Session(title=title), {"title": "title"})
    track = reader.read("track", tracks.read)
    if track:
        reader.judge(Track(title=track.title, number=track.number), {"title": "track", "number": "track"})
    speakers = read_speakers(reader, *known, kind or guess_kind(title))
    return _Draft(reader, {name: value for name, value in values.items() if value is not None}, track, speakers)


def check_programme(  # noqa: PLR0913 - named one by one
    *,
    event: Event,
    text: str,
    answers: Mapping[str, str],
    may_add: bool = True,
    may_change: bool = True,
    tell: Tell = silent,
) -> Check:
    """Every row of a pasted programme against the event as it is. Raises TableError where the text is no table."""
    table = read_programme(text, event)
    organizations = Organizations(answers, may_add=may_add)
    people, tracks, drafts, above = People(answers, may_add=may_add), _Tracks(event), list[_Draft](), None
    for number, row in enumerate(table.rows):
        if number % _TELL_EVERY == 0:
            tell("Checking", number, len(table.rows))
        drafts.append(_draft(row, event, above, tracks, (people, organizations)))
        above = drafts[-1].values.get("held_on", above)
    sessions = event.sessions.select_related("track").prefetch_related("presentations")
    _match(drafts, sessions)
    seen: dict[tuple[Any, ...], int] = {}
    rows = asked_once(_checked(draft, table, seen) for draft in drafts)
    states: dict[Any, RowState] = {}
    for checked in rows:
        if checked.state in (RowState.NEW, RowState.CHANGED):
            states.setdefault(checked.plan.key, checked.state)
    count = Counter(states.values())
    return Check(table.columns, table.unknown, rows, new=count[RowState.NEW], changed=count[RowState.CHANGED])


def _checked(draft: _Draft, table: Table, seen: dict[tuple[Any, ...], int]) -> CheckedRow:
    session, reader = draft.session, draft.reader
    if session and draft.values.get("starts_at", session.starts_at) != session.starts_at:
        draft.values.setdefault("ends_at", None)  # the old end does not belong to the new beginning
    before = _before(draft) if session else {}
    speaking = {talk.speaker_id for talk in session.presentations.all()} if session else set()
    speakers = tuple(plan for plan in draft.speakers if plan.person.pk not in speaking)
    if session and speakers:
        reader.notes.append(f"{len(speakers)} more in this session")
    if (first := seen.setdefault(draft.key, reader.row.number)) != reader.row.number:
        reader.notes.append(f"the session of row {first}")
    values = {name: draft.values[name] for name in draft.values if not session or name in _FIELDS}
    plan = SessionPlan(draft.key, session.pk if session else None, values, draft.track, speakers)
    is_same = bool(session) and not before and not speakers
    state = RowState.NEW if not session else RowState.SAME if is_same else RowState.CHANGED
    return reader.checked(table, state, before, plan)


_FIELDS = {
    "held_on": "day",
    "starts_at": "time",
    "ends_at": "time",
    "part_of_day": "time",
    "title": "title",
    "kind": "kind",
}


def _before(draft: _Draft) -> dict[str, str]:
    """What the known session says now in the columns that the row would change."""
    session, found = draft.session, dict[str, str]()
    for name, column in _FIELDS.items():
        is_stated = name in draft.values and not (name == "part_of_day" and session.starts_at)
        if is_stated and getattr(session, name) != draft.values[name]:
            found[column] = _shown(session, column)
    if draft.track and (session.track.number if session.track else 0) != draft.track.number:
        found["track"] = str(session.track or "no track")
    return found


def _shown(session: Session, column: str) -> str:
    if column == "time":
        times = [f"{moment:%H:%M}" for moment in (session.starts_at, session.ends_at) if moment]
        return "–".join(times) or session.get_part_of_day_display() or "no time"
    if column == "day":
        return f"{session.held_on:%Y-%m-%d}" if session.held_on else "no day"
    return session.get_kind_display() if column == "kind" else session.title or "no title"
