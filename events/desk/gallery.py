"""The gallery of an event: many pictures at once into the library, then words for each, and only then into public."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern

from events.actions.pictures import Description, show, take_in, waiting
from events.actions.publishing import StaleError
from events.desk.pages import ItemPages
from events.files.names import shown_name
from events.images import LARGEST
from events.models import Event, Picture
from events.models.picture import NOT_BOTH
from events.policy import Verb, may, may_write_at_once
from events.text import clean_line

MOST_WAITING = 60  # as many are described on one page; the next ones follow
_DECORATIVE = "Decorative: it adds nothing to the text, and is passed over when the page is read aloud"


class DescriptionForm(forms.Form):
    """The words for one picture. A form that is left empty leaves its picture waiting."""

    alternative_text = forms.CharField(
        max_length=250, required=False, help_text="What a person who cannot see the picture should know."
    )
    is_decorative = forms.BooleanField(label=_DECORATIVE, required=False)
    caption = forms.CharField(max_length=250, required=False)
    credit = forms.CharField(max_length=120, required=False)
    order = forms.IntegerField(min_value=1, max_value=9999, required=False)

    def __init__(self, picture: Picture, place: int, data: Any = None) -> None:
        super().__init__(data, prefix=f"picture-{picture.pk}", initial={"credit": picture.credit, "order": place})
        self.picture = picture
        for name, field in self.fields.items():
            field.widget.attrs["autocomplete"] = "off"
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{self.prefix}-{name}_help"

    def clean(self) -> dict[str, Any]:
        """Refuses words beside "decorative", and a caption without either."""
        cleaned = super().clean() or self.cleaned_data
        words = cleaned["alternative_text"] = clean_line(cleaned.get("alternative_text", ""))
        if words and cleaned.get("is_decorative"):
            self.add_error("alternative_text", NOT_BOTH)
        elif cleaned.get("caption") and not words and not cleaned.get("is_decorative"):
            self.add_error("alternative_text", "Say what the picture shows, too, or mark it as decorative.")
        return cleaned

    @property
    def is_described(self) -> bool:
        """Whether the picture may be shown."""
        return bool(self.cleaned_data["alternative_text"] or self.cleaned_data["is_decorative"])

    def description(self) -> Description:
        """What was written."""
        names = ("alternative_text", "is_decorative", "caption", "credit")
        return Description(self.picture, **{name: self.cleaned_data[name] for name in names})


class GalleryPages(ItemPages):
    """The page "Photographs" of an event; a part of its admin class."""

    def get_urls(self) -> list[URLPattern]:
        """Its address, before those of the admin."""
        return [self.page_path("photos", self.photos_view), *super().get_urls()]  # type: ignore[misc]

    def photos_view(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """Takes pictures in, asks for words, and shows what the gallery has."""
        event = self.item_for(request, pk)
        if request.method != "POST":
            return self._photos_page(request, event, list(_forms(event)))
        if "describe" in request.POST:
            return self._describe(request, event)
        if not may(request.user, Verb.ADD, Picture):
            raise PermissionDenied
        results = [_taken_in(upload, event) for upload in request.FILES.getlist("pictures")]
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"results": results})
        if not results:
            messages.error(request, "Choose at least one picture.")
        for result in results:
            messages.add_message(request, messages.SUCCESS if result["is_kept"] else messages.ERROR, result["message"])
        return HttpResponseRedirect(request.path)

    def _describe(self: Any, request: HttpRequest, event: Event) -> HttpResponse:
        if not may_write_at_once(request.user, event):
            raise PermissionDenied
        written = list(_forms(event, request.POST))
        judged = [form.is_valid() for form in written]
        if not all(judged):
            return self._photos_page(request, event, written)
        ready = sorted(
            (form for form in written if form.is_described), key=lambda form: form.cleaned_data["order"] or 0
        )
        if not ready:
            messages.error(request, "Nothing was added: describe at least one picture, or mark it as decorative.")
            return self._photos_page(request, event, written)
        try:
            shown = show(event=event, descriptions=[form.description() for form in ready], by=request.user)
        except StaleError:
            messages.error(request, "Somebody else saved the event a moment ago. Nothing is lost: send the form again.")
            return self._photos_page(request, event, written)
        number = f"{len(shown)} picture{'s are' if len(shown) > 1 else ' is'}"
        where = "on the event’s public page now" if event.is_published else "in the gallery now"
        self.log_change(request, event, f"Added photographs: {len(shown)}.")
        messages.success(request, f"{number} {where}.")
        return HttpResponseRedirect(request.path)

    def _photos_page(self: Any, request: HttpRequest, event: Event, written: list[DescriptionForm]) -> HttpResponse:
        context = {
            "forms": written,
            "has_errors": any(form.errors for form in written if form.is_bound),
            "photos": event.photos.select_related("picture"),
            "may_upload": may(request.user, Verb.ADD, Picture),
            "may_show": may_write_at_once(request.user, event),
            "most_bytes": LARGEST,
        }
        return self.item_page(request, "admin/events/event/photos.html", event, "Photographs", **context)


def _forms(event: Event, data: Any = None) -> Iterator[DescriptionForm]:
    for place, picture in enumerate(waiting(event)[:MOST_WAITING], 1):
        yield DescriptionForm(picture, place, data)


def _taken_in(upload: Any, event: Event) -> dict[str, Any]:
    """What became of one file, for the writer's eyes."""
    name = shown_name(upload.name)
    try:
        take_in(upload=upload, event=event)
    except ValidationError as error:
        return {"name": name, "is_kept": False, "message": " ".join(error.messages)}
    return {"name": name, "is_kept": True, "message": f"“{name}” is in the library and waits for its words below."}
