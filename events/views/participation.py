"""The counts of an event's participants as files for other programs."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from events.exports.participation import participation_csv, participation_json
from events.figures.counting import CountingFigures, counting_figures
from events.figures.partitions import DIMENSIONS
from events.models import Event, Language, Participation


def _counted(slug: str) -> tuple[Event, CountingFigures]:
    """The public event and what is counted of it, in two queries."""
    events = Event.objects.published().in_language(Language.ENGLISH).with_rows("headcounts")
    people = Prefetch("participations", Participation.objects.select_related("organization"))
    event = get_object_or_404(events.prefetch_related(people), slug=slug)
    # Where all are in counted groups, the people named in them are examples: they divide nobody else.
    is_by_name = any(row.has_attended and not row.is_in_headcount for row in event.participations.all())
    figures = counting_figures(event, tuple(DIMENSIONS) if is_by_name else ("origin", "sector", "role"))
    if not (event.headcounts.all() or figures.registered or figures.attended):
        raise Http404("Nobody was counted.")
    return event, figures


@require_safe
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The counts as a table."""
    event, figures = _counted(slug)
    headers = {"Content-Disposition": f'attachment; filename="{event.slug}-participation.csv"'}
    return HttpResponse(participation_csv(event, figures), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def as_json(request: HttpRequest, slug: str) -> JsonResponse:
    """The same for programs."""
    event, figures = _counted(slug)
    found = participation_json(event, figures)
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
