"""Documents and photographs."""

from typing import Any

from django.contrib import admin
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.urls import URLPattern, path

from events.admin.picture import thumbnail
from events.desk.keys import KeyedAdmin, Rows
from events.models import Material, Photo, PostAttachment
from events.policy import Verb, may
from events.views.files import at_the_desk


class MaterialRows(Rows):
    """Documents of the event: a file or a link each."""

    model = Material
    fields = ["position", "title", "file", "url", "language", "note"]


class PhotoRows(Rows):
    """The gallery of the event. A picture is chosen from the library, or added to it by the plus beside the field."""

    model = Photo
    fields = ["position", "picture", "shown", "alternative_text", "is_decorative", "caption"]
    readonly_fields = ["shown"]
    autocomplete_fields = ["picture"]
    verbose_name_plural = "photographs (the page “Photographs” takes many at once)"

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the pictures, in one query."""
        return super().get_queryset(request).select_related("picture")

    @admin.display(description="")
    def shown(self, photo: Photo) -> str:
        """The picture itself, small."""
        return thumbnail(photo.picture) if photo.picture_id else ""


@admin.register(Material)
class MaterialAdmin(KeyedAdmin):
    """Documents of all events."""

    ordering = ["event", "position"]
    list_display = ["title", "event", "type", "extent", "language", "position"]
    list_filter = ["language", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["title", "note", "event__title"]
    autocomplete_fields = ["event"]
    fieldsets = [
        (None, {"fields": ["event", "position", "title", "language", "note"]}),
        (
            "File or link",
            {
                "description": "Give one of the two. A file may have up to 20 MB: PDF, DOCX, XLSX, PPTX, ODT, ODS, "
                "ODP, CSV, TXT or ZIP. Once the event is public, everybody can read it.",
                "fields": ["file", "url"],
            },
        ),
    ]

    def get_urls(self) -> list[URLPattern]:
        """Also the stored files of events and notices, at the addresses that the forms show."""
        view = self.admin_site.admin_view(self.file_view)
        return [path("files/<slug:folder>/<str:name>", view, name="events_material_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, folder: str, name: str) -> FileResponse:
        """A stored document for the staff, whatever the state of its item."""
        kinds: dict[str, Any] = {"material": Material, "postattachment": PostAttachment}
        if folder not in kinds or not may(request.user, Verb.VIEW, kinds[folder]):
            raise Http404("There is no such file.")
        return at_the_desk(default_storage, f"{folder}/{name}")


@admin.register(Photo)
class PhotoAdmin(KeyedAdmin):
    """Photographs of all events."""

    ordering = ["event", "position"]
    list_display = ["__str__", "shown", "event", "position", "is_decorative"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter), "is_decorative"]
    list_select_related = ["event", "picture"]
    search_fields = ["alternative_text", "caption", "picture__credit", "event__title"]
    autocomplete_fields = ["event", "picture"]
    fieldsets = [
        (
            None,
            {
                "description": "Describe the picture for people who cannot see it; or mark it as decorative, and it is "
                "passed over when the page is read aloud.",
                "fields": ["event", "position", "picture", "alternative_text", "is_decorative", "caption"],
            },
        )
    ]

    @admin.display(description="picture")
    def shown(self, photo: Photo) -> str:
        """The picture itself, small."""
        return thumbnail(photo.picture)
