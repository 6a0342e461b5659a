"""Rates and rules with their day and source."""

from decimal import Decimal
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count
from django.http import HttpRequest
from django_countries.filters import CountryFilter

from events.actions.pricing import apply_rate, price
from events.desk.keys import KeyedAdmin
from events.models import DeductionRule, DsaRate, TerminalRate
from events.narrative import amount

_NEW_ROW = (
    "Enter a new row when a rate changes; correct a row only where it was wrong from the start. Lines of open budgets "
    "follow a corrected row, final budgets keep their amounts. Name the circular or table it comes from."
)


class PricedAdmin(KeyedAdmin):
    """A rate or a rule: who uses it, and what becomes of them when it is changed."""

    # The way from a rate to the lines that use it.
    lines: str

    def get_queryset(self, request: HttpRequest) -> Any:
        """Rates with the number of lines that use each."""
        return super().get_queryset(request).annotate(line_count=Count(self.lines, distinct=True))

    @admin.display(description="Used by", ordering="line_count")
    def used(self, rate: Any) -> str:
        """How many lines took their amount from it."""
        return f"{rate.line_count} line{'' if rate.line_count == 1 else 's'}" if rate.line_count else "no line"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Saves, and lets the lines of open budgets follow."""
        was = self.model._default_manager.get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        if was is not None and price(was) != price(obj):
            result = apply_rate(rate=obj, was=was, by=request.user)
            messages.info(request, f"{obj}: {result.sentence}")

    def in_results(self, rate: Any) -> str:
        """A rate among results: "Seoul, from 1 October 2012: 409"."""
        currency = f" {rate.currency}" if getattr(rate, "currency", "") else ""
        return f"{rate}:{currency} {price(rate)}"

    def with_results(self, rate: Any) -> dict[str, Any]:
        """The amounts, for the form that shows them at once."""
        return {"amounts": [None if value is None else str(value) for value in self.amounts(rate)]}

    def amounts(self, rate: Any) -> list[Decimal | None]:
        """What the rate brings, in the order of the fields that take it."""
        raise NotImplementedError


class RateAdmin(PricedAdmin):
    """What both kinds of rates show."""

    ordering = ["place", "-effective_from"]
    list_display = ["place", "country", "effective_from", "price", "currency", "source", "used"]
    list_filter = ["currency", ("country", CountryFilter)]
    search_fields = ["place", "source"]
    date_hierarchy = "effective_from"


@admin.register(DsaRate)
class DsaRateAdmin(RateAdmin):
    """Daily subsistence allowance by place and day."""

    lines = "travel_lines"
    fieldsets = [
        (
            None,
            {
                "description": _NEW_ROW,
                "fields": ["place", "country", "effective_from", "currency", "source"],
            },
        ),
        ("Amounts a day", {"fields": ["first_60_days", "after_60_days", "room_share"]}),
    ]

    def amounts(self, rate: DsaRate) -> list[Decimal | None]:
        """A day of the first 60, and one after them."""
        return [rate.first_60_days, rate.after_60_days]

    @admin.display(description="A day", ordering="first_60_days")
    def price(self, rate: DsaRate) -> str:
        """What one of the first 60 days brings."""
        return amount(rate.first_60_days)


@admin.register(TerminalRate)
class TerminalRateAdmin(RateAdmin):
    """Terminal expenses by place and day."""

    lines = "legs__line"
    fieldsets = [
        (
            None,
            {
                "description": _NEW_ROW,
                "fields": ["place", "country", "effective_from", "currency", "source"],
            },
        ),
        ("Amounts a leg", {"fields": ["amount", "amount_with_vehicle"]}),
    ]

    def amounts(self, rate: TerminalRate) -> list[Decimal | None]:
        """A leg, and one with a vehicle."""
        return [rate.amount, rate.amount_with_vehicle]

    @admin.display(description="A leg", ordering="amount")
    def price(self, rate: TerminalRate) -> str:
        """What one leg brings."""
        return amount(rate.amount)


@admin.register(DeductionRule)
class DeductionRuleAdmin(PricedAdmin):
    """Shares of a day that are not paid for what a host provides."""

    lines = "deductions__line"
    ordering = ["kind", "-effective_from"]
    list_display = ["kind", "effective_from", "per_cent", "source", "used"]
    list_filter = ["kind"]
    search_fields = ["source"]
    date_hierarchy = "effective_from"

    def amounts(self, rule: DeductionRule) -> list[Decimal | None]:
        """The share."""
        return [rule.per_cent]
