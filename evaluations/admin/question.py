"""Questions, their choices, and the counts of the answers."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Sum
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from evaluations.actions.building import fill_scale
from evaluations.actions.wording import record_wording
from evaluations.admin.response import OpenAnswerRows
from evaluations.models import Choice, Question, Scale, Tally
from evaluations.models.question import FIXED, FIXED_CHOICE
from events.desk.keys import KeyedAdmin


class ChoiceForm(forms.ModelForm):
    """A choice with the count of its answers: an empty count is *not stated*, nought is nobody.

    Where answers are collected one by one, the portal counts them, and what was ticked keeps its code and its value.
    """

    count = forms.IntegerField(
        label="answers", min_value=0, required=False, help_text="Empty: not stated. 0: nobody ticked it."
    )

    class Meta:
        model = Choice
        fields = ["position", "code", "label", "value", "is_no_opinion"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tally = getattr(self.instance, "tally", None)
        self.initial["count"] = tally.count if tally else None
        self.fields["count"].disabled = self._is_counted_here()
        if self.instance.pk and self.instance.is_fixed():
            for name in FIXED_CHOICE:
                if name in self.fields:
                    self.fields[name].disabled = True

    def _is_counted_here(self) -> bool:
        """Whether the count is none to be typed."""
        question = self.instance.question if self.instance.question_id else None
        if question is None or not question.survey_id:
            return False
        return question.survey.is_collected or question.survey.translation_of_id is not None

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        if self.fields["count"].disabled:
            return
        count = self.cleaned_data["count"]
        if count is None:
            Tally.objects.filter(choice=self.instance).delete()
        else:
            Tally.objects.update_or_create(choice=self.instance, defaults={"count": count})


class ChoiceFormSet(BaseInlineFormSet):
    """The choices of a question."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """A choice that was ticked has no box to delete it."""
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields and form.instance.pk and form.instance.is_fixed():
            form.fields[DELETION_FIELD_NAME].disabled = True

    def clean(self) -> None:
        """Refuses more answers than the survey has respondents."""
        super().clean()
        if any(self.errors) or not self.instance.survey_id or self.instance.survey.is_collected:
            return
        kept = [form.cleaned_data for form in self.forms if form not in self.deleted_forms]
        self.instance.check_answers(sum(row.get("count") or 0 for row in kept))


class ChoiceRows(admin.TabularInline):
    """The choices of a question, each with its count."""

    model = Choice
    form = ChoiceForm
    formset = ChoiceFormSet
    fields = ["position", "code", "label", "value", "is_no_opinion", "count"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> Any:
        """Choices with their counts."""
        return super().get_queryset(request).select_related("tally")

    def get_max_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int | None:
        """A scale that was used gets no further point."""
        is_used = obj is not None and obj.kind == Question.Kind.RATING and obj.is_fixed()
        return 0 if is_used else super().get_max_num(request, obj, **kwargs)


class QuestionForm(forms.ModelForm):
    """A question, and the scale that fills its choices."""

    scale = forms.ModelChoiceField(
        Scale.objects.all(),
        required=False,
        empty_label="Leave the choices as they are",
        help_text="Fills the choices of a rating in the language of the survey, in place of those below.",
    )

    class Meta:
        model = Question
        fields = [
            "survey",
            "number",
            "code",
            "kind",
            "section",
            "grid",
            "text",
            "label",
            "phrase",
            "hint",
            "note",
            "role",
            "session",
            "lowest",
            "highest",
            "synthesis",
        ]

    def clean(self) -> dict[str, Any]:
        """A scale belongs to a rating that nobody has answered."""
        said = super().clean() or self.cleaned_data
        if said.get("scale") and said.get("kind", self.instance.kind) != Question.Kind.RATING:
            self.add_error("scale", "Only a rating has a scale.")
        elif said.get("scale") and self.instance.pk and self.instance.choices.filter(tally__count__gt=0).exists():
            self.add_error("scale", "The question has counts already: its scale stays as it is.")
        return said


_ASKED: dict[str, Any] = {
    "description": "Rating: one point of a scale. Single and multiple choice: one box or several. Number, short and "
    "open answer: typed. The words may be corrected at any time.",
    "fields": ["survey", "number", "kind", "text", "hint"],
}
_PLACED = {
    "description": "Ratings that follow one another and have the same words in “row of the table” are asked as "
    "the rows of one table. “Only for” asks it only of those who ticked that role, or that session.",
    "fields": ["section", "grid", ("role", "session"), ("lowest", "highest")],
}
_NAMED = {
    "description": "The label stands beside the chart; the phrase stands inside a sentence of the report.",
    "fields": ["label", "phrase", "code", "note"],
}
_FIXED_NOTE = "It was answered already: what it means is fixed, its words may be corrected, and the old ones are kept. "


@admin.register(Question)
class QuestionAdmin(KeyedAdmin):
    """Questions of all surveys, with choices, counts and open answers."""

    form = QuestionForm
    ordering = ["survey", "number"]
    list_display = ["number", "text", "kind", "answers", "survey"]
    list_display_links = ["number", "text"]
    list_filter = ["kind", ("survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["survey"]
    search_fields = ["text", "label", "code", "survey__title"]
    autocomplete_fields = ["survey", "session"]
    inlines = [ChoiceRows, OpenAnswerRows]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """By task; what does not concern the kind is left out."""
        is_fixed = obj is not None and obj.is_fixed()
        asked = _ASKED | ({"description": _FIXED_NOTE + _ASKED["description"]} if is_fixed else {})
        found: list[Any] = [
            (None, asked),
            ("Where it stands, and whom it concerns", _PLACED),
            ("How it is named", _NAMED),
        ]
        is_rating = obj is None or (obj.kind == Question.Kind.RATING and not is_fixed)
        if is_rating and self.has_change_permission(request, obj):
            found.append(("Scale", {"fields": ["scale"]}))
        if obj is not None and obj.is_in_words:
            found.append(("Open answers", {"description": "What they say together.", "fields": ["synthesis"]}))
        return found

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What a question means by itself stays as it was answered."""
        return FIXED if obj is not None and obj.is_fixed() else ()

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Choices or open answers; answers that were collected are read on their own page."""
        if obj is None:
            return [ChoiceRows]
        if not obj.is_in_words:
            return [ChoiceRows]
        return [] if obj.survey.is_collected else [OpenAnswerRows]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An answered question stays."""
        return super().has_delete_permission(request, obj) and not (obj is not None and _is_kept(obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Names the answered questions among those that should be deleted."""
        shown, counts, missing, protected = super().get_deleted_objects(objs, request)
        return shown, counts, missing, [*protected, *(str(one) for one in objs if _is_kept(one))]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Keeps the old words of a question that was answered."""
        if change:
            record_wording(row=obj, by=request.user)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Keeps the old labels of choices that were ticked."""
        for row in formset.initial_forms if formset.model is Choice else ():
            if row.has_changed():
                record_wording(row=row.instance, by=request.user)
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A chosen scale comes in place of the choices."""
        super().save_related(request, form, formsets, change)
        if scale := form.cleaned_data.get("scale"):
            fill_scale(question=form.instance, scale=scale)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Questions with the number of their answers."""
        return super().get_queryset(request).annotate(answer_count=Sum("choices__tally__count"))

    @admin.display(description="answers", ordering="answer_count", empty_value="not stated")
    def answers(self, question: Question) -> int | None:
        """Answers over all choices."""
        return question.answer_count  # type: ignore[attr-defined]


def _is_kept(question: Question) -> bool:
    return question.is_fixed() and question.original.answered_count > 0


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
        """A choice stays with its question, and its count with it; what was ticked keeps its meaning."""
        if obj is None:
            return []
        return list(FIXED_CHOICE) if obj.is_fixed() else ["question"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was ticked stays."""
        return super().has_delete_permission(request, obj) and not (obj is not None and obj.is_fixed())

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Names the ticked choices among those that should be deleted."""
        shown, counts, missing, protected = super().get_deleted_objects(objs, request)
        return shown, counts, missing, [*protected, *(str(one) for one in objs if one.is_fixed())]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Keeps the old label of what was ticked."""
        if change:
            record_wording(row=obj, by=request.user)
        super().save_model(request, obj, form, change)

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
