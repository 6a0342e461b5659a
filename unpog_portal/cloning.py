"""The page on which an event is cloned, with what the floors above the event have for it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from evaluations.actions.cloning import clone_survey
from evaluations.models import Survey
from events.actions.cloning import Plan, clone_event, copy_title, free_slug
from events.models import Event, OldAddress
from events.policy import Verb, has_right, may_clone
from events.text import clean_line


class CloneForm(forms.Form):
    """How the clone is called, when it begins, and what goes along."""

    title = forms.CharField(max_length=250, widget=forms.TextInput(attrs={"class": "vTextField"}))
    slug = forms.SlugField(
        max_length=120,
        help_text="The last part of the address; it stays the same for ever.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    starts_on = forms.DateField(
        label="First day",
        help_text="All days of the programme move with it.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    texts = forms.BooleanField(label="Lead and description", required=False, initial=True)
    hosts = forms.BooleanField(label="Hosts", required=False, initial=True)
    programme = forms.BooleanField(label="Tracks and sessions", required=False, initial=True)
    speakers = forms.BooleanField(label="Speakers of the sessions", required=False, initial=True)
    survey = forms.BooleanField(label="The questions of its survey, without the answers", required=False, initial=True)

    def __init__(self, *args: Any, event: Event, has_survey: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        if not has_survey:
            del self.fields["survey"]

    def clean_title(self) -> str:
        """One line of words."""
        title = clean_line(self.cleaned_data["title"])
        if not title:
            raise ValidationError("Write the title of the new event.")
        return title

    def clean_slug(self) -> str:
        """An address that leads nowhere yet."""
        slug: str = self.cleaned_data["slug"]
        kept = OldAddress.objects.of_kind(Event).filter(slug=slug)
        if Event.objects.filter(slug=slug).exists() or kept.exists():
            raise ValidationError("Another event has, or had, this address. Choose another one.")
        return slug

    def plan(self) -> Plan:
        """What the form says."""
        said = self.cleaned_data
        names = ("title", "slug", "starts_on", "texts", "hosts", "programme", "speakers")
        return Plan(**{name: said[name] for name in names})


def _surveys(request: HttpRequest, event: Event) -> list[Survey]:
    """The surveys that somebody may take along."""
    return list(Survey.objects.originals().filter(event=event)) if has_right(request.user, Verb.ADD, Survey) else []


def clone(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks what the new event is called and when it begins, makes the draft, and leads to its form."""
    event = get_object_or_404(Event, pk=pk)
    if not may_clone(request.user, event):
        raise PermissionDenied
    surveys = _surveys(request, event)
    first = {"title": copy_title(event.title), "slug": free_slug(Event.objects.all(), f"{event.slug}-copy")}
    form = CloneForm(request.POST or None, event=event, has_survey=bool(surveys), initial=first)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            new = clone_event(event=event, plan=form.plan(), by=request.user)
            for survey in surveys if form.cleaned_data.get("survey") else ():
                clone_survey(survey=survey, event=new, by=request.user)
        messages.success(request, f"“{new}” is a draft made from “{event}”. Look at its days, texts and speakers.")
        return HttpResponseRedirect(reverse("admin:events_event_change", args=[new.pk]))
    context = {
        **admin.site.each_context(request),
        "title": f"Error: clone “{event}”" if form.errors else f"Clone “{event}”",
        "opts": Event._meta,
        "event": event,
        "form": form,
        "named": [form[name] for name in ("title", "slug", "starts_on")],
        "parts": [field for field in form if field.name not in ("title", "slug", "starts_on")],
    }
    return TemplateResponse(request, "admin/events/event/clone.html", context)
