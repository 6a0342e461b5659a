"""What an event page shows of its evaluation; all tags of one page share one query."""

from typing import Any

from django.template import Library

from evaluations.charts import Chart, chart
from evaluations.figures import SurveyFigures, released_figures
from evaluations.narrative import overview
from events.models import Event

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
    shown = results.ratings[:SHOWN_QUESTIONS]
    return chart(shown) if shown else None


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
