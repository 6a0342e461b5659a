"""The budget of an event: how far it is, where the money comes from, and what it cost besides travel."""

from django.db import models
from django.db.models import Q

from events.models.event import Event
from events.models.fields import LineField
from events.models.keys import Keyed
from events.models.people import Organization
from events.models.rates import Priced, money, never_negative


class FundingSource(Keyed):
    """Where money comes from: a budget line, a trust fund, a host."""

    KEY = ("code",)

    code = LineField(max_length=40, unique=True)
    name = LineField(max_length=200)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code}, {self.name}"


class Budget(Keyed):
    """How far the budget of an event is. A final budget keeps every amount as it is until it is opened again."""

    KEY = ("event__slug", "event__language")

    class Stage(models.TextChoices):
        PLANNED = "planned", "Planned"
        AUTHORIZED = "authorized", "Authorized"
        FINAL = "final", "Final"

    event = models.OneToOneField(Event, models.CASCADE, related_name="budget")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.PLANNED)
    final_on = models.DateField(null=True, blank=True, editable=False)
    note = LineField(max_length=250, blank=True)

    class Meta:
        ordering = ["-event__starts_on", "-id"]

    def __str__(self) -> str:
        return f"Budget of {self.event}, {self.get_stage_display().lower()}"

    @property
    def is_final(self) -> bool:
        """Whether its amounts stay as they are."""
        return self.stage == self.Stage.FINAL


class OtherCost(Priced):
    """What the event cost besides travel. A cancelled line keeps its number and costs nothing."""

    KEY = ("event__slug", "event__language", "number")
    BESIDE = {"number_is_unique_in_event": "number", "cancelled_costs_nothing": "is_cancelled"}

    class Category(models.TextChoices):
        VENUE = "venue", "Venue"
        CATERING = "catering", "Catering"
        INTERPRETATION = "interpretation", "Interpretation"
        TRANSLATION = "translation", "Translation"
        PRINTING = "printing", "Printing"
        EQUIPMENT = "equipment", "Equipment"
        TRANSPORT = "transport", "Local transport"
        PERSONNEL = "personnel", "Personnel"
        OTHER = "other", "Other"

    event = models.ForeignKey(Event, models.CASCADE, related_name="other_costs")
    number = models.PositiveSmallIntegerField("No.")
    category = models.CharField(max_length=20, choices=Category.choices)
    description = LineField(max_length=200)
    supplier = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="supplies")
    funding_source = models.ForeignKey(
        FundingSource, models.PROTECT, null=True, blank=True, related_name="other_costs", verbose_name="source of funds"
    )
    is_cancelled = models.BooleanField("cancelled", default=False)
    planned_amount = money(null=True, blank=True)
    authorized_amount = money(null=True, blank=True)
    actual_amount = money(null=True, blank=True)
    variance_reason = LineField("reason for the difference", max_length=250, blank=True)
    note = LineField(max_length=250, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "number"],
                name="othercost_number_is_unique_in_event",
                violation_error_message="This number is taken.",
            ),
            never_negative("othercost", "planned_amount", "authorized_amount", "actual_amount"),
            models.CheckConstraint(
                condition=Q(is_cancelled=False) | Q(actual_amount__isnull=True) | Q(actual_amount=0),
                name="othercost_cancelled_costs_nothing",
                violation_error_message="A cancelled line costs nothing.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.number}: {self.description}"
