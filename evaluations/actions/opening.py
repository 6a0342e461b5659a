"""Opening a survey for answers, and closing it."""

from datetime import datetime
from itertools import product
from typing import Any

from django.db import transaction
from django.utils import timezone

from evaluations.actions.scrubbing import scrub_soon
from evaluations.models import Choice, GroupTally, Status, Survey, Tally
from evaluations.review import hindrances
from events.models import AuditEntry


def prepare_tallies(survey: Survey) -> None:
    """A row for every count, at nought: a choice that nobody ticked is counted, too. Running it again changes none."""
    choices = list(Choice.objects.filter(question__survey=survey))
    Tally.objects.bulk_create((Tally(choice=choice, count=0) for choice in choices), ignore_conflicts=True)
    pairs = product(survey.groups.all(), choices)
    GroupTally.objects.bulk_create((GroupTally(group=g, choice=c) for g, c in pairs), ignore_conflicts=True)


class OpeningError(ValueError):
    """A survey that cannot be opened; `reasons` says why, a sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def open_survey(
    *, survey: Survey, by: Any, opens_at: datetime | None = None, closes_at: datetime | None = None
) -> None:
    """Lets answers in from a moment on (now, unless said) until another one, or until it is closed.

    Raises OpeningError where it cannot be answered as it is, where its results are public, or the times do not fit.
    """
    now = timezone.now()
    reasons = hindrances(survey)
    if survey.is_released:
        reasons.append("The results are public. Take them back before more answers come in.")
    if closes_at is not None and closes_at <= max(opens_at or now, now):
        reasons.append("The closing time is not after the opening, or has passed.")
    if reasons:
        raise OpeningError(reasons)
    with transaction.atomic():
        prepare_tallies(survey)
        again = survey.opens_at is not None and survey.opens_at <= now
        survey.opens_at = survey.opens_at if again and opens_at is None else opens_at or now
        survey.closes_at = closes_at
        survey.full_clean()
        survey.save(update_fields=["opens_at", "closes_at"])
        AuditEntry.record(AuditEntry.Action.OPENED, by=by, item=survey, detail=_times(survey))


def _times(survey: Survey) -> str:
    """From when to when, as the audit says it."""
    moments = (("from", survey.opens_at), ("to", survey.closes_at))
    return " ".join(f"{word} {moment:%Y-%m-%d %H:%M} UTC" for word, moment in moments if moment)


def close_survey(*, survey: Survey, by: Any) -> None:
    """Lets no more answers in; a survey that was only planned is a draft again."""
    with transaction.atomic():
        if survey.status() == Status.PLANNED:
            survey.opens_at = survey.closes_at = None
        else:
            survey.closes_at = timezone.now()
        survey.save(update_fields=["opens_at", "closes_at"])
        AuditEntry.record(AuditEntry.Action.CLOSED, by=by, item=survey)
        scrub_soon()
