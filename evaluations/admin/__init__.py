"""The staff's forms for surveys, questions, answers and invitations."""

from evaluations.admin import bank, group, invitation, question, response, survey

__all__ = ["bank", "group", "invitation", "question", "response", "survey"]
