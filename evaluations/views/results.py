"""The public results of an event's survey: page, CSV and JSON."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evaluations.charts import chart, comparison_chart, ratings_charts
from evaluations.exports.results import results_csv, results_json
from evaluations.figures import comparisons, survey_figures
from evaluations.models import Survey
from evaluations.narrative import notes, overview, response_text
from events.models import Event


def results_context(survey: Survey, *, event: Event) -> dict[str, Any]:
    """All that `evaluations/results/_results.html` needs, for the public page and, before release, for the office.

    The figures are the public ones, suppressed as they will be when they are released. `survey` is an original.
    """
    survey.event = event
    results = survey_figures(survey)
    charts = ratings_charts(results)
    return {
        "event": event,
        "survey": survey,
        "results": results,
        "overview": overview(results),
        "response": response_text(results, event.short_name),
        "charts": charts,
        "questions": chart(results.distributions, results).rows,
        "comparisons": [comparison_chart(one) for one in comparisons(survey, event)]
        if not results.is_too_small
        else [],
        "notes": notes(results),
    }


def _released(slug: str) -> tuple[Event, Survey]:
    event = get_object_or_404(Event.objects.published(), slug=slug, language="en")
    survey = Survey.objects.published().released_for(event).first()
    if survey is None:
        raise Http404("The results of this event's survey are not public.")
    survey.event = event
    return event, survey


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Charts, tables and sentences for every question."""
    event, survey = _released(slug)
    return render(request, "evaluations/results/page.html", results_context(survey, event=event))


@require_safe
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The counts and percentages as a table."""
    event, survey = _released(slug)
    table = results_csv(survey_figures(survey), comparisons(survey, event))
    headers = {"Content-Disposition": f'attachment; filename="{event.slug}-evaluation.csv"'}
    return HttpResponse("\ufeff" + table, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def as_json(request: HttpRequest, slug: str) -> JsonResponse:
    """The same for programs."""
    event, survey = _released(slug)
    found = results_json(survey_figures(survey), comparisons(survey, event))
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
