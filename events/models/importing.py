"""An import of a table: what was given, how far it is, and what it changed, so that it can be undone for a day."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from events.models.event import Event
from events.models.fields import LineField


class ImportRun(models.Model):
    """One table for one event. `text`, `check` and `undo` hold personal data and go a day after the import."""

    class Kind(models.TextChoices):
        PARTICIPANTS = "participants", "Participants"
        PROGRAMME = "programme", "Programme"
        TRAVEL = "travel", "Travel lines"

    class State(models.TextChoices):
        GIVEN = "given", "Waiting to be checked"
        CHECKED = "checked", "Checked"
        IMPORTING = "importing", "Being imported"
        DONE = "done", "Imported"
        UNDONE = "undone", "Undone"
        FAILED = "failed", "Failed"

    event = models.ForeignKey(Event, models.CASCADE, related_name="imports", editable=False)
    kind = models.CharField(max_length=15, choices=Kind.choices, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.GIVEN, editable=False)
    text = models.TextField(blank=True, editable=False)
    answers = models.JSONField(default=dict, editable=False)
    check_result = models.JSONField(encoder=DjangoJSONEncoder, default=dict, editable=False)
    undo = models.JSONField(encoder=DjangoJSONEncoder, default=dict, editable=False)
    note = LineField(max_length=400, blank=True, editable=False)
    row_count = models.PositiveIntegerField(default=0, editable=False)
    new_count = models.PositiveIntegerField(default=0, editable=False)
    changed_count = models.PositiveIntegerField(default=0, editable=False)
    left_out_count = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    actor_name = LineField(max_length=150, blank=True, editable=False)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} into {self.event}, {self.get_state_display().lower()}"
