"""Participants and travel lines of an event as files; each is told in the audit log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern

from events.exports import participants, travel
from events.exports.tables import Value, as_csv, as_xlsx
from events.models import AuditEntry, Event, Participation, TravelLine
from events.policy import Verb, may

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Export:
    """One kind of table that can be taken along."""

    name: str
    title: str
    model: Any
    header: tuple[str, ...]
    rows: Callable[[Event], Iterator[list[Value]]]


EXPORTS = (
    Export("participants", "Participants", Participation, participants.HEADER, participants.participants_table),
    Export("travel", "Travel lines", TravelLine, travel.HEADER, travel.travel_table),
)


def may_export(user: Any, export: Export) -> bool:
    """Whether somebody may take a table along: whoever may look at every row of it, and write rows of the kind."""
    return may(user, Verb.VIEW, export.model) and may(user, Verb.CHANGE, export.model)


class ExportPages:
    """The exports of one event; a part of the admin class of events."""

    def get_urls(self: Any) -> list[URLPattern]:
        """Their addresses, before those of the admin."""
        own = [
            self.page_path("export", self.export_view),
            self.page_path("export_file", self.export_file_view, "<slug:name>.<slug:form>"),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def export_view(self: Any, request: HttpRequest, pk: int) -> Any:
        """The tables that somebody may take along."""
        event = get_object_or_404(Event, pk=pk)
        exports = [export for export in EXPORTS if may_export(request.user, export)]
        if not exports:
            raise PermissionDenied
        frame = self.admin_site.each_context(request) | {"opts": self.opts, "title": f"Export: {event}"}
        context = {
            "event": event,
            "exports": [(export, export.model.objects.filter(event=event).count()) for export in exports],
        }
        return TemplateResponse(request, "admin/events/export.html", frame | context)

    def export_file_view(self, request: HttpRequest, pk: int, name: str, form: str) -> HttpResponse:
        """One table as a file."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        event = get_object_or_404(Event, pk=pk)
        export = next((one for one in EXPORTS if one.name == name), None)
        if export is None or form not in _TYPES:
            return HttpResponse(status=404)
        if not may_export(request.user, export):
            raise PermissionDenied
        rows = list(export.rows(event))
        content = as_csv(export.header, rows) if form == "csv" else as_xlsx(export.title, export.header, rows)
        AuditEntry.record(
            AuditEntry.Action.EXPORTED, by=request.user, item=event, detail=f"{export.title.lower()} as {form.upper()}"
        )
        response = HttpResponse(content, content_type=_TYPES[form])
        response["Content-Disposition"] = f'attachment; filename="{event.slug}-{export.name}.{form}"'
        return response
