"""A survey: what was asked about which event, in which language, when, and how its answers are known."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from events.models import Event, Language, is_public
from events.models.fields import LineField
from events.models.keys import Keyed, KeyedQuerySet


class Base(models.TextChoices):
    """Of whom the respondents are a share, as the response rate names it."""

    ATTENDED = "attended", "People who attended"
    REGISTERED = "registered", "People who registered"
    INVITED = "invited", "People who were invited to answer"
    HANDED_OUT = "handed_out", "Forms handed out"


class Status(models.TextChoices):
    """Whether the form can be answered now. It follows from the times and is stored nowhere."""

    DRAFT = "draft", "Not opened"
    PLANNED = "planned", "Not yet open"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


# What stays as it is from the opening on, and why.
FIXED_SURVEY = {
    "event": "The answers are about this event.",
    "answers_are": "The answers are here already, one by one.",
    "access": "People may have answered already, and could answer a second time by the other way.",
    "translation_of": "The answers are counted at this survey.",
}


class SurveyQuerySet(KeyedQuerySet):
    """Surveys, and which of them the public may see."""

    def published(self, *, at: datetime | None = None) -> Self:
        """Surveys whose results are released, of events that the public may see."""
        return self.originals().filter(is_public("event__", at=at), is_released=True)

    def released_for(self, event: Event) -> Self:
        """The released survey that stands for an event: the first one, everywhere."""
        return self.originals().filter(event=event, is_released=True).order_by("pk")

    def originals(self) -> Self:
        """Surveys that hold answers; the others only say the same questions in another language."""
        return self.filter(translation_of=None)

    def answerable(self, *, at: datetime | None = None) -> Self:
        """Surveys that were ever opened, of events that the public may see: each has a page, open or closed."""
        totals = Survey.AnswersAre.TOTALS
        own = Q(translation_of=None) & (Q(answers_are=totals) | Q(opens_at__isnull=False))
        by_original = Q(translation_of__answers_are=totals) | Q(translation_of__opens_at__isnull=False)
        return self.filter(is_public("event__", at=at)).filter(own | by_original)


class Survey(Keyed):
    """One questionnaire, answered by `respondent_count` people.

    A survey with `translation_of` only words the questions of that survey in another language: its questions and
    choices have the same numbers and codes, and every answer is counted at the original.
    """

    KEY = ("slug",)
    BESIDE = {"closes_after_it_opens": "closes_at", "has_one_translation": "language"}

    class AnswersAre(models.TextChoices):
        COLLECTED = "collected", "collected here, one by one"
        TOTALS = "totals", "known as totals only"

    class Access(models.TextChoices):
        OPEN = "open", "anyone with the link"
        INVITED = "invited", "only who was invited, once"

    event = models.ForeignKey(Event, models.CASCADE, related_name="surveys")
    title = LineField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    subject = LineField(max_length=120, help_text="What was evaluated, as a sentence names it: “Track 3”.")
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    translation_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="translations")
    intro = models.TextField("introduction", blank=True, help_text="Stands above the first question, in plain text.")
    thanks = models.TextField(blank=True, help_text="Stands on the page after the answers were sent, in plain text.")
    answers_are = models.CharField(max_length=10, choices=AnswersAre.choices, default=AnswersAre.COLLECTED)
    access = models.CharField("open to", max_length=10, choices=Access.choices, default=Access.OPEN)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    respondent_count = models.PositiveIntegerField("respondents", default=0)
    response_base = models.CharField(
        "base of the response rate", max_length=12, choices=Base.choices, default=Base.ATTENDED
    )
    forms_handed_out = models.PositiveIntegerField(null=True, blank=True)
    base_note = LineField(max_length=250, blank=True, help_text="What is not known about the base of the response.")
    source = LineField(max_length=200, blank=True, help_text="Where the figures come from, as charts name it.")
    is_released = models.BooleanField("results are public", default=False)
    # Respondents by day, as {"2026-11-22": 34}: a finer time would help to guess who answered what.
    progress = models.JSONField(default=dict, editable=False)

    objects: ClassVar[Any] = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["event", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(opens_at=None) | Q(closes_at__gt=F("opens_at")),
                name="survey_closes_after_it_opens",
                violation_error_message="The survey closes before it opens.",
            ),
            models.UniqueConstraint(
                fields=["translation_of", "language"],
                name="survey_has_one_translation",
                violation_error_message="The survey has a translation into this language already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def original(self) -> "Survey":
        """The survey at which the answers are counted."""
        return self.translation_of or self

    @property
    def is_collected(self) -> bool:
        """Whether single answers come in here."""
        return self.answers_are == self.AnswersAre.COLLECTED

    def status(self, *, at: datetime | None = None) -> Status:
        """Whether the form can be answered at a moment (now, unless said)."""
        at, survey = at or timezone.now(), self.original
        if survey.closes_at and survey.closes_at <= at:
            return Status.CLOSED
        if not survey.is_collected:
            return Status.CLOSED
        if survey.opens_at is None:
            return Status.DRAFT
        return Status.OPEN if survey.opens_at <= at else Status.PLANNED

    def has_answers(self) -> bool:
        """Whether anything was answered, so that a question must keep its meaning."""
        from_people = self.respondent_count > 0 and self.is_collected
        return from_people or self.questions.filter(answered_count__gt=0).exists()

    def takes_answers_or_has_some(self) -> bool:
        """Whether people may have answered, so that what they were promised has to hold."""
        return self.original.is_collected and (self.original.has_answers() or self.status() == Status.OPEN)

    def clean(self) -> None:
        """Refuses fewer respondents than answers, another way in, and translations that lead elsewhere."""
        self._check_changes()
        if self.translation_of_id:
            self._check_translation()
        if self.pk is None or self.respondent_count is None or self.is_collected:
            return
        for question in self.questions.annotate(counted=models.Sum("choices__tally__count")):
            if (question.counted or 0) > self.respondent_count:
                message = f"Question {question.number} has {question.counted} answers already."
                raise ValidationError({"respondent_count": message})

    def _check_changes(self) -> None:
        """Refuses what would let somebody answer twice, or would have had people answer something else."""
        stored = Survey.objects.filter(pk=self.pk).first() if self.pk else None
        if stored is None:
            return
        if self.is_collected and not stored.is_collected and stored.holds_totals():
            raise ValidationError({"answers_are": "The survey holds totals. Make another one to collect answers."})
        if not stored.takes_answers_or_has_some():
            return
        fields = {field.name: field.attname for field in self._meta.concrete_fields}
        places = {name: fields[name] for name in FIXED_SURVEY}
        changed = [name for name, place in places.items() if getattr(stored, place) != getattr(self, place)]
        if changed:
            raise ValidationError({name: FIXED_SURVEY[name] for name in changed})

    def holds_totals(self) -> bool:
        """Whether counts were typed in."""
        return self.questions.filter(choices__tally__count__gt=0).exists()

    def _check_translation(self) -> None:
        original = self.original
        if original.translation_of_id or original.pk == self.pk:
            raise ValidationError({"translation_of": "Choose the survey in which the answers are counted."})
        if original.event_id != self.event_id:
            raise ValidationError({"translation_of": "This survey belongs to another event."})
        if original.language == self.language:
            raise ValidationError({"language": "The original is in this language."})
