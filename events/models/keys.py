"""What every noun has: a natural key, so that a fixture loaded twice duplicates nothing; messages beside fields."""

from collections.abc import Collection
from functools import reduce
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models


class KeyedQuerySet(models.QuerySet):
    """Finds a row by the values of its natural key."""

    def get_by_natural_key(self, *values: Any) -> Any:
        """The row whose `KEY` has these values, in this order."""
        model: Any = self.model
        return self.get(**dict(zip(model.KEY, values, strict=True)))


class Keyed(models.Model):
    """A row with a natural key; `KEY` names its parts as lookups, such as `event__slug`.

    `BESIDE` says at which field a form shows that a constraint is broken, by the constraint's name without the model's.
    """

    KEY: ClassVar[tuple[str, ...]]
    BESIDE: ClassVar[dict[str, str]] = {}
    # What all items share, so that a right on it is all it takes (see events.policy).
    IS_REGISTER: ClassVar[bool] = False
    # What fields that said something say once the person is erased that the row is about (see events.actions.erasing).
    ERASED: ClassVar[dict[str, Any]] = {}

    objects: ClassVar[Any] = KeyedQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        """The values of `KEY` for this row."""
        return tuple(reduce(getattr, lookup.split("__"), self) for lookup in self.KEY)

    def _beside(self, rule: str) -> str:
        return self.BESIDE.get(rule, NON_FIELD_ERRORS)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Checks the constraints on columns that no form shows, too, and puts each message beside its field."""
        unseen = {field.name for field in self._meta.concrete_fields if not field.editable}
        unchecked = set(exclude or ()) - unseen
        errors: dict[str, list[ValidationError]] = {}
        for model, constraints in self.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, self, exclude=unchecked, using=self._state.db or "default")
                except ValidationError as error:
                    field = self._beside(constraint.name.removeprefix(f"{self._meta.model_name}_"))
                    errors.setdefault(NON_FIELD_ERRORS if field in unchecked else field, []).append(error)
        if errors:
            raise ValidationError(errors)
