"""What an import made and changed, kept so that exactly this can be taken back."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

_BATCH = 500


def batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """The keys in parts that a statement can name."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]


def marks(model: type[models.Model], keys: Iterable[int]) -> dict[int, str]:
    """A mark for each row that is there; another value in any column gives another mark."""
    names = [field.attname for field in model._meta.concrete_fields]
    found = {}
    for part in batches(keys):
        for values in model._base_manager.filter(pk__in=part).values_list("pk", *names):
            text = json.dumps(values, cls=DjangoJSONEncoder)
            found[values[0]] = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    return found


def stored(field: Any, value: Any) -> Any:
    """A value as its column holds it."""
    return field.get_prep_value(value)


class Journal:
    """Notes every row that an import makes, changes or takes away."""

    def __init__(self) -> None:
        self.rows_made: dict[type[models.Model], set[int]] = defaultdict(set)
        self.rows_changed = list[tuple[str, int, dict[str, list[Any]]]]()
        self.rows_taken = list[tuple[str, dict[str, Any]]]()

    def made(self, *rows: models.Model) -> None:
        """These rows are new."""
        for row in rows:
            self.rows_made[type(row)].add(row.pk)

    def change(self, row: models.Model, values: dict[str, Any]) -> bool:
        """Sets the fields that differ, and notes what they were; says whether any did. The caller saves the row."""
        changed = {}
        for name, value in values.items():
            field: Any = row._meta.get_field(name)
            before = stored(field, getattr(row, field.attname))
            setattr(row, name, value)
            after = stored(field, getattr(row, field.attname))
            if before != after:
                changed[field.attname] = [before, after]
        if changed and row.pk:
            self.rows_changed.append((row._meta.label, row.pk, changed))
        return bool(changed)

    def taken(self, row: models.Model) -> None:
        """This row goes."""
        values = {field.attname: stored(field, getattr(row, field.attname)) for field in row._meta.concrete_fields}
        self.rows_taken.append((row._meta.label, values))

    def as_json(self) -> dict[str, Any]:
        """What the run keeps; made rows with a mark of how they stand now."""
        return {
            "made": {
                model._meta.label: {str(key): mark for key, mark in marks(model, keys).items()}
                for model, keys in self.rows_made.items()
            },
            "changed": [list(row) for row in self.rows_changed],
            "taken": [list(row) for row in self.rows_taken],
        }
