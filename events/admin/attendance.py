"""Who is there: a list to search and to mark by the keyboard, and the page behind the code of a badge."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from events.actions.attending import TwinError, add_walk_in, counted, expected, mark
from events.actions.badges import participation_of
from events.desk.pages import ItemPages
from events.imports.names import plain
from events.models import Event, Participation
from events.policy import Verb, may, may_write_at_once
from events.text import clean_line

A_PAGE = 50
_SOUGHT = (
    "person__given_name",
    "person__family_name",
    "organization__name",
    "organization__acronym",
    "registration__organization",
    "note",
)
_ROW = "admin/events/registration/_attendee.html"
LONGEST_SEARCH = 100
_UNDO = (
    '{} <form class="undo" method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<button type="submit" name="absent" value="{}">Undo</button></form>'
)


def found_keys(event: Event, sought: str) -> list[int]:
    """Whose name or organization has words that begin with those that are sought, whatever the accents; in order."""
    parts = plain(sought).split()
    rows = expected(event).values_list("pk", *_SOUGHT)
    return [
        pk
        for pk, *texts in rows
        if all(f" {part}" in f" {plain(' '.join(text for text in texts if text))}" for part in parts)
    ]


class WalkInForm(forms.Form):
    """Who came without being on the list."""

    name = forms.CharField(max_length=200, help_text="As it should be printed, such as “Ana Silva” or “LEE Minji”.")
    organization = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs |= {"autocomplete": "off", "class": "vTextField"}
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{name}_helptext"

    def clean_name(self) -> str:
        """A name that can be read."""
        name = clean_line(self.cleaned_data["name"])
        if any(map(str.isalpha, name)):
            return name
        raise forms.ValidationError("Type the name of the person.")


@dataclass(frozen=True)
class Listed:
    """A page of the list, for what is sought."""

    sought: str
    page: Any

    @property
    def said(self) -> str:
        """How many were found, in a sentence."""
        count = self.page.paginator.count
        if not self.sought:
            return f"{count:,} on the list."
        return "Nobody found." if not count else f"{count:,} {'person' if count == 1 else 'people'} found."


def listed(event: Event, sought: str, number: Any) -> Listed:
    """The people of an event, or those who are sought."""
    people = expected(event)
    sought = sought.replace("\x00", "")[:LONGEST_SEARCH].strip()
    keys = found_keys(event, sought) if sought else None
    source: Any = people if keys is None else _Found(people, keys)
    page = Paginator(source, A_PAGE).get_page(number)
    return Listed(sought, page)


class _Found:
    """The found people in their order; only those of a page are loaded."""

    def __init__(self, people: Any, keys: list[int]) -> None:
        self.people, self.keys, self.ordered = people, keys, True

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, part: slice) -> list[Participation]:
        known = self.people.in_bulk(self.keys[part])
        return [known[key] for key in self.keys[part] if key in known]


def _one(event: Event, key: str) -> Participation:
    """The participation of a number that was sent."""
    rows = event.participations.select_related("person", "organization", "registration")
    found = rows.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    if found is None:
        raise Http404("Nobody of this number is on the list.")
    return found


class AttendancePages(ItemPages):
    """The list and the badges of one event; a part of the events' admin."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Their addresses, before those of the admin."""
        badge = path(
            "<int:pk>/attendance/<slug:code>/",
            self.admin_site.admin_view(self.badge_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_badge",
        )
        return [self.page_path("attendance", self.attendance_view), badge, *super().get_urls()]  # type: ignore[misc]

    def attendance_view(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """The list; without a script every mark is a button that leads back to it."""
        event = _event_for(self, request, pk)
        if request.method == "POST":
            return self._walk_in(request, event) if "walk_in" in request.POST else self._mark(request, event)
        _, is_badge, code = request.GET.get("q", "").strip().rstrip("/").rpartition("/attendance/")
        if is_badge and participation_of(code):  # typed by a hand scanner
            return HttpResponseRedirect(reverse("admin:events_event_badge", args=[event.pk, code]))
        return self._attendance_page(request, event)

    def _walk_in(self: Any, request: HttpRequest, event: Event) -> HttpResponse:
        form = WalkInForm(request.POST)
        if not form.is_valid():
            return self._attendance_page(request, event, form)
        is_another = request.POST["walk_in"] == "another"
        try:
            one = add_walk_in(event=event, is_another=is_another, **form.cleaned_data)
        except TwinError as error:
            return self._attendance_page(request, event, form, error.participation)
        self.log_addition(request, one, "Came without being on the list.")
        messages.success(request, f"{one.person} is on the list now, and present.")
        return HttpResponseRedirect(request.path)

    def _attendance_page(
        self: Any, request: HttpRequest, event: Event, form: WalkInForm | None = None, twin: Any = None
    ) -> HttpResponse:
        shown = listed(event, request.GET.get("q", ""), request.GET.get("page"))
        is_unknown = shown.sought and not shown.page.object_list
        context = {
            "listed": shown,
            "counted": counted(event),
            "may_mark": may_write_at_once(request.user, event),
            "query": urlencode({"q": shown.sought}),
            "walk_in": form or WalkInForm(initial={"name": shown.sought if is_unknown else ""}),
            "twin": twin,
        }
        return self.item_page(request, "admin/events/registration/attendance.html", event, "Attendance", **context)

    def _mark(self: Any, request: HttpRequest, event: Event) -> HttpResponse:
        pressed = "absent" if "absent" in request.POST else "present"
        if pressed not in request.POST:
            return HttpResponseRedirect(request.path)
        one = _one(event, request.POST.get(pressed, ""))
        is_changed = self.mark_as(request, one, is_present=pressed == "present")
        words = _said(one, is_changed=is_changed)
        if request.headers.get("Accept") == "application/json":
            now = counted(event)
            row = render_to_string(_ROW, {"one": one, "may_mark": True}, request)
            return JsonResponse({"words": words, "present": now.present, "listed": now.listed, "row": row})
        if is_changed and one.has_attended:
            messages.success(request, format_html(_UNDO, words, get_token(request), one.pk))
        else:
            messages.info(request, words)
        back = {name: request.GET[name] for name in ("q", "page") if request.GET.get(name)}
        return HttpResponseRedirect(f"{request.path}{'?' if back else ''}{urlencode(back)}")

    def mark_as(self: Any, request: HttpRequest, one: Participation, *, is_present: bool) -> bool:
        """Marks one, and notes who did; False where it stood so already."""
        is_changed = mark(participation=one, is_present=is_present)
        if is_changed:
            self.log_change(request, one, f"Marked as {'present' if is_present else 'not present'}.")
        return is_changed

    def badge_view(self: Any, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        """Who a badge belongs to, with one button; looking at it changes nothing."""
        event = _event_for(self, request, pk)
        one = participation_of(code)
        if one is None or one.event_id != event.pk:
            page = self.item_page(
                request, "admin/events/registration/no_badge.html", event, "Not a badge of this event", one=one
            )
            page.status_code = 404
            return page
        if request.method == "POST":
            is_present = "absent" not in request.POST
            is_changed = self.mark_as(request, one, is_present=is_present)
            return HttpResponseRedirect(f"{request.path}{'?marked' if is_changed and is_present else ''}")
        context = {
            "one": one,
            "counted": counted(event),
            "is_marked": "marked" in request.GET,
            "may_mark": may_write_at_once(request.user, event),
        }
        return self.item_page(request, "admin/events/registration/badge.html", event, str(one.person), **context)


def _event_for(keeper: Any, request: HttpRequest, pk: int) -> Event:
    """The event, for somebody who may see its list and, to change something, write to it at once."""
    event: Event = keeper.item_for(request, pk)
    if not may(request.user, Verb.VIEW, Participation):
        raise PermissionDenied
    if request.method == "POST" and not may_write_at_once(request.user, event):
        raise PermissionDenied
    return event


def _said(one: Participation, *, is_changed: bool) -> str:
    """What became of a mark."""
    if not one.has_attended:
        return f"{one.person} is not marked as present now."
    return f"{one.person} is present." if is_changed else f"{one.person} was marked as present already."
