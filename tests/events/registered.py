"""A registration form, and what people send to it who opened it a while ago."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.actions.registering import Details
from events.forms.tickets import Ticket
from events.models import Message, Registration, RegistrationForm

ANSWERS = {
    "name": "Ana María de Jesús",
    "organization": "Ministry of Public Administration",
    "email": "ana@example.org",
    "country": "BR",
    "sector": "government",
    "needs": "A seat near the door.\r\nNo nuts.",
    "may_be_listed": "on",
}
# Every field that the staff can choose.
EXTRA = {
    "position": "Director",
    "phone": "+55 (61) 1234-5678",
    "is_remote": "remote",
    "passport_name": "ANA MARIA DE JESUS",
    "arrival": "2999-05-02",
    "departure": "2999-05-06",
    "dietary": "Pork",
    "comments": "See you there.",
}


def details(**fields: Any) -> Details:
    return Details(**({"name": "Ana Silva", "country": "BR", "sector": "government"} | fields))


def ticket(form: RegistrationForm, *, age: float = 60, number: str = "") -> str:
    """What a form carries that was opened some seconds ago."""
    made_at = timezone.now().timestamp() - age
    return Ticket(form.pk, None, made_at, number or f"page {made_at}").signed()


def address(form: RegistrationForm) -> str:
    return reverse("events:registration", args=[form.event.slug])


def own(registration: Registration, name: str = "own") -> str:
    """The address of a page of somebody's own."""
    return reverse(f"events:registration_{name}", args=[registration.form.event.slug, registration.token])


def post(client: Client, form: RegistrationForm, answers: dict[str, Any], *, signed: str | None = None) -> HttpResponse:
    """Sends a form with a ticket of its own."""
    return client.post(address(form), {"ticket": ticket(form) if signed is None else signed, **answers})


def states(form: RegistrationForm) -> list[str]:
    """What became of the registrations, in the order in which they were made."""
    return list(form.registrations.order_by("pk").values_list("state", flat=True))


def subjects(form: RegistrationForm) -> list[str]:
    """The beginnings of the letters that wait, in their order."""
    rows = Message.objects.filter(registration__form=form).order_by("pk")
    return [subject.partition(":")[0] for subject in rows.values_list("subject", flat=True)]


def taken(form: RegistrationForm) -> int:
    form.refresh_from_db()
    return form.taken
