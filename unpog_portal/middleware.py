"""Answers for addresses that led to an item once: an old one leads on, a withdrawn one says why it is empty."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from events.models import Event, Language, OldAddress, Post
from events.models.publishing import Publishable
from reports.models import Report

# Which kind of item the slug in an address names, by the beginning of the address's name.
KINDS: dict[str, type[Publishable]] = {
    "events:news_": Post,
    "events:event_": Event,
    "events:registration": Event,
    "evaluations:": Event,
    "reports:": Report,
}


def _kind(name: str) -> type[Publishable] | None:
    return next((model for start, model in KINDS.items() if name.startswith(start)), None)


def _items(model: type[Publishable], slug: str, language: str) -> Any:
    """The items that have this address, or had it once."""
    had = OldAddress.objects.of_kind(model).filter(slug=slug, language=language).values("item_id")
    return model._default_manager.filter(Q(slug=slug, language=language) | Q(pk__in=had))


def remembered_addresses(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Looks at what was not found: nothing is asked for a page that is there."""

    def answer(request: HttpRequest) -> Any:
        response = get_response(request)
        found = request.resolver_match
        if response.status_code != 404 or found is None or "slug" not in found.kwargs:
            return response
        model, slug, language = _kind(found.view_name), found.kwargs["slug"], Language.ENGLISH
        if model is None:
            return response
        item = _items(model, slug, language).published().exclude(slug=slug).first()
        if item is not None:
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            address = reverse(found.view_name, kwargs=found.kwargs | {"slug": item.slug})
            return HttpResponsePermanentRedirect(address + query)
        return _gone(request, model, slug, language) or response

    return answer


def _gone(request: HttpRequest, model: type[Publishable], slug: str, language: str) -> HttpResponse | None:
    withdrawn = _items(model, slug, language).filter(withdrawn_at__isnull=False).first()
    if withdrawn is None:
        return None
    context = {"reason": withdrawn.withdrawn_reason, "withdrawn_at": withdrawn.withdrawn_at}
    return render(request, "410.html", context, status=410)
