"""Groups of respondents, by what they said of themselves, and how each group answered."""

from django.db import models

from evaluations.models.question import Choice
from evaluations.models.survey import Survey
from events.models import Session
from events.models.fields import LineField
from events.models.keys import Keyed


class Group(Keyed):
    """Respondents of one role, one region, or one session. A survey asks for a dimension by having groups of it."""

    KEY = ("survey__slug", "dimension", "code")
    BESIDE = {"code_is_unique": "code"}

    class Dimension(models.TextChoices):
        ROLE = "role", "Role"
        REGION = "region", "Region"
        SESSION = "session", "Session"

        @property
        def is_several(self) -> bool:
            """Whether somebody may be in more than one of its groups; the others part all respondents."""
            return self is Group.Dimension.SESSION

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="groups")
    dimension = models.CharField(max_length=10, choices=Dimension.choices)
    code = models.SlugField(max_length=40, help_text="Of a role as the portal writes it: “speaker”.")
    label = LineField(max_length=120)
    position = models.PositiveSmallIntegerField(default=1)
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="+")
    respondent_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["dimension", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["survey", "dimension", "code"], name="group_code_is_unique")]

    def __str__(self) -> str:
        return f"{self.get_dimension_display()}: {self.label}"


class GroupTally(Keyed):
    """How many respondents of a group ticked a choice. Only this count is kept: no answer knows its group."""

    KEY = ("group__survey__slug", "group__dimension", "group__code", "choice__question__number", "choice__code")

    group = models.ForeignKey(Group, models.CASCADE, related_name="tallies")
    choice = models.ForeignKey(Choice, models.CASCADE, related_name="group_tallies")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "group tallies"
        ordering = ["group", "choice"]
        constraints = [models.UniqueConstraint(fields=["group", "choice"], name="grouptally_counts_once")]

    def __str__(self) -> str:
        return f"{self.group}, {self.choice}: {self.count}"
