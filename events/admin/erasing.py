"""Pages on which all that is known of a person is seen, taken out, and erased."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from events.actions.disclosing import NOT_JOINED, Known, known_of, note_disclosure
from events.actions.erasing import EraseError, erase
from events.actions.forewarning import warnings
from events.actions.traces import rows_about, trail_of
from events.models import Person
from events.policy import may_disclose, may_erase
from events.text import clean_line

_FORMATS = {"json": "application/json", "html": "text/html; charset=utf-8"}


class EraseForm(forms.Form):
    """Typed by hand, so that nobody is erased by a slip."""

    name = forms.CharField(label="Type the name, as it stands above", max_length=300)
    is_alone = forms.BooleanField(
        label="Also take out the family name where it stands by itself",
        required=False,
        help_text="Whole words only. Do it where nobody and nothing else has this name.",
    )

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.person = person
        self.fields["name"].widget.attrs |= {"autocomplete": "off", "class": "vTextField"}

    def clean_name(self) -> str:
        """The very name of the person."""
        typed = clean_line(self.cleaned_data["name"])
        if typed.casefold() != self.person.name.casefold():
            raise forms.ValidationError(f"This is not the name. Type “{self.person.name}”.")
        return typed


class PersonErasing:
    """What is known of a person, and erasing; a part of the people's admin. Who was erased is chosen nowhere."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Their addresses, before those of the admin."""
        guard = self.admin_site.admin_view
        own = [
            path("<int:pk>/known/", guard(self.known_view), name="events_person_known"),
            path("<int:pk>/erase/", guard(self.erase_view), name="events_person_erase"),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list, with the way to the register of personal data for those who may erase."""
        context = {"may_erase": may_erase(request.user), **(extra_context or {})}
        return super().changelist_view(request, context)  # type: ignore[misc]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """The form, with the ways to these pages for those who may go there."""
        person = kwargs.get("obj")
        is_there = person is not None and person.erased_on is None
        context |= {
            "may_disclose": person is not None and may_disclose(request.user),
            "may_erase": is_there and may_erase(request.user),
        }
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A pseudonym is nobody's to change."""
        if obj is not None and obj.erased_on is not None:
            return False
        return bool(super().has_change_permission(request, obj))  # type: ignore[misc]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """While one chooses a person, nobody who was erased is offered."""
        if request.path.endswith("/autocomplete/"):
            queryset = queryset.filter(erased_on=None)
        return super().get_search_results(request, queryset, search_term)  # type: ignore[misc]

    def merge_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Nobody becomes one with a pseudonym."""
        if Person.objects.filter(pk__in=(pk, other)).exclude(erased_on=None).exists() and may_disclose(request.user):
            raise Http404("One of the two was erased.")
        return super().merge_view(request, pk, other)  # type: ignore[misc]

    def known_view(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """All that is known, by place; asked for as a file, it is noted who took it."""
        if not may_disclose(request.user):
            raise PermissionDenied
        person = get_object_or_404(Person, pk=pk)
        known = known_of(person=person, by=request.user)
        if (asked := request.POST.get("format")) in _FORMATS:
            note_disclosure(person=person, by=request.user)
            return _file(person, known, str(asked))
        context = {
            "title": f"All that is known of {person}",
            "person": person,
            "known": known,
            "not_joined": NOT_JOINED,
            "may_erase": person.erased_on is None and may_erase(request.user),
        }
        return self._personal_page(request, "known", context)

    def erase_view(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """What would be done and what to know before; the name, typed, does it."""
        if not may_erase(request.user):
            raise PermissionDenied
        person = get_object_or_404(Person, pk=pk, erased_on=None)
        form = EraseForm(person, request.POST if "name" in request.POST else None)
        if form.is_valid() and (done := self._erased(request, person, form)):
            return done
        trail = trail_of(person)
        context = {
            "title": f"Erase {person}",
            "person": person,
            "form": form,
            "known": known_of(person=person, by=request.user, trail=trail),
            "warnings": warnings(trail, rows_about(person, trail.addresses)),
        }
        return self._personal_page(request, "erase", context)

    def _personal_page(self: Any, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        frame = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"admin/events/person/{name}.html", frame | context)

    @staticmethod
    def _erased(request: HttpRequest, person: Person, form: EraseForm) -> HttpResponse | None:
        try:
            erased = erase(person=person, by=request.user, is_alone=form.cleaned_data["is_alone"])
        except EraseError as error:
            messages.error(request, str(error))
            return None
        messages.success(
            request,
            f"Erased. What is counted goes on as “{erased.person}” ({erased.pseudonym}); no figure has changed.",
        )
        return HttpResponseRedirect(reverse("admin:events_person_changelist"))


def _file(person: Person, known: Known, asked: str) -> HttpResponse:
    """The same as a file for the person: to be read by people, or by programs."""
    if asked == "json":
        content = json.dumps(known.as_data(), ensure_ascii=False, indent=2)
    else:
        context = {"person": person, "known": known, "not_joined": NOT_JOINED, "today": timezone.localdate()}
        content = render_to_string("admin/events/person/known_file.html", context)
    response = HttpResponse(content, content_type=_FORMATS[asked])
    response["Content-Disposition"] = f'attachment; filename="person-{person.pk}.{asked}"'
    response["Cache-Control"] = "private, no-store"
    return response
