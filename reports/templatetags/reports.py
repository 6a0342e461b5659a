"""What an event page shows of its report; all tags of one page share one query."""

from django.template import Library

from events.models import Event
from reports.models import Report

register = Library()


def _report(event: Event) -> Report | None:
    if not hasattr(event, "_public_report"):
        reports = Report.objects.published().in_language(event.language).filter(event=event)
        event._public_report = reports.first()  # type: ignore[attr-defined]
    return event._public_report  # type: ignore[attr-defined]


@register.inclusion_tag("reports/report/_card.html")
def report_card(event: Event) -> dict[str, Report | None]:
    """The card of the event's public report, or nothing."""
    return {"report": _report(event)}


@register.inclusion_tag("reports/report/_documents.html")
def report_documents(event: Event) -> dict[str, Report | None]:
    """The report's row in the list of documents, or nothing."""
    return {"report": _report(event)}


@register.simple_tag
def has_report(event: Event) -> bool:
    """Whether the event has a public report."""
    return _report(event) is not None
