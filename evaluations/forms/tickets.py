"""The signed value of a survey's form (see `events.forms.tickets`): which survey, and which invitation it spends."""

from typing import ClassVar

from evaluations.models import Survey
from events.forms.tickets import Ticket as _Ticket


class Ticket(_Ticket):
    """A ticket for the original of a survey, and for an invitation where there is one."""

    SALT: ClassVar[str] = "evaluations.ticket"

    @property
    def survey(self) -> int:
        """The key of the original survey."""
        return self.subject

    @property
    def invitation(self) -> int | None:
        """The key of the invitation that is spent, if any."""
        return self.holder


def new_ticket(survey: Survey, invitation: int | None = None) -> Ticket:
    """A ticket for a page that is made now."""
    return Ticket.new(survey.original.pk, invitation)


def read_ticket(signed: str, survey: Survey) -> Ticket | None:
    """The ticket that somebody sent; nothing where it was not made here, or for another survey."""
    return Ticket.read(signed, survey.original.pk)
