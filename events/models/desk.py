"""What the desk keeps beside an item: changes that wait, addresses that it had, links that show it before its time."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from events.models.fields import LineField


class BesideQuerySet(models.QuerySet):
    """Rows beside an item of any kind."""

    def of_kind(self, model: type[models.Model]) -> Self:
        """The rows beside items of one kind."""
        return self.filter(item_type__app_label=model._meta.app_label, item_type__model=model._meta.model_name)

    def of(self, item: models.Model) -> Self:
        """The rows beside one item."""
        return self.filter(item_type=ContentType.objects.get_for_model(item), item_id=item.pk)

    def beside(self, model: type[models.Model]) -> models.Exists:
        """Whether there is a row beside an item, for a query over items of one kind."""
        return models.Exists(self.of_kind(model).filter(item_id=models.OuterRef("pk")))


class _Beside(models.Model):
    """A row that belongs to one notice, event or report."""

    item_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", editable=False)
    item_id = models.PositiveBigIntegerField(editable=False)
    item = GenericForeignKey("item_type", "item_id")

    objects: ClassVar[Any] = BesideQuerySet.as_manager()

    class Meta:
        abstract = True


class WorkingCopy(_Beside):
    """Changes of a published item that the public does not see yet.

    `changes` has the form that `events.actions.changes.difference` gives: only what differs from the published item.
    """

    changes = models.JSONField(encoder=DjangoJSONEncoder, default=dict, editable=False)
    is_ready = models.BooleanField("ready for review", default=False, editable=False)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-saved_at"]
        verbose_name_plural = "working copies"
        constraints = [models.UniqueConstraint(fields=["item_type", "item_id"], name="workingcopy_is_one_an_item")]

    def __str__(self) -> str:
        return f"Working copy of “{self.item}”"


class OldAddress(_Beside):
    """The last part of an address that an item had once: it leads to the item for ever."""

    language = models.CharField(max_length=2, editable=False)
    slug = models.SlugField(max_length=120, editable=False)

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "old addresses"
        constraints = [
            models.UniqueConstraint(fields=["item_type", "language", "slug"], name="oldaddress_leads_to_one_item")
        ]

    def __str__(self) -> str:
        return self.slug


class PreviewLink(_Beside):
    """Shows an item before its time to whoever holds the link, until it expires or is revoked."""

    SALT = "preview"

    note = LineField(max_length=120, blank=True, help_text="For whom it is.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"Preview of “{self.item}”"

    @property
    def token(self) -> str:
        """What stands in the address: the row's number, signed."""
        return signing.dumps(self.pk, salt=self.SALT)

    @classmethod
    def by_token(cls, token: str, *, at: datetime | None = None) -> "PreviewLink | None":
        """The link of a token, if it was signed here and is neither expired nor revoked."""
        try:
            pk = signing.loads(token, salt=cls.SALT)
        except signing.BadSignature:
            return None
        valid = cls.objects.filter(revoked_at=None, expires_at__gt=at or timezone.now())
        return valid.filter(pk=pk).first()
