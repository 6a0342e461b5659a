"""Registering for an event: the public form, the thanks, and a page for every case in which there is no form.

The form is exempt from Django's CSRF check, because that needs a cookie, and no page here sets one: the signed ticket
in the form does its work (see events.forms.tickets). No page here is stored, indexed, or named to another one.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from events.actions.addresses import network_address
from events.actions.limits import claim_attempt, limit_key
from events.actions.registering import DAY, NotOpenError, register
from events.forms.registration import TICKET, TRAP, DetailsForm
from events.forms.tickets import Ticket
from events.models import Event, Language, RegistrationForm
from events.models.registration import Status
from events.views.registration_pages import closing, page, private, state

HOUR = 60 * 60
NOTICES = {
    "check_again": "Please look at your details once more, then press the button again",
    "expired": "This page was open for a long time. Please look at your details, then press the button again",
    "too_many": "Very many people have registered from your network. Please try again in an hour",
}


class SentBeforeError(Exception):
    """This very page was taken in already."""


def find(slug: str) -> RegistrationForm:
    """The form of a public event; 404 where the event has none, or is not public."""
    events = Event.objects.published().in_language(Language.ENGLISH).select_related("registration_form")
    event = events.filter(slug=slug, registration_form__isnull=False).first()
    if event is None:
        raise Http404("There is no registration.")
    found: RegistrationForm = event.registration_form
    return found


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent; nothing where it cannot be read."""
    try:
        return request.POST
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnicodeError):
        return None


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for everybody, or why there is none now."""
    asks = find(slug)
    if asks.access == RegistrationForm.Access.OFF:
        raise Http404("Nobody registers here.")
    is_post = request.method == "POST"
    now = "invited" if asks.access == RegistrationForm.Access.INVITED else asks.status()
    if now not in (Status.OPEN, Status.WAITING_LIST):
        return state(request, asks, now, status=409 if is_post else 200)
    if is_post:
        return _receive(request, asks)
    return _form_page(request, asks, DetailsForm(asks, ticket=Ticket.new(asks.pk)))


def _form_page(request: HttpRequest, asks: RegistrationForm, filled: DetailsForm, **said: Any) -> HttpResponse:
    is_full = asks.status() == Status.WAITING_LIST
    context = {"form": filled, "action": request.path, "is_full": is_full, "closes": closing(asks)}
    return page(request, asks, "form", **(context | said))


def _receive(request: HttpRequest, asks: RegistrationForm) -> HttpResponse:
    """Takes a registration in, or shows it again with what is wrong."""
    data = sent(request)
    if data is None:
        return state(request, asks, "broken", status=400)
    ticket = Ticket.read(data.get(TICKET, ""), asks.pk)
    notice, ticket = _hesitation(ticket, data), ticket or Ticket.new(asks.pk)
    filled = DetailsForm(asks, data, ticket=ticket.renewed() if notice == "expired" else ticket)
    if not filled.is_valid() or notice:
        return _form_page(request, asks, filled, notice=NOTICES.get(notice, ""))
    key, most = limit_key("registration", network_address(request)), settings.PORTAL_REGISTRATIONS_PER_ADDRESS
    if not claim_attempt(key=key, most=most, seconds=HOUR):
        return _form_page(request, asks, filled, notice=NOTICES["too_many"], status=429)
    return _store(request, asks, filled, ticket)


def _hesitation(ticket: Ticket | None, data: QueryDict) -> str:
    """Why what may be right is asked for once more; empty where nothing speaks against it."""
    if ticket is None or ticket.is_too_fresh() or data.get(TRAP):
        return "check_again"
    return "expired" if ticket.is_expired() else ""


def _store(request: HttpRequest, asks: RegistrationForm, filled: DetailsForm, ticket: Ticket) -> HttpResponse:
    try:
        with transaction.atomic():
            # Counts a page once, however often somebody presses the button.
            if not claim_attempt(key=limit_key("registration page", ticket.number), most=1, seconds=DAY):
                raise SentBeforeError
            register(form=asks, email=filled.email, details=filled.details())
    except NotOpenError as error:
        return state(request, asks, error.status, status=409)
    except SentBeforeError:
        pass
    return private(HttpResponseRedirect(reverse("events:registration_thanks", args=[asks.event.slug])))


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """What is said to everybody who registered: the rest stands in the letter."""
    return page(request, find(slug), "thanks")
