"""Uploaded files go out here, never from a bare folder: under their own policy, and never as a page."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from csp.constants import NONE
from csp.decorators import csp
from django.core.files.storage import Storage
from django.http import FileResponse, Http404, HttpRequest

from events.files.names import download_name, ending_of
from events.files.storage import renditions
from events.images import RENDITIONS
from events.models import Picture, PreviewLink, Publishable, WorkingCopy
from events.policy import may_preview

# A file that a browser opens as a page after all may load nothing and run nothing.
harmless: Callable[[Callable[..., Any]], Callable[..., Any]] = csp({"default-src": [NONE], "sandbox": [True]})
_HARMLESS = "default-src 'none'; sandbox"
_UNSEEN = "There is no such file."


def readable(request: HttpRequest, item: Publishable) -> bool:
    """Whether this visitor may read the files of an item: asked by every view that hands one out."""
    return item.is_published or _sees_ahead(request, item)


def _sees_ahead(request: HttpRequest, item: Publishable) -> bool:
    """The staff, and whoever holds a link to the preview of this very item."""
    token = request.GET.get("preview", "")
    link = PreviewLink.by_token(token) if token else None
    if link is not None and link.item == item:
        return True
    return may_preview(request.user, item)


def row_of(request: HttpRequest, item: Any, relation: str, pk: int) -> Any:
    """A row of an item, if the visitor may read its files; in a preview as the item's changes would have it.

    Raises Http404 where there is none or it may not be read.
    """
    if not readable(request, item):
        raise Http404(_UNSEEN)
    row = getattr(item, relation).filter(pk=pk).first()
    if _is_ahead(request, item):
        row = _changed(item, relation, pk, row)
    if row is None:
        raise Http404(_UNSEEN)
    return row


def ahead_fields(request: HttpRequest, item: Any) -> dict[str, Any]:
    """The fields of an item that its changes would set, for those who look at the preview; else none."""
    copy = WorkingCopy.objects.of(item).first() if _is_ahead(request, item) else None
    return copy.changes.get("fields", {}) if copy else {}


def _is_ahead(request: HttpRequest, item: Publishable) -> bool:
    return "preview" in request.GET and _sees_ahead(request, item)


def _changed(item: Any, relation: str, pk: int, row: Any) -> Any:
    copy = WorkingCopy.objects.of(item).first()
    rows = copy.changes.get("rows", {}).get(relation, {}) if copy else {}
    values = {**rows.get("added", {}).get(str(pk), {}), **rows.get("changed", {}).get(str(pk), {})}
    if not values:
        return row
    link = item._meta.get_field(relation)
    row = row or link.related_model(pk=pk, **{link.field.name: item})
    for attname, value in values.items():
        setattr(row, attname, value)
    return row


def send(request: HttpRequest, item: Publishable, stored: Any, *, title: str) -> FileResponse:
    """A document of an item as a download under a readable name. Nothing but the public's own copy may be kept."""
    name = download_name(title, ending_of(stored.name))
    response = _answer(stored.storage, stored.name, name=name, is_shown=False)
    return response if _is_public(request, item) else _private(response)


def show(request: HttpRequest, item: Publishable, picture: Picture, name: str) -> FileResponse:
    """A rendition of a picture of an item, to be shown in the page."""
    if name not in RENDITIONS:
        raise Http404(_UNSEEN)
    response = _answer(renditions(), picture.stored(name), name=f"{name}.webp", is_shown=True)
    return response if _is_public(request, item) else _private(response)


def at_the_desk(storage: Storage, path: str, *, is_shown: bool = False) -> FileResponse:
    """A file for the staff, who see it in their forms; the caller has asked whether they may."""
    response = _private(_answer(storage, path, name=PurePath(path).name, is_shown=is_shown))
    response["Content-Security-Policy"] = _HARMLESS
    return response


def _is_public(request: HttpRequest, item: Publishable) -> bool:
    return item.is_published and "preview" not in request.GET


def _private(response: FileResponse) -> FileResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(storage: Storage, path: str, *, name: str, is_shown: bool) -> FileResponse:
    """The file. Its stored name is random and never changes its content, so it is the ETag."""
    try:
        opened = storage.open(path, "rb")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Http404("The file is not in the store.") from error
    response = FileResponse(opened, as_attachment=not is_shown, filename=name)
    response["ETag"] = f'"{PurePath(path).with_suffix("").as_posix().replace("/", "-")}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
