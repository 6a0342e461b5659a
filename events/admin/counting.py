"""The page on which the office sees how the participants of an event add up, and what does not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse

from events.exports.participation import participation_csv
from events.figures.counting import CountingFigures, counting_figures, title_of
from events.models import Event
from events.review.counting import counting

_ROWS = ("headcounts", "participations__person", "participations__organization")


def _tables(event: Event, figures: CountingFigures) -> list[dict[str, Any]]:
    return [{"title": title_of(found, event), "partition": found} for found in figures.partitions]


class CountingPage:
    """The page and its table for a spreadsheet; a part of the events' admin."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Its address, before those of the admin."""
        return [self.page_path("counting", self.counting_view), *super().get_urls()]  # type: ignore[misc]

    def counting_view(self: Any, request: HttpRequest, pk: int) -> HttpResponse:
        """All partitions with registered and attended side by side; `?format=csv` is the same as a table."""
        item = self.item_for(request, pk)
        event = Event.objects.prefetch_related(*_ROWS).get(pk=item.pk)
        figures = counting_figures(event)
        if request.GET.get("format") == "csv":
            headers = {"Content-Disposition": f'attachment; filename="{event.slug}-counting.csv"'}
            table = participation_csv(event, figures)
            return HttpResponse(table, content_type="text/csv; charset=utf-8", headers=headers)
        context = {
            "figures": figures,
            "bodies": (("Countries", figures.countries), ("International organizations", figures.organizations)),
            "tables": _tables(event, figures),
            "findings": list(counting(event)),
            "people_address": f"{reverse('admin:events_participation_changelist')}?event__id__exact={event.pk}",
        }
        return self.item_page(request, "admin/events/event/counting.html", item, "Counting", **context)
