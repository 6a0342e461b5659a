"""The smallest Django pages of the same content, with which ours are compared: plain queries, plain templates."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path

from evaluations.models import Choice
from events.models import Event, Post
from reports.models import Report

_ENGINE = Engine(dirs=[str(Path(__file__).parent / "templates")])
_TEMPLATES = {name: _ENGINE.get_template(f"{name}.html") for name in ("event", "events", "news", "notice")}


def _page(name: str, **context: Any) -> HttpResponse:
    return HttpResponse(_TEMPLATES[name].render(Context(context)))


def event(request: HttpRequest, slug: str) -> HttpResponse:
    """An event with everything that its page shows, as a plain view would fetch it."""
    found = Event.objects.get(slug=slug, language="en")
    tallies = Choice.objects.filter(question__survey__event=found, tally__isnull=False, question__kind="rating")
    return _page(
        "event",
        event=found,
        hosts=found.hosts.select_related("organization"),
        outcomes=found.outcomes.all(),
        headcounts=found.headcounts.all(),
        sessions=found.sessions.select_related("track").prefetch_related(
            "presentations__speaker", "presentations__organization"
        ),
        people=found.participations.select_related("person", "organization"),
        reports=Report.objects.filter(event=found, live=True),
        choices=tallies.select_related("question", "tally")[:9],
        notices=Post.objects.filter(event=found, live=True)[:6],
        others=Event.objects.filter(live=True, language="en").exclude(pk=found.pk).order_by("starts_on")[:2],
    )


def events(request: HttpRequest) -> HttpResponse:
    """The list of events: one query."""
    return _page("events", events=Event.objects.filter(live=True, language="en").order_by("-starts_on")[:20])


def news(request: HttpRequest) -> HttpResponse:
    """The list of notices: one query."""
    return _page("news", notices=Post.objects.filter(live=True, language="en").order_by("-dated_on")[:20])


def notice(request: HttpRequest, slug: str) -> HttpResponse:
    """A notice with its links and its neighbours: three queries."""
    found = Post.objects.select_related("event", "picture").get(slug=slug, language="en")
    others = Post.objects.filter(live=True, language="en").exclude(pk=found.pk).order_by("dated_on")[:2]
    return _page("notice", notice=found, links=found.links.all(), others=others)


urlpatterns = [
    path("peer/events/", events),
    path("peer/events/<slug:slug>/", event),
    path("peer/news/", news),
    path("peer/news/<slug:slug>/", notice),
    path("", include("unpog_portal.urls")),
]
