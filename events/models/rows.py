"""Loads the small rows that hang on an object in the object's own statement, as JSON, instead of one query each.

An event page shows a dozen kinds of rows; this keeps it at a handful of queries. The rows arrive as ordinary model
instances in the prefetch cache, so that nothing else knows how they were loaded.
"""

from collections.abc import Iterator
from operator import attrgetter, itemgetter
from typing import Any, Self

from django.db import models
from django.db.models import Aggregate, F, Func, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject


class JsonRow(JSONObject):
    """A JSON object, without the three queries by which Django asks once a process whether SQLite knows JSON."""

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """The function's own SQL."""
        return Func.as_sql(self, compiler, connection, **extra)


class _JsonArray(Aggregate):
    """The JSON values of a group as one array; the order is not defined."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)


def _columns(model: type[models.Model], prefix: str = "") -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.DateTimeField | models.DecimalField):
            raise TypeError(f"{field} would lose its type in JSON: prefetch its rows instead")
        yield prefix + field.attname


def _instance(model: type[models.Model], row: dict[str, Any], prefix: str, using: str) -> Any:
    fields = model._meta.concrete_fields
    values = [field.to_python(row[prefix + field.attname]) for field in fields]
    return model.from_db(using, [field.attname for field in fields], values)


def _order(rows: list[Any]) -> list[Any]:
    """Sorts by the model's own ordering; the empty come last."""
    for name in reversed(rows[0]._meta.ordering if rows else []):
        read = attrgetter(str(name).removeprefix("-").replace("__", "."))
        keyed = [(read(row) is None, read(row), row) for row in rows]
        keyed.sort(key=itemgetter(0, 1), reverse=str(name).startswith("-"))
        rows = [row for _, _, row in keyed]
    return rows


class RowsQuerySet(models.QuerySet):
    """Adds `with_rows("hosts.organization", "outcomes")`: reverse relations, each with one other parent at most."""

    _rows: tuple[tuple[str, str], ...] = ()

    def with_rows(self, *paths: str) -> Self:
        """The same objects, with the named rows prefetched in the same statement."""
        clone: Any = self.all()
        for path in paths:
            relation, _, parent = path.partition(".")
            clone = clone.annotate(**{f"_rows_{relation}": clone._subquery(relation, parent)})
            clone._rows = (*clone._rows, (relation, parent))
        return clone

    def _subquery(self, relation: str, parent: str) -> Subquery:
        link: Any = self.model._meta.get_field(relation)
        columns = list(_columns(link.related_model))
        if parent:
            columns += _columns(link.related_model._meta.get_field(parent).related_model, f"{parent}__")
        rows = link.related_model._default_manager.filter(**{link.field.name: OuterRef("pk")}).order_by()
        group = rows.values(link.field.name).annotate(_json=_JsonArray(JsonRow(**{c: F(c) for c in columns})))
        return Subquery(group.values("_json"), output_field=JSONField())

    def _clone(self) -> Self:
        clone: Any = super()._clone()  # type: ignore[misc]
        clone._rows = self._rows
        return clone

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and issubclass(self._iterable_class, models.query.ModelIterable):
            for instance in self._result_cache or []:
                for relation, parent in self._rows:
                    self._attach(instance, relation, parent)

    def _attach(self, instance: Any, relation: str, parent: str) -> None:
        link: Any = self.model._meta.get_field(relation)
        model = link.related_model
        rows = []
        for row in instance.__dict__.pop(f"_rows_{relation}") or []:
            child = _instance(model, row, "", self.db)
            setattr(child, link.field.name, instance)
            if parent and getattr(child, model._meta.get_field(parent).attname) is not None:
                related = model._meta.get_field(parent).related_model
                setattr(child, parent, _instance(related, row, f"{parent}__", self.db))
            rows.append(child)
        cached = getattr(instance, relation).all()
        cached._result_cache = _order(rows)
        cached._prefetch_done = True
        if not hasattr(instance, "_prefetched_objects_cache"):
            instance._prefetched_objects_cache = {}
        instance._prefetched_objects_cache[link.cache_name] = cached
