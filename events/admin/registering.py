"""The settings of an event's registration form, its public address with a QR code, and the table for the office."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.views.decorators.http import require_safe

from events.actions.offering import Served, TakenError, set_up
from events.desk.codes import qr_picture
from events.desk.pages import ItemPages
from events.desk.registration_form import SettingsForm
from events.emails.registration import moment_text
from events.exports.registrations import registrations_csv
from events.forms.catalogue import FIELDS, MOST_FIELDS
from events.models import AuditEntry, Event, Registration, RegistrationForm
from events.models.registration import Status
from events.policy import Verb, may, may_write_at_once

_SAID = {
    Status.OFF: "Registration is off: the event’s page offers none.",
    Status.NOT_YET: "Not open yet. It opens by itself on {opens}.",
    Status.OPEN: "Open.",
    Status.WAITING_LIST: "Full. Whoever registers now is put on the waiting list.",
    Status.FULL: "Full. Nobody else can register.",
    Status.CLOSED: "Closed.",
}
# Without it, a spreadsheet takes the letters for those of another alphabet.
_BOM, _CSV = "\ufeff", "text/csv; charset=utf-8"
_SHARED = (Status.OPEN, Status.NOT_YET, Status.WAITING_LIST, Status.FULL)


def public_address(event: Event) -> str:
    """Where the public finds the form."""
    return settings.PORTAL_ADDRESS + reverse("events:registration", args=[event.slug])


def standing(form: RegistrationForm) -> dict[str, Any]:
    """Where the form stands, in a sentence, and whether its address is worth sharing."""
    status, event = form.status(), form.event
    opens = moment_text(form.opens_at, event.time_zone) if form.opens_at else ""
    words = [_SAID[status].format(opens=opens)]
    if form.closes_at and status in _SHARED:
        words.append(f"It closes on {moment_text(form.closes_at, event.time_zone)}.")
    if form.access == RegistrationForm.Access.INVITED:
        words.append("Only people who were invited can register, each by a link of their own.")
    if not event.is_published and status != Status.OFF:
        words.append("The event is not public, and its form with it.")
    is_shared = status in _SHARED and form.access == RegistrationForm.Access.OPEN
    return {"status": status, "words": " ".join(words), "is_shared": is_shared}


def tell_served(request: HttpRequest, served: Served) -> None:
    """Who got what by new settings."""
    if served.places:
        messages.info(request, f"From the waiting list, {served.places} got a place and a letter.")
    if served.letters:
        messages.info(request, f"Letters with the new address of the meeting to remote participants: {served.letters}.")


def _form_of(event: Event) -> RegistrationForm:
    """The event's form, or the usual settings of one that does not exist yet."""
    form = RegistrationForm.objects.filter(event=event).first() or RegistrationForm(event=event)
    form.event = event
    return form


class RegistrationSettings(ItemPages):
    """The settings of one event's form; a part of the events' admin."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Their addresses, before those of the admin."""
        own = [
            self.page_path("registration", self.settings_view),
            self.page_path("registration_code", require_safe(self.code_view)),
            self.page_path("registrations_csv", require_safe(self.registrations_csv_view)),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def settings_view(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """The page, and its saving."""
        event = self.item_for(request, pk)
        if not may_write_at_once(request.user, event):
            raise PermissionDenied
        form = _form_of(event)
        typed = SettingsForm(request.POST if request.method == "POST" else None, event=event, settings=form)
        if request.method == "POST" and typed.is_valid() and self._is_set_up(request, event, typed):
            return HttpResponseRedirect(request.path)
        context = {
            "form": form,
            "typed": typed,
            "standing": standing(form) if form.pk else None,
            "address": public_address(event),
            "most_fields": MOST_FIELDS,
            "zone": event.time_zone.replace("_", " "),
            "moments": [typed["opens_at"], typed["closes_at"]],
            "ticks": [typed["has_waiting_list"], typed["needs_approval"], typed["offers_remote"]],
            "field_choices": list(typed.choices()),
            "is_long_shown": typed.count > MOST_FIELDS,
        }
        title = "Error: registration form" if typed.errors else "Registration form"
        return self.item_page(request, "admin/events/registration/settings.html", event, title, **context)

    def _is_set_up(self: Any, request: HttpRequest, event: Event, typed: SettingsForm) -> bool:
        """Whether the settings are stored; otherwise the form says why not."""
        try:
            form, served = set_up(event=event, values=typed.values, by=request.user)
        except TakenError as error:
            typed.add_error("capacity", str(error))
            return False
        self.log_change(request, event, "Changed the settings of the registration form.")
        messages.success(request, f"Saved. {standing(form)['words']}")
        tell_served(request, served)
        return True

    def code_view(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """The public address as a picture to print."""
        event = self.item_for(request, pk)
        response = HttpResponse(qr_picture(public_address(event)), content_type="image/svg+xml")
        response["Content-Disposition"] = f'inline; filename="registration-{event.slug}.svg"'
        return response

    def registrations_csv_view(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """All registrations as a table, with what each person wrote."""
        event = self.item_for(request, pk)
        if not may(request.user, Verb.VIEW, Registration):
            raise PermissionDenied
        rows = list(Registration.objects.filter(form__event=event))
        answered = {key for one in rows for key in one.answers}
        asked = [key for key in FIELDS if key in answered]
        labels = {key: FIELDS[key].label for key in asked} | {key: key for key in sorted(answered - {*asked})}
        AuditEntry.record(AuditEntry.Action.EXPORTED, by=request.user, item=event, detail=f"registrations: {len(rows)}")
        response = HttpResponse(_BOM + registrations_csv(rows, labels=labels), content_type=_CSV)
        response["Content-Disposition"] = f'attachment; filename="registrations-{event.slug}.csv"'
        return response
