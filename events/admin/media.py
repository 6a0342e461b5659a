"""Documents and photographs."""

from django.contrib import admin

from events.admin.keys import KeyedAdmin, Rows
from events.models import Material, Photo


class MaterialRows(Rows):
    """Documents of the event: a file or a link each."""

    model = Material
    fields = ["position", "title", "file", "url", "language", "note"]


class PhotoRows(Rows):
    """Photographs of the event."""

    model = Photo
    fields = ["position", "image", "alternative_text", "caption", "credit"]


@admin.register(Material)
class MaterialAdmin(KeyedAdmin):
    """Documents of all events."""

    ordering = ["event", "position"]
    list_display = ["title", "event", "type", "language", "position"]
    list_filter = ["language", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["title", "note", "event__title"]
    autocomplete_fields = ["event"]
    fieldsets = [
        (None, {"fields": ["event", "position", "title", "language", "note"]}),
        (
            "File or link",
            {
                "description": "Give one of the two. A file may have up to 20 MB; everybody who knows its address can "
                "read it.",
                "fields": ["file", "url"],
            },
        ),
    ]


@admin.register(Photo)
class PhotoAdmin(KeyedAdmin):
    """Photographs of all events."""

    ordering = ["event", "position"]
    list_display = ["alternative_text", "event", "position", "credit"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["alternative_text", "caption", "credit", "event__title"]
    autocomplete_fields = ["event"]
    fieldsets = [
        (
            None,
            {
                "description": "The picture is saved anew, without the camera's data such as the place where it was "
                "taken. Describe it for people who cannot see it.",
                "fields": ["event", "position", "image", "alternative_text", "caption", "credit"],
            },
        )
    ]
