"""Surveys of all events, and the pages of work on one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html

from evaluations.actions.wording import record_wording
from evaluations.admin import (
    answers,
    beginning,
    languages,
    letters,
    moderation,
    opening,
    paper,
    progress,
    questionnaire,
    totals,
)
from evaluations.models import Group, Question, Status, Survey
from evaluations.models.question import FIXED
from evaluations.models.survey import FIXED_SURVEY
from events.desk.keys import KeyedAdmin
from events.policy import Verb, is_administrator, may, may_publish

# The pages of one survey in the order of work, each with the name of its address and its label.
PAGES: tuple[tuple[str, str], ...] = (
    ("questions", "Add questions"),
    ("groups", "Groups"),
    ("languages", "Languages"),
    ("questionnaire", "File"),
    ("status", "Opening and results"),
    ("letters", "Letters"),
    ("print", "Print forms"),
    ("progress", "Progress"),
    ("moderation", "Open answers"),
    ("paper", "Paper forms"),
    ("totals", "Totals"),
    ("answers", "Import answers"),
)
# The modules whose pages these are.
ROOMS: tuple[Any, ...] = (
    beginning,
    questionnaire,
    languages,
    opening,
    paper,
    totals,
    answers,
    progress,
    moderation,
    letters,
)


def public_form(survey: Survey) -> str:
    """The address at which people answer."""
    return reverse("evaluations:survey_form", args=[survey.slug])


class QuestionRowForm(forms.ModelForm):
    """A question in one row; what it means by itself is fixed once it was answered."""

    class Meta:
        model = Question
        fields = ["number", "kind", "text", "label", "section", "grid"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and (self.instance.is_fixed() or self.instance.survey.translation_of_id):
            for name in FIXED:
                if name in self.fields:
                    self.fields[name].disabled = True


class QuestionRows(admin.TabularInline):
    """The questions of a survey; each has a page of its own for its choices and counts."""

    model = Question
    form = QuestionRowForm
    fields = ["number", "kind", "text", "label", "section", "grid"]
    extra = 0
    show_change_link = True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A questionnaire that people answer loses no question here; an unanswered one goes on its own page."""
        return not (obj and obj.takes_answers_or_has_some()) and super().has_delete_permission(request, obj)


class GroupRows(admin.TabularInline):
    """ "You took part as": what respondents may tick of themselves."""

    model = Group
    verbose_name_plural = "groups: “You took part as”, regions and sessions"
    fields = ["dimension", "code", "label", "position"]
    extra = 0


def _about(survey: Survey | None) -> str:
    words = "The event, and how page titles and sentences name what was evaluated."
    return f"{words} {FIXED_SURVEY['event']} It stays." if survey and survey.takes_answers_or_has_some() else words


def _ways(survey: Survey | None) -> str:
    if survey and survey.takes_answers_or_has_some():
        return f"Fixed from the opening on. {FIXED_SURVEY['answers_are']} {FIXED_SURVEY['access']}"
    return "Anyone with the link may answer, or only who was invited, each with a link of their own that works once."


@admin.register(Survey)
class SurveyAdmin(KeyedAdmin):
    """Surveys of all events."""

    change_form_template = "admin/evaluations/survey/change_form.html"
    list_display = ["title", "event", "language", "stands", "respondent_count", "released", "form_link"]
    list_filter = ["is_released", "access", "language", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event", "translation_of"]
    search_fields = ["title", "subject", "event__title"]
    autocomplete_fields = ["event", "translation_of"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [QuestionRows, GroupRows]

    class Media:
        css = {"all": ["css/desk-survey.css"]}

    def get_urls(self) -> list[URLPattern]:
        """The pages of one survey stand before Django's own."""
        pages: list[URLPattern] = [page for room in ROOMS for page in room.urls(self)]
        return [*pages, *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """By task; of a translation only its words."""
        about = {"description": _about(obj), "fields": ["event", "title", "slug", "subject", "language"]}
        words = {
            "description": "In plain text; an empty line begins a paragraph.",
            "classes": [] if obj else ["collapse"],
            "fields": ["intro", "thanks"],
        }
        if obj and obj.translation_of_id:
            about["fields"] = ["event", "translation_of", *about["fields"][1:]]
            return [("What it is about", about), ("Words on the form", words)]
        base = {
            "description": "How many people answered. Every percentage of the survey is a share of this number. "
            "A survey that collects answers counts them by itself.",
            "fields": ["respondent_count", "response_base", "forms_handed_out", "base_note", "source"],
        }
        ways = {"description": _ways(obj), "fields": ["answers_are", "access"]}
        return [
            ("What it is about", about),
            ("How answers come in", ways),
            ("Words on the form", words),
            ("Base", base),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """What is fixed, and what the portal counts."""
        if obj is None:
            return []
        found = ["event", "translation_of", "language"] if obj.translation_of_id else []
        if obj.takes_answers_or_has_some():
            found += ["event", "answers_are", "access"]
        return list(dict.fromkeys([*found, "respondent_count"] if obj.is_collected else found))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The address is made from the title of a new survey only."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A new survey has no rows yet."""
        return super().get_inlines(request, obj) if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What people answered is deleted by an administrator alone."""
        kept = obj is not None and obj.original.is_collected and obj.original.has_answers()
        return super().has_delete_permission(request, obj) and (not kept or is_administrator(request.user))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Keeps the old words of questions that were answered."""
        for row in formset.initial_forms if formset.model is Question else ():
            if row.has_changed():
                record_wording(row=row.instance, by=request.user)
        super().save_formset(request, form, formset, change)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """The form, with the status and the links to the pages of the survey above it."""
        survey = kwargs.get("obj")
        if survey and may(request.user, Verb.CHANGE, survey):
            pages = [(reverse(f"admin:evaluations_survey_{page}", args=[survey.pk]), label) for page, label in PAGES]
            context |= {"survey_pages": pages, **opening.status_context(survey)}
            context["may_release"] = may_publish(request.user, survey.event)
            context["form_address"] = public_form(survey) if survey.original.opens_at else ""
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="status")
    def stands(self, survey: Survey) -> str:
        """Whether it can be answered now, and until when."""
        status = survey.status()
        closes = survey.original.closes_at
        if status == Status.OPEN and closes:
            return f"Open until {timezone.localtime(closes):%d.%m.%Y %H:%M}"
        return str(status.label)

    @admin.display(description="results are public", boolean=True, ordering="is_released")
    def released(self, survey: Survey) -> bool:
        """Whether the public sees the results."""
        return survey.original.is_released

    @admin.display(description="form")
    def form_link(self, survey: Survey) -> str:
        """The link to the public form, once there is one."""
        if not survey.original.opens_at:
            return "–"
        words = '<a href="{}" aria-label="Form of {}">Form</a>'
        return format_html(words, public_form(survey), survey)
