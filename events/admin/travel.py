"""What each traveller cost."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.forms import BaseInlineFormSet, Script
from django.http import HttpRequest

from events.admin.budget import BudgetRowAdmin, next_number
from events.desk.keys import KeyedAdmin, Rows
from events.figures import budget_line
from events.figures.rounding import rounded
from events.figures.travel import exact_amount
from events.models import DsaDeduction, TerminalLegs, TravelLine
from events.narrative import amount, explanations


class TakesRate(forms.ModelForm):
    """Another rate brings its amounts with it, unless somebody typed others at the same time."""

    # What else decides about the amount.
    also: tuple[str, ...] = ()

    def clean(self) -> Any:
        """Empties the amounts that the new rate will fill."""
        data = super().clean() or self.cleaned_data
        rate = data.get(self.instance.RATE)
        amounts = set(self.instance.priced_by(rate)) if rate else set()
        if {self.instance.RATE, *self.also} & set(self.changed_data) and not amounts & set(self.changed_data):
            data |= dict.fromkeys(amounts)
        return data


class LegForm(TakesRate):
    """Legs: with a vehicle the rate may be less."""

    also = ("has_vehicle",)


class CopiedRows(Rows):
    """Rows of a line that may begin as those of another line."""

    # What a copy takes over.
    copied: tuple[str, ...]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """As many empty rows as the copied line has rows."""
        return len(self.of(copied_line(request))) if obj is None else 0

    def of(self, line: TravelLine | None) -> list[dict[str, Any]]:
        """What the rows of a line begin with."""
        if line is None:
            return []
        rows = self.model._default_manager.filter(line=line)
        return [{name: getattr(row, name) for name in self.copied} for row in rows]


class LegRows(CopiedRows):
    """Legs of the journey by place; a return trip has four."""

    model = TerminalLegs
    form = LegForm
    copied = ("place", "count", "has_vehicle", "rate", "amount")
    autocomplete_fields = ["rate"]


class DeductionForms(BaseInlineFormSet):
    """All deductions together take no more than the allowance."""

    def clean(self) -> None:
        """Refuses, beside the last row, what would leave less than nothing."""
        super().clean()
        rows = [form for form in self.forms if form.cleaned_data.get("days") and not form.cleaned_data.get("DELETE")]
        line = self.instance
        if any(self.errors) or not rows or line.dsa_amount_per_day is None:
            return
        days = line.dsa_days
        taken = sum((form.instance.days * (form.instance.per_cent or 0) / 100 for form in rows), Decimal(0))
        if taken > days:
            found, whole = (f"{number.normalize():f}" for number in (taken, days))
            rows[-1].add_error("days", f"The deductions come to {found} days; the line has {whole}. Deduct less.")
        elif problem := _too_much(line, [form.instance for form in rows]):
            rows[-1].add_error("days", problem)


def _too_much(line: TravelLine, rows: list[DsaDeduction]) -> str:
    """What is wrong where deductions come to more than the allowance: days after the first 60 may be paid less."""
    rates = (line.dsa_amount_per_day or Decimal(0), line.dsa_amount_after_60_days)
    given = exact_amount(line.dsa_days, *rates)
    taken = sum((exact_amount(row.days, *rates, per_cent=row.per_cent or Decimal(0)) for row in rows), Decimal(0))
    if taken <= given:
        return ""
    found, whole = (amount(rounded(number, 2)) for number in (taken, given))
    return f"The deductions come to {found}; the allowance is {whole}. Deduct less."


class DeductionRows(CopiedRows):
    """What a host provided."""

    model = DsaDeduction
    form = TakesRate
    formset = DeductionForms
    copied = ("kind", "days", "rule", "per_cent")
    autocomplete_fields = ["rule"]


# What a copy of a line takes over: all but the traveller and what is the traveller's own.
_COPIED = (
    *("event", "organization", "status", "funding_source", "stays_from", "stays_until", "planned_amount"),
    *("travel_cost", "ticket_payer", "dsa_days", "dsa_rate", "dsa_amount_per_day", "dsa_amount_after_60_days"),
)


def copied_line(request: HttpRequest) -> TravelLine | None:
    """The line that a new one begins as, where the link names one."""
    number = request.GET.get("copy", "")
    return TravelLine.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None


@admin.register(TravelLine)
class TravelLineAdmin(BudgetRowAdmin):
    """Travel lines of all events; sums are computed, never typed."""

    class Media:
        js = [Script("js/travel.js", defer=True)]

    form = TakesRate
    rows_of_event = "travel_lines"
    ordering = ["event", "number"]
    list_display = ["number", "event", "person", "status", "travel", "days", "dsa", "terminal", "total", "is_cancelled"]
    list_display_links = ["number", "person"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter), "status", "is_cancelled"]
    search_fields = ["person__family_name", "person__given_name", "organization__name", "organization__acronym", "note"]
    autocomplete_fields = ["event", "person", "organization", "ticket_payer", "funding_source", "dsa_rate"]
    readonly_fields = ["dsa", "terminal", "total", "explained"]
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
                "description": "The amount a day is taken from the rate when you leave it empty, and then kept. Where "
                "the rate is corrected, lines of open budgets follow; an amount of your own stays.",
                "fields": [
                    ("planned_amount", "authorized_amount", "variance_reason"),
                    ("travel_cost", "ticket_payer"),
                    ("dsa_days", "dsa_rate", "dsa_amount_per_day", "dsa_amount_after_60_days"),
                ],
            },
        ),
        ("Computed", {"description": "As saved last.", "fields": [("dsa", "terminal", "total"), "explained"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Lines with all that their columns show."""
        related = super().get_queryset(request).select_related("event", "person", "organization", "funding_source")
        return related.prefetch_related("legs", "deductions")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What a copied line hands on, with the next number; or the number alone."""
        line = copied_line(request)
        if line is None:
            return super().get_changeform_initial_data(request)
        own = {name: getattr(line, f"{name}_id", None) or getattr(line, name) for name in _COPIED}
        return own | {"number": next_number(line.event.travel_lines)}

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """The rows of a copied line; when they are sent they count as typed."""
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and obj.pk is None and (rows := inline.of(copied_line(request))):
            options["initial"] = rows
        return options

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

    @admin.display(description="How")
    def explained(self, line: TravelLine) -> str:
        """How the amounts come about."""
        found = explanations(budget_line(line)) if line.pk else []
        return "; ".join(f"{what}: {words}" for what, words in found) or "-"


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
