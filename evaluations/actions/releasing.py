"""Releasing the results of a survey, and taking them back."""

from typing import Any

from django.db import transaction

from evaluations.models import OpenAnswer, Status, Survey, Tally
from events.models import AuditEntry


class ReleaseError(ValueError):
    """Results that cannot be released; the message says why."""


def hindrance(survey: Survey) -> str:
    """What speaks against releasing the results; nothing where they may be."""
    if survey.translation_of_id:
        return "This survey only words another one. Release the results there."
    if survey.status() != Status.CLOSED:
        return "Close the survey first: results that go on changing are not public."
    counted = Tally.objects.filter(choice__question__survey=survey, count__gt=0)
    if not counted.exists() and not OpenAnswer.objects.filter(question__survey=survey).exists():
        return "Nobody has answered."
    return ""


def release_results(*, survey: Survey, by: Any) -> None:
    """Shows the results on the event's page and in its report. Raises ReleaseError."""
    if reason := hindrance(survey):
        raise ReleaseError(reason)
    _set(survey, True, AuditEntry.Action.RELEASED, by)


def take_results_back(*, survey: Survey, by: Any) -> None:
    """Hides the results from the public again."""
    _set(survey, False, AuditEntry.Action.HIDDEN, by)


def _set(survey: Survey, is_released: bool, action: str, by: Any) -> None:
    with transaction.atomic():
        survey.is_released = is_released
        survey.save(update_fields=["is_released"])
        AuditEntry.record(action, by=by, item=survey)
