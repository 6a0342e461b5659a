"""The way of an event from an idea to a report: a short first form, tabs, the stage, and what leads on from there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, URLPattern, reverse
from django.utils.html import format_html

from events.actions.stages import ASIDE, STEPS, StageError, hindrance, move, next_stage
from events.admin.exports import EXPORTS, ExportPages, may_export
from events.admin.imports import PARTICIPANTS, PROGRAMME, TRAVEL, may_import
from events.admin.runs import RunPages
from events.models import Budget, Event, Participation, Registration
from events.policy import Verb, may, may_clone, may_write_at_once

Stage = Event.Stage
# What a new event needs; the rest comes after the first saving.
FIRST: Any = [
    (
        "What",
        {
            "description": "The title as it stands on the cover of the report. Everything else can be added later.",
            "fields": ["title", "slug", "kind"],
        },
    ),
    (
        "When and where",
        {
            "description": "Enter the first and the last day; weekdays and wording are made from them.",
            "fields": [("starts_on", "ends_on"), "venue", ("city", "country")],
        },
    ),
]
# The tabs of the form: their address, their name, and their parts by a fieldset's name or a row's relation.
TABS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("facts", "Facts", ("What", "When and where", "Figures")),
    ("texts", "Texts", ("Text",)),
    ("hosts", "Hosts", ("hosts",)),
    ("programme", "Programme", ("tracks", "sessions")),
    ("participation", "Participation", ("People, travel and photographs", "headcounts")),
    ("outcomes", "Outcomes", ("outcomes",)),
    ("materials", "Materials", ("materials",)),
    ("photos", "Photos", ("photos",)),
    ("publishing", "Publishing", ("Address and language", "When it is public")),
)
_WORDS = {
    Stage.ANNOUNCED: "Mark as announced",
    Stage.HELD: "Mark as held",
    Stage.REPORTING: "Mark as report in preparation",
    Stage.REPORTED: "Mark as report published",
    Stage.POSTPONED: "Mark as postponed",
    Stage.CANCELLED: "Mark as cancelled",
}

_UNDO = (
    '{} <form class="undo" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    '<input type="hidden" name="old" value="{}"><input type="hidden" name="undo" value="1">'
    '<button type="submit" name="to" value="{}">Undo</button></form>'
)


def stage_context(event: Event, user: Any) -> dict[str, Any]:
    """What `admin/events/event/_stage.html` shows: the steps, the next one, what speaks against it, and the others."""
    place = STEPS.index(Stage(event.stage)) if event.stage in STEPS else -1
    steps = [
        {"label": Stage(step).label, "is_done": number < place, "is_current": number == place}
        for number, step in enumerate(STEPS)
    ]
    following = next_stage(event.stage)
    others = [stage for stage in (*STEPS, *ASIDE) if stage not in (event.stage, following)]
    return {
        "stage_steps": steps,
        "stage_aside": event.get_stage_display() if place < 0 else "",
        "next_stage": {"value": following, "words": _WORDS[following]} if following else None,
        "stage_hindrance": hindrance(event, following) if following else "",
        "other_stages": [{"value": stage, "words": _WORDS[stage]} for stage in others if not hindrance(event, stage)],
        "may_move_stage": may_write_at_once(user, event),
        "stage_address": reverse("admin:events_event_stage", args=[event.pk]),
    }


def tabs_of(adminform: Any, inlines: Any) -> list[dict[str, Any]]:
    """The tabs with the elements that each holds; a part that no tab names is in the first."""
    ids = {str(fieldset.name): f"fieldset-0-{n}-heading" for n, fieldset in enumerate(adminform) if fieldset.name}
    ids |= {rows.formset.prefix: f"{rows.formset.prefix}-group" for rows in inlines}
    named = {part for _, _, parts in TABS for part in parts}
    tabs = list[dict[str, Any]]()
    for key, label, parts in TABS:
        own = [ids[part] for part in parts if part in ids]
        own += [found for part, found in ids.items() if part not in named] if not tabs else []
        if own:
            tabs.append({"key": key, "label": label, "first": own[0], "parts": " ".join(own)})
    return tabs


def _links(event: Event, user: Any) -> list[tuple[str, str]]:
    """What leads on from the form: words and address."""
    kinds = (PROGRAMME, PARTICIPANTS, TRAVEL)
    links = [(kind.title, kind.address) for kind in kinds if may_import(user, kind, event)]
    links.append(("Counting", "admin:events_event_counting"))
    if may(user, Verb.VIEW, Registration):
        links.append(("Registrations", "admin:events_event_registrations"))
        links.append(("Attendance", "admin:events_event_attendance"))
    if may_write_at_once(user, event):
        links.append(("Add pictures", "admin:events_event_photos"))
    if may_write_at_once(user, event):
        links.append(("Survey", "admin:evaluations_survey_new"))
    if may(user, Verb.VIEW, Budget):
        links.append(("Budget", "admin:events_event_budget"))
    if any(may_export(user, export) for export in EXPORTS):
        links.append(("Export", "admin:events_event_export"))
    if may(user, Verb.ADD, Participation) or may(user, Verb.VIEW, Budget):
        links.append(("Documents", "admin:events_event_documents"))
    if may_clone(user, event):
        links.append(("Clone", "admin:events_event_clone"))
    found = []
    for words, name in links:
        try:
            found.append((words, reverse(name, args=[event.pk])))
        except NoReverseMatch:  # a floor above, or another room, may not offer it
            continue
    return found


class EventFlow(RunPages, ExportPages):
    """The parts of the events' admin that lead through the life of an event; stands before PublishableAdmin."""

    change_form_template = "admin/events/event/change_form.html"

    class Media:
        js = [Script("js/tabs.js", defer=True)]

    def get_urls(self: Any) -> list[URLPattern]:
        """The stage's address, before those of the admin."""
        return [self.page_path("stage", self.stage_view), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new event is asked only for what is needed first."""
        return FIRST if obj is None else super().get_fieldsets(request, obj)  # type: ignore[misc]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A new event has no rows yet."""
        return [] if obj is None else super().get_inlines(request, obj)  # type: ignore[misc]

    def response_add(self: Any, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """ "Save and add the programme" leads to where it is pasted."""
        response = super().response_add(request, obj, post_url_continue)  # type: ignore[misc]
        if "_programme" in request.POST and not self._in_trial(request):
            return HttpResponseRedirect(reverse("admin:events_event_programme", args=[obj.pk]))
        return response

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Adds the tabs, the stage and the links."""
        item = kwargs.get("obj") or (args[3] if len(args) > 3 else None)
        if item is not None:
            public = Event.objects.get(pk=item.pk)
            context |= stage_context(public, request.user)
            context["tabs"] = tabs_of(context["adminform"], context["inline_admin_formsets"])
            context["flow_links"] = _links(public, request.user)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def stage_view(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """Moves the stage, or moves it back; only a button leads here."""
        event = self.item_for(request, pk)
        if not may_write_at_once(request.user, event):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        old, to = request.POST.get("old", ""), request.POST.get("to", "")
        is_undo = "undo" in request.POST
        try:
            moved = move(event=event, old=old, to=to, by=request.user, is_undo=is_undo)
        except StageError as error:
            messages.error(request, str(error))
        else:
            self.log_change(request, moved, f"Moved the stage: {Stage(old).label} → {Stage(to).label}.")
            messages.success(request, self._moved(request, moved, old, is_undo=is_undo))
        return HttpResponseRedirect(self.change_address(event))

    @staticmethod
    def _moved(request: HttpRequest, event: Event, old: str, *, is_undo: bool) -> str:
        """What happened, with a button that undoes it."""
        words = f"The stage is “{event.get_stage_display()}” now{'; the page says so' if event.is_published else ''}."
        if is_undo:
            return words
        return format_html(
            _UNDO,
            words,
            reverse("admin:events_event_stage", args=[event.pk]),
            get_token(request),
            event.stage,
            old,
        )
