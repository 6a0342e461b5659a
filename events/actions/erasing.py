"""Erases a person: the row stays as a pseudonym, so that every count stays; what is said of the person goes everywhere.

The figures are frozen first; where one of them would change, nothing is done at all.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from events.actions.freeing import free_soon
from events.actions.freezing import changed, freeze
from events.actions.redacting import Redactor
from events.actions.traces import (
    Trail,
    events_of,
    imports_of,
    rows_about,
    searched_models,
    text_fields,
    trail_of,
    written,
)
from events.models import AuditEntry, ImportRun, Message, Person, Registration
from events.models.registration import new_seed

PSEUDONYM = "Name removed"
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
_TABLE_REMOVED = "The table was removed, because a person in it was erased."
_UNFINISHED = (ImportRun.State.GIVEN, ImportRun.State.CHECKED, ImportRun.State.IMPORTING)


class EraseError(Exception):
    """Why a person cannot be erased; nothing was changed."""


@dataclass(frozen=True)
class Erased:
    """What was done: under which pseudonym the counts go on, and how many places lost something."""

    person: Person
    pseudonym: str
    places: int


def new_pseudonym() -> str:
    """A random short word that tells nameless people apart."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


def losses(row: Any) -> dict[str, Any]:
    """What a row about a person will say instead of what it says of the person, as its model declares."""
    found = {}
    for name, value in getattr(type(row), "ERASED", {}).items():
        said = getattr(row, name)
        new = value.get(said, said) if isinstance(value, dict) and value else value(row) if callable(value) else value
        if said and said != new:
            found[name] = new
    return found


def blank(row: Any) -> bool:
    """Empties what a row about a person says of the person, in its history, too; whether there was anything."""
    values = losses(row)
    for name, value in values.items():
        setattr(row, name, value)
    if values and isinstance(row, Registration):
        row.seed = new_seed()  # the link that the person has leads nowhere
        row.save()
    elif values:
        type(row)._base_manager.filter(pk=row.pk).update(**values)
    if hasattr(type(row), "history"):
        type(row).history.filter(**{row._meta.pk.name: row.pk}).update(**_constant(row))
    return bool(values)


def _constant(row: Any) -> dict[str, Any]:
    """What every version of a row says: an older one may say what the row of now does not."""
    return {name: value for name, value in type(row).ERASED.items() if not callable(value) and value != {}}


def make_nameless(person: Person) -> str:
    """The row of a person becomes a pseudonym's. What is counted stays: the country, and the row itself."""
    pseudonym = new_pseudonym()
    Person.objects.filter(pk=person.pk).update(
        family_name=PSEUDONYM,
        given_name="",
        honorific="",
        is_family_name_first=False,
        distinction=pseudonym,
        organization=None,
        email="",
        language="",
        erased_on=timezone.localdate(),
    )
    person.refresh_from_db()
    return pseudonym


def forget_in_logs(rows: Iterable[models.Model]) -> int:
    """What the admin's log and the audit say of rows by their key, under whatever name; says in how many entries."""
    count = 0
    by_kind: dict[type[models.Model], list[Any]] = {}
    for row in rows:
        by_kind.setdefault(type(row), []).append(row.pk)
    for model, pks in by_kind.items():
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(model), object_id__in=[str(pk) for pk in pks]
        )
        count += entries.update(object_repr=PSEUDONYM, change_message="")
        audited = AuditEntry.objects.filter(item_type=model._meta.label_lower, item_id__in=pks)
        count += audited.update(item_name=PSEUDONYM, detail="")
    return count


def wipe_imports(pks: Iterable[int]) -> int:
    """Takes the tables out of imports; what was not finished cannot be gone on with, nor can an import be undone."""
    runs = ImportRun.objects.filter(pk__in=list(pks))
    runs.filter(state__in=_UNFINISHED).update(state=ImportRun.State.FAILED)
    return runs.update(text="", answers={}, check_result={}, undo={}, note=_TABLE_REMOVED)


def _fitting(field: Any, value: Any, pseudonym: str) -> Any:
    """A cleaned text as its column takes it: not too long, an address of its own."""
    if field.unique or isinstance(field, models.SlugField):
        value = f"{value[: field.max_length - len(pseudonym) - 1]}-{pseudonym}"
    return value[: field.max_length] if field.max_length else value


def redact_everywhere(redactor: Redactor, pseudonym: str) -> set[type[models.Model]]:
    """Takes names and addresses out of every text of every table; returns the tables that were changed.

    The names of stored files are random, and stay.
    """
    touched = set()
    for model in searched_models():
        fields = {field.name: field for field in text_fields(model) if not isinstance(field, models.FileField)}
        for pk, values in written(model):
            cleaned = {name: redactor.value(value) for name, value in values.items() if name in fields}
            new = {
                name: value if isinstance(fields[name], models.JSONField) else _fitting(fields[name], value, pseudonym)
                for name, value in cleaned.items()
                if value != values[name]
            }
            if new:
                model._base_manager.filter(pk=pk).update(**new)
                touched.add(model)
    return touched


def erase(*, person: Person, by: Any, is_alone: bool = False) -> Erased:
    """Erases a person everywhere, in one transaction; `is_alone` also takes out the family name standing by itself.

    Raises EraseError where the person is erased already, or where a figure would not be the same.
    """
    with transaction.atomic():
        found = Person.objects.select_for_update().filter(pk=person.pk, erased_on=None).first()
        if found is None:
            raise EraseError("This person is erased already, or was merged or deleted a moment ago.")
        trail = trail_of(found)
        rows = rows_about(found, trail.addresses)
        events = events_of(rows)
        before = freeze(events)
        places, touched = _forget(trail, rows)
        pseudonym = make_nameless(found)
        touched |= redact_everywhere(trail.redactor(is_alone=is_alone), pseudonym)
        if others := changed(before, freeze(events)):
            raise EraseError(f"Not erased, because figures would have changed: {', '.join(others)}. Please try again.")
        AuditEntry.record(AuditEntry.Action.ERASED, by=by, item=found, detail=pseudonym)
        free_soon(touched | {type(row) for row in rows} | {Person, LogEntry, AuditEntry, ImportRun, Message})
    return Erased(found, pseudonym, places)


def _forget(trail: Trail, rows: list[models.Model]) -> tuple[int, set[type[models.Model]]]:
    """Empties the rows about a person, and what is kept of them in logs, imports and histories."""
    own = trail.redactor(is_own=True)
    count = forget_in_logs([trail.person, *rows]) + wipe_imports(imports_of(trail))
    for row in rows:
        if isinstance(row, Message):
            row.delete()
        else:
            blank(row)
            for version in (row, *(row.history.all() if hasattr(type(row), "history") else ())):  # type: ignore[attr-defined]
                _redact_row(own, version)
    histories = {type(row).history.model for row in rows if hasattr(type(row), "history")}  # type: ignore[attr-defined]
    return count + len(rows), histories


def _redact_row(redactor: Redactor, row: models.Model) -> None:
    """With a namesake, texts elsewhere keep the name; those of the person's own rows do not."""
    fields = [field for field in text_fields(type(row)) if not isinstance(field, models.FileField)]
    values = {field.name: field.value_from_object(row) for field in fields}
    cleaned = {name: redactor.value(value) for name, value in values.items() if value}
    new = {name: value for name, value in cleaned.items() if value != values[name]}
    if new:
        type(row)._base_manager.filter(pk=row.pk).update(**new)
