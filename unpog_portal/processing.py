"""The page that prints the register of personal data: the records of processing that the office has to show."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from events.personal import Held, Kind, held_in
from events.policy import is_administrator
from unpog_portal.personal import REGISTER, every_model


@dataclass(frozen=True)
class Record:
    """One kind of row that says something about people; `rows` are its fields by what they are kept for."""

    name: str
    rows: tuple[Held, ...]
    has_history: bool


def _records() -> Iterator[Record]:
    models = every_model()
    told = {model.instance_type for model in models if hasattr(model, "instance_type")}
    for model in models:
        held = tuple(row for row in held_in(model, REGISTER) if row.kind is not Kind.NONE)
        if held and not hasattr(model, "history_object"):
            yield Record(capfirst(str(model._meta.verbose_name_plural)), held, model in told)


def records() -> list[Record]:
    """Every kind of row with personal data, by its name."""
    return sorted(_records(), key=lambda record: record.name.casefold())


@require_safe
def personal_data(request: HttpRequest) -> HttpResponse:
    """The register as a table, for administrators."""
    if not is_administrator(request.user):
        raise PermissionDenied
    found = records()
    context = {
        **admin.site.each_context(request),
        "title": "Personal data: what is kept, what for, how long",
        "records": found,
        "field_count": sum(len(held.fields) for record in found for held in record.rows),
        "none_count": sum(len(h.fields) for rows in REGISTER.values() for h in rows if h.kind is Kind.NONE),
    }
    return TemplateResponse(request, "admin/personal_data.html", context)
