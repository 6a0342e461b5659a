"""Answering a survey: the form, the link of an invitation, the thank-you page, and a page for every other case.

The form is exempt from Django's CSRF check, because that needs a cookie, and no page here sets one: the signed ticket
in the form does its work (see evaluations.forms.tickets). No page here is stored, indexed, or named to another one.
"""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from evaluations.actions.answering import AnsweredError, NotOpenError, submit
from evaluations.forms.questionnaire import questionnaire
from evaluations.forms.survey import TICKET, TRAP, SurveyForm
from evaluations.forms.tickets import Ticket, new_ticket, read_ticket
from evaluations.forms.words import words_in
from evaluations.models import Invitation, Status, Survey
from evaluations.views.survey_pages import page, state, unknown
from events.actions.addresses import network_address
from events.actions.limits import claim_attempt, limit_key
from events.forms.tickets import LASTS

HOUR, DAY = 60 * 60, 24 * 60 * 60
MOST_WRONG_TOKENS = 20
# The two pages that keep a draft on the visitor's device, and remove it.
_with_script: Any = csp_update({"script-src": [SELF], "connect-src": [SELF]})


class SentBeforeError(Exception):
    """The answers of this very page were taken in already."""


def _find(slug: str) -> Survey:
    found: Survey | None = (
        Survey.objects.answerable().select_related("event", "translation_of").filter(slug=slug).first()
    )
    if found is None:
        raise Http404
    return found


def _not_open(request: HttpRequest, survey: Survey, *, status: int = 200) -> HttpResponse | None:
    """The page of a survey that takes no answers now."""
    now = survey.status()
    return None if now == Status.OPEN else state(request, survey, now, status=status)


def _allows(ticket: Ticket | None, survey: Survey) -> bool:
    return survey.original.access == Survey.Access.OPEN or (ticket is not None and ticket.invitation is not None)


def _form_page(
    request: HttpRequest,
    survey: Survey,
    ticket: Ticket,
    *,
    token: str = "",
    filled: SurveyForm | None = None,
    **said: Any,
) -> HttpResponse:
    asked = filled or SurveyForm(questionnaire(survey), words_in(survey.language), ticket=ticket)
    is_linked = bool(token) or ticket.invitation is None
    return page(request, survey, "form", token=token, is_linked=is_linked, form=asked, ticket=ticket, **said)


@require_safe
@_with_script
def invitation(request: HttpRequest, survey_slug: str, token: str) -> HttpResponse:
    """The form, for whoever holds the token of an invitation; it goes on with a ticket, and no more with the token.

    A good link opens whatever was tried before: all people in a room may share one network address.
    """
    try:
        survey = _find(survey_slug)
    except Http404:
        return unknown(request)
    if closed := _not_open(request, survey):
        return closed
    found = Invitation.objects.with_token(token).filter(survey=survey.original).first()
    if found is None:
        return _wrong_token(request, survey)
    if found.is_answered:
        return state(request, survey, "answered")
    return _form_page(request, survey, new_ticket(survey, found.pk), token=token)


def _wrong_token(request: HttpRequest, survey: Survey) -> HttpResponse:
    key = limit_key("survey token", network_address(request))
    if claim_attempt(key=key, most=MOST_WRONG_TOKENS, seconds=HOUR):
        return state(request, survey, "unknown", status=404)
    response = state(request, survey, "wait", status=429)
    response["Retry-After"] = str(HOUR)
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_with_script
def form(request: HttpRequest, survey_slug: str) -> HttpResponse:
    """The form for everybody who has its address, and the place to which every form is sent."""
    try:
        survey = _find(survey_slug)
    except Http404:
        return unknown(request)
    if request.method == "POST":
        return _receive(request, survey)
    if closed := _not_open(request, survey):
        return closed
    ticket = new_ticket(survey)
    return _form_page(request, survey, ticket) if _allows(ticket, survey) else state(request, survey, "personal")


def _receive(request: HttpRequest, survey: Survey) -> HttpResponse:
    """Takes in answers, or shows them again with what is wrong with them."""
    if closed := _not_open(request, survey, status=409):
        return closed
    try:
        data = request.POST
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnicodeError):
        return state(request, survey, "broken", status=400)
    ticket = read_ticket(data.get(TICKET, ""), survey)
    if not _allows(ticket, survey):
        return state(request, survey, "personal", status=403)
    if ticket and ticket.invitation and Invitation.objects.filter(pk=ticket.invitation, is_answered=True).exists():
        return state(request, survey, "answered", status=409)
    return _judge(request, survey, data, ticket)


def _judge(request: HttpRequest, survey: Survey, data: QueryDict, sent: Ticket | None) -> HttpResponse:
    notice, ticket = _hesitation(sent, data), sent or new_ticket(survey)
    ticket = ticket.renewed() if notice == "expired" else ticket
    filled = SurveyForm(questionnaire(survey), words_in(survey.language), data, ticket=ticket)
    if not notice and filled.is_valid():
        return _store(request, survey, filled, ticket)
    return _form_page(request, survey, ticket, filled=filled, notice=filled.words.get(notice, ""))


def _hesitation(ticket: Ticket | None, data: QueryDict) -> str:
    """Why answers that may be right are asked for once more; empty where nothing speaks against them."""
    if ticket is None or ticket.is_too_fresh() or data.get(TRAP):
        return "check_again"
    return "expired" if ticket.is_expired() else ""


def _store(request: HttpRequest, survey: Survey, filled: SurveyForm, ticket: Ticket) -> HttpResponse:
    if ticket.invitation is None:
        key, most = limit_key("survey", network_address(request)), settings.PORTAL_SURVEYS_PER_ADDRESS
        if not claim_attempt(key=key, most=most, seconds=_until(HOUR)):
            said = filled.words["too_many"]
            return _form_page(request, survey, ticket, filled=filled, notice=said, status=429)
    try:
        _submit(survey, filled, ticket)
    except NotOpenError:
        return state(request, survey, survey.original.status(), status=409)
    except AnsweredError:
        return state(request, survey, "answered", status=409)
    except SentBeforeError:
        pass
    return HttpResponseRedirect(reverse("evaluations:survey_thanks", args=[survey.slug]))


def _until(stretch: int, *, at_least: float = 0) -> float:
    """Seconds until a full hour or day: what is counted until then does not say when it began."""
    now = timezone.now().timestamp()
    return stretch - (now + at_least) % stretch + at_least


def _submit(survey: Survey, filled: SurveyForm, ticket: Ticket) -> None:
    """Counts the answers, and those of one page once, however often somebody presses the button."""
    with transaction.atomic():
        if ticket.invitation is None:
            key = limit_key("survey page", ticket.number)
            if not claim_attempt(key=key, most=1, seconds=_until(DAY, at_least=LASTS.total_seconds())):
                raise SentBeforeError
        submit(survey=survey, sheet=filled.sheet(), invitation=ticket.invitation)


@require_safe
@_with_script
def thanks(request: HttpRequest, survey_slug: str) -> HttpResponse:
    """What is said when the answers have arrived."""
    try:
        survey = _find(survey_slug)
    except Http404:
        return unknown(request)
    return page(request, survey, "thanks")
