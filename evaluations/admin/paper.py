"""Paper forms of a survey, typed in with the keyboard alone: the grid, a form that is corrected, a second entry."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern

from evaluations.actions.answering import EmptySheetError
from evaluations.actions.paper import (
    NotTypedError,
    SameTypistError,
    SerialTakenError,
    change_form,
    delete_form,
    enter_form,
    enter_second,
    settle_form,
    why_not,
)
from evaluations.desk import address, page_path, survey_for, survey_page
from evaluations.imports.paper import Field, differences, keys_of, paper_fields, read_entry, said, take
from evaluations.models import PaperForm, Survey

LAST_SHOWN, MOST_LISTED = 10, 200
_HIGHEST_SERIAL = 2_000_000_000
_EMPTY = "Nothing is typed. Leave out a form on which nothing is answered."


@dataclass(frozen=True)
class Cell:
    """A field of the row with what was typed into it, and what is wrong with that."""

    field: Field
    typed: str = ""
    error: str = ""


@dataclass(frozen=True)
class Typed:
    """A row as it was sent: its serial number where it can be read, and an entry where nothing is wrong."""

    cells: tuple[Cell, ...]
    serial: int | None
    serial_typed: str
    entry: dict[str, Any]
    errors: dict[str, str]

    @property
    def is_fine(self) -> bool:
        """Whether the row can be kept."""
        return not self.errors and self.serial is not None


def _row(fields: tuple[Field, ...], values: Any, errors: dict[str, str]) -> tuple[Cell, ...]:
    return tuple(Cell(field, values.get(field.name, ""), errors.get(field.name, "")) for field in fields)


def _typed(request: HttpRequest, fields: tuple[Field, ...], serial: str | None = None) -> Typed:
    """What was sent; `serial` where the address names the form."""
    post = request.POST
    entry, errors = read_entry(fields, {name: str(value) for name, value in post.items()})
    said_serial = (post.get("serial", "") if serial is None else serial).strip()
    is_number = said_serial.isascii() and said_serial.isdigit() and 0 < int(said_serial[:11]) <= _HIGHEST_SERIAL
    if not is_number:
        errors["serial"] = "Type the number that is printed on the form."
    elif not errors and not any(entry.values()):
        errors["serial"] = _EMPTY
    number = int(said_serial) if is_number else None
    return Typed(_row(fields, post, errors), number, said_serial, entry, errors)


def _page(model_admin: Any, request: HttpRequest, survey: Survey, template: str, **context: Any) -> Any:
    context.setdefault("title", "Paper forms")
    cells, errors = context.get("cells", ()), context.get("errors", {})
    wrong = next((cell.field.name for cell in cells if cell.error), "serial" if errors else "")
    first = cells[0].field.name if cells else ""
    context["focus"] = wrong or context.get("focus") or first
    if errors:
        context["title"] = f"Error: {context['title']}"
    return survey_page(model_admin, request, template, survey, **context)


def _next_serial(survey: Survey) -> int:
    last = survey.paper_forms.order_by("-id").values_list("serial", flat=True).first()
    taken = set(survey.paper_forms.values_list("serial", flat=True))
    proposed = (last or 0) + 1
    while proposed in taken:
        proposed += 1
    return proposed


def _progress(survey: Survey, user: Any) -> dict[str, Any]:
    forms = survey.paper_forms
    return {
        "count": forms.count(),
        "handed_out": survey.forms_handed_out,
        "twice": forms.filter(second__isnull=False).count(),
        "waiting": forms.filter(second__isnull=True).exclude(entered_by=user.get_username()).exists(),
    }


def _last(survey: Survey, fields: tuple[Field, ...]) -> list[dict[str, Any]]:
    forms = survey.paper_forms.all()[:LAST_SHOWN]
    return [{"form": form, "typed": [keys_of(field, form.entry) for field in fields]} for form in forms]


def grid(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """One form after the other: Enter keeps it and opens the next."""
    survey = survey_for(request, object_id).original
    fields = paper_fields(survey)
    row = Typed(_row(fields, {}, {}), None, str(_next_serial(survey)), {}, {})
    taken = None
    if request.method == "POST":
        row = _typed(request, fields)
        if row.is_fine and row.serial:
            try:
                enter_form(survey=survey, serial=row.serial, entry=row.entry, by=request.user)
            except SerialTakenError:
                taken, row.errors["serial"] = row.serial, f"Form {row.serial} is typed in already."
            except (NotTypedError, EmptySheetError) as error:
                row.errors["serial"] = str(error)
            else:
                messages.success(request, f"Form {row.serial} is kept.")
                return HttpResponseRedirect(address(survey, "paper"))
    return _page(
        model_admin,
        request,
        survey,
        "paper",
        cells=row.cells,
        serial=row.serial_typed,
        errors=row.errors,
        taken=taken,
        fields=fields,
        last=_last(survey, fields),
        why_not=why_not(survey),
        **_progress(survey, request.user),
    )


def _form_for(request: HttpRequest, object_id: int, serial: int) -> PaperForm:
    survey = survey_for(request, object_id).original
    return get_object_or_404(survey.paper_forms.select_related("survey"), serial=serial)


def _form_changed(model_admin: Any, request: HttpRequest, form: PaperForm, what: str) -> HttpResponseRedirect:
    model_admin.log_change(request, form.survey, f"Paper form {form.serial}: {what}.")
    messages.success(request, f"Form {form.serial} is {what}.")
    return HttpResponseRedirect(address(form.survey, "paper"))


def one_form(model_admin: Any, request: HttpRequest, object_id: int, serial: int) -> Any:
    """A form that was typed in: corrected, or taken out."""
    form = _form_for(request, object_id, serial)
    fields = paper_fields(form.survey)
    stored = {field.name: keys_of(field, form.entry) for field in fields}
    row = Typed(_row(fields, stored, {}), serial, str(serial), {}, {})
    if request.method == "POST":
        try:
            if "_delete" in request.POST:
                delete_form(form=form)
                return _form_changed(model_admin, request, form, "taken out")
            row = _typed(request, fields)
            if row.is_fine:
                change_form(form=form, entry=row.entry, serial=row.serial)
                return _form_changed(model_admin, request, form, "corrected")
        except SerialTakenError:
            row.errors["serial"] = f"Form {row.serial} is another form, which is typed in already."
        except (NotTypedError, EmptySheetError) as error:
            row.errors["serial"] = str(error)
    context = {"cells": row.cells, "serial": row.serial_typed, "errors": row.errors, "form": form}
    title, reason = f"Paper form {serial}", why_not(form.survey)
    return _page(model_admin, request, form.survey, "paper_form", title=title, why_not=reason, **context)


def second_entry(model_admin: Any, request: HttpRequest, object_id: int, serial: int) -> Any:
    """A form typed a second time, without a look at the first; where the two differ, what is right is chosen."""
    form = _form_for(request, object_id, serial)
    fields = paper_fields(form.survey)
    if form.second is not None:
        return _compare(model_admin, request, form, fields)
    is_own = form.entered_by == request.user.get_username()
    row = Typed(_row(fields, {}, {}), serial, str(serial), {}, {})
    if request.method == "POST":
        row = _typed(request, fields, str(serial))
        if row.is_fine:
            try:
                enter_second(form=form, entry=row.entry, by=request.user)
            except SameTypistError:
                row.errors["serial"] = "You typed this form the first time. Somebody else has to type it again."
            except NotTypedError as error:
                row.errors["serial"] = str(error)
            else:
                return _after_second(request, form, fields)
    context = {"cells": row.cells, "errors": row.errors, "form": form, "is_own": is_own}
    title, reason = f"Second entry of form {serial}", why_not(form.survey)
    return _page(model_admin, request, form.survey, "paper_second", title=title, why_not=reason, **context)


def _after_second(request: HttpRequest, form: PaperForm, fields: tuple[Field, ...]) -> HttpResponseRedirect:
    """To the differences, or to the next form that waits for a second entry."""
    survey = form.survey
    if differences(fields, form.entry, form.second or {}):
        return HttpResponseRedirect(address(survey, "paper_second", form.serial))
    messages.success(request, f"Form {form.serial}: both entries agree.")
    others = survey.paper_forms.filter(second__isnull=True).exclude(entered_by=request.user.get_username())
    following = others.order_by("serial").values_list("serial", flat=True).first()
    if following is None:
        return HttpResponseRedirect(address(survey, "paper_seconds"))
    return HttpResponseRedirect(address(survey, "paper_second", following))


def _compare(model_admin: Any, request: HttpRequest, form: PaperForm, fields: tuple[Field, ...]) -> Any:
    second = form.second or {}
    unlike = differences(fields, form.entry, second)
    chosen = {field.name: request.POST.get(field.name, "") for field in unlike}
    errors: dict[str, str] = {}
    if request.method == "POST" and unlike:
        errors = {name: "Choose what is written on the form." for name, v in chosen.items() if v not in ("1", "2")}
        if not errors:
            sources = {field.name: second if chosen.get(field.name) == "2" else form.entry for field in fields}
            entry, _ = read_entry(fields, take(fields, sources))
            try:
                settle_form(form=form, entry=entry)
            except (NotTypedError, EmptySheetError) as error:
                messages.error(request, str(error))
            else:
                model_admin.log_change(request, form.survey, f"Paper form {form.serial}: both entries compared.")
                return _after_second(request, form, fields)
    rows = [
        {
            "field": field,
            "first": said(field, form.entry),
            "second": said(field, second),
            "chosen": chosen[field.name],
            "error": errors.get(field.name, ""),
        }
        for field in unlike
    ]
    title = f"Both entries of form {form.serial}"
    return _page(model_admin, request, form.survey, "paper_compare", title=title, form=form, rows=rows, errors=errors)


def seconds(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """Which forms wait for a second entry, and in which the two differ."""
    survey = survey_for(request, object_id).original
    fields = paper_fields(survey)
    forms = list(survey.paper_forms.order_by("serial"))
    twice = [form for form in forms if form.second is not None]
    unlike = [form for form in twice if differences(fields, form.entry, form.second or {})]
    once = [form for form in forms if form.second is None]
    mine = [form for form in once if form.entered_by == request.user.get_username()]
    context = {"once": [form for form in once if form not in mine], "mine": mine, "unlike": unlike}
    shown = {name: found[:MOST_LISTED] for name, found in context.items()}
    counts = {f"{name}_count": len(found) for name, found in context.items()} | {"twice": len(twice)}
    return _page(
        model_admin, request, survey, "paper_seconds", title="Second entry", count=len(forms), **shown, **counts
    )


def urls(model_admin: Any) -> list[URLPattern]:
    """The addresses of these pages."""
    return [
        page_path(model_admin, "paper", grid),
        page_path(model_admin, "paper_form", one_form, tail="<int:serial>/"),
        page_path(model_admin, "paper_second", second_entry, tail="<int:serial>/"),
        page_path(model_admin, "paper_seconds", seconds),
    ]
