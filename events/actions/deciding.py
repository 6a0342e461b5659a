"""The office's word on a registration: approved, refused, put on the waiting list, cancelled, put back.

Each decision is one transaction: the form is held, the state moves on condition that it is still the one that was
seen, the place is claimed or given back, the letter is written down, and the audit log has its line.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from events.actions.confirming import confirm, keep_up
from events.actions.letters import queue_letter
from events.actions.places import claim_place, release_place
from events.actions.registering import locked
from events.models import AuditEntry, Message, Registration, RegistrationForm
from events.models.registration import BY_OFFICE, WITHDRAWN

State = Registration.State
# What each decision may begin from.
APPROVABLE = frozenset(State) - {State.CONFIRMED}
REFUSABLE = frozenset({State.PENDING, State.WAITING})
QUEUEABLE = frozenset({State.PENDING, State.CONFIRMED, State.REFUSED, State.CANCELLED})
CANCELLABLE = frozenset({State.INVITED, State.PENDING, State.CONFIRMED, State.WAITING})

# Only these can be undone: a refusal's reason and the word of a person who cancelled are not kept.
UNDOABLE = frozenset({State.PENDING, State.WAITING, State.INVITED, State.CONFIRMED})


class DecisionError(Exception):
    """Why nothing was decided, in words for the staff; nothing was changed."""


class DecidedError(DecisionError):
    """Somebody else decided in the meantime."""


class FullError(DecisionError):
    """There is no free place."""


def with_letters(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """Each with what became of its last letter: `letter_state` and `letter_reason`, None where none was written."""
    last = Message.objects.filter(registration=OuterRef("pk")).order_by("-created_at", "-pk")
    return rows.annotate(
        letter_state=Subquery(last.values("state")[:1]), letter_reason=Subquery(last.values("reason")[:1])
    )


def _holds(state: str) -> bool:
    return state in Registration.HOLDING


def _called(registration: Registration) -> str:
    return registration.name or registration.email


@contextmanager
def _deciding(registration: Registration, by: Any, verb: str) -> Iterator[None]:
    """Holds the form as everybody does who gives places away; afterwards writes the line of the log.

    It names the registration by its number alone.
    """
    with transaction.atomic():
        registration.form = locked(registration.form)
        yield
        event = registration.form.event
        AuditEntry.record(AuditEntry.Action.DECIDED, by=by, item=event, detail=f"{verb} registration {registration.pk}")


def _take(registration: Registration, to: str, **values: Any) -> None:
    """Moves the state, if it is still the one that was seen."""
    form = registration.form
    mine = Registration.objects.filter(pk=registration.pk, state=registration.state)
    if mine.update(state=to, **values) != 1:
        raise DecidedError(f"{_called(registration)}: somebody else was quicker. Look at it, then decide again.")
    registration.refresh_from_db()
    registration.form = form


def _claim(registration: Registration, to: str) -> None:
    """Takes a place where the new state needs one and the old had none."""
    if _holds(to) and not _holds(registration.state) and not claim_place(registration.form):
        form = registration.form
        raise FullError(
            f"{_called(registration)}: no place is free, {form.taken:,} of {form.capacity:,} are taken. "
            "Offer more places in the settings of the form, or cancel a registration first."
        )


def _refuse_nameless(registration: Registration) -> None:
    if not any(map(str.isalpha, registration.name)):
        raise DecisionError(
            f"{_called(registration)}: nobody knows the name yet. The person types it when registering by the link in "
            "the invitation."
        )


def _refuse_wrong(registration: Registration, allowed: frozenset[State]) -> None:
    if registration.state not in allowed:
        said = registration.get_state_display().lower()
        raise DecisionError(f"{_called(registration)}: this cannot be done while the registration is “{said}”.")


def approve(*, registration: Registration, by: Any) -> Registration:
    """Confirms somebody: one who waits for it keeps the place, anybody else takes a free one. Raises DecisionError."""
    _refuse_wrong(registration, APPROVABLE)
    _refuse_nameless(registration)
    with _deciding(registration, by, "approved"):
        _claim(registration, State.CONFIRMED)
        _take(registration, State.CONFIRMED, decision="")
        confirm(registration=registration, by=by)
        queue_letter(registration)
    return registration


def refuse(*, registration: Registration, by: Any, reason: str = "") -> Registration:
    """Refuses somebody, with a reason that the letter gives; the place goes to the next one. Raises DecisionError."""
    _refuse_wrong(registration, REFUSABLE)
    return _let_go(registration, State.REFUSED, by, "refused", decision=reason)


def cancel(*, registration: Registration, by: Any) -> Registration:
    """Cancels for the person, or takes an invitation back; the place goes to the next one. Raises DecisionError."""
    _refuse_wrong(registration, CANCELLABLE)
    decision = WITHDRAWN if registration.state == State.INVITED else BY_OFFICE
    return _let_go(registration, State.CANCELLED, by, "cancelled", decision=decision)


def _let_go(registration: Registration, to: str, by: Any, verb: str, **values: Any) -> Registration:
    """To a state without a place."""
    was = registration.state
    with _deciding(registration, by, verb):
        _take(registration, to, **values)
        keep_up(registration)
        if _holds(was):
            release_place(registration.form)
        queue_letter(registration)
    return registration


def put_on_waiting_list(*, registration: Registration, by: Any) -> Registration:
    """Puts somebody at the end of the waiting list; a place that was held goes to the next. Raises DecisionError."""
    _refuse_wrong(registration, QUEUEABLE)
    was = registration.state
    with _deciding(registration, by, "put on the waiting list"):
        # In between it holds no place and waits for none: what is released here is not handed back at once.
        _take(registration, State.REFUSED)
        keep_up(registration)
        if _holds(was):
            release_place(registration.form)
        _take(registration, State.WAITING, queued_at=timezone.now(), decision="")
        queue_letter(registration)
    return registration


def put_back(*, registration: Registration, to: str, by: Any) -> Registration:
    """Undoes a decision: to be approved, invited, or waiting at the old place of the line. Raises DecisionError.

    A letter that has not left is taken back with it; otherwise another one tells of the change.
    """
    if to not in UNDOABLE or to == registration.state:
        raise DecisionError(f"{_called(registration)}: there is nothing to undo.")
    if to == State.CONFIRMED:
        _refuse_nameless(registration)
    was = registration.state
    with _deciding(registration, by, "undid a decision on"):
        _claim(registration, to)
        _take(registration, to, decision="", **_old_place(to))
        if to == State.CONFIRMED:
            confirm(registration=registration, by=by)
        else:
            keep_up(registration)
        if _holds(was) and not _holds(to):
            # As it was before: nobody else is moved by an undoing.
            RegistrationForm.objects.filter(pk=registration.form_id, taken__gt=0).update(taken=F("taken") - 1)
        if not _take_letter_back(registration):
            queue_letter(registration)
    return registration


def _old_place(to: str) -> dict[str, Any]:
    now = Value(timezone.now(), output_field=DateTimeField())
    return {"queued_at": Coalesce(F("queued_at"), now)} if to == State.WAITING else {}


def _take_letter_back(registration: Registration) -> bool:
    """Whether the letter about the decision was still here, and an older one told how it stood before."""
    is_taken = bool(registration.messages.filter(state=Message.State.WAITING).delete()[0])
    return is_taken and bool(registration.messages.exists())


def write_again(*, registration: Registration) -> None:
    """Another letter about where the registration stands, after one that did not arrive."""
    queue_letter(registration)


DECISIONS: dict[str, Callable[..., Registration]] = {
    "approve": approve,
    "refuse": refuse,
    "wait": put_on_waiting_list,
    "cancel": cancel,
}
