"""The form of an item with a life in public: drafts are saved as they are, published items get a working copy."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from events.actions.changes import difference, snapshot, trial
from events.actions.publishing import (
    RefusedError,
    StaleError,
    claim,
    keep_working_copy,
    submit,
    take_back,
    try_working_copy,
    working_copy,
)
from events.desk.decisions import DecisionPages
from events.desk.findings import beside, count_text
from events.desk.forms import PublishableForm
from events.desk.history import HistoryPages
from events.desk.lists import PublishableList
from events.desk.previews import PreviewPages
from events.policy import may_publish, may_share, may_take_back

ADDRESS: Any = ("Address and language", {"fields": ["slug", "language"]})
_FOR_WRITERS = ("why", "seen")
PUBLIC: Any = (
    "When it is public",
    {
        "description": "Nothing is public before somebody presses “Publish”. A moment in the future holds the page "
        "back until then; no one has to be there when it comes.",
        "fields": [("go_live_at", "expire_at"), *_FOR_WRITERS],
    },
)
_SAVED = "desk_saved"


class PublishableAdmin(HistoryPages, PreviewPages, DecisionPages, PublishableList):
    """An item with an address, a language and a time in public."""

    form = PublishableForm
    save_on_top = False
    change_form_template = "admin/publishable/change_form.html"
    prepopulated_fields = {"slug": ["title"]}
    # What the desk says of the two moments: in whose time they are.
    time_fields = ("go_live_at", "expire_at")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, saying in whose time its moments are."""
        form = super().get_form(request, obj, change, **kwargs)
        now = timezone.localtime()
        zone = f"Time in {timezone.get_current_timezone_name()}, UTC{now:%z}"
        for name in self.time_fields:
            if name in form.base_fields:
                form.base_fields[name].help_text = f"{zone[:-2]}:{zone[-2:]}."
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The form in parts; who may only look is not asked why."""
        parts = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return parts
        return [(name, part | {"fields": [f for f in part["fields"] if f not in _FOR_WRITERS]}) for name, part in parts]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Adds or changes an item, or its working copy; tries again where another was quicker by a moment."""
        if request.method == "POST" and "_preview" in request.POST:
            return self.preview_of_form(request, object_id, form_url)
        try:
            # Looking takes no lock: on SQLite a transaction keeps every other writer out.
            with transaction.atomic() if request.method == "POST" else nullcontext():
                item = self._locked(request, object_id)
                if item is None or not item.live:
                    return super().changeform_view(request, object_id, form_url, extra_context)
                return self._change_beside(request, item, form_url, extra_context)
        except StaleError:
            return self.changeform_view(request, object_id, form_url, extra_context)

    def _locked(self, request: HttpRequest, object_id: str | None) -> Any:
        """The item, which nobody else can save until this is done."""
        item = self.get_object(request, unquote(object_id)) if object_id else None
        if item is not None and request.method == "POST":
            type(item)._default_manager.select_for_update(of=("self",)).filter(pk=item.pk).first()
            item.refresh_from_db(fields=["revision", "live"])
        return item

    @staticmethod
    def _drawn(response: Any) -> Any:
        """A page is drawn while the rows that it shows are there."""
        return response.render() if isinstance(response, TemplateResponse) else response

    def save_in_trial(
        self, request: HttpRequest, object_id: str | None, form_url: str = "", extra_context: Any = None
    ) -> tuple[Any, Any]:
        """The answer of the form over the working copy, and the item as saved, or None. Call it inside `trial()`."""
        item = self.get_object(request, unquote(object_id)) if object_id else None
        for problem in try_working_copy(item)[1] if item is not None else ():
            messages.warning(request, problem)
        setattr(request, _SAVED, None)
        request.desk_in_trial = True  # type: ignore[attr-defined]
        response = self._drawn(super().changeform_view(request, object_id, form_url, extra_context))
        request.desk_in_trial = False  # type: ignore[attr-defined]
        return response, getattr(request, _SAVED)

    def _change_beside(self, request: HttpRequest, item: Any, form_url: str, extra_context: Any) -> Any:
        if request.method != "POST" and working_copy(item) is None:
            return super().changeform_view(request, str(item.pk), form_url, extra_context)
        before, after = snapshot(self._fresh(item)), None
        with trial():
            response, saved = self.save_in_trial(request, str(item.pk), form_url, extra_context)
            if saved is not None:
                after = snapshot(self._fresh(saved))
        if after is None:
            return response
        claim(item, by=request.user)
        copy = keep_working_copy(item=item, changes=difference(before, after), by=request.user)
        self.log_change(request, item, "Changed the working copy." if copy else "Saved without a change.")
        return self._after_saving(request, item)

    def _fresh(self, item: Any) -> Any:
        return type(item)._default_manager.get(pk=item.pk)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Takes the next revision, remembers whose it is, and saves."""
        if not change:
            obj.author = obj.changed_by = request.user
            obj.changed_at = timezone.now()
        elif not self._in_trial(request):
            claim(obj, by=request.user)
        obj._change_reason = form.cleaned_data.get("why") or ""
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Saves the rows; from here on the whole form is saved."""
        super().save_related(request, form, formsets, change)
        setattr(request, _SAVED, form.instance)

    @staticmethod
    def _in_trial(request: HttpRequest) -> bool:
        return getattr(request, "desk_in_trial", False)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """What happens after saving: what the pressed button says."""
        return HttpResponse() if self._in_trial(request) else self._after_saving(request, obj)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """The same after the first saving; a pop-up hands the new item to its opener."""
        if self._in_trial(request):
            return HttpResponse()
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self._after_saving(request, obj)

    def _after_saving(self, request: HttpRequest, item: Any) -> HttpResponse:
        pressed: dict[str, Callable[[], HttpResponse]] = {
            "_publish": lambda: self._publish(request, item),
            "_submit": lambda: self._submit(request, item),
            "_take_back": lambda: self._take_back(request, item),
        }
        for name, act in pressed.items():
            if name in request.POST:
                return act()
        kept = working_copy(item)
        beside = "The changes are kept; the public page stays as it is until you publish them."
        messages.success(request, beside if kept else f"Saved “{item}”.")
        if "_addanother" in request.POST:
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add"))
        return HttpResponseRedirect(self.change_address(item))

    def _publish(self, request: HttpRequest, item: Any) -> HttpResponse:
        if not may_publish(request.user, item):
            messages.error(request, "Saved, but not published: an editor publishes. Mark it as ready for review.")
            return HttpResponseRedirect(self.change_address(item))
        try:
            self.publish_item(item=item, by=request.user, review=self.review, why=request.POST.get("why", "")[:200])
        except RefusedError as refused:
            messages.error(request, f"Saved, but not published: {count_text(refused.findings)} The list is below.")
            return HttpResponseRedirect(self.change_address(item))
        self.log_change(request, item, "Published.")
        messages.success(request, self.published_message(item))
        return HttpResponseRedirect(self.list_address())

    def _submit(self, request: HttpRequest, item: Any) -> HttpResponse:
        submit(item=item, by=request.user)
        self.log_change(request, item, "Marked as ready for review.")
        messages.success(request, f"“{item}” is ready for review; editors see it on their first page.")
        return HttpResponseRedirect(self.list_address())

    def _take_back(self, request: HttpRequest, item: Any) -> HttpResponse:
        if not may_take_back(request.user, item):
            messages.error(request, "Saved, but still scheduled: an editor takes back what an editor scheduled.")
            return HttpResponseRedirect(self.change_address(item))
        take_back(item=item, by=request.user)
        self.log_change(request, item, "Took back.")
        messages.success(request, f"“{item}” is a draft again.")
        return HttpResponseRedirect(self.change_address(item))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Adds the findings, the state and the buttons that fit it."""
        item = kwargs.get("obj") or (args[3] if len(args) > 3 else None)
        form = context["adminform"].form
        findings = tuple(self.review(item)) if item is not None and not form.is_bound else ()
        placed = beside(findings, form, context["inline_admin_formsets"])
        public = self._fresh(item) if item is not None else None
        context |= {
            "findings": findings,
            "placed_findings": placed,
            "findings_text": count_text(findings),
            "item": public,
            "copy": working_copy(item) if item is not None else None,
            "may_publish": may_publish(request.user, public or self.model()),
            "may_take_back": public is not None and may_take_back(request.user, public),
            "may_share": public is not None and may_share(request.user, public),
            "public_address": self.public_address(public) if public and public.is_published else "",
            "conflicts": getattr(form, "conflicts", ()),
            "taken_over": getattr(form, "taken_over", ()),
        }
        return super().render_change_form(request, context, *args, **kwargs)
