"""News: the list by year, a notice, and what comes with it."""

import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.figures import participation_figures, programme_figures
from events.models import Event, Language, Picture, Post, Presentation, neighbour
from events.narrative import bind, references
from events.text import inline, notes_in_brackets, set_headings
from events.views.files import ahead_fields, harmless, readable, row_of, send, show
from events.views.paging import page


def _year(request: HttpRequest) -> int | None:
    asked = request.GET.get("year", "")
    return int(asked) if re.fullmatch("[1-9][0-9]{3}", asked, re.ASCII) else None


@require_safe
def list(request: HttpRequest) -> HttpResponse:
    """Notices, the newest first, of one year or of all."""
    notices = Post.objects.published().in_language(Language.ENGLISH).select_related("picture")
    year = _year(request)
    context = {
        "years": notices.dates("dated_on", "year", order="DESC"),
        "year": year,
        "page": page(notices.filter(dated_on__year=year) if year else notices, request.GET),
    }
    return render(request, "events/news/list.html", context)


def _known(event: Event | None, *texts: str) -> dict[str, int | str]:
    """The figures of the notice's event, where a text asks for one."""
    if event is None or not event.is_published or not any("{" in text for text in texts):
        return {}
    rows = Event.objects.with_rows("hosts.organization", "headcounts", "tracks", "sessions", "participations.person")
    event = rows.get(pk=event.pk)
    spoken = [*Presentation.objects.filter(session__event=event).only("session_id", "role")]
    return references(event, participation_figures(event), programme_figures(event, spoken))


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A notice with its links, its event, and the notices before and after it."""
    notices = Post.objects.published().in_language(Language.ENGLISH)
    post = get_object_or_404(
        notices.select_related("event", "picture").with_rows("links", "attachments").with_neighbours(), slug=slug
    )
    event = post.event
    known = _known(event, post.lead, post.body)
    context = {
        "post": post,
        "lead": bind(inline(notes_in_brackets(post.lead)), known),
        "body": bind(set_headings(notes_in_brackets(post.body), 2), known),
        "event": event if event and event.is_published and event.language == post.language else None,
        "earlier": neighbour(post, "earlier"),
        "later": neighbour(post, "later"),
    }
    return render(request, "events/news/detail.html", context)


def _with_files(slug: str) -> Post:
    return get_object_or_404(Post.objects.in_language(Language.ENGLISH), slug=slug)


@require_safe
@harmless
def attachment(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """A file that comes with a notice."""
    post = _with_files(slug)
    found = row_of(request, post, "attachments", pk)
    return send(request, post, found.file, title=found.title)


@require_safe
@harmless
def picture(request: HttpRequest, slug: str, name: str) -> FileResponse:
    """The picture that opens a notice, in one of its sizes."""
    post = _with_files(slug)
    if not readable(request, post):
        raise Http404("There is no such picture.")
    chosen = ahead_fields(request, post).get("picture_id", post.picture_id)
    return show(request, post, get_object_or_404(Picture, pk=chosen or 0), name)
