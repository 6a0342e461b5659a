"""Figures as they are before something is taken away, to be compared with those afterwards: every number, no words."""

from collections.abc import Collection, Iterable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, Sum

from events.figures import budget_figures, participation_figures, programme_figures
from events.models import AuditEntry, Event, ImportRun, Limit, Message, Presentation

# What the portal writes by itself, and what goes when personal data goes.
_PASSING = (AuditEntry, ImportRun, Limit, Message)
_NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField)
Frozen = dict[str, Any]


def numbers(value: Any) -> Any:
    """What a tree of figures says in numbers, whatever the order of its rows; words and rows of tables are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: numbers(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return numbers(list(value.values()))
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(map(repr, map(numbers, value)))
    return value if isinstance(value, int | float | Decimal) else None


def _of_event(event: Event) -> Any:
    talks = list(Presentation.objects.filter(session__event=event).select_related("speaker", "organization"))
    return numbers([participation_figures(event), budget_figures(event), programme_figures(event, talks)])


def _of_table(model: type[models.Model]) -> dict[str, Any]:
    """How many rows a table has, and the sum of each of its columns that counts something."""
    counted = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, _NUMBERS) and not field.primary_key and not field.is_relation
    ]
    sums = {f"sum_of_{name}": Sum(name) for name in counted}
    return model._base_manager.order_by().aggregate(count_of_rows=Count("pk"), **sums)


def freeze(events: Iterable[Event], *, passing: Collection[type[models.Model]] = ()) -> Frozen:
    """The figures of events, and rows and sums of every table of the portal: what any page or report is counted from.

    Tables in `passing` may change. The histories are left out, for they tell of changes.
    """
    found: Frozen = {f"event {event.pk}": _of_event(Event.objects.get(pk=event.pk)) for event in events}
    floors = {config.label for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR}
    for model in apps.get_models():
        is_kept = model._meta.app_label in floors and not hasattr(model, "history_object")
        if is_kept and not issubclass(model, (*_PASSING, *passing)):
            found[model._meta.label] = _of_table(model)
    return found


def changed(before: Frozen, after: Frozen) -> list[str]:
    """The names of what is not the same any more."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
