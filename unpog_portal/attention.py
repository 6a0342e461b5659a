"""The lines of the first page that say what needs somebody's attention, and the filter behind their links."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, Q
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from events.actions.duplicates import SAME, duplicates
from events.models import Person
from events.policy import may, may_merge
from unpog_portal.needs import NEEDS, Need

# The name that a need has in the address of a list.
PARAMETER = "needs"


@dataclass(frozen=True)
class Line:
    """One line of the first page: a count, the sentence that goes on from it, and where the counted rows are."""

    count: int
    sentence: str
    address: str


def needs_of(user: Any, model: type[Model]) -> list[Need]:
    """The needs of one kind of row that are somebody's to see to."""
    return [need for need in NEEDS if need.model is model and may(user, need.verb, model)]


def attention(user: Any, *, at: datetime | None = None) -> list[Line]:
    """The lines for somebody, in the order of the table; no line at nought. One query for each kind of row."""
    moment = at or timezone.now()
    lines = []
    for model, needs in groupby(NEEDS, key=lambda need: need.model):
        asked = {need: rows for need in needs if (rows := need.rows(user, at=moment)) is not None}
        lines += [_line(need, count) for need, count in _counted(model, asked) if count]
    return [*lines, *_twins(user)]


def _counted(model: type[Model], asked: dict[Need, Q]) -> list[tuple[Need, int]]:
    if not asked:
        return []
    counts = {need.name: Count("pk", filter=rows) for need, rows in asked.items()}
    found = model._default_manager.aggregate(**counts)
    return [(need, found[need.name]) for need in asked]


def _twins(user: Any) -> list[Line]:
    """People whose names differ in capitals alone, and whom nobody has told apart."""
    if not may_merge(user, Person):
        return []
    names = Person.objects.order_by().values("distinction", family=Lower("family_name"), given=Lower("given_name"))
    if not names.annotate(people=Count("pk")).filter(people__gt=1).exists():
        return []
    count = sum(pair.reason == SAME for pair in duplicates())
    sentence = "person may be recorded twice" if count == 1 else "people may be recorded twice"
    return [Line(count, sentence, reverse("admin:events_person_duplicates"))] if count else []


def _line(need: Need, count: int) -> Line:
    meta = need.model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return Line(count, need.one if count == 1 else need.many, f"{address}?{PARAMETER}={need.name}")


class NeedFilter(admin.SimpleListFilter):
    """Narrows a list to the rows that a line of the first page counts."""

    title = "what it needs"
    parameter_name = PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The needs that are this person's to see to."""
        return [(need.name, need.title) for need in needs_of(request.user, model_admin.model)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The rows with the chosen need; of what nobody offers, all."""
        chosen = (need for need in needs_of(request.user, queryset.model) if need.name == self.value())
        need = next(chosen, None)
        rows = need.rows(request.user, at=timezone.now()) if need else None
        return queryset if rows is None else queryset.filter(rows)
