"""Changes of an item and its rows as data: taken by comparing, kept in a working copy, carried out when published.

A snapshot is `{"fields": {name: value}, "rows": {relation: {key: {name: value}}}}` with the values that a form may
change. Changes hold only what differs: `{"fields": …, "rows": {relation: {"changed": …, "added": …, "deleted": …}}}`,
where `added` gives each new row a key of its own until it is really there.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.fields.files import FieldFile

# Rows that are not really there yet have keys from here on: no sequence of a database reaches them.
RESERVED = 2**52
_SPAN = 10_000
Snapshot = dict[str, Any]
Changes = dict[str, Any]


@contextmanager
def trial() -> Iterator[None]:
    """A transaction whose changes are undone at the end, whatever happened inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _raw(row: models.Model, field: models.Field) -> Any:
    value = field.value_from_object(row)
    if isinstance(value, FieldFile):
        return value.name or ""
    return value if value is None or isinstance(value, bool | int | str) else field.value_to_string(row)


def fields_of(model: type[models.Model], without: str = "") -> list[models.Field]:
    """The fields that a form may change, but the link to the item."""
    return [f for f in model._meta.concrete_fields if f.editable and not f.primary_key and f.name != without]


def _values(row: models.Model, without: str = "") -> dict[str, Any]:
    return {field.attname: _raw(row, field) for field in fields_of(type(row), without)}


def relation(item: models.Model, name: str) -> Any:
    """The relation by which an item's rows hang on it."""
    return item._meta.get_field(name)


def _snapshot(item: Any, rows_of: Any) -> Snapshot:
    rows = {}
    for name in item.ROWS:
        link = relation(item, name).field.name
        rows[name] = {str(row.pk): _values(row, link) for row in rows_of(name)}
    return {"fields": _values(item), "rows": rows}


def snapshot(item: Any) -> Snapshot:
    """The item and its rows as the database has them; `item` itself is read as it is."""
    return _snapshot(item, lambda name: getattr(item, name).model._default_manager.filter(**_of(item, name)))


def _of(item: Any, name: str) -> dict[str, Any]:
    return {relation(item, name).field.name: item.pk}


def snapshot_at(item: Any, moment: datetime) -> Snapshot | None:
    """The item and its rows as the history knows them at a moment; None before the item's first entry."""
    try:
        then = item.history.as_of(moment)
    except ObjectDoesNotExist:
        return None
    return _snapshot(
        then, lambda name: relation(item, name).related_model.history.as_of(moment).filter(**_of(item, name))
    )


def difference(before: Snapshot, after: Snapshot) -> Changes:
    """What leads from one snapshot to another; empty where nothing does."""
    changes: Changes = {}
    if fields := _changed(before["fields"], after["fields"]):
        changes["fields"] = fields
    rows = {name: found for name in after["rows"] if (found := _rows(before["rows"][name], after["rows"][name]))}
    return changes | ({"rows": rows} if rows else {})


def _changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in after.items() if before.get(name) != value}


def _rows(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    changed = {key: found for key in after if key in before and (found := _changed(before[key], after[key]))}
    added = {key: after[key] for key in after if key not in before}
    deleted = [key for key in before if key not in after]
    return {name: found for name, found in (("changed", changed), ("added", added), ("deleted", deleted)) if found}


def reserve(item: Any, changes: Changes, number: int) -> Changes:
    """The same changes, whose added rows have keys of a working copy's own; those that have one keep it."""
    first = RESERVED + number * _SPAN
    keys: dict[tuple[str, int], int] = {}
    for name, rows in changes.get("rows", {}).items():
        label = relation(item, name).related_model._meta.label
        added = {int(key) for key in rows.get("added", {})}
        free = (key for key in range(first, first + _SPAN) if key not in added)
        keys |= {(label, key): key if key >= RESERVED else next(free) for key in sorted(added)}
    rows = {name: _renamed(item, name, rows, keys) for name, rows in changes.get("rows", {}).items()}
    return changes | ({"rows": rows} if rows else {})


def _renamed(item: Any, name: str, rows: dict[str, Any], keys: dict[tuple[str, int], int]) -> dict[str, Any]:
    """The rows of a relation with the new keys, also where they point to each other."""
    model = relation(item, name).related_model
    targets = {f.attname: f.related_model._meta.label for f in model._meta.concrete_fields if f.related_model}

    def pointing(values: dict[str, Any]) -> dict[str, Any]:
        return {attname: keys.get((targets.get(attname, ""), raw), raw) for attname, raw in values.items()}

    changed = {key: pointing(values) for key, values in rows.get("changed", {}).items()}
    added = {str(keys[model._meta.label, int(key)]): pointing(row) for key, row in rows.get("added", {}).items()}
    return {kind: found for kind, found in (rows | {"changed": changed, "added": added}).items() if found}


def apply(item: Any, changes: Changes, *, is_trial: bool = False) -> list[str]:
    """Carries the changes out and saves; in a trial the added rows keep their reserved keys.

    Returns a sentence for each field that has to stay as it is, and for each row that could not be changed, as when
    it was deleted meanwhile. Call it inside a transaction. Raises ValidationError where the item itself is not allowed
    as it would become.
    """
    problems = _set_allowed(item, changes.get("fields", {}))
    item.save()
    keys: dict[tuple[str, int], int] = {}
    for name, rows in changes.get("rows", {}).items():
        problems += _apply_rows(item, name, rows, keys, is_trial)
    return problems


def _set_allowed(item: Any, values: dict[str, Any]) -> list[str]:
    """Sets the fields of an item but those on which something else rests, and says why these stay as they are."""
    before = {name: getattr(item, name, None) for name in values}
    _set(item, values, {})
    try:
        item.check_changes()
    except ValidationError as error:
        for name in error.error_dict:
            setattr(item, name, before[name])
        return error.messages
    return []


def _set(row: models.Model, values: dict[str, Any], keys: dict[tuple[str, int], int]) -> None:
    known = {field.attname: field for field in row._meta.concrete_fields}
    for attname, raw in values.items():
        if field := known.get(attname):  # a field that the model lost since is left out
            target = field.related_model._meta.label if field.related_model else ""
            setattr(row, attname, keys.get((target, raw), field.to_python(raw)))


def _apply_rows(item: Any, name: str, rows: Any, keys: dict[tuple[str, int], int], is_trial: bool) -> Iterable[str]:
    model = relation(item, name).related_model
    own = model._default_manager.filter(**_of(item, name))
    for row in own.filter(pk__in=rows.get("deleted", [])):
        row.delete()
    for key, values in rows.get("changed", {}).items():
        row = own.filter(pk=key).first()
        if row is None:
            yield f"{model._meta.verbose_name.capitalize()} {key} was deleted meanwhile; its changes are left out."
        else:
            _set(row, values, keys)
            yield from _save(row)
    for key, values in rows.get("added", {}).items():
        row = model(**{relation(item, name).field.name: item}, **({"pk": int(key)} if is_trial else {}))
        _set(row, values, keys)
        yield from _save(_at_the_end(row, own), force_insert=True)
        keys[model._meta.label, int(key)] = row.pk


def _at_the_end(row: Any, others: models.QuerySet) -> Any:
    """A new row whose place was taken meanwhile comes last."""
    if hasattr(row, "position") and others.filter(position=row.position).exists():
        row.position = (others.aggregate(last=models.Max("position"))["last"] or 0) + 1
    return row


def _save(row: models.Model, **options: Any) -> Iterable[str]:
    try:
        with transaction.atomic():
            row.save(**options)
    except (IntegrityError, ValidationError) as error:
        yield f"“{row}” could not be kept: {error}"
