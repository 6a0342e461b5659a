"""Opening a survey for answers, and closing it."""

from datetime import datetime
from itertools import product
from typing import Any

from django.db import transaction
from django.utils import timezone

from evaluations.models import Choice, GroupTally, Survey, Tally
from events.models import AuditEntry


def prepare_tallies(survey: Survey) -> None:
    """A row for every count, at nought: a choice that nobody ticked is counted, too. Running it again changes none."""
    choices = list(Choice.objects.filter(question__survey=survey))
    Tally.objects.bulk_create((Tally(choice=choice, count=0) for choice in choices), ignore_conflicts=True)
    pairs = product(survey.groups.all(), choices)
    GroupTally.objects.bulk_create((GroupTally(group=g, choice=c) for g, c in pairs), ignore_conflicts=True)


def open_survey(
    *, survey: Survey, by: Any, opens_at: datetime | None = None, closes_at: datetime | None = None
) -> None:
    """Lets answers in from a moment on (now, unless said) until another one, or until it is closed."""
    with transaction.atomic():
        prepare_tallies(survey)
        survey.opens_at, survey.closes_at = opens_at or timezone.now(), closes_at
        survey.full_clean()
        survey.save()
        AuditEntry.record(AuditEntry.Action.OPENED, by=by, item=survey)


def close_survey(*, survey: Survey, by: Any) -> None:
    """Lets no more answers in."""
    with transaction.atomic():
        survey.closes_at = timezone.now()
        survey.save(update_fields=["closes_at"])
        AuditEntry.record(AuditEntry.Action.CLOSED, by=by, item=survey)
