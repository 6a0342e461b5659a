"""Pages on which two people become one, or are told apart."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from events.actions.duplicates import Pair, duplicates, resembling, tell_apart
from events.actions.merging import KEPT, OTHER, MergeError, collisions, differences, hanging, merge
from events.imports.known import describe
from events.models import Person
from events.policy import Verb, may, may_merge

MOST_SHOWN = 200


class PersonMerging:
    """Duplicates, merging, and what says that a new person resembles a known one; a part of the people's admin."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Their addresses, before those of the admin."""
        guard = self.admin_site.admin_view
        own = [
            path("duplicates/", guard(self.duplicates_view), name="events_person_duplicates"),
            path("<int:pk>/merge/<int:other>/", guard(self.merge_view), name="events_person_merge"),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list, with a link to the duplicates for those who may merge."""
        context = {"may_merge": may_merge(request.user, Person), **(extra_context or {})}
        return super().changelist_view(request, context)  # type: ignore[misc]

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        """All likely duplicates; a pair can be told apart."""
        if not may_merge(request.user, Person):
            raise PermissionDenied
        if request.method == "POST":
            return self._tell_apart(request)
        pairs = duplicates()
        context = {
            "title": "Likely duplicates",
            "pairs": [self._told(pair) for pair in pairs[:MOST_SHOWN]],
            "hidden": len(pairs[MOST_SHOWN:]),
        }
        return self._page(request, "duplicates", context)

    @staticmethod
    def _told(pair: Pair) -> dict[str, Any]:
        return {
            "pair": pair,
            "kept": describe(pair.kept),
            "other": describe(pair.other),
            "address": reverse("admin:events_person_merge", args=[pair.kept.pk, pair.other.pk]),
        }

    def _tell_apart(self, request: HttpRequest) -> HttpResponse:
        pks = [request.POST.get(name, "") for name in ("one", "other")]
        one, other = (get_object_or_404(Person, pk=pk if pk.isascii() and pk.isdigit() else 0) for pk in pks)
        tell_apart(one=one, other=other, by=request.user)
        messages.success(request, f"“{one}” and “{other}” are two people; they are not offered again.")
        return HttpResponseRedirect(reverse("admin:events_person_duplicates"))

    def merge_view(self: Any, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Field by field: which value stays; then what hangs on the one hangs on the other."""
        if not may_merge(request.user, Person):
            raise PermissionDenied
        kept, gone = get_object_or_404(Person, pk=pk), get_object_or_404(Person, pk=other)
        chosen = {name: value for name, value in request.POST.items() if value in (KEPT, OTHER)}
        if request.method == "POST":
            try:
                return self._merged(request, kept, gone, chosen)
            except MergeError as error:
                messages.error(request, str(error))
                return HttpResponseRedirect(reverse("admin:events_person_changelist"))
            except ValidationError as error:
                messages.error(request, f"Not merged: {' '.join(error.messages)}")
        context = {
            "title": f"Merge “{gone}” into “{kept}”",
            "kept": kept,
            "other": gone,
            "names": (describe(kept), describe(gone)),
            "differences": self._chosen(differences(kept, gone), chosen),
            "collisions": [(row, self._chosen(row.differences, chosen)) for row in collisions(kept, gone)],
            "hanging": [self._hanging(request, person) for person in (kept, gone)],
            "swapped": reverse("admin:events_person_merge", args=[gone.pk, kept.pk]),
        }
        return self._page(request, "merge", context)

    @staticmethod
    def _chosen(told: Any, chosen: dict[str, str]) -> list[tuple[Any, str]]:
        return [(difference, chosen.get(difference.key, difference.usual)) for difference in told]

    @staticmethod
    def _hanging(request: HttpRequest, person: Person) -> list[Any]:
        """What hangs on a person; of what somebody may not see only the number is said."""
        return [(found, may(request.user, Verb.VIEW, found.model)) for found in hanging(person)]

    def _merged(self: Any, request: HttpRequest, kept: Person, gone: Person, chosen: dict[str, str]) -> HttpResponse:
        name = f"“{gone}” (No. {gone.pk})"
        merged = merge(kept=kept, other=gone, choices=chosen, by=request.user)
        self.log_change(request, merged, f"Merged {name} into this person.")
        messages.success(request, f"{name} is “{merged}” now, with all that hung on it.")
        return HttpResponseRedirect(reverse("admin:events_person_change", args=[merged.pk]))

    def _page(self: Any, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        frame = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"admin/events/person/{name}.html", frame | context)

    def save_related(self: Any, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Says of a new person whom they resemble."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        if change:
            return
        for pair in resembling(form.instance)[:3]:
            known = pair.kept if pair.kept.pk != form.instance.pk else pair.other
            text = format_html("“{}” resembles “{}”: {}.", form.instance, describe(known), pair.reason)
            if may_merge(request.user, Person):
                address = reverse("admin:events_person_merge", args=[known.pk, form.instance.pk])
                text = format_html('{} <a href="{}">Compare and merge</a>', text, address)
            messages.warning(request, text)
