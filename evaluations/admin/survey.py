"""Surveys of all events."""

from django.contrib import admin

from evaluations.models import Question, Survey
from events.desk.keys import KeyedAdmin


class QuestionRows(admin.TabularInline):
    """The questions of a survey; each has a page of its own for its choices and counts."""

    model = Question
    fields = ["number", "kind", "text", "label"]
    extra = 0
    show_change_link = True


@admin.register(Survey)
class SurveyAdmin(KeyedAdmin):
    """Surveys of all events."""

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
