"""Pages on which somebody decides: withdraw an item, or throw its working copy away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern

from events.actions.changes import snapshot
from events.actions.publishing import StaleError, discard, withdraw, working_copy
from events.desk.differences import differences
from events.desk.pages import ItemPages
from events.policy import Verb


class WithdrawForm(forms.Form):
    """Why an item leaves the public: its address says so from then on."""

    reason = forms.CharField(
        label="Reason",
        max_length=300,
        help_text="The public reads it at the item's address, for example: “This notice was replaced by …”.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        error_messages={"required": "Say why: readers who follow an old link find the reason there."},
    )


class DecisionPages(ItemPages):
    """Withdraw and discard, each asked once more before it is done."""

    def get_urls(self) -> list[URLPattern]:
        """Their addresses, before those of the admin."""
        own = [self.page_path("withdraw", self.withdraw_view), self.page_path("discard", self.discard_view)]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def withdraw_view(self: Any, request: HttpRequest, pk: int) -> Any:
        """Takes an item from the public, with a reason."""
        item = self.item_for(request, pk, Verb.PUBLISH)
        form = WithdrawForm(request.POST or None)
        if not item.live:
            messages.error(request, f"“{item}” is not in public; there is nothing to withdraw.")
            return HttpResponseRedirect(self.change_address(item))
        if request.method == "POST" and form.is_valid():
            try:
                withdraw(item=item, by=request.user, reason=form.cleaned_data["reason"])
            except StaleError as stale:
                messages.error(request, str(stale))
            else:
                self.log_change(request, item, "Withdrawn.")
                messages.success(request, f"“{item}” is withdrawn; its address gives the reason. Publish undoes it.")
            return HttpResponseRedirect(self.change_address(item))
        return self.item_page(request, "admin/publishable/withdraw.html", item, "Withdraw", form=form)

    def discard_view(self: Any, request: HttpRequest, pk: int) -> Any:
        """Throws the changes away that wait beside a published item, after showing them."""
        item = self.item_for(request, pk, Verb.CHANGE)
        copy = working_copy(item)
        if copy is None:
            messages.error(request, "No changes wait beside this item.")
            return HttpResponseRedirect(self.change_address(item))
        if request.method == "POST":
            try:
                discard(item=item, by=request.user)
            except StaleError as stale:
                messages.error(request, str(stale))
            else:
                self.log_change(request, item, "Discarded the changes.")
                messages.success(request, "The changes are discarded. The history keeps them: restore them there.")
            return HttpResponseRedirect(self.change_address(item))
        found = differences(item, snapshot(item), copy.changes)
        context = {"copy": copy, "differences": found}
        return self.item_page(request, "admin/publishable/discard.html", item, "Discard the changes", **context)
