"""Reads a notice or an event from the database into what the rules judge, in a fixed number of queries."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from events.figures import participation_figures, programme_figures
from events.models import Event, Post, Presentation, Publishable
from events.narrative import references
from events.review.register import Register, load_register
from events.review.subject import AlternativeText, RowLink, Subject, Text

_FIGURES = ("hosts.organization", "headcounts", "tracks", "sessions", "participations.person")
_ROWS = (*_FIGURES, "outcomes", "materials", "photos")


def public_at(item: Publishable) -> datetime:
    """The moment from which readers would see the item: what it links to must be public then."""
    return max(item.go_live_at, timezone.now())


def event_register(event: Event | None) -> Register:
    """The known names, and those in the facts of the event."""
    return load_register(*((event.title, event.theme, event.venue, event.city) if event else ()))


def _talks(event: Event) -> list[Presentation]:
    """All presentations of the event, in one query; each session knows its own afterwards."""
    prefetch_related_objects([*event.sessions.all()], Prefetch("presentations", Presentation.objects.all()))
    return [talk for session in event.sessions.all() for talk in session.presentations.all()]


def _references(event: Event, talks: list[Presentation]) -> dict[str, int | str]:
    return references(event, participation_figures(event), programme_figures(event, talks))


def _event_with(post: Post) -> tuple[Event | None, dict[str, int | str]]:
    """The notice's event, and its figures, which are filled in only once it is public."""
    event = Event.objects.with_rows(*_FIGURES).filter(posts=post).first()
    if event is None:
        return None, {}
    is_public = Event.objects.published(at=public_at(post)).filter(pk=event.pk).exists()
    talks = list(Presentation.objects.filter(session__event=event).only("session_id", "role"))
    return event, _references(event, talks) if is_public else {}


def _picture(post: Post) -> Iterator[AlternativeText]:
    if post.picture_id:
        yield AlternativeText("picture_alternative_text", post.picture_alternative_text, post.picture_is_decorative)


def read_post(post: Post) -> Subject:
    """A notice with its links, its files and the dates of its event."""
    event, figures = _event_with(post)
    links = tuple(
        RowLink(f"links-{place}-label", row.label, f"links-{place}-url", row.url)
        for place, row in enumerate(post.links.order_by("position", "id"))
    )
    files = tuple(post.attachments.order_by("id"))
    lines = [Text(f"links-{place}-label", link.label, True) for place, link in enumerate(links)]
    lines += [Text(f"attachments-{place}-title", row.title, True) for place, row in enumerate(files)]
    return Subject(
        language=post.language,
        address=reverse("events:news_detail", args=[post.slug]),
        public_at=public_at(post),
        register=event_register(event),
        texts=(Text("title", post.title, True), Text("lead", post.lead), Text("body", post.body), *lines),
        references=figures,
        links=links,
        pictures=tuple(_picture(post)),
        rows_below=len(links) + len(files),
        event=event,
        told_on=post.dated_on,
    )


def _event_texts(event: Event) -> Iterator[Text]:
    yield from (Text("title", event.title, True), Text("theme", event.theme, True))
    yield from (Text("lead", event.lead), Text("description", event.description))
    for place, outcome in enumerate(event.outcomes.all()):
        yield Text(f"outcomes-{place}-text", outcome.text)
    for place, track in enumerate(event.tracks.all()):
        yield Text(f"tracks-{place}-title", track.title, True)
    for place, session in enumerate(event.sessions.all()):
        prefix = f"sessions-{place}"
        yield Text(f"{prefix}-title", session.title, True)
        for name in ("lead", "summary", "key_point"):
            yield Text(f"{prefix}-{name}", getattr(session, name))
        for number, talk in enumerate(session.presentations.all()):
            yield Text(f"{prefix}-presentations-{number}-title", talk.title, True)
            yield Text(f"{prefix}-presentations-{number}-findings", talk.findings)
    for place, photo in enumerate(event.photos.all()):
        yield Text(f"photos-{place}-caption", photo.caption, True)


def _photos(event: Event) -> Iterator[AlternativeText]:
    for place, photo in enumerate(event.photos.all()):
        yield AlternativeText(f"photos-{place}-alternative_text", photo.alternative_text, photo.is_decorative)


def read_event(event: Event) -> tuple[Event, Subject]:
    """An event with its programme, its outcomes, its documents and photographs; and the event as it was read."""
    event = Event.objects.with_rows(*_ROWS).get(pk=event.pk)
    figures = _references(event, _talks(event))
    links = tuple(
        RowLink(f"materials-{place}-title", row.title, f"materials-{place}-url", row.url)
        for place, row in enumerate(event.materials.all())
    )
    subject = Subject(
        language=event.language,
        address=reverse("events:event_detail", args=[event.slug]),
        public_at=public_at(event),
        register=event_register(event),
        texts=tuple(_event_texts(event)),
        references=figures,
        links=links,
        pictures=tuple(_photos(event)),
        event=event,
    )
    return event, subject
