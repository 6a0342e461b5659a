"""What news, events and reports have in common: an address, a language and a time in public."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from events.models.desk import OldAddress, PreviewLink, WorkingCopy
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


class State(models.TextChoices):
    """Where an item stands. Only what is published is public; scheduled and expired follow from the clock."""

    DRAFT = "draft", "Draft"
    READY = "ready", "Ready for review"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Withdrawn"


class PublishableQuerySet(KeyedQuerySet):
    """Reads as sentences: `Post.objects.published().in_language("en")`."""

    def published(self, *, at: datetime | None = None) -> Self:
        """What the public may see at a moment (now, unless said): lists, pages, feeds and reports all ask here."""
        return self.filter(is_public(at=at))

    def in_language(self, language: str) -> Self:
        """Only the items written in one language."""
        return self.filter(language=language)


class Publishable(Keyed):
    """An item with a public address. Translations are sibling rows that share `translation_key`."""

    KEY = ("slug", "language")
    # The relations whose rows are written on the item's own form, and are published with it.
    ROWS: ClassVar[tuple[str, ...]] = ()
    BESIDE = {
        "slug_is_unique_in_language": "slug",
        "has_one_translation": "language",
        "expires_after_it_goes_live": "expire_at",
    }

    title = LineField(max_length=250)
    slug = models.SlugField(
        max_length=120,
        help_text="The last part of the address. Once in public, an old one leads on to the new one for ever.",
    )
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    translation_key = models.UUIDField(default=uuid4, editable=False, db_index=True)
    live = models.BooleanField("public", default=False, editable=False)
    is_ready = models.BooleanField("ready for review", default=False, editable=False)
    go_live_at = models.DateTimeField("public from", default=timezone.now)
    expire_at = models.DateTimeField("public until", null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = LineField(max_length=300, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    working_copies = GenericRelation(WorkingCopy, "item_id", "item_type")
    old_addresses = GenericRelation(OldAddress, "item_id", "item_type")
    preview_links = GenericRelation(PreviewLink, "item_id", "item_type")

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
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | (Q(live=False) & ~Q(withdrawn_reason="")),
                name="%(class)s_is_withdrawn_with_a_reason",
                violation_error_message="Say why the item is withdrawn.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> Self:
        """Remembers the address with which the item was loaded."""
        item: Any = super().from_db(db, field_names, values)
        item._address = item.__dict__.get("language"), item.__dict__.get("slug")
        return item

    def clean(self) -> None:
        """Refuses an address that leads to another item already."""
        same = OldAddress.objects.of_kind(type(self)).filter(language=self.language, slug=self.slug)
        if taken := same.exclude(item_id=self.pk or 0).first():
            raise ValidationError({"slug": f"This address leads to “{taken.item}”, which had it once."})
        self.check_changes()

    def check_changes(self) -> None:
        """Raises ValidationError beside a field on which something else rests, so that it stays as it is.

        Asked when a form is judged, and again when a working copy is carried out.
        """

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Remembers when the item was made public, and the address that it leaves behind."""
        if self.live:
            self.last_published_at = timezone.now()
            self.first_published_at = self.first_published_at or self.last_published_at
        super().save(*args, **kwargs)
        self._keep_old_address()

    def _keep_old_address(self) -> None:
        language, slug = getattr(self, "_address", ("", ""))
        self._address = self.language, self.slug
        if not slug or (language, slug) == self._address or not self.first_published_at:
            return
        OldAddress.objects.of(self).filter(language=self.language, slug=self.slug).delete()
        OldAddress.objects.of(self).filter(language=language, slug=slug).delete()
        OldAddress.objects.create(item=self, language=language, slug=slug)

    @property
    def is_published(self) -> bool:
        """The answer of `published()` for this instance."""
        return self.state == State.PUBLISHED

    @property
    def state(self) -> State:
        """Where the item stands."""
        now = timezone.now()
        if self.withdrawn_at is not None:
            return State.WITHDRAWN
        if not self.live:
            return State.READY if self.is_ready else State.DRAFT
        if self.expire_at is not None and self.expire_at <= now:
            return State.EXPIRED
        return State.PUBLISHED if self.go_live_at <= now else State.SCHEDULED
