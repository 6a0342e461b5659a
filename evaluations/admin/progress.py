"""How the answering goes on: days, channels, response rate, questions that are skipped, letters, results so far."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern

from evaluations.admin.opening import status_context
from evaluations.desk import address, page_path, survey_for, survey_page
from evaluations.figures import response
from evaluations.models import Answer, Base, Channel, Letter, OpenAnswer, Survey
from evaluations.views.results import results_context

MOST_DAYS = 60


@dataclass(frozen=True)
class Day:
    """A day with the people who answered on it, and its bar in per cent of the chart."""

    on: date
    count: int
    left: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """Where the bar begins, from above."""
        return 100 - self.height


def days(survey: Survey) -> tuple[Day, ...]:
    """The days from the first answer to the last, those without any too; of many, the last sixty."""
    counts = {date.fromisoformat(day): count for day, count in survey.progress.items() if count > 0}
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    first = max(first, last - timedelta(days=MOST_DAYS - 1))
    span, most = (last - first).days + 1, max(counts.values())
    step = 100 / max(span, 7)
    return tuple(
        Day(on, found, round(at * step, 3), round(step * 0.8, 3), round(100 * found / most, 3))
        for at in range(span)
        for on in [first + timedelta(days=at)]
        for found in [counts.get(on, 0)]
    )


def channels(survey: Survey) -> list[tuple[str, int]]:
    """Answers to single questions by the way on which they came in; nobody knows which ones are one person's."""
    ticked = Answer.objects.filter(question__survey=survey, is_first=True).values_list("channel").order_by()
    written = OpenAnswer.objects.filter(question__survey=survey).values_list("channel").order_by()
    counts = Counter[str]()
    for rows in (ticked, written):
        for channel, count in rows.annotate(count=Count("pk")):
            counts[channel] += count
    return [(str(channel.label), counts[channel]) for channel in Channel]


def skipped(survey: Survey, most: int = 5) -> list[tuple[Any, int]]:
    """The questions that were skipped most by those whom they were asked of, with how many skipped them."""
    rows = [(question, question.asked_count - question.answered_count) for question in survey.questions.all()]
    return sorted((row for row in rows if row[1] > 0), key=lambda row: (-row[1], row[0].number))[:most]


def letters(survey: Survey) -> list[tuple[str, int]]:
    """How many letters are in which state."""
    rows = Letter.objects.filter(mailing__survey=survey).values_list("state").order_by()
    counts = dict(rows.annotate(count=Count("pk")))
    return [(str(state.label), counts[state]) for state in Letter.State if counts.get(state)]


def progress_view(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """The page."""
    survey = survey_for(request, object_id)
    if survey.translation_of_id:
        return HttpResponseRedirect(address(survey.original, "progress"))
    rate = response(survey, survey.event)
    context = {
        **status_context(survey),
        "days": days(survey),
        "channels": channels(survey) if survey.is_collected else [],
        "rate": rate,
        "base": str(Base(rate.base).label).lower(),
        "skipped": skipped(survey),
        "letters": letters(survey),
        "answered": survey.invitations.filter(is_answered=True).count(),
        "invited": survey.invitations.count(),
        "waiting": OpenAnswer.objects.filter(question__survey=survey).waiting().count(),
        **results_context(survey, event=survey.event),
    }
    return survey_page(model_admin, request, "progress", survey, title="Progress", **context)


def urls(model_admin: Any) -> list[URLPattern]:
    """The address of the page."""
    return [page_path(model_admin, "progress", progress_view)]
