"""How a letter reaches the mail server: told to the portal's books right before the server is told that it is whole.

Until the line with the single dot has arrived, no mail server accepts a letter; from then on it may have. So a letter
is marked as handed over between its last line and the dot: killed before the mark, it was surely not sent and is sent
later; killed after it, it is never sent again by itself.
"""

import re
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend

from events.emails.message import kept_reason

_SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
_DUMMY_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
_LEADING_DOT = re.compile(rb"(?m)^\.")
_TOO_BUSY = 421
_NO_ADDRESS = "This is no e-mail address."
SECONDS_TO_CONFIRM = 120  # servers look for viruses before they say yes

# Notes in the books that a letter is handed over; answers with what to call at the very last moment, or with None where
# somebody else noted it first.
Mark = Callable[[], Callable[[], None] | None]


class Outcome(Enum):
    """What became of a letter."""

    SENT = "sent"
    REFUSED = "refused"  # for good
    DELAYED = "delayed"  # the server said: not now
    BROKEN_OFF = "broken off"  # the connection went before the letter was whole
    UNCONFIRMED = "unconfirmed"  # and after it
    NOT_MINE = "not mine"  # another mailer has it


@dataclass(frozen=True)
class Delivered:
    """What became of a letter, and what the server said."""

    outcome: Outcome
    reason: str = ""


class ServerError(Exception):
    """The mail server cannot be reached, or lets nobody in; the message says so in words for staff."""


class NotMineError(Exception):
    """Somebody else has marked the letter."""


def has_server() -> bool:
    """Whether letters go anywhere at all."""
    return settings.EMAIL_BACKEND != _DUMMY_BACKEND


class _MarkingMixin:
    """Asks `mark` before the line that ends a letter; without its leave the connection is dropped."""

    mark: Mark
    is_marked = False

    def data(self: Any, msg: Any) -> tuple[int, bytes]:
        """Sends the text, asks, sends the dot, and answers with what the server says."""
        code, words = self.docmd("data")
        if code != 354:
            raise smtplib.SMTPDataError(code, words)
        text = msg.encode("ascii") if isinstance(msg, str) else msg
        text = _LEADING_DOT.sub(b"..", re.sub(rb"\r\n|\r|\n", b"\r\n", text))
        self.send(text if text.endswith(b"\r\n") else text + b"\r\n")
        ending = None
        try:
            ending = self.mark()
        finally:
            if ending is None:  # the server forgets a letter without its last line
                self.close()
        if ending is None:
            raise NotMineError
        self.is_marked = True
        before = self.sock.gettimeout()
        self.sock.settimeout(SECONDS_TO_CONFIRM)
        send = self.sock.sendall  # looked up before, so that as little as may be lies between the two
        try:
            ending()
            send(b".\r\n")
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected("The connection broke.") from error
        answer: tuple[int, bytes] = self.getreply()
        if self.sock:
            self.sock.settimeout(before)
        return answer


class _Connection(_MarkingMixin, smtplib.SMTP):
    """In the clear, or after STARTTLS."""


class _SecureConnection(_MarkingMixin, smtplib.SMTP_SSL):
    """Encrypted from the first byte."""


class _Backend(EmailBackend):
    """Django's, with connections that ask."""

    @property
    def connection_class(self) -> Any:
        """The connection of the configured kind."""
        return _SecureConnection if self.use_ssl else _Connection


def _answer(error: smtplib.SMTPException) -> tuple[int, str]:
    """The code and the words of a refusal; 0 where the server gave none."""
    words: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return 0, kept_reason(str(error))
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return max(code, 0), kept_reason(f"{code} {text}")


class Postman:
    """One connection for many letters, opened when it is needed and again after it broke."""

    def __init__(self) -> None:
        is_smtp = settings.EMAIL_BACKEND == _SMTP_BACKEND
        self._backend: Any = _Backend() if is_smtp else get_connection()
        self._is_smtp = is_smtp

    def open(self) -> None:
        """Connects where there is no connection. Raises ServerError."""
        if not self._is_smtp or self._backend.connection:
            return
        try:
            self._backend.open()
        except smtplib.SMTPAuthenticationError as error:
            self.drop()
            raise ServerError("The mail server refuses the portal’s name or password.") from error
        except (smtplib.SMTPException, OSError) as error:
            self.drop()
            raise ServerError(f"The mail server does not answer: {error}.") from error

    def close(self) -> None:
        """Says goodbye."""
        if self._is_smtp and self._backend.connection:
            self._backend.close()

    def drop(self) -> None:
        """Forgets a connection that is broken."""
        if self._backend.connection:
            self._backend.connection.close()
        self._backend.connection = None

    def deliver(self, message: EmailMessage, mark: Mark) -> Delivered:
        """Hands over one letter. Raises ServerError where no letter would get through."""
        if not message.recipients():  # nothing would be handed over, and the letter would wait for ever
            return Delivered(Outcome.REFUSED, _NO_ADDRESS)
        if not self._is_smtp:
            if (ending := mark()) is None:
                return Delivered(Outcome.NOT_MINE)
            ending()
            self._backend.send_messages([message])
            return Delivered(Outcome.SENT)
        self.open()
        connection = self._backend.connection
        connection.mark, connection.is_marked = mark, False
        try:
            self._backend.send_messages([message])
        except (NotMineError, OSError, ValueError) as error:
            return self._failed(connection, error)
        return Delivered(Outcome.SENT)

    def _failed(self, connection: Any, error: Exception) -> Delivered:
        if isinstance(error, NotMineError):
            self.drop()
            return Delivered(Outcome.NOT_MINE)
        if isinstance(error, ValueError):  # of Django, which takes the address apart
            return Delivered(Outcome.REFUSED, _NO_ADDRESS)
        if isinstance(error, smtplib.SMTPException) and not isinstance(
            error, smtplib.SMTPServerDisconnected | smtplib.SMTPHeloError
        ):
            return self._refused(connection, error)
        return self._broken(connection, error)

    def _broken(self, connection: Any, error: Exception) -> Delivered:
        self.drop()
        if connection.is_marked:
            return Delivered(Outcome.UNCONFIRMED, "The connection broke before the mail server had confirmed it.")
        return Delivered(Outcome.BROKEN_OFF, kept_reason(f"The connection broke: {error}"))

    def _refused(self, connection: Any, error: smtplib.SMTPException) -> Delivered:
        code, words = _answer(error)
        if code == _TOO_BUSY:
            self.drop()
        if code == 0 and connection.is_marked:
            return self._broken(connection, error)
        if code >= 500 and isinstance(error, smtplib.SMTPSenderRefused):
            self.drop()
            raise ServerError(f"The mail server refuses the portal as the sender: {words}")
        return Delivered(Outcome.DELAYED if 400 <= code < 500 else Outcome.REFUSED, words)
