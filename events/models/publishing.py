"""What news, events and reports have in common: an address, a language and a time in public."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from events.models.fields import LineField
from events.models.keys import Keyed, KeyedQuerySet


class Language(models.TextChoices):
    """The six official languages of the United Nations, and Korean as the host's."""

    ARABIC = "ar", "عربي"
    CHINESE = "zh", "中文"
    ENGLISH = "en", "English"
    FRENCH = "fr", "Français"
    RUSSIAN = "ru", "Русский"
    SPANISH = "es", "Español"
    KOREAN = "ko", "한국어"


def is_public(prefix: str = "", *, at: datetime | None = None) -> Q:
    """The question "may the public see it now?" as a condition; `prefix` reaches it through a relation."""
    moment = at or timezone.now()
    unexpired = Q(**{f"{prefix}expire_at__isnull": True}) | Q(**{f"{prefix}expire_at__gt": moment})
    return Q(**{f"{prefix}live": True, f"{prefix}go_live_at__lte": moment}) & unexpired


class PublishableQuerySet(KeyedQuerySet):
    """Reads as sentences: `Post.objects.published().in_language("en")`."""

    def published(self, *, at: datetime | None = None) -> Self:
        """What the public may see at a moment (now, unless said): lists, pages, feeds and reports all ask here."""
        return self.filter(is_public(at=at))

    def in_language(self, language: str) -> Self:
        """Only the items written in one language."""
        return self.filter(language=language)

    def make_public(self) -> list[Any]:
        """Turns the switch on and remembers when; returns the items it was off for."""
        items: list[Any] = list(self.filter(live=False))
        with transaction.atomic():
            for item in items:
                item.live = True
                item.save()
        return items

    def take_offline(self) -> list[Any]:
        """Turns the switch off; returns the items it was on for."""
        items = list(self.filter(live=True))
        self.filter(live=True).update(live=False)
        return items


class Publishable(Keyed):
    """An item with a public address. Translations are sibling rows that share `translation_key`."""

    KEY = ("slug", "language")
    BESIDE = {
        "slug_is_unique_in_language": "slug",
        "has_one_translation": "language",
        "expires_after_it_goes_live": "expire_at",
    }

    title = LineField(max_length=250)
    slug = models.SlugField(max_length=120, help_text="The last part of the address; it stays the same for ever.")
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    translation_key = models.UUIDField(default=uuid4, editable=False, db_index=True)
    live = models.BooleanField("public", default=False)
    go_live_at = models.DateTimeField("public from", default=timezone.now)
    expire_at = models.DateTimeField("public until", null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["slug", "language"], name="%(class)s_slug_is_unique_in_language"),
            models.UniqueConstraint(fields=["translation_key", "language"], name="%(class)s_has_one_translation"),
            models.CheckConstraint(
                condition=Q(expire_at__isnull=True) | Q(expire_at__gt=F("go_live_at")),
                name="%(class)s_expires_after_it_goes_live",
                violation_error_message="“Public until” must be later than “public from”.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Remembers when the item was first and last made public."""
        if self.live:
            self.last_published_at = timezone.now()
            self.first_published_at = self.first_published_at or self.last_published_at
        super().save(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        """The answer of `published()` for this instance."""
        return self.state == "public"

    @property
    def state(self) -> str:
        """Where the item stands, in a word for the staff."""
        now = timezone.now()
        if not self.live:
            return "draft"
        if self.expire_at is not None and self.expire_at <= now:
            return "expired"
        return "public" if self.go_live_at <= now else "scheduled"
