"""The public results of an event's survey: page, CSV and JSON."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evaluations.charts import chart, ratings_chart
from evaluations.exports import results_csv, results_json
from evaluations.figures import SurveyFigures, survey_figures
from evaluations.models import Survey
from evaluations.narrative import ROUNDING_NOTE, overview
from events.models import Event


def _results(slug: str) -> tuple[Event, SurveyFigures]:
    event = get_object_or_404(Event.objects.published(), slug=slug, language="en")
    survey = Survey.objects.published().released_for(event).select_related("event").first()
    if survey is None:
        raise Http404("The results of this event's survey are not public.")
    return event, survey_figures(survey)


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Charts, tables and sentences for every question."""
    event, results = _results(slug)
    context = {
        "event": event,
        "results": results,
        "overview": overview(results),
        "chart": ratings_chart(results),
        "questions": chart(results.distributions).rows,
        "rounding_note": ROUNDING_NOTE,
    }
    return render(request, "evaluations/results/page.html", context)


@require_safe
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The counts and percentages as a table."""
    event, results = _results(slug)
    headers = {"Content-Disposition": f'attachment; filename="{event.slug}-evaluation.csv"'}
    return HttpResponse("\ufeff" + results_csv(results), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def as_json(request: HttpRequest, slug: str) -> JsonResponse:
    """The same for programs."""
    _, results = _results(slug)
    return JsonResponse(results_json(results), json_dumps_params={"ensure_ascii": False, "indent": 2})
