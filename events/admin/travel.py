"""What each traveller cost."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from events.desk.keys import KeyedAdmin, Rows
from events.figures import budget_line
from events.models import DsaDeduction, TerminalLegs, TravelLine
from events.narrative import amount


class LegRows(Rows):
    """Legs of the journey by place; a return trip has four."""

    model = TerminalLegs
    autocomplete_fields = ["rate"]


class DeductionRows(Rows):
    """What a host provided."""

    model = DsaDeduction
    autocomplete_fields = ["rule"]


@admin.register(TravelLine)
class TravelLineAdmin(KeyedAdmin):
    """Travel lines of all events; sums are computed, never typed."""

    ordering = ["event", "number"]
    list_display = ["number", "event", "person", "status", "travel", "days", "dsa", "terminal", "total", "is_cancelled"]
    list_display_links = ["number", "person"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter), "status", "is_cancelled"]
    search_fields = ["person__family_name", "person__given_name", "organization__name", "organization__acronym", "note"]
    autocomplete_fields = ["event", "person", "organization", "ticket_payer", "funding_source", "dsa_rate"]
    readonly_fields = ["dsa", "terminal", "total"]
    inlines = [LegRows, DeductionRows]
    fieldsets = [
        (
            "Traveller",
            {
                "fields": [
                    ("event", "number"),
                    "person",
                    "organization",
                    "status",
                    ("stays_from", "stays_until"),
                    "funding_source",
                    "note",
                ]
            },
        ),
        (
            "Cancelled",
            {
                "description": "A cancelled journey keeps its number and costs nothing.",
                "fields": ["is_cancelled"],
            },
        ),
        (
            "Amounts",
            {
                "description": "The amount a day is taken from the rate when you leave it empty, and then kept: a "
                "later change of the rate does not change this line.",
                "fields": [
                    ("planned_amount", "authorized_amount", "variance_reason"),
                    ("travel_cost", "ticket_payer"),
                    ("dsa_days", "dsa_rate", "dsa_amount_per_day", "dsa_amount_after_60_days"),
                ],
            },
        ),
        ("Computed", {"description": "As saved last.", "fields": [("dsa", "terminal", "total")]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Lines with all that their columns show."""
        return super().get_queryset(request).select_related("event", "person", "organization").prefetch_related("legs")

    @admin.display(description="Travel", ordering="travel_cost")
    def travel(self, line: TravelLine) -> str:
        """The ticket."""
        return amount(line.travel_cost)

    @admin.display(description="Days", ordering="dsa_days")
    def days(self, line: TravelLine) -> str:
        """Days of allowance: "4", "4.5"."""
        return f"{line.dsa_days.normalize():f}"

    @admin.display(description="DSA")
    def dsa(self, line: TravelLine) -> str:
        """Daily subsistence allowance."""
        return amount(budget_line(line).dsa) if line.pk else "-"

    @admin.display(description="TE")
    def terminal(self, line: TravelLine) -> str:
        """Terminal expenses."""
        return amount(budget_line(line).terminal) if line.pk else "-"

    @admin.display(description="Total")
    def total(self, line: TravelLine) -> str:
        """All three together."""
        return amount(budget_line(line).total) if line.pk else "-"


@admin.register(TerminalLegs)
class TerminalLegsAdmin(KeyedAdmin):
    """Legs of all journeys."""

    list_display = ["place", "line", "count", "price"]
    list_filter = [("line__event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["line__person"]
    search_fields = ["place", "line__person__family_name", "line__person__given_name"]
    autocomplete_fields = ["line", "rate"]

    @admin.display(description="Amount a leg", ordering="amount")
    def price(self, legs: TerminalLegs) -> str:
        """What one leg costs."""
        return amount(legs.amount or Decimal(0))


@admin.register(DsaDeduction)
class DsaDeductionAdmin(KeyedAdmin):
    """Deductions of all lines."""

    list_display = ["line", "kind", "days", "per_cent"]
    list_filter = ["kind", ("line__event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["line__person"]
    search_fields = ["line__person__family_name", "line__person__given_name"]
    autocomplete_fields = ["line", "rule"]
