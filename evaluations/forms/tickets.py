"""The signed value that a survey form carries instead of a cookie and instead of the token of a link.

It says which survey the form is for, which invitation it spends, and when the page was made. It does the work of a CSRF
token, too: nobody has rights here that another site could borrow, and the value cannot be made elsewhere.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils import timezone

from evaluations.models import Survey

_SALT = "evaluations.ticket"
LASTS = timedelta(hours=4)
FASTEST = timedelta(seconds=3)


@dataclass(frozen=True)
class Ticket:
    """`survey` is the key of the original, `made_at` in seconds; `number` is random, so that a page counts once."""

    survey: int
    invitation: int | None
    made_at: float
    number: str

    def signed(self) -> str:
        """What stands in the form."""
        said = [self.survey, self.invitation, self.made_at, self.number]
        return signing.Signer(salt=_SALT).sign_object(said)

    @property
    def _age(self) -> float:
        return timezone.now().timestamp() - self.made_at

    def is_expired(self) -> bool:
        """Whether the page was open too long."""
        return self._age > LASTS.total_seconds()

    def is_too_fresh(self) -> bool:
        """Whether nobody could have filled in the form since."""
        return self._age < FASTEST.total_seconds()

    def renewed(self) -> "Ticket":
        """The same from now on: the same page is still counted once."""
        return replace(self, made_at=_now())


def _now() -> float:
    return round(timezone.now().timestamp(), 1)


def new_ticket(survey: Survey, invitation: int | None = None) -> Ticket:
    """A ticket for a page that is made now."""
    return Ticket(survey.original.pk, invitation, _now(), secrets.token_urlsafe(12))


def read_ticket(signed: str, survey: Survey) -> Ticket | None:
    """The ticket that somebody sent; nothing where it was not made here, or for another survey."""
    try:
        found: Any = signing.Signer(salt=_SALT).unsign_object(signed)
        ticket = Ticket(*found)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return ticket if ticket.survey == survey.original.pk else None
