"""The signed value that a public form carries instead of a cookie.

It says what the form is for, whose it is if it is somebody's, and when the page was made. It does the work of a CSRF
token, too: nobody has rights there that another site could borrow, and the value cannot be made elsewhere.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.core import signing
from django.utils import timezone

LASTS = timedelta(hours=4)
FASTEST = timedelta(seconds=3)


@dataclass(frozen=True)
class Ticket:
    """`subject` is the key of what the form is for, `holder` of whose it is; `made_at` in seconds.

    `number` is random, so that a page counts once. Each kind of form has a `SALT` of its own.
    """

    SALT: ClassVar[str] = "events.ticket"

    subject: int
    holder: int | None
    made_at: float
    number: str

    @classmethod
    def new(cls, subject: int, holder: int | None = None) -> Self:
        """A ticket for a page that is made now."""
        return cls(subject, holder, _now(), secrets.token_urlsafe(12))

    @classmethod
    def read(cls, signed: str, subject: int) -> Self | None:
        """The ticket that somebody sent; nothing where it was not made here, or for something else."""
        try:
            found: Any = signing.Signer(salt=cls.SALT).unsign_object(signed)
            ticket = cls(*found)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return ticket if ticket.subject == subject else None

    def signed(self) -> str:
        """What stands in the form."""
        said = [self.subject, self.holder, self.made_at, self.number]
        return signing.Signer(salt=self.SALT).sign_object(said)

    @property
    def _age(self) -> float:
        return timezone.now().timestamp() - self.made_at

    def is_expired(self) -> bool:
        """Whether the page was open too long."""
        return self._age > LASTS.total_seconds()

    def is_too_fresh(self) -> bool:
        """Whether nobody could have filled in the form since."""
        return self._age < FASTEST.total_seconds()

    def renewed(self) -> Self:
        """The same from now on: the same page is still counted once."""
        return replace(self, made_at=_now())


def _now() -> float:
    return round(timezone.now().timestamp(), 1)
