"""Natural keys: how fixtures name a row, so that loading them twice duplicates nothing."""

from functools import reduce
from typing import Any, ClassVar

from django.db import models


class KeyedQuerySet(models.QuerySet):
    """Finds a row by the values of its natural key."""

    def get_by_natural_key(self, *values: Any) -> Any:
        """The row whose `KEY` has these values, in this order."""
        return self.get(**dict(zip(self.model.KEY, values, strict=True)))


class Keyed(models.Model):
    """A row with a natural key; `KEY` names its parts as lookups, such as `event__slug`."""

    KEY: ClassVar[tuple[str, ...]]

    objects = KeyedQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        """The values of `KEY` for this row."""
        return tuple(reduce(getattr, lookup.split("__"), self) for lookup in self.KEY)
