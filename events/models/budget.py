"""What travel cost: dated rates with their source, and a line for each traveller with a snapshot of the rates used."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from events.models.event import Event
from events.models.fields import CountryField, LineField
from events.models.keys import Keyed
from events.models.people import Organization, Person


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


class _Priced(Keyed):
    """A row with amounts of money or days, none of them below zero."""

    class Meta:
        abstract = True

    def _beside(self, rule: str) -> str:
        if rule != "has_no_negative_amount":
            return super()._beside(rule)
        names = [field.name for field in self._meta.fields if isinstance(field, models.DecimalField)]
        return next(name for name in names if (getattr(self, name) or 0) < 0)


class Rate(_Priced):
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


class _KeepsRate(_Priced):
    """A row that takes an amount from its rate once and keeps it, so that an old report never changes."""

    class Meta:
        abstract = True

    def _take_rate(self) -> None:
        raise NotImplementedError

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Takes the rate's amount before the constraints are checked."""
        self._take_rate()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Takes the rate's amount whatever the way in."""
        self._take_rate()
        super().save(*args, **kwargs)


class TravelLine(_KeepsRate):
    """One traveller's cost. A cancelled line keeps its number and costs nothing."""

    KEY = ("event__slug", "event__language", "number")
    BESIDE = {
        "number_is_unique_in_event": "number",
        "names_its_traveller": "person",
        "cancelled_costs_nothing": "is_cancelled",
        "days_have_a_rate": "dsa_rate",
    }

    class Status(models.TextChoices):
        STAFF = "staff", "Staff"
        CONSULTANT = "consultant", "Consultant"
        CONTRACTOR = "individual_contractor", "Individual contractor"
        NO_FEE = "no_fee_ssa", "No-fee special service agreement"
        GOVERNMENT = "government_nominated", "Government-nominated"
        SELF_FUNDED = "self_funded", "Self-funded"

    event = models.ForeignKey(Event, models.CASCADE, related_name="travel_lines")
    number = models.PositiveSmallIntegerField("No.")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="travel_lines")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="travel_lines")
    status = models.CharField(max_length=30, choices=Status.choices, default=Status.STAFF)
    is_cancelled = models.BooleanField("cancelled", default=False)
    note = LineField(max_length=250, blank=True)
    planned_amount = money(null=True, blank=True)
    authorized_amount = money(null=True, blank=True)
    travel_cost = money(default=Decimal(0))
    dsa_days = models.DecimalField("DSA days", max_digits=5, decimal_places=1, default=Decimal(0))
    dsa_rate = models.ForeignKey(
        DsaRate, models.PROTECT, null=True, blank=True, related_name="travel_lines", verbose_name="DSA rate"
    )
    dsa_amount_per_day = money(
        null=True, blank=True, verbose_name="DSA a day", help_text="Taken from the rate when left empty, then kept."
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "number"],
                name="travelline_number_is_unique_in_event",
                violation_error_message="This number is taken.",
            ),
            never_negative(
                "travelline", "planned_amount", "authorized_amount", "travel_cost", "dsa_days", "dsa_amount_per_day"
            ),
            models.CheckConstraint(
                condition=Q(is_cancelled=True) | Q(person__isnull=False),
                name="travelline_names_its_traveller",
                violation_error_message="Name the traveller, or mark the line as cancelled.",
            ),
            models.CheckConstraint(
                condition=Q(is_cancelled=False) | Q(travel_cost=0, dsa_days=0),
                name="travelline_cancelled_costs_nothing",
                violation_error_message="A cancelled line costs nothing.",
            ),
            models.CheckConstraint(
                condition=Q(dsa_days=0) | Q(dsa_amount_per_day__isnull=False),
                name="travelline_days_have_a_rate",
                violation_error_message="Days of allowance need a rate or an amount a day.",
            ),
        ]

    def __str__(self) -> str:
        return f"Line {self.number}: {self.person or 'cancelled'}"

    def clean(self) -> None:
        """Refuses a rate in another currency than the event's budget."""
        if self.dsa_rate and self.dsa_rate.currency != self.event.currency:
            have, want = self.dsa_rate.currency or "no currency", self.event.currency or "none"
            raise ValidationError({"dsa_rate": f"The rate is in {have}; the event's budget states {want}."})

    def _take_rate(self) -> None:
        if self.dsa_amount_per_day is None and self.dsa_rate:
            self.dsa_amount_per_day = self.dsa_rate.first_60_days


class TerminalLegs(_KeepsRate):
    """Legs of one journey that share a terminal rate; a return trip has four legs."""

    KEY = ("line__event__slug", "line__event__language", "line__number", "place")
    BESIDE = {"name_a_place_once": "place", "have_an_amount": "amount"}

    line = models.ForeignKey(TravelLine, models.CASCADE, related_name="legs")
    place = LineField(max_length=120)
    count = models.PositiveSmallIntegerField("legs")
    rate = models.ForeignKey(TerminalRate, models.PROTECT, null=True, blank=True, related_name="legs")
    amount = money(
        null=True, blank=True, verbose_name="amount a leg", help_text="Taken from the rate when left empty, then kept."
    )

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "terminal legs"
        constraints = [
            models.UniqueConstraint(fields=["line", "place"], name="terminallegs_name_a_place_once"),
            never_negative("terminallegs", "amount"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False),
                name="terminallegs_have_an_amount",
                violation_error_message="Give a rate or an amount a leg.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} legs {self.place}"

    def _take_rate(self) -> None:
        if self.amount is None and self.rate:
            self.amount = self.rate.amount
