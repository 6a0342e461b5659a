"""Events with the rows that belong to them."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django_countries.filters import CountryFilter

from events.admin.budget import EventBudget
from events.admin.counting import CountingPage
from events.admin.flow import EventFlow
from events.admin.media import MaterialRows, PhotoRows
from events.admin.participation import HeadcountRows
from events.admin.programme import SessionRows, TrackRows
from events.admin.registration import EventRegistration
from events.desk.filters import StateFilter
from events.desk.gallery import GalleryPages
from events.desk.keys import KeyedAdmin, Rows
from events.desk.publishing import ADDRESS, PUBLIC, PublishableAdmin
from events.models import Event, Host, Outcome, Series
from events.review import review_event
from events.text import excerpt, plain_text
from events.views import event


class HostRows(Rows):
    """Who holds the event, in the order of the cover."""

    model = Host
    autocomplete_fields = ["organization"]


class OutcomeRows(Rows):
    """What came of it, one sentence each, in the past tense."""

    model = Outcome


@admin.register(Event)
class EventAdmin(EventFlow, CountingPage, EventBudget, EventRegistration, GalleryPages, PublishableAdmin):  # type: ignore[misc]
    """One page for all that belongs to an event; long lists of people and costs have their own."""

    list_display = ["title", "kind", "starts_on", "ends_on", "city", "stage", "language", "state"]
    list_filter = [StateFilter, "kind", "stage", "language", "series", ("country", CountryFilter)]
    search_fields = ["title", "short_name", "theme", "city", "venue", "slug"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["series"]
    readonly_fields = ["participants", "travel", "photographs"]
    inlines = [HostRows, OutcomeRows, TrackRows, SessionRows, HeadcountRows, MaterialRows, PhotoRows]
    review = staticmethod(review_event)
    page = staticmethod(event.detail)
    fieldsets = [
        (
            "What",
            {
                "description": "The title and theme as they stand on the cover of the report.",
                "fields": ["title", "theme", "kind", "short_name", "series"],
            },
        ),
        (
            "When and where",
            {
                "description": "Enter the first and the last day; weekdays and wording are made from them.",
                "fields": [("starts_on", "ends_on"), "venue", ("city", "country"), "time_zone"],
            },
        ),
        (
            "Text",
            {
                "description": "Figures are written as references, such as {participants} or {countries}: they are "
                "filled in from the numbers below and can never disagree with them.",
                "fields": ["lead", "description"],
            },
        ),
        ("Figures", {"fields": ["currency", "percent_decimals"]}),
        (
            "People, travel and photographs",
            {
                "description": "These lists can be long and have their own pages.",
                "fields": ["participants", "travel", "photographs"],
            },
        ),
        ADDRESS,
        PUBLIC,
    ]

    @admin.display(description="Named participants")
    def participants(self, event: Event) -> str:
        """A link to the list of the event's named participants."""
        return self._list("participation", event)

    @admin.display(description="Travel budget")
    def travel(self, event: Event) -> str:
        """A link to the list of the event's travel lines."""
        return self._list("travelline", event)

    @admin.display(description="Photographs")
    def photographs(self, event: Event) -> str:
        """A link to the page that takes many pictures at once."""
        if not event.pk:
            return "Save the event first."
        address = reverse("admin:events_event_photos", args=[event.pk])
        return format_html('<a href="{}">Add and describe photographs</a>', address)

    def public_address(self, item: Event) -> str:
        """The event's page."""
        return reverse("events:event_detail", args=[item.slug])

    def _list(self, model: str, event: Event) -> str:
        if not event.pk:
            return "Save the event first."
        address = f"{reverse(f'admin:events_{model}_changelist')}?event__id__exact={event.pk}"
        return format_html('<a href="{}">Open the list</a>', address)


@admin.register(Series)
class SeriesAdmin(KeyedAdmin):
    """Events that belong together over the years."""

    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Host)
class HostAdmin(KeyedAdmin):
    """Hosts of all events."""

    ordering = ["event", "position"]
    list_display = ["organization", "event", "role", "position"]
    list_filter = ["role", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["organization", "event"]
    search_fields = ["organization__name", "organization__acronym", "event__title"]
    autocomplete_fields = ["event", "organization"]


@admin.register(Outcome)
class OutcomeAdmin(KeyedAdmin):
    """Outcomes of all events."""

    ordering = ["event", "position"]
    list_display = ["position", "excerpt", "event"]
    list_display_links = ["position", "excerpt"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["text", "event__title"]
    autocomplete_fields = ["event"]

    @admin.display(description="text", ordering="text")
    def excerpt(self, outcome: Outcome) -> str:
        """The first words."""
        return excerpt(plain_text(outcome.text))
