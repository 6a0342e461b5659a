"""What is kept for the safety of the house: who did what, and how often something was tried."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from events.models.fields import LineField


class AuditEntry(models.Model):
    """One thing that somebody did or was refused. Rows are written once and never changed."""

    class Action(models.TextChoices):
        SIGNED_IN = "signed_in", "signed in"
        SIGN_IN_FAILED = "sign_in_failed", "failed to sign in"
        SIGNED_OUT = "signed_out", "signed out"
        SECOND_FACTOR = "second_factor", "changed the second factor"
        PASSWORD = "password", "changed the password of"
        LIFTED = "lifted", "lifted the lock of"
        REFUSED = "refused", "was refused"
        PUBLISHED = "published", "published"
        SUBMITTED = "submitted", "marked as ready for review"
        TAKEN_BACK = "taken_back", "took back"
        WITHDRAWN = "withdrawn", "withdrew"
        DISCARDED = "discarded", "discarded changes of"
        RESTORED = "restored", "restored"
        MOVED = "moved", "moved the stage of"
        IMPORTED = "imported", "imported into"
        MERGED = "merged", "merged"
        CLONED = "cloned", "cloned"
        SHARED = "shared", "shared a preview of"
        REVOKED = "revoked", "revoked a preview of"
        EXPORTED = "exported", "exported"
        OPENED = "opened", "opened for answers"
        CLOSED = "closed", "closed"
        RELEASED = "released", "released the results of"
        HIDDEN = "hidden", "took back the results of"
        INVITED = "invited", "sent letters for"
        REWORDED = "reworded", "reworded"
        DECIDED = "decided", "decided on registrations for"
        UNDONE = "undone", "undid an import into"
        REPRICED = "repriced", "applied a changed rate to"
        CLOSED_BUDGET = "closed_budget", "closed the budget of"
        REOPENED_BUDGET = "reopened_budget", "opened again the budget of"
        DISCLOSED = "disclosed", "exported all that is known of"
        ERASED = "erased", "erased the personal data of"
        ANONYMIZED = "anonymized", "removed the personal data of"

    at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    actor_name = LineField(max_length=150, blank=True, editable=False)
    action = models.CharField(max_length=20, choices=Action.choices, editable=False)
    item_type = models.CharField(max_length=60, blank=True, editable=False)
    item_id = models.PositiveBigIntegerField(null=True, editable=False)
    item_name = LineField(max_length=250, blank=True, editable=False)
    detail = LineField(max_length=400, blank=True, editable=False)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.actor_name or 'Somebody'} {self.get_action_display()} {self.item_name}".strip()

    @classmethod
    def record(cls, action: str, *, by: Any = None, item: models.Model | None = None, detail: str = "") -> "AuditEntry":
        """Writes one entry; `by` is a user, or nobody known."""
        known = by if getattr(by, "is_authenticated", False) else None
        return cls.objects.create(
            action=action,
            actor=known,
            actor_name=known.get_username() if known else "",
            item_type=item._meta.label_lower if item else "",
            item_id=item.pk if item else None,
            item_name=str(item)[:250] if item else "",
            detail=detail[:400],
        )


class Limit(models.Model):
    """How often something was tried in a stretch of time: see `events.actions.limits`."""

    key = models.CharField(max_length=200, unique=True, editable=False)
    count = models.PositiveIntegerField(default=0, editable=False)
    resets_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["-resets_at"]

    def __str__(self) -> str:
        return self.key
