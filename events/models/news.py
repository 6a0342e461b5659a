"""News notices, with their links and attachments."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from events.models.event import Event
from events.models.fields import LineField, RichTextField
from events.models.keys import Keyed
from events.models.media import Document, document_field
from events.models.neighbours import NeighboursQuerySet
from events.models.picture import NOT_BOTH, Picture, is_described
from events.models.publishing import Language, Publishable
from events.models.rows import RowsQuerySet


class PostQuerySet(RowsQuerySet, NeighboursQuerySet):
    """Notices by their date."""

    FIRST_DAY = LAST_DAY = "dated_on"


class Post(Publishable):
    """A news notice. Its date is the one printed on it, whenever it went online."""

    ROWS = ("links", "attachments")
    BESIDE = Publishable.BESIDE | {"picture_is_described_or_decorative": "picture_alternative_text"}

    dated_on = models.DateField("date")
    lead = RichTextField(blank=True)
    body = RichTextField(blank=True)
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="posts")
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="posts", help_text="It opens the notice."
    )
    picture_alternative_text = LineField(
        "alternative text",
        max_length=250,
        blank=True,
        help_text="What a person who cannot see the picture should know.",
    )
    picture_is_decorative = models.BooleanField("decorative", default=False, help_text="It adds nothing to the text.")

    objects: ClassVar[Any] = PostQuerySet.as_manager()

    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        abstract = False
        permissions = [("publish_post", "Can publish and withdraw")]
        ordering = ["-dated_on", "-id"]
        verbose_name = "news notice"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(picture__isnull=True, picture_alternative_text="", picture_is_decorative=False)
                | (Q(picture__isnull=False) & is_described("picture_alternative_text", "picture_is_decorative")),
                name="post_picture_is_described_or_decorative",
                violation_error_message=f"{NOT_BOTH} Without a picture, leave both empty.",
            ),
        ]


class PostLink(Keyed):
    """A link that a notice promises."""

    KEY = ("post__slug", "post__language", "position")
    BESIDE = {"has_its_place": "position"}

    post = models.ForeignKey(Post, models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField(default=1)
    label = LineField(max_length=200)
    url = models.URLField("address")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["post", "position"], name="postlink_has_its_place")]

    def __str__(self) -> str:
        return self.label


class PostAttachment(Document):
    """A file that comes with a notice."""

    KEY = ("post__slug", "post__language", "title")
    BESIDE = {"title_is_unique_in_post": "title"}

    post = models.ForeignKey(Post, models.CASCADE, related_name="attachments")
    title = LineField(max_length=200)
    file = document_field()
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)

    history = HistoricalRecords()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["post", "title"], name="postattachment_title_is_unique_in_post")]

    def __str__(self) -> str:
        return self.title
