"""How people register for an event, and who did."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django_countries.filters import CountryFilter

from events.admin.attendance import AttendancePages
from events.admin.registering import RegistrationSettings
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
