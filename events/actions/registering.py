"""What a person does with a registration: registers, comes by an invitation, changes details, cancels, comes again.

Every action locks the row of the form first: whoever asks for the last place at the same moment waits in a queue.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone

from events.actions.confirming import confirm, keep_up, said_of
from events.actions.letters import queue_letter
from events.actions.limits import claim_attempt, limit_key
from events.actions.places import claim_place, fill_places, release_place
from events.imports.names import words
from events.models import Registration, RegistrationForm
from events.models.event import Event
from events.models.registration import Status

State = Registration.State
DAY = 24 * 60 * 60
# How many letters a day an address gets that is typed into the form again and again.
MOST_REPEATED_LETTERS = 3
# Who can still change what they wrote.
CHANGEABLE = (State.PENDING, State.CONFIRMED, State.WAITING)
_TAKES_DETAILS = (Status.OPEN, Status.WAITING_LIST, Status.FULL)


class NotOpenError(Exception):
    """Nobody can register now; `status` says why: a `Status`, or "invited"."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class StateError(Exception):
    """The registration is not, or no longer, in a state that allows this."""


@dataclass(frozen=True)
class Details:
    """What a person typed, clean and checked. `answers`: what was asked beyond the fields, by its key."""

    name: str
    organization: str = ""
    position: str = ""
    country: str = ""
    sector: str = ""
    needs: str = ""
    is_remote: bool = False
    may_be_listed: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)


def locked(form: RegistrationForm) -> RegistrationForm:
    """The form, held until the transaction ends."""
    rows = RegistrationForm.objects.select_for_update(of=("self",), no_key=True).select_related("event")
    found: RegistrationForm = rows.get(pk=form.pk)
    return found


def _held(registration: Registration) -> Registration:
    """The registration as it is now, with its form, both held until the transaction ends."""
    form = locked(registration.form)
    found: Registration = Registration.objects.select_related("participation").get(pk=registration.pk)
    found.form = form
    return found


def can_change(registration: Registration) -> bool:
    """Whether the person may still change the details."""
    return registration.state in CHANGEABLE and registration.form.status() in _TAKES_DETAILS


def can_register(registration: Registration) -> bool:
    """Whether an invited person, or one who cancelled, may register by the own link."""
    return _may_come(registration) and registration.form.status() in (Status.OPEN, Status.WAITING_LIST)


def _may_come(registration: Registration) -> bool:
    """Who was invited, or cancelled by the own link; what the office cancelled or took back is final."""
    is_cancelled = registration.state == State.CANCELLED and not registration.is_final
    return registration.state == State.INVITED or is_cancelled


def can_cancel(registration: Registration) -> bool:
    """Whether there is something to cancel: until the event is over, whatever the form says."""
    event, row = registration.form.event, registration.participation
    is_to_come = event.stage in (Event.Stage.ANNOUNCED, Event.Stage.POSTPONED)
    is_over = registration.form.is_past()
    return registration.state in CHANGEABLE and is_to_come and not is_over and not (row and row.has_attended)


def register(*, form: RegistrationForm, email: str, details: Details, language: str = "en") -> None:
    """Takes in a registration from the public form, and writes the letter about what became of it.

    Says nothing about an address that is known already and changes nothing of it: its owner gets a letter with the own
    link. Raises NotOpenError.
    """
    with transaction.atomic():
        held = locked(form)
        if held.access == RegistrationForm.Access.INVITED:
            raise NotOpenError("invited")
        _check_open(held)
        lowered = held.registrations.annotate(lowered=Lower("email"))
        if known := lowered.filter(lowered=Lower(Value(email))).first():
            _remind(known, held)
            return
        new = Registration(form=held, email=email, language=language)
        _write(new, details)
        _settle(new, needs_approval=held.needs_approval)


def register_by_link(*, registration: Registration, details: Details) -> Registration:
    """Registers who was invited (which is an approval) or cancelled before. Raises NotOpenError and StateError."""
    with transaction.atomic():
        held = _held(registration)
        if not _may_come(held):
            raise StateError
        _check_open(held.form)
        is_invited = held.state == State.INVITED
        if words(held.name) != words(details.name):
            held.participation = None  # somebody else comes instead, who is looked for, or recorded, anew
        _rewrite(held, details)
        held.registered_at = timezone.now()
        _settle(held, needs_approval=held.form.needs_approval and not is_invited)
    return held


def change(*, registration: Registration, details: Details) -> Registration:
    """Writes new details. Raises StateError.

    A confirmed participant who now takes part remotely, or no longer does, gets the letter anew.
    """
    with transaction.atomic():
        held = _held(registration)
        if not can_change(held):
            raise StateError
        before = held.is_remote
        _rewrite(held, details)
        held.save()
        if held.state == State.CONFIRMED and held.is_remote != before:
            queue_letter(held)
    return held


def cancel(*, registration: Registration) -> Registration:
    """Gives the place back, which goes to the first of the waiting list. Raises StateError."""
    with transaction.atomic():
        held = _held(registration)
        if not can_cancel(held):
            raise StateError
        has_place = held.state in Registration.HOLDING
        held.state, held.queued_at, held.decision = State.CANCELLED, None, ""
        held.save()
        keep_up(held)
        queue_letter(held)
        if has_place:
            release_place(held.form)
    return held


def _check_open(form: RegistrationForm) -> None:
    status = form.status()
    if status not in (Status.OPEN, Status.WAITING_LIST):
        raise NotOpenError(status)


def _remind(known: Registration, form: RegistrationForm) -> None:
    """The letter of a registration once more, a few times a day at most."""
    key = limit_key("registration letter", str(known.pk))
    if claim_attempt(key=key, most=MOST_REPEATED_LETTERS, seconds=DAY):
        known.form = form
        queue_letter(known)


def _write(registration: Registration, details: Details) -> None:
    """Sets what the person typed, without storing it."""
    values: dict[str, Any] = asdict(details) | {"answers": dict(details.answers)}
    for name, value in values.items():
        setattr(registration, name, value)


def _rewrite(registration: Registration, details: Details) -> None:
    """Sets what is typed anew, and follows in the list; the name of somebody who is on it stays, whose row it is."""
    if registration.participation is None:
        _write(registration, details)
        return
    former, name = said_of(registration), registration.name
    _write(registration, details)
    registration.name = name
    keep_up(registration, former=former)


def _settle(registration: Registration, *, needs_approval: bool) -> None:
    """Gives a place, or one on the waiting list; who waits there already comes first. Raises NotOpenError."""
    form = registration.form
    if not form.is_full:
        fill_places(form)
    if claim_place(form):
        registration.state, registration.queued_at = State.PENDING, None
    elif form.has_waiting_list:
        registration.state, registration.queued_at = State.WAITING, timezone.now()
    else:
        raise NotOpenError(Status.FULL)
    registration.save()
    if registration.state == State.PENDING and not needs_approval:
        confirm(registration=registration)
    queue_letter(registration)
