"""Carries out what an import of answers found: every row without a problem, in random order, or nothing at all."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from evaluations.actions.answering import Sheet, locked, record_sheets
from evaluations.actions.opening import prepare_tallies
from evaluations.actions.paper import NotTypedError, why_not
from evaluations.imports.answers import AnswerCheck, check_answers
from evaluations.models import Channel, Survey
from events.actions.limits import claim_attempt, limit_key
from events.models import AuditEntry

_BATCH, _A_WEEK = 500, 7 * 24 * 3600


class ImportedError(Exception):
    """This very import was carried out already: the page was sent twice."""


def import_answers(*, survey: Survey, text: str, chosen: Mapping[str, str], once: str, by: Any) -> AnswerCheck:
    """Counts and stores every row without a problem; `once` names this import, which is carried out once.

    Raises TableError, NotTypedError and ImportedError; nothing is written then. The file is kept nowhere.
    """
    found = check_answers(survey=survey, text=text, chosen=chosen)
    sheets = [Sheet.from_json(row.plan) for row in found.check.to_write]
    # The order of the file says who answered first; nothing that is stored follows it.
    secrets.SystemRandom().shuffle(sheets)
    with transaction.atomic():
        held = locked(survey)
        if reason := why_not(held):
            raise NotTypedError(reason)
        if not claim_attempt(key=limit_key("answers", once), most=1, seconds=_A_WEEK):
            raise ImportedError
        if not held.respondent_count:
            prepare_tallies(held)
        for at in range(0, len(sheets), _BATCH):
            record_sheets(survey=held, sheets=sheets[at : at + _BATCH], channel=Channel.FILE)
        AuditEntry.record(AuditEntry.Action.IMPORTED, by=by, item=held, detail=f"{len(sheets)} answered forms")
    return found
