"""The news as an Atom feed."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from events.models import Language, Post

LENGTH = 20


class NewsFeed(Feed):
    """The latest public notices; the addresses in it are absolute."""

    feed_type = Atom1Feed
    description_template = "events/news/_feed_entry.html"
    language = Language.ENGLISH

    def title(self) -> str:
        """Whose news it is."""
        return f"{settings.PORTAL['acronym']} news"

    def subtitle(self) -> str:
        """The same in full."""
        return f"News of the {settings.PORTAL['office']}"

    def author_name(self) -> str:
        """Atom asks for an author: the office."""
        return str(settings.PORTAL["office"])

    def link(self) -> str:
        """The page with the same notices."""
        return reverse("events:news_list")

    def items(self) -> Any:
        """The latest notices."""
        return Post.objects.published().in_language(self.language).latest_first()[:LENGTH]

    def item_title(self, item: Post) -> str:
        """The notice's title."""
        return item.title

    def item_link(self, item: Post) -> str:
        """The notice's page."""
        return reverse("events:news_detail", args=[item.slug])

    def item_guid(self, item: Post) -> str:
        """An identity that outlives a change of address."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item: Post) -> datetime:
        """When it first was public."""
        return item.first_published_at or item.go_live_at

    def item_updateddate(self, item: Post) -> datetime:
        """When it last was changed."""
        return item.last_published_at or item.go_live_at
