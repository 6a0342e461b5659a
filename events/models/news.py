"""News notices, with their links and attachments."""

from typing import Any, ClassVar

from django.db import models

from events.models.event import Event
from events.models.fields import LineField, RichTextField
from events.models.keys import Keyed
from events.models.media import document_field
from events.models.neighbours import NeighboursQuerySet
from events.models.publishing import Language, Publishable
from events.models.rows import RowsQuerySet


class PostQuerySet(RowsQuerySet, NeighboursQuerySet):
    """Notices by their date."""

    FIRST_DAY = LAST_DAY = "dated_on"


class Post(Publishable):
    """A news notice. Its date is the one printed on it, whenever it went online."""

    dated_on = models.DateField("date")
    lead = RichTextField(blank=True)
    body = RichTextField(blank=True)
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="posts")

    objects: ClassVar[Any] = PostQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        ordering = ["-dated_on", "-id"]
        verbose_name = "news notice"


class PostLink(Keyed):
    """A link that a notice promises."""

    KEY = ("post__slug", "post__language", "position")
    BESIDE = {"has_its_place": "position"}

    post = models.ForeignKey(Post, models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField(default=1)
    label = LineField(max_length=200)
    url = models.URLField("address")

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["post", "position"], name="postlink_has_its_place")]

    def __str__(self) -> str:
        return self.label


class PostAttachment(Keyed):
    """A file that comes with a notice."""

    KEY = ("post__slug", "post__language", "title")
    BESIDE = {"title_is_unique_in_post": "title"}

    post = models.ForeignKey(Post, models.CASCADE, related_name="attachments")
    title = LineField(max_length=200)
    file = document_field()
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["post", "title"], name="postattachment_title_is_unique_in_post")]

    def __str__(self) -> str:
        return self.title
