"""Named participants, and groups that were counted."""

from typing import Any

from django.contrib import admin
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_countries.filters import CountryFilter

from events.admin.imports import ParticipantsImport
from events.desk.keys import KeyedAdmin, Rows
from events.models import Headcount, Participation
from events.models.participation import overfull


class HeadcountFormSet(BaseInlineFormSet):
    """The counted groups of an event, judged together: numbers may move from one to another in one go."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.instance.is_checked_with_others = True
        return form

    def clean(self) -> None:
        """Refuses parts that add up to more than their whole, at the last of them."""
        super().clean()
        kept = {id(form.instance): form for form in self.forms if form.is_valid() and not self._is_gone(form)}
        for fault in overfull([form.instance for form in kept.values()]):
            kept[id(fault.last)].add_error("count", fault.message)

    def _is_gone(self, form: Any) -> bool:
        is_deleted = self._should_delete_form(form)  # type: ignore[attr-defined]
        return is_deleted or not (form.instance.pk or form.has_changed())


class HeadcountRows(Rows):
    """Groups that were counted at the event."""

    model = Headcount
    formset = HeadcountFormSet
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
    actions = ["print_papers"]

    @admin.action(description="Print badges, certificates or name plates of the selected people", permissions=["add"])
    def print_papers(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Leads to the documents of their event, which a floor above makes."""
        events = set(queryset.values_list("event_id", flat=True))
        if len(events) != 1:
            self.message_user(request, "Select people of one event: papers are made event by event.", level="error")
            return None
        keys = ",".join(str(key) for key in queryset.values_list("pk", flat=True))
        address = reverse("admin:events_event_documents", args=[events.pop()])
        return HttpResponseRedirect(f"{address}?people={keys}")
