"""How the pages of a registration are made: for nobody else's eyes, and kept nowhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.emails.registration import moment_text
from events.models import Event, Registration, RegistrationForm
from events.models.registration import Status

_HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}
State = Registration.State
# What a page without a form says: its heading, and the sentence below it.
_STATES = {
    Status.NOT_YET: ("Registration is not open yet", "It opens on {opens}."),
    Status.FULL: ("All places are taken", "There is no waiting list for this event."),
    Status.CLOSED: ("Registration is closed", "Nobody can register for this event any more."),
    "cancelled": ("This event was cancelled", "It does not take place, and nobody can register for it."),
    "over": ("This event is over", "Nobody can register for it any more."),
    "invited": (
        "Registration is by invitation",
        "If you have an invitation, please use the address in the letter; it leads to a form of your own.",
    ),
    "unknown": (
        "This link leads to no registration",
        "Please use the whole address from the letter that you received last, or ask the office for a new one.",
    ),
    "wait": ("Too many tries", "Please try again in an hour."),
    "broken": ("Your form did not arrive whole", "Please go back, and send it once more."),
}
# The person's own page, by the state of the registration.
OWN = {
    State.INVITED: ("You are invited", "Please register on this page. It is yours alone."),
    State.PENDING: (
        "Your registration has arrived",
        "The office looks at each one, and writes to you as soon as it has decided.",
    ),
    State.CONFIRMED: ("You are registered", "Your place is confirmed. We look forward to your participation."),
    State.WAITING: (
        "You are on the waiting list",
        "All places are taken. We write to you as soon as one is free for you.",
    ),
    State.REFUSED: ("We cannot offer you a place", "We thank you for your interest, and are sorry."),
    State.CANCELLED: ("Your registration is cancelled", "Your place was given back."),
}


def standing(registration: Registration) -> tuple[str, str]:
    """Heading and first sentence of the person's own page."""
    if registration.is_final:
        return registration.decision, "If you have a question, please write to the office."
    return OWN[State(registration.state)]


def page(request: HttpRequest, asks: RegistrationForm, name: str, **context: Any) -> HttpResponse:
    """A page of a registration; `status` is the code of the answer."""
    status = context.pop("status", 200)
    own = {"asks": asks, "event": asks.event, "is_postponed": asks.event.stage == Event.Stage.POSTPONED}
    return private(render(request, f"events/registration/{name}.html", own | context, status=status))


def private(response: HttpResponse) -> HttpResponse:
    """An answer that is stored, indexed and named to others nowhere."""
    for name, value in _HEADERS.items():
        response[name] = value
    return response


def _why_closed(form: RegistrationForm) -> str:
    event = form.event
    if event.stage == Event.Stage.CANCELLED:
        return "cancelled"
    is_to_come = event.stage in (Event.Stage.ANNOUNCED, Event.Stage.POSTPONED)
    return Status.CLOSED if is_to_come and not form.is_past() else "over"


def state(request: HttpRequest, form: RegistrationForm, name: str, *, status: int = 200) -> HttpResponse:
    """A page that shows no form, and says why. `name` is a status of the form, or another case."""
    event = form.event
    title, lead = _STATES[_why_closed(form) if name in (Status.CLOSED, Status.OFF) else name]
    if form.opens_at:
        lead = lead.replace("{opens}", moment_text(form.opens_at, event.time_zone))
    return page(request, form, "state", title=title, lead=lead, status=status)


def closing(form: RegistrationForm) -> str:
    """Until when somebody can register: a moment, or "" where the form is open as long as the event lasts."""
    return moment_text(form.closes_at, form.event.time_zone) if form.closes_at else ""
