"""What was answered, apart from everybody who answered: no row knows a person, a moment, or the next answer."""

import secrets
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from evaluations.models.question import Choice, Question
from events.models.fields import LineField
from events.models.keys import Keyed, KeyedQuerySet


def random_key() -> int:
    """A key of 62 random bits: the order of the rows, and SQLite's hidden one, says nothing of who came first."""
    return secrets.randbits(62) + 1


class Channel(models.TextChoices):
    """On which way an answer came in."""

    WEB = "web", "Web form"
    PAPER = "paper", "Paper form"
    FILE = "file", "Imported file"


class Answer(models.Model):
    """One tick of one respondent. What the same person ticked elsewhere on the form is not known here.

    `is_first` is true for one tick of each respondent who answered a question: several may be ticked.
    """

    id = models.BigAutoField(primary_key=True, default=random_key)
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    choice = models.ForeignKey(Choice, models.CASCADE, related_name="answers")
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.WEB)
    is_first = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.question}: {self.choice}"


class PaperForm(Keyed):
    """One form that was filled in by hand, under the serial number printed on it.

    `entry` holds what was typed: {"choices": {"1": ["good"]}, "texts": {"9": "…"}, "groups": ["role:speaker"]};
    `second` what somebody else typed of the same form, where that is wanted.
    """

    KEY = ("survey__slug", "serial")
    BESIDE = {"serial_is_unique": "serial"}

    survey = models.ForeignKey("evaluations.Survey", models.CASCADE, related_name="paper_forms")
    serial = models.PositiveIntegerField()
    entry = models.JSONField(default=dict)
    second = models.JSONField(null=True, blank=True)
    entered_by = LineField(max_length=150, blank=True)
    second_by = LineField(max_length=150, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["survey", "serial"], name="paperform_serial_is_unique")]

    def __str__(self) -> str:
        return f"Form {self.serial}"


class Theme(Keyed):
    """An entry of a code book: what several open answers to a question have in common."""

    KEY = ("question__survey__slug", "question__number", "code")
    BESIDE = {"code_is_unique": "code"}

    question = models.ForeignKey(Question, models.CASCADE, related_name="themes")
    code = models.SlugField(max_length=40)
    label = LineField(max_length=120)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["question", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["question", "code"], name="theme_code_is_unique")]

    def __str__(self) -> str:
        return self.label


class OpenAnswerQuerySet(KeyedQuerySet):
    """Open answers, and those that may be printed."""

    def shown(self) -> Self:
        """Answers that staff have read and not hidden, each once: what was merged stands with the other."""
        return self.filter(is_moderated=True, is_hidden=False, merged_into=None)

    def waiting(self) -> Self:
        """Answers that nobody has read yet."""
        return self.filter(is_moderated=False)


def random_position() -> int:
    """A place among the answers to a question that says nothing of when it came in."""
    return secrets.randbelow(2**31 - 1) + 1


class OpenAnswer(Keyed):
    """One answer in words. It stands beside no person, country or organization.

    `original` is what was written, `text` what is printed of it: the same, or with names and other traces taken out.
    """

    KEY = ("question__survey__slug", "question__number", "position")
    BESIDE = {"has_its_place": "position", "says_something": "text"}

    question = models.ForeignKey(Question, models.CASCADE, related_name="open_answers")
    position = models.PositiveIntegerField(default=random_position)
    text = models.TextField()
    original = models.TextField(blank=True, editable=False)
    is_moderated = models.BooleanField("read", default=True)
    is_hidden = models.BooleanField("hidden", default=False)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    themes = models.ManyToManyField(Theme, blank=True, related_name="open_answers")
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.FILE, editable=False)

    objects: ClassVar[Any] = OpenAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "position"], name="openanswer_has_its_place"),
            models.CheckConstraint(condition=~Q(text=""), name="openanswer_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
