"""Rates and rules with their day and source."""

from django.contrib import admin
from django_countries.filters import CountryFilter

from events.desk.keys import KeyedAdmin
from events.models import DeductionRule, DsaRate, TerminalRate
from events.narrative import amount


class RateAdmin(KeyedAdmin):
    """What both kinds of rates show."""

    list_display = ["place", "country", "effective_from", "price", "currency", "source"]
    list_filter = ["currency", ("country", CountryFilter)]
    search_fields = ["place", "source"]
    date_hierarchy = "effective_from"


@admin.register(DsaRate)
class DsaRateAdmin(RateAdmin):
    """Daily subsistence allowance by place and day."""

    fieldsets = [
        (
            None,
            {
                "description": "Enter a new row when a rate changes. Name the circular or table it comes from.",
                "fields": ["place", "country", "effective_from", "currency", "source"],
            },
        ),
        ("Amounts a day", {"fields": ["first_60_days", "after_60_days", "room_share"]}),
    ]

    @admin.display(description="A day", ordering="first_60_days")
    def price(self, rate: DsaRate) -> str:
        """What one of the first 60 days brings."""
        return amount(rate.first_60_days)


@admin.register(TerminalRate)
class TerminalRateAdmin(RateAdmin):
    """Terminal expenses by place and day."""

    fieldsets = [
        (
            None,
            {
                "description": "Enter a new row when a rate changes. Name the circular or table it comes from.",
                "fields": ["place", "country", "effective_from", "currency", "source"],
            },
        ),
        ("Amounts a leg", {"fields": ["amount", "amount_with_vehicle"]}),
    ]

    @admin.display(description="A leg", ordering="amount")
    def price(self, rate: TerminalRate) -> str:
        """What one leg brings."""
        return amount(rate.amount)


@admin.register(DeductionRule)
class DeductionRuleAdmin(KeyedAdmin):
    """Shares of a day that are not paid for what a host provides."""

    list_display = ["kind", "effective_from", "per_cent", "source"]
    list_filter = ["kind"]
    search_fields = ["source"]
    date_hierarchy = "effective_from"
