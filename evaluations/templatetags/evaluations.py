"""What an event page shows of its evaluation, all tags of one page in one query; and words of the results page."""

from collections.abc import Iterable
from typing import Any

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from evaluations.charts import Chart, chart, ratings_charts
from evaluations.figures import Breakdown, SurveyFigures, released_figures
from evaluations.models import Group
from evaluations.narrative import overview
from events.models import Event, Language
from events.narrative import listed

register = Library()
SHOWN_QUESTIONS = 3


def _released(event: Event) -> SurveyFigures | None:
    if not hasattr(event, "_released_figures"):
        event._released_figures = released_figures(event)  # type: ignore[attr-defined]
    return event._released_figures  # type: ignore[attr-defined]


@register.simple_tag
def has_evaluation(event: Event) -> bool:
    """Whether the event has released results."""
    return _released(event) is not None


def _first(results: SurveyFigures) -> Chart | None:
    charts = ratings_charts(results)
    if not charts:
        return None
    return chart(row.distribution for row in charts[0].rows[:SHOWN_QUESTIONS])


@register.inclusion_tag("evaluations/results/_summary.html")
def evaluation_summary(event: Event) -> dict[str, Any]:
    """The evaluation's section of an event page, or nothing."""
    results = _released(event)
    if results is None:
        return {"results": None}
    return {"event": event, "results": results, "overview": overview(results), "chart": _first(results)}


@register.inclusion_tag("evaluations/results/_documents.html")
def evaluation_documents(event: Event) -> dict[str, Any]:
    """The rows of the results in the list of documents, or nothing."""
    return {"event": event, "results": _released(event)}


@register.filter
def spoken(results: SurveyFigures) -> SafeString:
    """The attributes of words that are in the survey's language, where that is not the page's."""
    if results.language == Language.ENGLISH:
        return SafeString("")
    return format_html(' lang="{}" dir="auto"', results.language)


@register.filter
def dimensions(groups: Iterable[Breakdown]) -> str:
    """The dimensions of some tables in words: "role, region and session"."""
    return listed(dict.fromkeys(Group.Dimension(group.dimension).label.lower() for group in groups))
