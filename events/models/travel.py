"""What travel cost: a line for each traveller, with a snapshot of the rates and rules that it used."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Q

from events.models.budget import FundingSource, InBudget
from events.models.event import Event
from events.models.fields import LineField
from events.models.people import Organization, Person
from events.models.rates import DeductionRule, DsaRate, KeepsRate, TerminalRate, money, never_negative


def other_currency(rate: DsaRate | TerminalRate | None, event: Event) -> str:
    """What is wrong with the currency of a rate; empty where it is the event's."""
    if rate is None or rate.currency == event.currency:
        return ""
    return f"The rate is in {rate.currency or 'no currency'}; the event's budget states {event.currency or 'none'}."


class TravelLine(KeepsRate, InBudget):
    """One traveller's cost. A cancelled line keeps its number and costs nothing."""

    KEY = ("event__slug", "event__language", "number")
    RATE = "dsa_rate"
    BESIDE = {
        "number_is_unique_in_event": "number",
        "names_its_traveller": "person",
        "cancelled_costs_nothing": "is_cancelled",
        "days_have_a_rate": "dsa_rate",
        "stay_ends_after_it_begins": "stays_until",
    }
    ERASED = {"note": "Note removed.", "variance_reason": "Reason removed."}

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
    funding_source = models.ForeignKey(
        FundingSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="travel_lines",
        verbose_name="source of funds",
    )
    stays_from = models.DateField("first day of the stay", null=True, blank=True)
    stays_until = models.DateField("last day of the stay", null=True, blank=True)
    planned_amount = money(null=True, blank=True)
    authorized_amount = money(null=True, blank=True)
    variance_reason = LineField(
        "reason for the difference", max_length=250, blank=True, help_text="Why it cost more or less than authorized."
    )
    travel_cost = money(default=Decimal(0))
    ticket_payer = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tickets_paid",
        verbose_name="ticket paid by",
        help_text="Where the office did not pay it.",
    )
    dsa_days = models.DecimalField("DSA days", max_digits=5, decimal_places=1, default=Decimal(0))
    dsa_rate = models.ForeignKey(
        DsaRate, models.PROTECT, null=True, blank=True, related_name="travel_lines", verbose_name="DSA rate"
    )
    dsa_amount_per_day = money(
        null=True, blank=True, verbose_name="DSA a day", help_text="Taken from the rate when left empty, then kept."
    )
    dsa_amount_after_60_days = money(
        null=True, blank=True, verbose_name="DSA a day after 60 days", help_text="Taken from the rate, then kept."
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
                "travelline",
                "planned_amount",
                "authorized_amount",
                "travel_cost",
                "dsa_days",
                "dsa_amount_per_day",
            ),
            models.CheckConstraint(
                condition=Q(dsa_amount_after_60_days__isnull=True) | Q(dsa_amount_after_60_days__gte=0),
                name="travelline_has_no_negative_amount_after_60_days",
                violation_error_message="An amount cannot be negative.",
            ),
            models.CheckConstraint(
                condition=Q(stays_from__isnull=True)
                | Q(stays_until__isnull=True)
                | Q(stays_until__gte=F("stays_from")),
                name="travelline_stay_ends_after_it_begins",
                violation_error_message="The stay ends before it begins.",
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
        super().clean()
        if self.event_id and (problem := other_currency(self.dsa_rate, self.event)):
            raise ValidationError({"dsa_rate": problem})

    def priced_by(self, rate: Any) -> dict[str, Decimal | None]:
        """Both amounts a day."""
        return {"dsa_amount_per_day": rate.first_60_days, "dsa_amount_after_60_days": rate.after_60_days}


def line_of(row: Any) -> TravelLine | None:
    """The line of a deduction or of legs, even where it is not saved yet; None where none is named."""
    try:
        return row.line
    except ObjectDoesNotExist:
        return None


class DsaDeduction(KeepsRate, InBudget):
    """Days for which a host provided lodging or meals, so that a share of the allowance is not paid."""

    KEY = ("line__event__slug", "line__event__language", "line__number", "kind")
    RATE = "rule"
    EVENT = "line__event_id"
    BESIDE = {"is_named_once": "kind", "has_a_share": "per_cent", "takes_no_more_than_all": "per_cent"}

    line = models.ForeignKey(TravelLine, models.CASCADE, related_name="deductions")
    kind = models.CharField(max_length=12, choices=DeductionRule.Kind.choices)
    days = models.DecimalField(max_digits=5, decimal_places=1)
    rule = models.ForeignKey(DeductionRule, models.PROTECT, null=True, blank=True, related_name="deductions")
    per_cent = models.DecimalField(
        "per cent of a day",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Taken from the rule when left empty, then kept.",
    )

    class Meta:
        ordering = ["id"]
        verbose_name = "DSA deduction"
        constraints = [
            models.UniqueConstraint(
                fields=["line", "kind"],
                name="dsadeduction_is_named_once",
                violation_error_message="This is deducted already; add the days there.",
            ),
            never_negative("dsadeduction", "days", "per_cent"),
            models.CheckConstraint(
                condition=Q(per_cent__isnull=False),
                name="dsadeduction_has_a_share",
                violation_error_message="Give a rule or a share in per cent.",
            ),
            models.CheckConstraint(
                condition=Q(per_cent__isnull=True) | Q(per_cent__lte=100),
                name="dsadeduction_takes_no_more_than_all",
                violation_error_message="A share lies between 0 and 100 per cent.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.days} days"

    def clean(self) -> None:
        """Refuses more days than the traveller has an allowance for, and a rule about something else."""
        super().clean()
        line = line_of(self)
        if line and self.days is not None and self.days > line.dsa_days:
            given = f"{line.dsa_days.normalize():f}"
            raise ValidationError({"days": f"The line has {given} days of allowance; deduct no more than that."})
        if self.rule and self.rule.kind != self.kind:
            raise ValidationError({"rule": f"The rule is about {self.rule.get_kind_display().lower()}."})

    def priced_by(self, rate: Any) -> dict[str, Decimal | None]:
        """The share of the rule."""
        return {"per_cent": rate.per_cent}


class TerminalLegs(KeepsRate, InBudget):
    """Legs of one journey that share a terminal rate; a return trip has four legs."""

    KEY = ("line__event__slug", "line__event__language", "line__number", "place")
    EVENT = "line__event_id"
    BESIDE = {"name_a_place_once": "place", "have_an_amount": "amount"}

    line = models.ForeignKey(TravelLine, models.CASCADE, related_name="legs")
    place = LineField(max_length=120)
    count = models.PositiveSmallIntegerField("legs")
    has_vehicle = models.BooleanField("a vehicle is provided", default=False)
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

    def clean(self) -> None:
        """Refuses a rate in another currency than the event's budget."""
        super().clean()
        line = line_of(self)
        if line and line.event_id and (problem := other_currency(self.rate, line.event)):
            raise ValidationError({"rate": problem})

    def priced_by(self, rate: Any) -> dict[str, Decimal | None]:
        """The amount a leg, less where a vehicle is provided and the rate says so."""
        reduced = rate.amount_with_vehicle if self.has_vehicle else None
        return {"amount": rate.amount if reduced is None else reduced}
