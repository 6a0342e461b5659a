"""Previews: of what stands in the form, of what is saved, and for a colleague without an account."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse
from django.utils import timezone

from events.actions.changes import trial
from events.actions.publishing import try_working_copy
from events.desk.pages import ItemPages
from events.desk.preview import Page, Preview, show
from events.models import AuditEntry, PreviewLink
from events.policy import may_preview, may_share


class ShareForm(forms.ModelForm):
    """For whom a link is, and how long it holds."""

    days = forms.TypedChoiceField(
        label="Valid for", coerce=int, choices=[(1, "one day"), (7, "a week"), (30, "30 days")], initial=7
    )

    class Meta:
        model = PreviewLink
        fields = ["note"]


class PreviewPages(ItemPages):
    """The addresses of previews."""

    # The public view of the item's page; it is called with the slug.
    page: Page

    def get_urls(self) -> list[URLPattern]:
        """The saved state as a page, and the links that show it to others."""
        own = [
            self.page_path("preview", self.preview_view),
            self.page_path("links", self.links_view),
            self.page_path("links_revoke", self.revoke_view, "<int:link>/"),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def preview_of_form(self: Any, request: HttpRequest, object_id: str | None, form_url: str = "") -> Any:
        """The real page of what stands in the form; nothing is saved. With errors, the form that names them."""
        with trial():
            response, saved = self.save_in_trial(request, object_id, form_url)
            return response if saved is None else self._show(request, saved, has_changes=True)

    def preview_view(self: Any, request: HttpRequest, pk: int) -> Any:
        """The real page of what is saved, working copy and all."""
        item = self.item_for(request, pk)
        if not may_preview(request.user, item):
            raise PermissionDenied
        with trial():
            copy, _ = try_working_copy(item)
            return self._show(request, item, has_changes=copy is not None)

    def shared(self: Any, request: HttpRequest, link: PreviewLink) -> Any:
        """The page for whoever holds a link."""
        item = get_object_or_404(self.model, pk=link.item_id)
        with trial():
            copy, _ = try_working_copy(item)
            return self._show(request, item, has_changes=copy is not None, token=link.token)

    def _show(self: Any, request: HttpRequest, item: Any, *, has_changes: bool, token: str = "") -> Any:
        edit = "" if token or not item.pk else self.change_address(item)
        preview = Preview(item=item, state=str(item.state.label), has_changes=has_changes, token=token, edit=edit)
        return show(request, type(item)._default_manager.get(pk=item.pk), type(self).page, preview)

    def links_view(self: Any, request: HttpRequest, pk: int) -> Any:
        """The links that were given away, and a form for another."""
        item = self.item_for(request, pk)
        if not may_share(request.user, item):
            raise PermissionDenied
        form = ShareForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            form.instance.item, form.instance.made_by = item, request.user
            form.instance.expires_at = timezone.now() + timedelta(days=form.cleaned_data["days"])
            link = form.save()
            AuditEntry.record(AuditEntry.Action.SHARED, by=request.user, item=item, detail=link.note)
            messages.success(request, "The link is made. Copy it from the list and send it to your colleague.")
            return HttpResponseRedirect(request.path)
        rows = [(link, self._address(request, link)) for link in PreviewLink.objects.of(item).select_related("made_by")]
        context = {"form": form, "rows": rows, "now": timezone.now()}
        return self.item_page(request, "admin/publishable/links.html", item, "Links to the preview", **context)

    def _address(self, request: HttpRequest, link: PreviewLink) -> str:
        return request.build_absolute_uri(reverse("preview", args=[link.token]))

    def revoke_view(self: Any, request: HttpRequest, pk: int, link: int) -> Any:
        """Ends a link at once."""
        item = self.item_for(request, pk)
        if not may_share(request.user, item):
            raise PermissionDenied
        if request.method != "POST":
            raise Http404("A link is revoked by the button beside it.")
        found = get_object_or_404(PreviewLink.objects.of(item), pk=link)
        PreviewLink.objects.filter(pk=found.pk, revoked_at=None).update(revoked_at=timezone.now())
        AuditEntry.record(AuditEntry.Action.REVOKED, by=request.user, item=item, detail=found.note)
        messages.success(request, "The link is revoked: it shows nothing any more.")
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_links", args=[pk]))
