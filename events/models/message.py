"""A letter of the portal that waits for the mail server, or went: nothing is lost while the server is down."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from events.models.fields import EmailField, LineField
from events.models.publishing import Language
from events.models.registration import Registration


class Message(models.Model):
    """One e-mail to one person; its text is emptied when it was sent."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        HANDED_OVER = "handed_over", "Handed over, not confirmed"
        SENT = "sent", "Sent"
        REFUSED = "refused", "Refused by the mail server"

    registration = models.ForeignKey(Registration, models.CASCADE, null=True, related_name="messages", editable=False)
    address = EmailField(editable=False)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH, editable=False)
    subject = LineField(max_length=200, editable=False)
    body = models.TextField(editable=False)
    calendar = models.TextField(blank=True, editable=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING, editable=False)
    reason = LineField(max_length=250, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.subject}, {self.get_state_display().lower()}"
