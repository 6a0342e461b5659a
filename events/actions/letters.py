"""Letters about registrations: written down in the same transaction as what they tell, and sent by another process."""

from django.conf import settings
from django.db import transaction

from events.actions.limits import claim_attempt
from events.actions.processes import start
from events.emails.delivery import has_server
from events.emails.registration import write
from events.models import Message, Registration

State = Message.State
# A mailer looks for letters so long after its last one; while one surely does, no other is started.
LINGERS, STARTS_EVERY = 30, 20


def queue_letter(registration: Registration) -> Message:
    """Writes the letter for the present state of a registration, and starts the mailer after the commit.

    A letter of the same registration that has not left yet is replaced: nobody is told what is no longer so. No
    request waits for the mail server; while it is down, letters stay WAITING (see `events.actions.mailing`).
    """
    written = write(registration)
    registration.messages.filter(state=State.WAITING).delete()
    message: Message = Message.objects.create(
        registration=registration,
        address=registration.email,
        language=registration.language,
        subject=written.subject,
        body=written.body,
        calendar=written.calendar,
    )
    transaction.on_commit(start_sending, robust=True)
    return message


def start_sending() -> None:
    """Sends what is due in a process of its own; several letters at once start one only."""
    if not has_server():
        return
    if not settings.PORTAL_DETACHED:
        start("send_messages")
    elif claim_attempt(key="send_messages", most=1, seconds=STARTS_EVERY):
        start("send_messages", "--stay")
