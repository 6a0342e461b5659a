"""Questions and their choices, and the counts of the answers."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, ProtectedError, Q

from evaluations.models.survey import Survey
from events.models import Session
from events.models.fields import LineField
from events.models.keys import Keyed, KeyedQuerySet
from events.models.participation import Role

WIDEST_RANGE = 1000  # a number question has a tally for each value, so its range is bounded
# What a question means by itself: fixed once it was asked, so that the answers keep their meaning. Words may change.
FIXED = ("survey", "number", "kind", "grid", "role", "session", "lowest", "highest")
FIXED_CHOICE = ("question", "code", "value", "is_no_opinion")
IS_FIXED = "Fixed, because it was answered already. Add a question of its own instead."
IS_KEPT = "It was answered already, so it is not deleted."


class QuestionQuerySet(KeyedQuerySet):
    """Questions of a kind."""

    def counted(self) -> Self:
        """Questions whose answers are choices or numbers."""
        return self.exclude(kind__in=Question.IN_WORDS)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Deletes the questions, unless people answered one of them here."""
        collected = Survey.AnswersAre.COLLECTED
        kept: list[Any] = list(self.filter(survey__answers_are=collected, answered_count__gt=0))
        if kept:
            raise ProtectedError(IS_KEPT, {*kept})
        return super().delete()


class Question(Keyed):
    """One question. `label` names it in charts; `phrase` names it inside a sentence.

    `section` is the heading of the part that begins with it. Ratings that follow one another and have the same `grid`
    are asked as the rows of one table. `role` and `session` ask it only of those whom it concerns.
    """

    KEY = ("survey__slug", "number")
    BESIDE = {"number_is_unique": "number", "highest_is_above_lowest": "highest"}

    class Kind(models.TextChoices):
        RATING = "rating", "Rating"
        SINGLE = "single", "Single choice"
        MULTIPLE = "multiple", "Multiple choice"
        NUMBER = "number", "Number"
        SHORT = "short", "Short answer"
        OPEN = "open", "Open answer"

    IN_WORDS = (Kind.SHORT, Kind.OPEN)

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(
        max_length=40, blank=True, help_text="The same code in another survey means the same question, to be compared."
    )
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.RATING)
    section = LineField("begins the part", max_length=120, blank=True, help_text="The heading of a part of the form.")
    grid = LineField("row of the table", max_length=200, blank=True, help_text="What the rows of one table ask.")
    text = LineField(max_length=300)
    label = LineField(max_length=120)
    phrase = LineField(max_length=200, blank=True)
    hint = LineField(max_length=200, blank=True, help_text="Stands under the question on the form.")
    note = LineField(max_length=300, blank=True)
    role = models.CharField("only for", max_length=20, choices=Role.choices, blank=True)
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="only who attended"
    )
    lowest = models.IntegerField(null=True, blank=True, help_text="Of a number.")
    highest = models.IntegerField(null=True, blank=True, help_text="Of a number.")
    asked_count = models.PositiveIntegerField(default=0, editable=False)
    answered_count = models.PositiveIntegerField(default=0, editable=False)
    synthesis = models.TextField(blank=True, help_text="What the open answers say together, in plain text.")

    objects: ClassVar[Any] = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="question_number_is_unique"),
            models.CheckConstraint(
                condition=Q(lowest=None) | Q(highest=None) | Q(highest__gt=F("lowest")),
                name="question_highest_is_above_lowest",
                violation_error_message="The highest number is not above the lowest.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def is_in_words(self) -> bool:
        """Whether it is answered by writing."""
        return self.kind in self.IN_WORDS

    @property
    def original(self) -> "Question":
        """The question of the original survey, at which the answers are counted."""
        if not self.survey.translation_of_id:
            return self
        return Question.objects.filter(survey=self.survey.translation_of, number=self.number).first() or self

    def is_fixed(self) -> bool:
        """Whether it was asked of somebody here, so that it has to go on meaning the same."""
        if self.pk is None or not self.survey.original.is_collected:
            return False
        question = self.original
        return question.asked_count > 0 or question.answered_count > 0

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Deletes the question, unless people answered it here."""
        if self.is_fixed() and self.original.answered_count > 0:
            raise ProtectedError(IS_KEPT, {self})
        return super().delete(*args, **kwargs)

    def clean(self) -> None:
        """Refuses what cannot be asked: numbers without a narrow range, sessions of other events, another meaning."""
        if changed := _changed(self, FIXED):
            raise ValidationError(dict.fromkeys(changed, IS_FIXED))
        if self.kind == self.Kind.NUMBER:
            if self.lowest is None or self.highest is None:
                raise ValidationError({"highest": "Give the lowest and the highest number."})
            if self.highest - self.lowest > WIDEST_RANGE:
                raise ValidationError({"highest": f"At most {WIDEST_RANGE} numbers may be between the two."})
        if self.session and self.survey_id and self.session.event_id != self.survey.event_id:
            raise ValidationError({"session": "The session belongs to another event."})

    def check_answers(self, total: int) -> None:
        """Refuses more answers to the question than the survey has respondents."""
        respondents = self.survey.respondent_count
        if total > respondents and self.kind != self.Kind.MULTIPLE:
            raise ValidationError(f"Question {self.number} would have {total} answers, from {respondents} respondents.")


def _changed(row: Any, names: tuple[str, ...]) -> list[str]:
    """The fields in which a row would mean something else than the stored one, where that one is fixed."""
    stored = type(row).objects.filter(pk=row.pk).first() if row.pk else None
    if stored is None or not stored.is_fixed():
        return []
    places = {name: row._meta.get_field(name).attname for name in names}
    return [name for name, place in places.items() if getattr(stored, place) != getattr(row, place)]


class ChoiceQuerySet(KeyedQuerySet):
    """Choices, of which those that were ticked are kept."""

    def ticked(self) -> Self:
        """Choices that somebody ticked here."""
        return self.filter(question__survey__answers_are=Survey.AnswersAre.COLLECTED, tally__count__gt=0)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Deletes the choices, unless people ticked one of them here."""
        kept: list[Any] = list(self.ticked())
        if kept:
            raise ProtectedError(IS_KEPT, {*kept})
        return super().delete()


class Choice(Keyed):
    """One answer that could be ticked. On a rating the `value` grows from worst to best, `position` as it is printed.

    "No opinion" is a choice too, and never part of a distribution's base. A number that was given is kept as a choice,
    made when it is first given.
    """

    KEY = ("question__survey__slug", "question__number", "code")
    BESIDE = {"code_is_unique_in_question": "code"}

    question = models.ForeignKey(Question, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    label = LineField(max_length=120)
    value = models.IntegerField(null=True, blank=True)
    is_no_opinion = models.BooleanField("no opinion", default=False)

    objects: ClassVar[Any] = ChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["question", "position"]
        constraints = [models.UniqueConstraint(fields=["question", "code"], name="choice_code_is_unique_in_question")]

    def __str__(self) -> str:
        return self.label

    def is_fixed(self) -> bool:
        """Whether it was ticked, or is a point of a scale that was: its code and its value stay then."""
        if self.pk is None or not self.question.is_fixed():
            return False
        return self.question.kind == Question.Kind.RATING or self.is_ticked()

    def is_ticked(self) -> bool:
        """Whether somebody ticked it here, in whatever language."""
        survey = self.question.survey.original
        here = {"question__survey": survey, "question__number": self.question.number, "code": self.code}
        return survey.is_collected and Choice.objects.filter(**here, tally__count__gt=0).exists()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Deletes the choice, unless it is fixed."""
        if self.is_fixed():
            raise ProtectedError(IS_KEPT, {self})
        return super().delete(*args, **kwargs)

    def clean(self) -> None:
        """Refuses another meaning of what was ticked, and another point on a scale that was used."""
        if changed := _changed(self, FIXED_CHOICE):
            raise ValidationError(dict.fromkeys(changed, IS_FIXED))
        is_point = self.question_id and self.question.kind == Question.Kind.RATING
        if self.pk is None and is_point and self.question.is_fixed():
            raise ValidationError({"code": "The scale was used already: no point is added to it."})


class Tally(Keyed):
    """How many respondents ticked a choice. A choice without a tally is *not stated*; nought is a tally of nought."""

    KEY = ("choice__question__survey__slug", "choice__question__number", "choice__code")

    choice = models.OneToOneField(Choice, models.CASCADE, related_name="tally")
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tallies"
        ordering = ["choice"]

    def __str__(self) -> str:
        return f"{self.choice}: {self.count}"

    def clean(self) -> None:
        """Refuses more answers to a question than the survey has respondents."""
        if self.choice_id is None or self.count is None:
            return
        question = self.choice.question
        others = Tally.objects.filter(choice__question=question).exclude(pk=self.pk)
        try:
            question.check_answers(self.count + (others.aggregate(total=models.Sum("count"))["total"] or 0))
        except ValidationError as error:
            raise ValidationError({"count": error.messages}) from error
