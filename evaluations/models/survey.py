"""A survey, its questions, and the counted answers to them."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from events.models import Event, is_public
from events.models.fields import LineField
from events.models.keys import Keyed, KeyedQuerySet


class SurveyQuerySet(KeyedQuerySet):
    """Surveys, and which of them the public may see."""

    def published(self, *, at: datetime | None = None) -> Self:
        """Surveys whose results are released, of events that the public may see."""
        return self.filter(is_public("event__", at=at), is_released=True)

    def released_for(self, event: Event) -> Self:
        """The released survey that stands for an event: the first one, everywhere."""
        return self.filter(event=event, is_released=True).order_by("pk")


class Survey(Keyed):
    """One questionnaire, answered by `respondent_count` people (the base of every percentage)."""

    KEY = ("slug",)

    event = models.ForeignKey(Event, models.CASCADE, related_name="surveys")
    title = LineField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    subject = LineField(max_length=120, help_text="What was evaluated, as a sentence names it: “Track 3”.")
    respondent_count = models.PositiveIntegerField("respondents")
    base_note = LineField(max_length=250, blank=True, help_text="What is not known about the base of the response.")
    source = LineField(max_length=200, blank=True, help_text="Where the figures come from, as charts name it.")
    is_released = models.BooleanField("results are public", default=False)

    objects: ClassVar[Any] = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["event", "id"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuses fewer respondents than a question has answers."""
        if self.pk is None or self.respondent_count is None:
            return
        for question in self.questions.annotate(answers=models.Sum("choices__tally__count")):
            if (question.answers or 0) > self.respondent_count:
                message = f"Question {question.number} has {question.answers} answers already."
                raise ValidationError({"respondent_count": message})


class Question(Keyed):
    """One question. `label` names it in charts; `phrase` names it inside a sentence."""

    KEY = ("survey__slug", "number")
    BESIDE = {"number_is_unique": "number"}

    class Kind(models.TextChoices):
        RATING = "rating", "Rating"
        SINGLE = "single", "Single choice"
        OPEN = "open", "Open answer"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.RATING)
    text = LineField(max_length=300)
    label = LineField(max_length=120)
    phrase = LineField(max_length=200, blank=True)
    note = LineField(max_length=300, blank=True)
    synthesis = models.TextField(blank=True, help_text="What the open answers say together, in plain text.")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="question_number_is_unique")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    def check_answers(self, total: int) -> None:
        """Refuses more answers to the question than the survey has respondents."""
        respondents = self.survey.respondent_count
        if total > respondents:
            raise ValidationError(f"Question {self.number} would have {total} answers, from {respondents} respondents.")


class Choice(Keyed):
    """One answer that could be ticked. On a rating the `value` grows from worst to best."""

    KEY = ("question__survey__slug", "question__number", "code")
    BESIDE = {"code_is_unique_in_question": "code"}

    question = models.ForeignKey(Question, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    label = LineField(max_length=120)
    value = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["question", "position"]
        constraints = [models.UniqueConstraint(fields=["question", "code"], name="choice_code_is_unique_in_question")]

    def __str__(self) -> str:
        return self.label


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


class OpenAnswerQuerySet(KeyedQuerySet):
    """Open answers, and those that may be printed."""

    def shown(self) -> Self:
        """Answers that staff have not hidden."""
        return self.filter(is_hidden=False)


class OpenAnswer(Keyed):
    """One answer in words. It stands beside no person, country or organization."""

    KEY = ("question__survey__slug", "question__number", "position")
    BESIDE = {"has_its_place": "position", "says_something": "text"}

    question = models.ForeignKey(Question, models.CASCADE, related_name="open_answers")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    is_hidden = models.BooleanField("hidden", default=False)

    objects: ClassVar[Any] = OpenAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "position"], name="openanswer_has_its_place"),
            models.CheckConstraint(condition=~Q(text=""), name="openanswer_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
