"""Surveys of all events, and the pages of work on one."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, reverse

from evaluations.models import Question, Survey
from events.desk.keys import KeyedAdmin

# The pages of one survey in the order of work, each with the name of its address and its label.
PAGES: tuple[tuple[str, str], ...] = ()


class QuestionRows(admin.TabularInline):
    """The questions of a survey; each has a page of its own for its choices and counts."""

    model = Question
    fields = ["number", "kind", "text", "label"]
    extra = 0
    show_change_link = True


@admin.register(Survey)
class SurveyAdmin(KeyedAdmin):
    """Surveys of all events."""

    change_form_template = "admin/evaluations/survey/change_form.html"
    list_display = ["title", "event", "respondent_count", "is_released"]
    list_filter = ["is_released", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["title", "subject", "event__title"]
    autocomplete_fields = ["event", "translation_of"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [QuestionRows]
    fieldsets = [
        (None, {"fields": ["event", "title", "slug", "subject"]}),
        (
            "Base",
            {
                "description": "How many people answered. Every percentage of the survey is a share of this number.",
                "fields": ["respondent_count", "base_note", "source"],
            },
        ),
        (
            "Who can see it",
            {
                "description": "Results are shown on the event's page and in its report once you tick the box and the "
                "event is public.",
                "fields": ["is_released"],
            },
        ),
    ]

    def get_urls(self) -> list[URLPattern]:
        """The pages of one survey stand before Django's own."""
        pages: list[URLPattern] = []
        return [*pages, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """The form, with the links to the pages of the survey above it."""
        survey = kwargs.get("obj")
        links = (
            [(reverse(f"admin:evaluations_survey_{page}", args=[survey.pk]), label) for page, label in PAGES]
            if survey
            else []
        )
        context["survey_pages"] = links
        return super().render_change_form(request, context, *args, **kwargs)
