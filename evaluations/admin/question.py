"""Questions, their choices, and the counts of the answers."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Sum
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from evaluations.admin.response import OpenAnswerRows
from evaluations.models import Choice, Question, Tally
from events.desk.keys import KeyedAdmin


class ChoiceForm(forms.ModelForm):
    """A choice with the count of its answers: an empty count is *not stated*, nought is nobody."""

    count = forms.IntegerField(
        label="answers", min_value=0, required=False, help_text="Empty: not stated. 0: nobody ticked it."
    )

    class Meta:
        model = Choice
        fields = ["position", "code", "label", "value"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tally = getattr(self.instance, "tally", None)
        self.initial["count"] = tally.count if tally else None

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        count = self.cleaned_data["count"]
        if count is None:
            Tally.objects.filter(choice=self.instance).delete()
        else:
            Tally.objects.update_or_create(choice=self.instance, defaults={"count": count})


class ChoiceFormSet(BaseInlineFormSet):
    """The choices of a question."""

    def clean(self) -> None:
        """Refuses more answers than the survey has respondents."""
        super().clean()
        if any(self.errors) or not self.instance.survey_id:
            return
        kept = [form.cleaned_data for form in self.forms if form not in self.deleted_forms]
        self.instance.check_answers(sum(row.get("count") or 0 for row in kept))


class ChoiceRows(admin.TabularInline):
    """The choices of a question, each with its count."""

    model = Choice
    form = ChoiceForm
    formset = ChoiceFormSet
    fields = ["position", "code", "label", "value", "count"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> Any:
        """Choices with their counts."""
        return super().get_queryset(request).select_related("tally")


@admin.register(Question)
class QuestionAdmin(KeyedAdmin):
    """Questions of all surveys, with choices, counts and open answers."""

    ordering = ["survey", "number"]
    list_display = ["number", "text", "kind", "answers", "survey"]
    list_display_links = ["number", "text"]
    list_filter = ["kind", ("survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["survey"]
    search_fields = ["text", "label", "survey__title"]
    autocomplete_fields = ["survey", "session"]
    inlines = [ChoiceRows, OpenAnswerRows]
    fieldsets = [
        (None, {"fields": ["survey", "number", "kind", "text"]}),
        (
            "How it is named",
            {
                "description": "The label stands beside the chart; the phrase stands inside a sentence of the report.",
                "fields": ["label", "phrase", "note"],
            },
        ),
        (
            "Open answers",
            {"description": "What the answers in words say together.", "fields": ["synthesis"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Questions with the number of their answers."""
        return super().get_queryset(request).annotate(answer_count=Sum("choices__tally__count"))

    @admin.display(description="answers", ordering="answer_count", empty_value="not stated")
    def answers(self, question: Question) -> int | None:
        """Answers over all choices."""
        return question.answer_count  # type: ignore[attr-defined]


@admin.register(Choice)
class ChoiceAdmin(KeyedAdmin):
    """Choices of all questions; their counts are edited on the page of the question."""

    ordering = ["question__survey", "question", "position"]
    list_display = ["label", "value", "question", "survey"]
    list_filter = [("question__survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["question__survey"]
    search_fields = ["label", "code", "question__text", "question__survey__title"]
    autocomplete_fields = ["question"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A choice stays with its question, and its count with it."""
        return ["question"] if obj else []

    @admin.display(description="survey", ordering="question__survey")
    def survey(self, choice: Choice) -> str:
        """The survey of the question."""
        return str(choice.question.survey)


@admin.register(Tally)
class TallyAdmin(KeyedAdmin):
    """Counts of all choices."""

    ordering = ["choice__question__survey", "choice"]
    list_display = ["choice", "question", "survey", "count"]
    list_filter = [("choice__question__survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["choice__question__survey"]
    search_fields = ["choice__label", "choice__question__text", "choice__question__survey__title"]
    autocomplete_fields = ["choice"]

    @admin.display(description="question", ordering="choice__question__number")
    def question(self, tally: Tally) -> str:
        """The question of the choice."""
        return str(tally.choice.question)

    @admin.display(description="survey", ordering="choice__question__survey")
    def survey(self, tally: Tally) -> str:
        """The survey of the question."""
        return str(tally.choice.question.survey)
