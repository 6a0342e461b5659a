"""What new questionnaires are made from: scales, and questionnaires kept as templates."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from events.models import Language
from events.models.fields import LineField
from events.models.keys import Keyed

# How a questionnaire is kept as JSON, and how much of it is taken in.
FORMAT, VERSION = "questionnaire", 1
MOST_QUESTIONS, MOST_CHOICES = 200, 200


class Scale(Keyed):
    """Points of a rating with their labels in every language, in the order in which they are printed.

    `points`: [{"code": "excellent", "value": 5, "labels": {"en": "Excellent", "fr": "Excellent"}}, …]; the values grow
    from worst to best, so that a form on which 1 is the best has them falling.
    """

    KEY = ("code",)
    IS_REGISTER = True

    code = models.SlugField(max_length=40, unique=True)
    title = LineField(max_length=120)
    points = models.JSONField(default=list)
    no_opinion = models.JSONField(
        "no opinion", default=dict, blank=True, help_text="Its label by language; empty where it is not offered."
    )

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_best_first(self) -> bool:
        """Whether the first printed point is the best one."""
        values = [point["value"] for point in self.points]
        return bool(values) and values[0] == max(values)

    def clean(self) -> None:
        """Refuses points that no form could show."""
        codes, values = set(), []
        if not isinstance(self.points, list) or len(self.points) < 2:
            raise ValidationError({"points": "A scale has at least two points."})
        for number, point in enumerate(self.points, start=1):
            _check_point(number, point)
            codes.add(point["code"])
            values.append(point["value"])
        if len(codes) < len(self.points) or len(set(values)) < len(values):
            raise ValidationError({"points": "Every point has a code and a value of its own."})
        if values not in (sorted(values), sorted(values, reverse=True)):
            raise ValidationError({"points": "The values rise or fall from the first point to the last."})


def _check_point(number: int, point: Any) -> None:
    if not isinstance(point, dict) or not {"code", "value", "labels"} <= point.keys():
        raise ValidationError({"points": f"Point {number} needs a code, a value and labels."})
    labels = point["labels"]
    if not isinstance(point["value"], int) or not isinstance(labels, dict) or not labels.get("en"):
        raise ValidationError({"points": f"Point {number} needs a whole number and an English label."})
    if unknown := set(labels) - set(Language.values):
        raise ValidationError({"points": f"Point {number} has a label in an unknown language: {min(unknown)}."})


class Template(Keyed):
    """A questionnaire to start from. `content` is what `exports.questionnaire` writes and `imports` reads."""

    KEY = ("code",)
    IS_REGISTER = True

    code = models.SlugField(max_length=40, unique=True)
    title = LineField(max_length=120)
    description = LineField(max_length=250, blank=True)
    content = models.JSONField(default=dict)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
