"""Sending the letters that wait: each once, whoever else sends meanwhile; nothing is lost while nobody answers."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import close_old_connections, connection
from django.db.models import F
from django.utils import timezone

from events.actions.letters import LINGERS
from events.emails.delivery import Delivered, Mark, Outcome, Postman, ServerError
from events.emails.message import calendar_part, message_identifier, plain_message
from events.models import Message

State = Message.State
MOST_ATTEMPTS = 8
_ROUND = 100  # letters that are looked up at once


def email_of(message: Message) -> EmailMessage:
    """A letter, ready for the mail server."""
    email = plain_message(
        to=message.address,
        subject=message.subject,
        body=message.body,
        identifier=message_identifier("registration", message.pk),
        language=message.language,
    )
    if message.calendar:
        email.attach(calendar_part(message.calendar))
    return email


def due() -> list[int]:
    """The keys of the letters whose time has come, the oldest first."""
    waiting = Message.objects.filter(state=State.WAITING, due_at__lte=timezone.now())
    return list(waiting.order_by("due_at", "pk").values_list("pk", flat=True)[:_ROUND])


def send_due(*, sleep: Callable[[float], None] = time.sleep) -> int:
    """Tries every letter that is due, and says how many were sent. Raises ServerError; what is left waits."""
    postman, sent = Postman(), 0
    try:
        while keys := due():
            for key in keys:
                sent += _send(postman, key)
                sleep(settings.PORTAL_LETTER_PAUSE)
    except ServerError as error:
        later = timezone.now() + timedelta(seconds=settings.PORTAL_LETTER_RETRY_SECONDS)
        rows = Message.objects.filter(state=State.WAITING, due_at__lte=timezone.now())
        rows.update(due_at=later, reason=str(error)[:250])
        raise
    finally:
        postman.close()
    return sent


@contextmanager
def alone(*, wait: float = 60, sleep: Callable[[float], None] = time.sleep) -> Iterator[bool]:
    """Whether this is the only mailer that stays on this machine; waits for one that is about to end."""
    place = settings.VAR_DIR / "mailer"
    place.mkdir(parents=True, exist_ok=True)
    with (place / "messages.lock").open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                if wait <= 0:
                    yield False
                    return
            else:
                yield True
                return
            sleep(1)
            wait -= 1


def send_and_stay(*, sleep: Callable[[float], None] = time.sleep) -> None:
    """Sends until no letter has waited for a while; letters that were put off are stayed for."""
    idle = 0
    while idle < LINGERS:
        if not connection.in_atomic_block:
            close_old_connections()  # the database may have been started anew
        try:
            has_sent = send_due(sleep=sleep) > 0
        except ServerError:
            has_sent = False
        is_done = not has_sent and not Message.objects.filter(state=State.WAITING).exists()
        idle = idle + 1 if is_done else 0
        sleep(1)


def _send(postman: Postman, key: int) -> bool:
    """Whether this letter was sent, here and now."""
    message = Message.objects.filter(pk=key, state=State.WAITING).first()
    if message is None:
        return False
    delivered = postman.deliver(email_of(message), _mark(key))
    _settle(message, delivered)
    return delivered.outcome is Outcome.SENT


def _mark(key: int) -> Mark:
    def mark() -> Callable[[], None] | None:
        # Claimed in one statement, right before the last line: of two mailers one gets it, the other drops its letter.
        rows = Message.objects.filter(pk=key, state=State.WAITING)
        claimed = rows.update(state=State.HANDED_OVER, attempts=F("attempts") + 1)
        return (lambda: None) if claimed == 1 else None

    return mark


def _settle(message: Message, delivered: Delivered) -> None:
    """Notes what became of a letter; one that was sent keeps no text."""
    outcome, reason = delivered.outcome, delivered.reason
    ours = Message.objects.filter(pk=message.pk, state__in=(State.WAITING, State.HANDED_OVER))
    if outcome is Outcome.SENT:
        ours.update(state=State.SENT, sent_at=timezone.now(), body="", calendar="", reason="")
    elif outcome is Outcome.UNCONFIRMED:
        ours.update(reason=reason)
    elif outcome is Outcome.REFUSED:
        ours.update(state=State.REFUSED, reason=reason)
    elif outcome in (Outcome.DELAYED, Outcome.BROKEN_OFF):
        _put_off(message, reason)


def _put_off(message: Message, reason: str) -> None:
    """Tries again later, each time after twice as long, and gives up after a day."""
    known = Message.objects.filter(pk=message.pk).values_list("attempts", "state").first()
    if known is None:  # replaced by another letter meanwhile
        return
    attempts = known[0] + (known[1] == State.WAITING)  # refused before it could be marked
    state = State.WAITING if attempts < MOST_ATTEMPTS else State.REFUSED
    wait = timedelta(seconds=settings.PORTAL_LETTER_RETRY_SECONDS * 2 ** (attempts - 1))
    rows = Message.objects.filter(pk=message.pk, state__in=(State.WAITING, State.HANDED_OVER))
    rows.update(state=state, attempts=attempts, due_at=timezone.now() + wait, reason=reason)
