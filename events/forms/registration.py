"""The public form of a registration, made of the fields that the staff chose."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from events.actions.registering import Details
from events.forms.catalogue import fields_of
from events.forms.fields import REMOTE, ROOM
from events.forms.tickets import Ticket
from events.models import Registration, RegistrationForm

TICKET = "ticket"
# A field that people do not see and programs fill in; its name means nothing to a browser that fills in forms.
TRAP = "homepage"


class FormField(forms.BoundField):
    """A field that knows where its errors lead."""

    @property
    def first_control(self) -> str:
        """The id of the first thing that one can tick or write in."""
        if not self.use_fieldset:
            return str(self.id_for_label)
        options = self.subwidgets
        return str(options[0].id_for_label) if options else ""


class DetailsForm(forms.Form):
    """What somebody is asked who registers (then with a ticket), or changes a registration.

    An address is never changed, for it is to whom the link was sent; nor the name of somebody who is on the list.
    """

    bound_field_class = FormField

    def __init__(
        self,
        asks: RegistrationForm,
        data: QueryDict | None = None,
        *,
        known: Registration | None = None,
        ticket: Ticket | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(known) if known else None)
        self.known, self.trap = known, TRAP
        self.ticket = ticket.signed() if ticket else ""
        fixed = _fixed(known)
        self.offered = tuple(one for one in fields_of(asks) if one.key not in fixed)
        for one in self.offered:
            self.fields[one.key] = one.field(asks.event)

    def clean(self) -> dict[str, Any]:
        """Nobody leaves before arriving."""
        arrival, departure = self.cleaned_data.get("arrival"), self.cleaned_data.get("departure")
        if arrival and departure and departure < arrival:
            self.add_error("departure", "Day of departure: this is before the day of arrival")
        return self.cleaned_data

    @property
    def email(self) -> str:
        """The address that was typed."""
        return str(self.cleaned_data["email"])

    def details(self) -> Details:
        """What was typed; what is not asked stays as it is known."""
        said = dict(self.cleaned_data)
        if "is_remote" in said:
            said["is_remote"] = said["is_remote"] == REMOTE
        values = {name: getattr(self.known, name) for name in _OWN} if self.known else {}
        values |= {name: said[name] for name in _OWN if name in said}
        asked = {one.key: said[one.key] for one in self.offered if not one.is_own}
        kept = {name: value for name, value in (self.known.answers if self.known else {}).items() if name not in asked}
        given = {name: _plain(value) for name, value in asked.items() if value}
        return Details(**(values | {"country": str(values.get("country", "")), "answers": kept | given}))

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Every error with the id of the control that it is about."""
        boxes = [(cast(FormField, self[name]), errors) for name, errors in self.errors.items()]
        return [(str(message), box.first_control) for box, errors in boxes for message in errors]


_OWN = (
    "name",
    "organization",
    "position",
    "country",
    "sector",
    "needs",
    "is_remote",
    "may_be_listed",
)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _fixed(known: Registration | None) -> set[str]:
    if known is None:
        return set()
    is_listed = known.participation_id is not None and known.state != Registration.State.CANCELLED
    return {"email", "name"} if is_listed or known.state == Registration.State.CONFIRMED else {"email"}


def _initial(known: Registration) -> dict[str, Any]:
    values = {name: getattr(known, name) for name in _OWN} | {"country": str(known.country)}
    is_new = known.state == Registration.State.INVITED
    return known.answers | values | {"is_remote": (REMOTE if known.is_remote else "" if is_new else ROOM)}
