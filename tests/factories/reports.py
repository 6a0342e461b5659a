"""Reports, and what a form would say of an object."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from events.models import (
    Event,
)
from reports.models import Report, ReportSection
from tests.factories.events import _named, _next, _publishable, make_event


def make_report(*, event: Event | None = None, **fields: Any) -> Report:
    defaults = {"symbol": _named("UNPOG/FR").replace(" ", "/"), "issued_on": date(2012, 12, 3)}
    return Report.objects.create(event=event or make_event(), **(_publishable(defaults, "Report") | fields))


def make_section(*, report: Report | None = None, **fields: Any) -> ReportSection:
    report = report or make_report()
    defaults = {"kind": ReportSection.Kind.FACTS, "position": _next(report.sections)}
    return ReportSection.objects.create(report=report, **(defaults | fields))


def refusal(act: Callable[[], None]) -> dict[str, list[str]]:
    """The messages with which something is refused, by field; nothing where it is not."""
    try:
        act()
    except ValidationError as error:
        return error.message_dict
    return {}


def complaints(row: Model) -> dict[str, list[str]]:
    """What a form would say of a row."""
    return refusal(row.full_clean)
