"""How people register for an event, and who did."""

from typing import Any

from django.contrib import admin
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django_countries.filters import CountryFilter

from events.actions.offering import SETTINGS, follow
from events.actions.registering import locked
from events.admin.attendance import AttendancePages
from events.admin.registering import RegistrationSettings, tell_served
from events.admin.registrations import RegistrationsPages
from events.desk.keys import KeyedAdmin, ReadOnlyAdmin
from events.models import Registration, RegistrationForm


class EventRegistration(RegistrationSettings, RegistrationsPages, AttendancePages):
    """The pages of one event about who registers and who comes; a part of the events' admin."""


@admin.register(RegistrationForm)
class RegistrationFormAdmin(KeyedAdmin):
    """The registration of every event."""

    list_display = ["event", "access", "opens_at", "closes_at", "capacity", "taken"]
    list_filter = ["access"]
    list_select_related = ["event"]
    search_fields = ["event__title"]
    autocomplete_fields = ["event"]
    readonly_fields = ["taken"]

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Held while it is changed, as by everybody who gives places away."""
        found = super().get_object(request, object_id, from_field)
        if request.method != "POST" or found is None or not self.has_change_permission(request, found):
            return found
        return locked(found) if connection.in_atomic_block else found

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Stores the settings alone; free places go to the waiting list, as on the page of the settings."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        obj.save(update_fields=[name for name in ("event", *SETTINGS) if name in form.cleaned_data])
        tell_served(request, follow(obj, former_link=form.initial.get("meeting_link", "")))


@admin.register(Registration)
class RegistrationAdmin(ReadOnlyAdmin):
    """Everybody who registered, for all events."""

    list_display = ["name", "event", "state", "organization", "country", "registered_at"]
    list_filter = ["state", ("form__event", admin.RelatedOnlyFieldListFilter), ("country", CountryFilter)]
    list_select_related = ["form__event"]
    search_fields = ["name", "organization", "email"]

    @admin.display(description="event", ordering="form__event__title")
    def event(self, registration: Registration) -> str:
        """The event that the person registered for, and the way to where its registrations are decided on."""
        event = registration.form.event
        return format_html('<a href="{}">{}</a>', reverse("admin:events_event_registrations", args=[event.pk]), event)
