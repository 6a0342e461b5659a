"""What the letters about a registration say, in the state that it is in; the person's own link stands in each."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from events.emails.message import LONGEST_SUBJECT, harmless
from events.exports.calendar import own_entry
from events.models import Event, Registration, RegistrationForm
from events.narrative import date_range, day_text, place

State = Registration.State
_SUBJECTS = {
    State.INVITED: "Invitation: {event}",
    State.PENDING: "Registration received: {event}",
    State.CONFIRMED: "You are registered: {event}",
    State.WAITING: "Waiting list: {event}",
    State.REFUSED: "Your registration: {event}",
    State.CANCELLED: "Registration cancelled: {event}",
}
# Of what the office cancelled, after its words.
_FINAL = "{decision}: “{event}” ({dates}, {place}). If you have a question, please write to the office."
_SEEN = "You can see what you sent us at this address, which is yours alone:"
_OPENINGS = {
    State.INVITED: "You are invited to “{event}” ({dates}, {place}). Please register at the address below.",
    State.PENDING: "Thank you for registering for “{event}” ({dates}, {place}). We have received your registration. "
    "The office looks at each one and will write to you again when it has decided.",
    State.CONFIRMED: "You are registered for “{event}” ({dates}, {place}). Your place is confirmed, and the attached "
    "file puts the event into your calendar.",
    State.WAITING: "Thank you for registering for “{event}” ({dates}, {place}). All places are taken, and you are on "
    "the waiting list. We will write to you as soon as a place is free for you.",
    State.REFUSED: "Thank you for your interest in “{event}” ({dates}, {place}). We are sorry that we cannot offer you "
    "a place.",
    State.CANCELLED: "Your registration for “{event}” ({dates}, {place}) is cancelled, and your place was given back.",
}
_LINKS = {
    State.INVITED: "Your form is at this address. It is yours alone; please do not pass it on:",
    State.PENDING: "You can see, change or cancel your registration at this address. It is yours alone; please do not "
    "pass it on:",
    State.REFUSED: _SEEN,
    State.CANCELLED: "If that was a mistake, you can register again at this address, which is yours alone:",
}


@dataclass(frozen=True)
class Written:
    """Subject and text of a letter, and the calendar file that goes with it; empty where none does."""

    subject: str
    body: str
    calendar: str = ""


def own_address(registration: Registration) -> str:
    """The absolute address of the person's own page: whoever has it may change and cancel."""
    own = [registration.form.event.slug, registration.token]
    return settings.PORTAL_ADDRESS + reverse("events:registration_own", args=own)


def moment_text(at: datetime, zone: str) -> str:
    """A moment where the event takes place: "31 October 2026, 18:00 (Asia/Seoul, UTC+09:00)"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{day_text(local.date())}, {local:%H:%M} ({zone.replace('_', ' ')}, UTC{local.isoformat()[-6:]})"


def _remote(registration: Registration) -> str:
    """Where the meeting is: told to those alone whose remote participation is confirmed."""
    if registration.state != State.CONFIRMED or not registration.is_remote:
        return ""
    link = registration.form.meeting_link
    if not link:
        return "You take part remotely. We will send you the address of the meeting before it begins."
    return f"You take part remotely. The meeting is at this address; please do not pass it on:\n{link}"


def _until(form: RegistrationForm) -> str:
    return f"You can register until {moment_text(form.closes_at, form.event.time_zone)}." if form.closes_at else ""


def _calendar(registration: Registration) -> str:
    if registration.state != State.CONFIRMED:
        return ""
    event = registration.form.event
    page = settings.PORTAL_ADDRESS + reverse("events:event_detail", args=[event.slug])
    link = registration.form.meeting_link if registration.is_remote else ""
    return own_entry(event, page, meeting_link=link).decode()


def _filled(words: str, event: Event, decision: str = "") -> str:
    said = {
        "decision": decision,
        "event": event.title,
        "place": place(event),
        "dates": date_range(event.starts_on, event.ends_on),
    }
    return words.format(**said)


def write(registration: Registration) -> Written:
    """The letter that tells a person how the registration stands."""
    state, form = State(registration.state), registration.form
    link = _SEEN if registration.is_final else _LINKS.get(state, _LINKS[State.PENDING])
    parts = [
        f"Dear {harmless(registration.name)}," if harmless(registration.name) else "Good day,",
        _filled(_FINAL if registration.is_final else _OPENINGS[state], form.event, registration.decision),
        registration.decision if state == State.REFUSED else "",
        _remote(registration),
        f"{link}\n{own_address(registration)}",
        _until(form) if state == State.INVITED else "",
    ]
    office = [settings.PORTAL["office"], settings.PORTAL["department"], settings.PORTAL["email"]]
    parts.append("\n".join(["With kind regards", *(line for line in office if line)]))
    subject = _filled(_SUBJECTS[state], form.event)[:LONGEST_SUBJECT]
    return Written(subject, "\n\n".join(part for part in parts if part) + "\n", _calendar(registration))
