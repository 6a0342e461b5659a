"""The final report: its address, its switches, and its sections in order."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from simple_history.models import HistoricalRecords

from events.models import Event, Publishable, is_public
from events.models.fields import LineField, RichTextField
from events.models.keys import Keyed
from events.models.publishing import PublishableQuerySet


class ReportQuerySet(PublishableQuerySet):
    """Reports, and which of them the public may see."""

    def published(self, *, at: datetime | None = None) -> Self:
        """Public reports of public events: a report never shows what its event may not."""
        return super().published(at=at).filter(is_public("event__", at=at))


class Report(Publishable):
    """The report on one event. What it says is computed when it is built; this row holds only what is written."""

    ROWS = ("sections",)

    BESIDE = Publishable.BESIDE | {"symbol_is_unique_in_language": "symbol"}

    event = models.ForeignKey(Event, models.PROTECT, related_name="reports")
    symbol = LineField(max_length=60, help_text="The document number of the house, such as UNPOG/FR/2012/01.")
    version = LineField(max_length=20, default="1.0")
    version_note = LineField(max_length=200, default="First edition")
    issued_on = models.DateField(help_text="The date printed in the report.")
    names_travellers = models.BooleanField(
        "print the names of travellers in the public edition",
        default=False,
        help_text="Off: the public edition shows travel costs by status and by organization only.",
    )
    lead = RichTextField(blank=True, help_text="One sentence that opens the report.")
    summary = RichTextField(blank=True, help_text="What happened, in order. Figures stand as {references}.")
    pdf_pages = models.PositiveIntegerField(null=True, blank=True, editable=False)
    pdf_size = models.PositiveIntegerField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = ReportQuerySet.as_manager()

    history = HistoricalRecords()

    class Meta(Publishable.Meta):
        abstract = False
        permissions = [("publish_report", "Can publish and withdraw")]
        ordering = ["-event__starts_on", "-id"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["symbol", "language"], name="report_symbol_is_unique_in_language"),
        ]

    def includes(self, kind: str) -> bool:
        """Whether the report has a section of this kind in mind: every one, while none was chosen."""
        rows = list(self.sections.all())
        return not rows or any(row.kind == kind and row.is_included for row in rows)


class ReportSection(Keyed):
    """A section's place in the report. A report without rows has every section in the usual order."""

    KEY = ("report__slug", "report__language", "kind")
    BESIDE = {"kind_is_unique": "kind"}

    class Kind(models.TextChoices):
        FACTS = "facts", "The event at a glance"
        OUTCOMES = "outcomes", "Main outcomes"
        SUMMARY = "summary", "Summary"
        PROGRAMME = "programme", "Programme, tracks and sessions"
        PARTICIPANTS = "participants", "Participants"
        BUDGET = "budget", "Travel budget"
        EVALUATION = "evaluation", "Evaluation"
        ANNEXES = "annexes", "Annexes"

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(default=1)
    is_included = models.BooleanField("included", default=True)
    heading = LineField(max_length=150, blank=True, help_text="Replaces the usual heading.")
    introduction = RichTextField(blank=True, help_text="Stands before the computed part. Figures as {references}.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="reportsection_kind_is_unique")]

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()
