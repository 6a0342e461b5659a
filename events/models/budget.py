"""The budget of an event: how far it is, where the money comes from, and what it cost besides travel."""

from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q

from events.models.event import Event
from events.models.fields import LineField
from events.models.keys import Keyed
from events.models.people import Organization
from events.models.rates import Priced, money, never_negative

LOCKED = "The budget of the event is final. Open it again on its page, with a reason, before you change it."


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

    @classmethod
    def is_final_for(cls, event: int | None) -> bool:
        """Whether the budget of an event, by its number, is final; an event without a budget has an open one."""
        return event is not None and cls.objects.filter(event=event, stage=cls.Stage.FINAL).exists()


class InBudget(models.Model):
    """A row of an event's budget: nobody adds or changes it while the budget is final."""

    # The way from a row to the number of its event.
    EVENT: ClassVar[str] = "event_id"

    class Meta:
        abstract = True

    @property
    def budget_of(self) -> int | None:
        """The number of the event that the row belongs to; None for a row that hangs on nothing yet."""
        found: Any = self
        try:
            for name in self.EVENT.split("__"):
                found = getattr(found, name)
            return found
        except (ObjectDoesNotExist, AttributeError):
            return None

    @property
    def is_locked(self) -> bool:
        """Whether the row belongs to a final budget."""
        return Budget.is_final_for(self.budget_of)

    def clean(self) -> None:
        """Refuses a new row, and a row that is to be another, where the budget is final."""
        super().clean()
        manager = type(self)._default_manager
        stored = manager.filter(pk=self.pk).first() if self.pk else None
        if stored is not None and not self._differs_from(stored):
            return
        if self.is_locked or (stored is not None and stored.is_locked):
            raise ValidationError(LOCKED, code="final")

    def _differs_from(self, other: models.Model) -> bool:
        names = [field.attname for field in self._meta.concrete_fields]
        return any(getattr(self, name) != getattr(other, name) for name in names)


class OtherCost(InBudget, Priced):
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
