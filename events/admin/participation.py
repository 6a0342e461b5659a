"""Named participants, and groups that were counted."""

from django.contrib import admin
from django_countries.filters import CountryFilter

from events.admin.imports import ParticipantsImport
from events.desk.keys import KeyedAdmin, Rows
from events.models import Headcount, Participation


class HeadcountRows(Rows):
    """Groups that were counted at the event."""

    model = Headcount
    fields = ["position", "unit", "origin", "sector", "role", "count", "is_subset", "parent"]
    fk_name = "event"
    of_event = ("parent",)


@admin.register(Headcount)
class HeadcountAdmin(KeyedAdmin):
    """Counted groups of all events."""

    ordering = ["event", "position"]
    list_display = ["group", "event", "unit", "count", "is_subset", "parent"]
    list_filter = ["unit", "origin", "sector", "role", "is_subset", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event", "parent"]
    search_fields = ["event__title", "origin", "sector", "role"]
    autocomplete_fields = ["event", "parent"]
    fieldsets = [
        (
            "Which group",
            {
                "description": "Leave empty what does not matter: a group with an origin only counts everybody of "
                "that origin.",
                "fields": ["event", "position", "unit", "origin", "sector", "role"],
            },
        ),
        (
            "How many",
            {
                "description": "Groups add up to the total of participants. Tick the box for a number that is part of "
                "another one (“of whom 19 ministers”), and for countries and organizations.",
                "fields": ["count", "is_subset", "parent"],
            },
        ),
    ]

    @admin.display(description="group", ordering="position")
    def group(self, headcount: Headcount) -> str:
        """The group in words."""
        return str(headcount)


@admin.register(Participation)
class ParticipationAdmin(ParticipantsImport, KeyedAdmin):
    """Who was invited, registered and came."""

    list_display = ["person", "event", "role", "organization", "country", "is_registered", "has_attended"]
    list_filter = [
        ("event", admin.RelatedOnlyFieldListFilter),
        "role",
        "sector",
        "origin",
        "has_attended",
        ("country", CountryFilter),
    ]
    list_select_related = ["person", "event", "organization"]
    search_fields = ["person__family_name", "person__given_name", "organization__name", "organization__acronym"]
    autocomplete_fields = ["event", "person", "organization"]
    fieldsets = [
        (None, {"fields": ["event", "person", "organization", "position", "country"]}),
        (
            "As what",
            {
                "description": "Origin and sector decide in which group the person is counted.",
                "fields": ["role", "sector", "origin"],
            },
        ),
        (
            "Counting",
            {
                "description": "Only people who attended are counted. Tick the last box where a counted group of the "
                "event includes the person already.",
                "fields": ["is_registered", "has_attended", "is_remote", "is_in_headcount"],
            },
        ),
        ("For the office", {"fields": ["is_listed", "note"]}),
    ]
