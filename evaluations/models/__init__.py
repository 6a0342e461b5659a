"""The nouns of this floor, with their querysets and constraints."""

from evaluations.models.bank import Scale, Template
from evaluations.models.group import Group, GroupTally
from evaluations.models.invitation import Invitation, Letter, Mailing
from evaluations.models.question import Choice, Question, Tally
from evaluations.models.response import Answer, Channel, OpenAnswer, PaperForm, Theme
from evaluations.models.survey import Base, Status, Survey

__all__ = [
    "Answer",
    "Base",
    "Channel",
    "Choice",
    "Group",
    "GroupTally",
    "Invitation",
    "Letter",
    "Mailing",
    "OpenAnswer",
    "PaperForm",
    "Question",
    "Scale",
    "Status",
    "Survey",
    "Tally",
    "Template",
    "Theme",
]
