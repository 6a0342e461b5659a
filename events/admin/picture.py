"""The library of pictures."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join

from events.actions.pictures import uses
from events.desk.keys import KeyedAdmin
from events.files.storage import renditions
from events.images import RENDITIONS
from events.models import Picture
from events.policy import Verb, may
from events.views.files import at_the_desk

_NINTHS = (17, 50, 83)
_PLACES = {
    f"{x},{y}": f"{row} {column}".strip()
    for row, y in zip(("upper", "middle", "lower"), _NINTHS, strict=True)
    for column, x in zip(("left", "centre", "right"), _NINTHS, strict=True)
}


def address(picture: Picture, name: str) -> str:
    """Where the staff see a rendition."""
    return reverse("admin:events_picture_rendition", args=[picture.pk, name])


def thumbnail(picture: Picture) -> str:
    """The picture, small; its name stands beside it."""
    small = picture.thumb
    markup = '<img class="thumb" src="{}" width="{}" height="{}" alt="" loading="lazy">'
    return format_html(markup, address(picture, small.name), small.width, small.height)


class FocusInput(forms.RadioSelect):
    """Nine places over the picture; a script lets a click choose any other."""

    picture: Picture | None = None

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """The nine, and a tenth for an exact place."""
        exact = str(value) if value and str(value) not in _PLACES else ""
        context = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "places": [(place, words, place == value) for place, words in _PLACES.items()],
            "exact": exact,
            "address": address(self.picture, "large") if self.picture else "",
            "picture": self.picture,
        }
        return render_to_string("admin/events/picture/_focus.html", context)


class PictureForm(forms.ModelForm):
    """A picture with its focal point."""

    focus = forms.CharField(
        label="Focal point",
        widget=FocusInput,
        help_text="What must stay in view when the picture is cut: the part of it that matters most. "
        "Choose one of the nine parts, or click on the exact place.",
    )

    class Meta:
        model = Picture
        fields = ["title", "original", "credit", "taken_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "original" in self.fields:
            self.fields["original"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp"
        if "focus" in self.fields:
            self.fields["focus"].widget.picture = self.instance if self.instance.pk else None
            self.initial["focus"] = f"{self.instance.focus_x},{self.instance.focus_y}"

    def clean_focus(self) -> str:
        """Two numbers of per cent."""
        left, _, top = str(self.cleaned_data["focus"]).partition(",")
        if not (left.isascii() and left.isdigit() and top.isascii() and top.isdigit()):
            raise ValidationError("Choose one of the nine places.")
        if int(left) > 100 or int(top) > 100:
            raise ValidationError("Choose a place inside the picture.")
        self.instance.focus_x, self.instance.focus_y = int(left), int(top)
        return f"{left},{top}"


@admin.register(Picture)
class PictureAdmin(KeyedAdmin):
    """All pictures, the newest first, with where each is used."""

    form = PictureForm
    ordering = ["-id"]
    list_display = ["__str__", "shown", "size", "credit", "taken_at", "number_of_uses"]
    list_filter = [("taken_at", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["taken_at"]
    search_fields = ["title", "credit", "taken_at__title", "photos__alternative_text", "photos__caption"]
    autocomplete_fields = ["taken_at"]
    readonly_fields = ["used"]

    class Media:
        css = {"all": ["css/pictures.css"]}
        js = [forms.Script("js/focal.js", defer=True)]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new picture begins with its file; a stored file stays as it is: another picture is added anew."""
        about = "JPEG, PNG or WebP of up to 20 MB and 40 megapixels. The picture is saved anew, without the camera’s "
        about += "data such as the place where it was taken. The words for it are given wherever it is used."
        fields = ["focus", "title", "credit", "taken_at", "used"]
        if obj is None:
            return [(None, {"description": about, "fields": ["original", *fields[:-1]]})]
        return [(None, {"fields": fields})]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the number of uses."""
        counts = {"_photos": Count("photos", distinct=True), "_posts": Count("posts", distinct=True)}
        return super().get_queryset(request).annotate(**counts)

    def get_urls(self) -> list[URLPattern]:
        """Also the renditions, for the staff alone."""
        view = self.admin_site.admin_view(self.rendition_view)
        return [path("<int:pk>/<slug:name>.webp", view, name="events_picture_rendition"), *super().get_urls()]

    def rendition_view(self, request: HttpRequest, pk: int, name: str) -> FileResponse:
        """A rendition for the staff, wherever the picture is used."""
        if name not in RENDITIONS or not may(request.user, Verb.VIEW, Picture):
            raise Http404("There is no such picture.")
        return at_the_desk(renditions(), get_object_or_404(Picture, pk=pk).stored(name), is_shown=True)

    @admin.display(description="picture")
    def shown(self, picture: Picture) -> str:
        """The picture itself, small."""
        return thumbnail(picture)

    @admin.display(description="pixels")
    def size(self, picture: Picture) -> str:
        """Width and height of the original."""
        return f"{picture.width} × {picture.height}"

    @admin.display(description="uses")
    def number_of_uses(self, picture: Any) -> int:
        """In how many places it is used."""
        return picture._photos + picture._posts

    @admin.display(description="Where it is used")
    def used(self, picture: Picture) -> str:
        """The items that show it, each with a link to its form."""
        found = uses(picture)
        if not found:
            return "Nowhere yet."
        rows = ((reverse(f"admin:events_{item._meta.model_name}_change", args=[item.pk]), item) for item in found)
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a></li>', rows))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """A picture in use is not deleted; the answer says where it is used."""
        picture = self.get_object(request, object_id)
        if picture is not None and (found := uses(picture)):
            names = "; ".join(f"“{item}”" for item in found)
            messages.error(request, f"“{picture}” is in use and stays: {names}. Take it out there first.")
            return HttpResponseRedirect(reverse("admin:events_picture_change", args=[picture.pk]))
        return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Changes that wait beside an item use a picture, too."""
        shown, counts, missing, protected = super().get_deleted_objects(objs, request)
        used = [f"“{picture}” in “{item}”" for picture in objs for item in uses(picture)]
        return shown, counts, missing, [*protected, *used]

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """One by one, so that the files go too."""
        for picture in queryset:
            picture.delete()
