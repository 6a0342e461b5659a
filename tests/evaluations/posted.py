"""A survey with a question of every kind, and forms of it that were filled in a while ago."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluations.forms.tickets import Ticket
from evaluations.models import Invitation, Survey
from tests import factories as make

RATINGS = ("excellent", "good", "poor")
EVERYTHING = {
    "role": ["speaker"],
    "region": "asia",
    "session": ["opening"],
    "q1": "good",
    "q2": "poor",
    "q3": "na",
    "q4": "yes",
    "q5": ["tea", "coffee"],
    "q6": "7",
    "q7": "Seoul",
    "q8": "Well done.\r\nThank you.",
    "q9": "excellent",
    "q10": "good",
}


def make_every_kind(**fields: Any) -> Survey:
    """Ratings (two of them rows of a table), choices, a number, words; for speakers, and of one session."""
    survey = make.make_open_survey(**fields)
    session = make.make_session(event=survey.event)
    for code in ("speaker", "delegate"):
        make.make_group(survey=survey, code=code)
    make.make_group(survey=survey, dimension="region", code="asia", label="Asia and the Pacific")
    make.make_group(survey=survey, dimension="session", code="opening", label="Opening", session=session)
    ticks = dict.fromkeys(RATINGS, 0)
    make.make_question(survey=survey, section="ratings", tallies=ticks)
    for _ in range(2):
        row = make.make_question(survey=survey, grid="How satisfied were you with", tallies=ticks)
        make.make_choice(question=row, code="na", label="No opinion", is_no_opinion=True)
    make.make_question(survey=survey, kind="single", section="choices", tallies={"yes": 0, "no": 0})
    make.make_question(survey=survey, kind="multiple", tallies={"tea": 0, "coffee": 0, "water": 0})
    make.make_question(survey=survey, kind="number", lowest=0, highest=10)
    make.make_question(survey=survey, kind="short", section="in your words")
    make.make_question(survey=survey, kind="open")
    make.make_question(survey=survey, role="speaker", tallies=ticks)
    make.make_question(survey=survey, session=session, tallies=ticks)
    return survey


def ticket(survey: Survey, invitation: Invitation | None = None, *, age: float = 60, number: str = "") -> str:
    """What a form carries that was opened some seconds ago."""
    made_at = timezone.now().timestamp() - age
    key = invitation.pk if invitation else None
    return Ticket(survey.original.pk, key, made_at, number or f"page {made_at}").signed()


def address(survey: Survey) -> str:
    return reverse("evaluations:survey_form", args=[survey.slug])


def link(survey: Survey, invitation: Invitation) -> str:
    """The address in the letter of an invitation."""
    return reverse("evaluations:survey_invitation", args=[survey.slug, Invitation.token_of(invitation.seed)])


def post(client: Client, survey: Survey, answers: dict[str, Any], *, signed: str | None = None) -> HttpResponse:
    """Sends a form with a ticket of its own."""
    return client.post(address(survey), {"ticket": ticket(survey) if signed is None else signed, **answers})
