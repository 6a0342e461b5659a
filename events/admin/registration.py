"""How people register for an event, and who did."""

from django.contrib import admin
from django_countries.filters import CountryFilter

from events.desk.keys import KeyedAdmin, ReadOnlyAdmin
from events.models import Registration, RegistrationForm


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
        """The event that the person registered for."""
        return str(registration.form.event)
