"""The nouns of this floor, with their querysets and constraints."""

from evaluations.models.survey import Choice, OpenAnswer, Question, Survey, Tally

__all__ = ["Choice", "OpenAnswer", "Question", "Survey", "Tally"]
