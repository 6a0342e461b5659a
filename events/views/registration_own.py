"""A person's own registration: whoever has its link may see, change and cancel it, and come by an invitation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from events.actions.limits import claim_attempt, limit_key
from events.actions.registering import (
    NotOpenError,
    StateError,
    can_cancel,
    can_change,
    can_register,
    cancel,
    change,
    register_by_link,
)
from events.forms.catalogue import fields_of
from events.forms.registration import DetailsForm
from events.models import Registration, RegistrationForm
from events.models.registration import Status
from events.views.registration import HOUR, find, sent
from events.views.registration_pages import closing, page, private, standing, state

MOST_CHANGES = 30  # an hour
State = Registration.State
View = Callable[[HttpRequest, Registration], HttpResponse]


def _of_a_link(view: View) -> Callable[[HttpRequest, str, str], HttpResponse]:
    """A view for the registration that a link leads to; a page of its own where it leads to none."""

    @wraps(view)
    def found_or_unknown(request: HttpRequest, slug: str, token: str) -> HttpResponse:
        asks = find(slug)
        rows = Registration.objects.with_token(token).select_related("participation")
        registration: Registration | None = rows.filter(form=asks).first()
        if registration is None:
            return state(request, asks, "unknown", status=404)
        registration.form = asks
        key = limit_key("registration changes", str(registration.pk))
        if request.method == "POST" and not claim_attempt(key=key, most=MOST_CHANGES, seconds=HOUR):
            return state(request, asks, "wait", status=429)
        return view(request, registration)

    return found_or_unknown


def _address(name: str, registration: Registration) -> str:
    return reverse(f"events:registration_{name}", args=[registration.form.event.slug, registration.token])


def _back(registration: Registration) -> HttpResponse:
    return private(HttpResponseRedirect(_address("own", registration)))


def _said(registration: Registration) -> list[tuple[str, str]]:
    """What the person told us, by the names of the fields."""
    shown: list[tuple[str, str]] = []
    for one in fields_of(registration.form):
        value = getattr(registration, one.key) if one.is_own else registration.answers.get(one.key, "")
        shown.append((one.label, _worded(registration, one.key, value)))
    return [(label, value) for label, value in shown if value]


def _worded(registration: Registration, key: str, value: Any) -> str:
    if key == "is_remote":
        return "Remotely, by video" if value else f"In person, in {registration.form.event.city}"
    if key == "may_be_listed":
        return "Yes" if value else "No"
    if key == "country":
        return str(registration.country.name)
    return registration.get_sector_display() if key == "sector" else str(value)


def _own_page(request: HttpRequest, registration: Registration, **said: Any) -> HttpResponse:
    title, lead = standing(registration)
    context = {
        "title": title,
        "lead": lead,
        "registration": registration,
        "said": _said(registration),
        "to_change": _address("change", registration),
        "to_cancel": _address("cancel", registration),
        "can_change": can_change(registration),
        "can_register": can_register(registration),
        "can_cancel": can_cancel(registration),
    }
    return page(request, registration.form, "own", **(context | said))


@require_safe
@_of_a_link
def own(request: HttpRequest, registration: Registration) -> HttpResponse:
    """How the registration stands, and what can be done; for an invited person the form."""
    if registration.state != State.INVITED:
        return _own_page(request, registration)
    if not can_register(registration):
        return state(request, registration.form, registration.form.status())
    return _form_page(request, registration, DetailsForm(registration.form, known=registration))


def _form_page(request: HttpRequest, registration: Registration, filled: DetailsForm) -> HttpResponse:
    asks: RegistrationForm = registration.form
    context = {
        "form": filled,
        "registration": registration,
        "action": _address("change", registration),
        "is_change": can_change(registration),
        "is_full": asks.status() == Status.WAITING_LIST and not can_change(registration),
        "closes": closing(asks),
        "to_own": _address("own", registration),
    }
    return page(request, asks, "form", **context)


@csrf_exempt  # whoever knows the token in the address has every right there is here, and no cookie is asked
@require_http_methods(["GET", "HEAD", "POST"])
@_of_a_link
def edit(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The form with what is known; sending it changes the details, or registers who was invited or had cancelled."""
    is_post = request.method == "POST"
    if not can_change(registration) and not can_register(registration):
        return _own_page(request, registration, is_late=is_post, status=409) if is_post else _back(registration)
    if not is_post:
        return _form_page(request, registration, DetailsForm(registration.form, known=registration))
    data = sent(request)
    if data is None:
        return state(request, registration.form, "broken", status=400)
    filled = DetailsForm(registration.form, data, known=registration)
    if not filled.is_valid():
        return _form_page(request, registration, filled)
    return _store(request, registration, filled)


def _store(request: HttpRequest, registration: Registration, filled: DetailsForm) -> HttpResponse:
    act = change if can_change(registration) else register_by_link
    try:
        act(registration=registration, details=filled.details())
    except NotOpenError as error:
        return state(request, registration.form, error.status, status=409)
    except StateError:
        registration.refresh_from_db()
        return _own_page(request, registration, is_late=True, status=409)
    return _back(registration)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_of_a_link
def quit(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Asks whether to cancel, and cancels."""
    if request.method != "POST":
        if not can_cancel(registration):
            return _back(registration)
        to_own = _address("own", registration)
        return page(request, registration.form, "cancel", registration=registration, to_own=to_own)
    try:
        cancel(registration=registration)
    except StateError:
        return _own_page(request, registration, is_late=True, status=409)
    return _back(registration)
