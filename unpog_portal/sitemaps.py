"""The sitemap: every public page that is worth finding."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from events.models import Event, Language, Post
from events.models.publishing import Publishable, PublishableQuerySet
from reports.models import Report


class PageSitemap(Sitemap):
    """The pages that are always there."""

    def items(self) -> list[str]:
        """Their names in the URLconf."""
        return ["home", "events:news_list", "events:event_list", "reports:report_list", "data", "about"]

    def location(self, item: str) -> str:
        """The address of a page."""
        return reverse(item)


class PublicSitemap(Sitemap):
    """The public items of one model, each with the moment of its last change."""

    def __init__(self, found: type[Publishable], address: str) -> None:
        self.model = found
        self.address = address

    def items(self) -> PublishableQuerySet:
        """What is public now."""
        return self.model._default_manager.published().in_language(Language.ENGLISH).order_by("id")

    def location(self, item: Publishable) -> str:
        """The address of an item."""
        return reverse(self.address, args=[item.slug])

    def lastmod(self, item: Publishable) -> datetime:
        """When it was last changed in public."""
        return item.last_published_at or item.go_live_at


SITEMAPS = {
    "pages": PageSitemap(),
    "news": PublicSitemap(Post, "events:news_detail"),
    "events": PublicSitemap(Event, "events:event_detail"),
    "reports": PublicSitemap(Report, "reports:report_detail"),
}
