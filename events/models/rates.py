"""Rates and rules with the day from which they hold and the source that says so."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from events.models.fields import CountryField, LineField
from events.models.keys import Keyed


def money(**options: Any) -> models.DecimalField:
    """An amount: two decimals, up to 999,999,999.99."""
    return models.DecimalField(max_digits=11, decimal_places=2, **options)


def never_negative(table: str, *names: str) -> models.CheckConstraint:
    """Money and days below zero are refused by the database."""
    condition = Q()
    for name in names:
        condition &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0})
    return models.CheckConstraint(
        condition=condition,
        name=f"{table}_has_no_negative_amount",
        violation_error_message="An amount cannot be negative.",
    )


class Priced(Keyed):
    """A row with amounts of money or days, none of them below zero."""

    class Meta:
        abstract = True

    def _beside(self, rule: str) -> str:
        if rule != "has_no_negative_amount":
            return super()._beside(rule)
        names = [field.name for field in self._meta.fields if isinstance(field, models.DecimalField)]
        return next(name for name in names if (getattr(self, name) or 0) < 0)


class Rate(Priced):
    """What the two kinds of rates share: a place, a first day and a source."""

    KEY = ("place", "effective_from")
    BESIDE = {"is_unique_for_day": "effective_from"}

    place = LineField(max_length=120)
    country = CountryField(blank=True)
    effective_from = models.DateField()
    currency = models.CharField(max_length=3, blank=True)
    source = LineField(max_length=250)

    class Meta:
        abstract = True
        ordering = ["place", "-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["place", "effective_from"], name="%(class)s_is_unique_for_day"),
        ]

    def __str__(self) -> str:
        return f"{self.place}, from {self.effective_from:%-d %B %Y}"


class DsaRate(Rate):
    """Daily subsistence allowance of a place."""

    BESIDE = Rate.BESIDE | {"room_share_is_a_share": "room_share"}

    first_60_days = money()
    after_60_days = money(null=True, blank=True)
    room_share = models.PositiveSmallIntegerField("room share in per cent", null=True, blank=True)

    class Meta(Rate.Meta):
        abstract = False
        verbose_name = "DSA rate"
        constraints = [
            *Rate.Meta.constraints,
            never_negative("dsarate", "first_60_days", "after_60_days"),
            models.CheckConstraint(
                condition=Q(room_share__isnull=True) | Q(room_share__lte=100), name="dsarate_room_share_is_a_share"
            ),
        ]


class TerminalRate(Rate):
    """Terminal expenses for one leg: the way to or from an airport or station."""

    amount = money()
    amount_with_vehicle = money(null=True, blank=True)

    class Meta(Rate.Meta):
        abstract = False
        constraints = [
            *Rate.Meta.constraints,
            never_negative("terminalrate", "amount", "amount_with_vehicle"),
        ]


class DeductionRule(Priced):
    """Which part of the allowance of a day is not paid for what a host provides, from a day on."""

    KEY = ("kind", "effective_from")
    BESIDE = {"is_unique_for_day": "effective_from", "is_a_share": "per_cent"}

    class Kind(models.TextChoices):
        LODGING = "lodging", "Lodging"
        BREAKFAST = "breakfast", "Breakfast"
        LUNCH = "lunch", "Lunch"
        DINNER = "dinner", "Dinner"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    effective_from = models.DateField()
    per_cent = models.DecimalField("per cent of a day", max_digits=5, decimal_places=2)
    source = LineField(max_length=250)

    class Meta:
        ordering = ["kind", "-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "effective_from"], name="deductionrule_is_unique_for_day"),
            models.CheckConstraint(
                condition=Q(per_cent__gte=0, per_cent__lte=100),
                name="deductionrule_is_a_share",
                violation_error_message="A share lies between 0 and 100 per cent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, from {self.effective_from:%-d %B %Y}"


class KeepsRate(Priced):
    """A row that takes an amount from its rate once and keeps it, so that an old report never changes."""

    # The field that names the rate.
    RATE: ClassVar[str] = "rate"

    class Meta:
        abstract = True

    def priced_by(self, rate: Any) -> dict[str, Decimal | None]:
        """What this row takes from a rate, by the name of its field; the first is never empty."""
        raise NotImplementedError

    def take_rate(self) -> None:
        """Takes from its rate what it has not taken yet."""
        rate = getattr(self, self.RATE)
        if rate is None:
            return
        amounts = self.priced_by(rate)
        if getattr(self, next(iter(amounts))) is None:
            for name, value in amounts.items():
                setattr(self, name, value)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Takes the rate's amount before the constraints are checked."""
        self.take_rate()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Takes the rate's amount whatever the way in."""
        self.take_rate()
        super().save(*args, **kwargs)
