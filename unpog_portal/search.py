"""Search: what is public and has every word of the question, by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from events.models import Event, Language, Post
from events.models.publishing import PublishableQuerySet
from events.narrative import date_range, day_text
from events.text import clean_line
from reports.models import Report

MOST_FOUND = 20
MOST_WORDS = 8
LONGEST_QUESTION = 100
EVENT_FIELDS = ("title", "theme", "lead", "description", "venue", "city")
REPORT_FIELDS = ("title", "symbol", "lead", "summary")
POST_FIELDS = ("title", "lead", "body")


@dataclass(frozen=True)
class Hit:
    """One item found, with its dates and its address."""

    title: str
    lead: str
    dates: str
    address: str


@dataclass(frozen=True)
class Found:
    """The items of one kind, the latest first, and whether there are more than are shown."""

    kind: str
    hits: tuple[Hit, ...]
    has_more: bool


def words(question: str) -> tuple[str, ...]:
    """The words that count: of one line, at most eight."""
    return tuple(clean_line(question[:LONGEST_QUESTION]).split()[:MOST_WORDS])


def _dates(item: Any) -> str:
    if isinstance(item, Event):
        return date_range(item.starts_on, item.ends_on)
    return day_text(item.dated_on if isinstance(item, Post) else item.issued_on)


def _search(kind: str, items: PublishableQuerySet, asked: Sequence[str], fields: Sequence[str], address: str) -> Found:
    for word in asked:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        items = items.filter(anywhere)
    found = [*items.published().in_language(Language.ENGLISH)[: MOST_FOUND + 1]]
    hits = tuple(
        Hit(item.title, item.lead, _dates(item), reverse(address, args=[item.slug])) for item in found[:MOST_FOUND]
    )
    return Found(kind, hits, len(found) > MOST_FOUND)


def search(question: str) -> tuple[Found, ...]:
    """Events, reports and news, each in one query; kinds without a hit are left out."""
    asked = words(question)
    if not asked:
        return ()
    every = (
        _search("Events", Event.objects.all(), asked, EVENT_FIELDS, "events:event_detail"),
        _search("Reports", Report.objects.all(), asked, REPORT_FIELDS, "reports:report_detail"),
        _search("News", Post.objects.all(), asked, POST_FIELDS, "events:news_detail"),
    )
    return tuple(found for found in every if found.hits)
