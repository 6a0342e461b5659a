"""The real page of an item before its time, drawn in a transaction that is undone."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from events.models.publishing import Publishable

Page = Callable[..., Any]


@dataclass(frozen=True)
class Preview:
    """What the bar above a preview says; `token` opens the files of the item to a visitor with a link."""

    item: Publishable
    state: str
    has_changes: bool
    token: str = ""
    edit: str = ""


def show(request: HttpRequest, item: Any, page: Page, preview: Preview) -> HttpResponse:
    """The item's public page as it would be. Call it inside `trial()`: it makes the item public for a moment."""
    moment = timezone.now() - timedelta(seconds=1)
    for one in (item, getattr(item, "event", None)):
        if one is not None and not one.is_published:
            values = {"live": True, "go_live_at": moment, "expire_at": None, "withdrawn_at": None}
            type(one)._default_manager.filter(pk=one.pk).update(**values)
    try:
        response = page(_as_reader(request, preview), slug=item.slug)
    except Http404:
        response = HttpResponse(
            f"There is no public page for this language yet: {item.get_language_display()}.",
            content_type="text/plain; charset=utf-8",
        )
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _as_reader(request: HttpRequest, preview: Preview) -> HttpRequest:
    """The same visitor, who only reads."""
    reader: Any = copy(request)
    reader.method, reader.GET, reader.POST = "GET", QueryDict(), QueryDict()
    reader.META = {name: value for name, value in request.META.items() if not name.startswith("HTTP_IF_")}
    reader.__dict__.pop("headers", None)
    reader.preview = preview
    reader.preview_query = f"?preview={preview.token or 'desk'}"
    return reader
