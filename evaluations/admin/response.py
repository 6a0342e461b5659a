"""What was answered: single ticks, paper forms, and answers in words."""

from django.contrib import admin

from evaluations.models import Answer, OpenAnswer, PaperForm, Theme
from events.desk.keys import KeyedAdmin, ReadOnlyAdmin
from events.text import excerpt


class OpenAnswerRows(admin.TabularInline):
    """Answers in words."""

    model = OpenAnswer
    fields = ["position", "text", "is_hidden"]
    extra = 0


@admin.register(OpenAnswer)
class OpenAnswerAdmin(KeyedAdmin):
    """Answers in words; a hidden one is printed nowhere."""

    ordering = ["question__survey", "question", "position"]
    list_display = ["position", "excerpt", "question", "is_hidden"]
    list_display_links = ["position", "excerpt"]
    list_filter = ["is_hidden", ("question__survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["question"]
    search_fields = ["text", "question__text", "question__survey__title"]
    autocomplete_fields = ["question", "merged_into"]

    @admin.display(description="text", ordering="text")
    def excerpt(self, answer: OpenAnswer) -> str:
        """The first words."""
        return excerpt(answer.text)


@admin.register(Theme)
class ThemeAdmin(KeyedAdmin):
    """The code books of all questions."""

    list_display = ["label", "code", "question"]
    list_select_related = ["question"]
    search_fields = ["label", "code", "question__text"]
    autocomplete_fields = ["question"]


@admin.register(Answer)
class AnswerAdmin(ReadOnlyAdmin):
    """Single ticks. None knows a person, a moment, or what else was ticked on the same form."""

    list_display = ["choice", "question", "channel"]
    list_filter = ["channel", ("question__survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["choice", "question"]
    fields = ["question", "choice", "channel"]


@admin.register(PaperForm)
class PaperFormAdmin(ReadOnlyAdmin):
    """Forms that were filled in by hand and typed in."""

    list_display = ["serial", "survey", "entered_by", "second_by"]
    list_filter = [("survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["survey"]
    fields = ["survey", "serial", "entered_by", "second_by"]
