"""The budget of an event on one page for finance, and the lists behind it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html

from events.actions.closing import BudgetError, authorize_budget, close_budget, reopen_budget
from events.desk.keys import KeyedAdmin
from events.figures import BudgetLine, budget_figures
from events.models import Budget, Event, FundingSource, OtherCost
from events.narrative import explanations
from events.policy import Verb, may
from events.review import Finding
from events.review.money import review_budget


def budget_address(event: int) -> str:
    """The page of an event's budget."""
    return reverse("admin:events_event_budget", args=[event])


def next_number(rows: Any) -> int:
    """The number after the last one, cancelled rows included."""
    return max(rows.values_list("number", flat=True), default=0) + 1


class BudgetRowAdmin(KeyedAdmin):
    """A row of an event's budget: begins with the next number, says why it is locked, and leads back to the page."""

    # The name of the event's relation to such rows.
    rows_of_event: str

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The next number of the event that the link names."""
        given = super().get_changeform_initial_data(request)
        number = str(given.pop("event", ""))
        event = Event.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
        own = {"event": event.pk, "number": next_number(getattr(event, self.rows_of_event))} if event else {}
        return own | given

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Says where a final budget is opened again."""
        row = kwargs.get("obj")
        if row is not None and row.is_locked:
            words = 'The budget is final. <a href="{}">Open it again</a> to change its amounts.'
            messages.info(request, format_html(words, budget_address(row.event_id)))
        return super().render_change_form(request, context, *args, **kwargs)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> Any:
        """Back to the whole budget."""
        return HttpResponseRedirect(budget_address(obj.event_id))

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> Any:
        """Back to the whole budget."""
        return HttpResponseRedirect(budget_address(obj.event_id))


@admin.register(Budget)
class BudgetAdmin(KeyedAdmin):
    """How far the budget of each event is; it moves on the page of the event's budget."""

    list_display = ["event", "stage", "final_on", "note", "page"]
    list_filter = ["stage"]
    list_select_related = ["event"]
    search_fields = ["event__title"]
    autocomplete_fields = ["event"]
    readonly_fields = ["stage", "final_on", "page"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A budget stays with its event."""
        return [*super().get_readonly_fields(request, obj), *(["event"] if obj else [])]

    @admin.display(description="Lines and totals")
    def page(self, budget: Budget) -> str:
        """A link to the whole budget."""
        if not budget.event_id:
            return "Save the budget first."
        return format_html('<a href="{}">Open the budget</a>', budget_address(budget.event_id))


@admin.register(FundingSource)
class FundingSourceAdmin(KeyedAdmin):
    """Where money comes from."""

    list_display = ["code", "name"]
    search_fields = ["code", "name"]


@admin.register(OtherCost)
class OtherCostAdmin(BudgetRowAdmin):
    """Costs besides travel, of all events."""

    rows_of_event = "other_costs"
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


class ReopenForm(forms.Form):
    """Why a final budget is opened again: the log keeps it."""

    reason = forms.CharField(
        label="Reason",
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        error_messages={"required": "Say why: the log keeps it."},
    )


CostForms: Any = forms.inlineformset_factory(
    Event,
    OtherCost,
    fields=(
        *("number", "category", "description", "funding_source"),
        *("planned_amount", "authorized_amount", "actual_amount", "variance_reason", "is_cancelled"),
    ),
    extra=3,
)


def _entry(line: BudgetLine, *, is_cancelled: bool) -> dict[str, Any]:
    """A row of the table of travel."""
    return {
        "line": line,
        "is_cancelled": is_cancelled,
        "explanations": explanations(line),
        "address": reverse("admin:events_travelline_change", args=[line.pk]),
        "copy": f"{reverse('admin:events_travelline_add')}?copy={line.pk}",
    }


class EventBudget:
    """The pages of one event's budget; a part of the admin class of events."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Their addresses, before those of the admin."""
        own = [self.page_path("budget", self.budget_view), self.page_path("costs", self.costs_view)]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def _of_money(self: Any, request: HttpRequest, pk: int) -> Event:
        """The event, for those who may see who travelled for how much."""
        event: Event = self.item_for(request, pk)
        if not may(request.user, Verb.CHANGE if request.method == "POST" else Verb.VIEW, Budget):
            raise PermissionDenied
        return event

    def budget_view(self: Any, request: HttpRequest, pk: int) -> Any:
        """Every line with its explanation, all sums, what is wrong, and how far the budget is."""
        event = self._of_money(request, pk)
        form = ReopenForm(request.POST if "reopen" in request.POST else None)
        if request.method == "POST" and (not form.is_bound or form.is_valid()):
            self._move_budget(request, event, form)
            return HttpResponseRedirect(budget_address(event.pk))
        title = f"{'Error: ' if form.errors else ''}Budget of {event}"
        return self.item_page(
            request, "admin/events/event/budget.html", event, title, form=form, **budget_context(event, request.user)
        )

    def _move_budget(self: Any, request: HttpRequest, event: Event, form: ReopenForm) -> None:
        """Does what was pressed, and says what became of it."""
        try:
            if "authorize" in request.POST:
                taken = authorize_budget(event=event, by=request.user)
                messages.success(request, f"The budget is authorized; {taken} planned amounts were taken over.")
            elif "close" in request.POST:
                close_budget(event=event, by=request.user)
                messages.success(request, "The budget is final: its amounts stay as they are from now on.")
            elif form.is_bound:
                reopen_budget(event=event, by=request.user, reason=form.cleaned_data["reason"])
                messages.success(request, "The budget is open again. A public report shows what you change at once.")
        except BudgetError as error:
            messages.error(request, str(error))
        else:
            self.log_change(request, event, "Moved the stage of the budget.")

    def costs_view(self: Any, request: HttpRequest, pk: int) -> Any:
        """All costs besides travel as one table to type in."""
        event = self._of_money(request, pk)
        if Budget.is_final_for(event.pk):
            messages.error(request, "The budget is final: open it again before you change its costs.")
            return HttpResponseRedirect(budget_address(event.pk))
        first = next_number(event.other_costs)
        initial = [{"number": first + place} for place in range(CostForms.extra)]
        rows = CostForms(request.POST or None, instance=event, prefix="costs", initial=initial)
        if request.method == "POST" and rows.is_valid():
            rows.save()
            self.log_change(request, event, "Changed costs besides travel.")
            messages.success(request, "The costs are saved.")
            return HttpResponseRedirect(budget_address(event.pk))
        title = f"{'Error: ' if rows.total_error_count() else ''}Other costs of {event}"
        context = {"rows": rows, "back_address": budget_address(event.pk)}
        return self.item_page(request, "admin/events/event/costs.html", event, title, **context)


def _place(finding: Finding) -> str:
    """Where a finding leads: a row of the page, or the form of a participation."""
    kind, _, number = finding.field.partition("-")
    if kind == "person":
        return reverse("admin:events_participation_change", args=[number])
    return f"#{finding.field}" if finding.field else ""


def budget_context(event: Event, user: Any) -> dict[str, Any]:
    """What the page of a budget shows."""
    figures = budget_figures(event)
    budget = Budget.objects.filter(event=event).first() or Budget(event=event)
    lines = [_entry(line, is_cancelled=False) for line in figures.lines]
    lines += [_entry(line, is_cancelled=True) for line in figures.called_off]
    return {
        "budget": budget,
        "figures": figures,
        "entries": sorted(lines, key=lambda entry: entry["line"].number),
        "findings": [{"about": found, "place": _place(found)} for found in review_budget(event)],
        "may_change": may(user, Verb.CHANGE, Budget),
        "groups": (
            ("Travel by status", "Status", figures.by_status),
            ("Travel by organization", "Organization", figures.by_organization),
        ),
        "add_line": f"{reverse('admin:events_travelline_add')}?event={event.pk}",
        "costs_address": reverse("admin:events_event_costs", args=[event.pk]),
    }
