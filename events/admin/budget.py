"""The budgets of events, where the money comes from, and costs besides travel."""

from django.contrib import admin

from events.desk.keys import KeyedAdmin
from events.models import Budget, FundingSource, OtherCost


@admin.register(Budget)
class BudgetAdmin(KeyedAdmin):
    """How far the budget of each event is."""

    list_display = ["event", "stage", "final_on", "note"]
    list_filter = ["stage"]
    list_select_related = ["event"]
    search_fields = ["event__title"]
    autocomplete_fields = ["event"]
    readonly_fields = ["final_on"]


@admin.register(FundingSource)
class FundingSourceAdmin(KeyedAdmin):
    """Where money comes from."""

    list_display = ["code", "name"]
    search_fields = ["code", "name"]


@admin.register(OtherCost)
class OtherCostAdmin(KeyedAdmin):
    """Costs besides travel, of all events."""

    ordering = ["event", "number"]
    list_display = [
        "number",
        "event",
        "category",
        "description",
        "planned_amount",
        "authorized_amount",
        "actual_amount",
    ]
    list_display_links = ["number", "description"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter), "category", "is_cancelled"]
    list_select_related = ["event"]
    search_fields = ["description", "supplier__name", "note"]
    autocomplete_fields = ["event", "supplier", "funding_source"]
