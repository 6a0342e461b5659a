"""Tracks, sessions and presentations."""

from django.contrib import admin

from events.desk.keys import KeyedAdmin, Rows
from events.desk.writing import RichTextForms
from events.models import Presentation, Session, Track


class TrackRows(Rows):
    """Strands of sessions that ran beside each other."""

    model = Track
    show_change_link = True


class SessionRows(Rows):
    """Sittings of the event; each has a page of its own for its texts and speakers."""

    model = Session
    fields = ["position", "code", "kind", "title", "track", "held_on", "part_of_day", "starts_at", "ends_at"]
    show_change_link = True
    of_event = ("track",)


class PresentationRows(RichTextForms, admin.StackedInline):
    """What was said in the session, in order."""

    model = Presentation
    extra = 0
    has_low_texts = True
    autocomplete_fields = ["speaker", "organization"]
    fields = [
        ("position", "speaker", "role", "mode"),
        ("organization", "affiliation"),
        "title",
        "findings",
    ]


@admin.register(Track)
class TrackAdmin(KeyedAdmin):
    """Tracks of all events."""

    ordering = ["event", "number"]
    list_display = ["number", "title", "standpoint", "event"]
    list_display_links = ["number", "title"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["title", "standpoint", "event__title"]
    autocomplete_fields = ["event"]


@admin.register(Session)
class SessionAdmin(KeyedAdmin):
    """Sessions of all events, with their presentations."""

    ordering = ["event", "held_on", "part_of_day", "position"]
    list_display = ["code", "title", "kind", "track", "held_on", "part_of_day", "event"]
    list_display_links = ["code", "title"]
    list_filter = ["kind", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event", "track"]
    search_fields = ["code", "title", "track__title", "event__title"]
    date_hierarchy = "held_on"
    autocomplete_fields = ["event", "track"]
    inlines = [PresentationRows]
    fieldsets = [
        (None, {"fields": ["event", "track", ("code", "position"), "kind", "title"]}),
        (
            "When",
            {
                "description": "Where the clock times are not known, choose the part of the day.",
                "fields": ["held_on", "part_of_day", ("starts_at", "ends_at")],
            },
        ),
        (
            "Text",
            {
                "description": "The sentence that opens the session's page, what happened, and what to remember.",
                "fields": ["lead", "summary", "key_point"],
            },
        ),
    ]


@admin.register(Presentation)
class PresentationAdmin(KeyedAdmin):
    """Presentations of all sessions."""

    ordering = ["session__event", "session", "position"]
    list_display = ["speaker", "title", "session", "role", "mode", "organization"]
    list_filter = ["role", "mode", ("session__event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["speaker", "session", "organization"]
    search_fields = ["speaker__family_name", "speaker__given_name", "title", "session__code", "session__title"]
    autocomplete_fields = ["session", "speaker", "organization"]
    fieldsets = [
        (None, {"fields": ["session", "position", "speaker", "role", "mode"]}),
        (
            "Affiliation",
            {"description": "As it was at the time of the event.", "fields": ["organization", "affiliation"]},
        ),
        ("What was said", {"fields": ["title", "findings"]}),
    ]
