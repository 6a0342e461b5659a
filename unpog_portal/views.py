"""The roof's own doors: home, about, data, search, and what machines ask for."""

from typing import Any

from django.contrib import admin
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from events.models import Event, Language, Post, PreviewLink
from reports.models import Report
from unpog_portal.search import search as find
from unpog_portal.search import words

LATEST_NOTICES = 4
LATEST_EVENTS = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The latest notices, the next and the most recent events, and the latest report."""
    events = Event.objects.published().in_language(Language.ENGLISH)
    reports = Report.objects.published().in_language(Language.ENGLISH)
    context = {
        "notices": Post.objects.published().in_language(Language.ENGLISH).latest_first()[:LATEST_NOTICES],
        "upcoming": events.upcoming()[:LATEST_EVENTS],
        "past": events.past()[:LATEST_EVENTS],
        "report": reports.select_related("event").order_by("-issued_on", "-id").first(),
    }
    return render(request, "home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the portal is, how accessible it is, and what it does not collect."""
    return render(request, "about.html")


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The doors for programs."""
    return render(request, "data.html")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything public that has all the words of `q`."""
    question = " ".join(words(request.GET.get("q", "")))
    return render(request, "search.html", {"question": question, "found": find(question)})


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an item before its time, for whoever holds a valid link to it."""
    link = PreviewLink.by_token(token)
    if link is None:
        response = render(request, "preview_over.html", status=404)
        response["Cache-Control"] = "private, no-store"
        return response
    desk: Any = admin.site.get_model_admin(type(link.item))
    return desk.shared(request, link)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read, and where they find the sitemap."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", "Disallow: /preview/"]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """The icon, for browsers that ask without reading the page."""
    return HttpResponseRedirect(static("img/favicon.svg"))


@require_safe
def health_live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def health_ready(request: HttpRequest) -> HttpResponse:
    """The database answers, too."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
