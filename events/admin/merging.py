"""Pages on which two people or organizations become one, or are told apart."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from events.actions.duplicates import duplicates, resembling, tell_apart
from events.actions.merging import KEPT, OTHER, MergeError, collisions, differences, hanging, merge
from events.actions.namesakes import describe_organization, namesakes, namesakes_of
from events.imports.known import describe
from events.policy import Verb, may, may_merge

MOST_SHOWN = 200


class Merging:
    """Duplicates, merging, and what says that a new one resembles a known one; a part of the admin of its kind."""

    # All likely pairs, the pairs with one of them, and one in words.
    all_pairs: Callable[[], Sequence[Any]]
    pairs_of: Callable[[Any], Sequence[Any]]
    described: Callable[[Any], str]

    def get_urls(self: Any) -> list[URLPattern]:
        """Their addresses, before those of the admin."""
        guard = self.admin_site.admin_view
        own = [
            path("duplicates/", guard(self.duplicates_view), name=f"events_{self.opts.model_name}_duplicates"),
            path("<int:pk>/merge/<int:other>/", guard(self.merge_view), name=f"events_{self.opts.model_name}_merge"),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def _address(self: Any, page: str, *args: int) -> str:
        return reverse(f"admin:events_{self.opts.model_name}_{page}", args=args)

    def changelist_view(self: Any, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list, with a link to the duplicates for those who may merge."""
        context = {"may_merge": may_merge(request.user, self.model), **(extra_context or {})}
        return super().changelist_view(request, context)  # type: ignore[misc]

    def duplicates_view(self: Any, request: HttpRequest) -> HttpResponse:
        """All likely duplicates; a pair can be told apart."""
        if not may_merge(request.user, self.model):
            raise PermissionDenied
        if request.method == "POST":
            return self._tell_apart(request)
        pairs = self.all_pairs()
        context = {
            "title": "Likely duplicates",
            "pairs": [self._told(pair) for pair in pairs[:MOST_SHOWN]],
            "hidden": len(pairs[MOST_SHOWN:]),
        }
        return self._page(request, "duplicates", context)

    def _told(self: Any, pair: Any) -> dict[str, Any]:
        return {
            "pair": pair,
            "kept": self.described(pair.kept),
            "other": self.described(pair.other),
            "kept_address": self._address("change", pair.kept.pk),
            "other_address": self._address("change", pair.other.pk),
            "address": self._address("merge", pair.kept.pk, pair.other.pk),
        }

    def _tell_apart(self: Any, request: HttpRequest) -> HttpResponse:
        pks = [request.POST.get(name, "") for name in ("one", "other")]
        one, other = (get_object_or_404(self.model, pk=pk if pk.isascii() and pk.isdigit() else 0) for pk in pks)
        tell_apart(one=one, other=other, by=request.user)
        messages.success(
            request, f"“{one}” and “{other}” are two {self.opts.verbose_name_plural}; they are not offered again."
        )
        return HttpResponseRedirect(self._address("duplicates"))

    def merge_view(self: Any, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Field by field: which value stays; then what hangs on the one hangs on the other."""
        if not may_merge(request.user, self.model):
            raise PermissionDenied
        kept, gone = get_object_or_404(self.model, pk=pk), get_object_or_404(self.model, pk=other)
        chosen = {name: value for name, value in request.POST.items() if value in (KEPT, OTHER)}
        if request.method == "POST":
            try:
                return self._merged(request, kept, gone, chosen)
            except MergeError as error:
                messages.error(request, str(error))
                return HttpResponseRedirect(self._address("changelist"))
            except ValidationError as error:
                messages.error(request, f"Not merged: {' '.join(error.messages)}")
        context = {
            "title": f"Merge “{gone}” into “{kept}”",
            "kept": kept,
            "other": gone,
            "names": (self.described(kept), self.described(gone)),
            "differences": self._chosen(differences(kept, gone), chosen),
            "collisions": [(row, self._chosen(row.differences, chosen)) for row in collisions(kept, gone)],
            "hanging": [self._hanging(request, owner) for owner in (kept, gone)],
            "swapped": self._address("merge", gone.pk, kept.pk),
        }
        return self._page(request, "merge", context)

    @staticmethod
    def _chosen(told: Any, chosen: dict[str, str]) -> list[tuple[Any, str]]:
        return [(difference, chosen.get(difference.key, difference.usual)) for difference in told]

    @staticmethod
    def _hanging(request: HttpRequest, owner: Any) -> list[Any]:
        """What hangs on one of the two; of what somebody may not see only the number is said."""
        return [(found, may(request.user, Verb.VIEW, found.model)) for found in hanging(owner)]

    def _merged(self: Any, request: HttpRequest, kept: Any, gone: Any, chosen: dict[str, str]) -> HttpResponse:
        name = f"“{gone}” (No. {gone.pk})"
        merged = merge(kept=kept, other=gone, choices=chosen, by=request.user)
        self.log_change(request, merged, f"Merged {name} into this {self.opts.verbose_name}.")
        messages.success(request, f"{name} is “{merged}” now, with all that hung on it.")
        return HttpResponseRedirect(self._address("change", merged.pk))

    def _page(self: Any, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        frame = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "list_address": self._address("changelist"),
            "duplicates_address": self._address("duplicates"),
        }
        return TemplateResponse(request, f"admin/events/merging/{name}.html", frame | context)

    def save_related(self: Any, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Says of a new one what it resembles."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        if change:
            return
        for pair in self.pairs_of(form.instance)[:3]:
            known = pair.kept if pair.kept.pk != form.instance.pk else pair.other
            text = format_html("“{}” resembles “{}”: {}.", form.instance, self.described(known), pair.reason)
            if may_merge(request.user, self.model):
                address = self._address("merge", known.pk, form.instance.pk)
                text = format_html('{} <a href="{}">Compare and merge</a>', text, address)
            messages.warning(request, text)


class PersonMerging(Merging):
    """Two people become one."""

    all_pairs = staticmethod(duplicates)
    pairs_of = staticmethod(resembling)
    described = staticmethod(describe)


class OrganizationMerging(Merging):
    """Two organizations become one; the names of both lead to it afterwards."""

    change_list_template = "admin/events/merging/change_list.html"
    all_pairs = staticmethod(namesakes)
    pairs_of = staticmethod(namesakes_of)
    described = staticmethod(describe_organization)
