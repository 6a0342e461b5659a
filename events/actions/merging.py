"""Makes one person or organization of two: what hangs on the one is hung on the other, whatever floor it is from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db import models, transaction
from django.db.models import UniqueConstraint

from events.models import AuditEntry, Organization, OrganizationAlias, Participation, Person

# Who can be made one, and the fields whose values are chosen.
FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    Person: (
        "family_name",
        "given_name",
        "is_family_name_first",
        "honorific",
        "distinction",
        "organization",
        "country",
        "email",
        "language",
    ),
    Organization: ("name", "acronym", "kind", "country", "parent"),
}
KEPT, OTHER = "kept", "other"


Merged = TypeVar("Merged", Person, Organization)


class MergeError(Exception):
    """Why two cannot be made one; nothing was changed."""


@dataclass(frozen=True)
class Difference:
    """A field in which two rows differ; `key` names the choice, `usual` is the fuller of the two."""

    key: str
    label: str
    kept: str
    other: str
    usual: str


@dataclass(frozen=True)
class Collision:
    """Two rows that may not both hang on one, such as two participations of a person in one event; they become one."""

    name: str
    kept: models.Model
    other: models.Model
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Hanging:
    """What hangs on a person or an organization: "presentations", and the rows of them in words."""

    label: str
    rows: tuple[str, ...]
    model: type[models.Model]


def _links(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """Every foreign key to a model, from whatever table: the history's, and those without a way back."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield cast(models.ForeignKey, relation.field)  # type: ignore[union-attr]


def _is_history(link: models.ForeignKey) -> bool:
    return hasattr(link.model, "history_object")


def hanging(owner: models.Model) -> tuple[Hanging, ...]:
    """What a merge would move, by kind; entries of the history go along unsaid."""
    found = []
    for link in _links(type(owner)):
        rows = [] if _is_history(link) else list(link.model._default_manager.filter(**{link.name: owner}))
        if rows:
            found.append(Hanging(str(link.model._meta.verbose_name_plural), tuple(map(_said, rows)), link.model))
    return tuple(sorted(found, key=lambda kind: kind.label))


def _said(row: Any) -> str:
    event = getattr(row, "event", None) or getattr(getattr(row, "session", None), "event", None)
    return f"{row} – {event}" if event else str(row)


def _shown(row: models.Model, field: Any) -> str:
    value = getattr(row, field.name)
    if isinstance(field, models.BooleanField):
        return "yes" if value else "no"
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return str(getattr(value, "name", value) or "") if not isinstance(value, models.Model) else str(value)


def _is_fuller(field: Any, value: str, than: str) -> bool:
    """Whether a value says more: a yes, the longer words, or any choice where there is none."""
    if isinstance(field, models.BooleanField):
        return value == "yes"
    is_chosen = field.choices or field.is_relation
    return bool(value and not than) if is_chosen else len(value) > len(than)


def _is_counted_by_name(row: Any) -> bool:
    return row.has_attended and not row.is_in_headcount


def _usual(kept: models.Model, other: models.Model, field: Any, mine: str, yours: str) -> str:
    """Whose value stays unless chosen: the fuller one; who is counted by name stays so, that the total is as it was."""
    if isinstance(kept, Participation) and field.name == "is_in_headcount":
        by_name = [name for name, row in ((KEPT, kept), (OTHER, other)) if _is_counted_by_name(row)]
        return by_name[0] if by_name else (OTHER if yours == "yes" else KEPT)
    return OTHER if _is_fuller(field, yours, mine) else KEPT


def _differences(kept: models.Model, other: models.Model, names: Iterable[str], prefix: str) -> Iterator[Difference]:
    for name in names:
        field = kept._meta.get_field(name)
        if field.value_from_object(kept) == field.value_from_object(other):  # type: ignore[union-attr]
            continue
        mine, yours = _shown(kept, field), _shown(other, field)
        label = str(field.verbose_name).capitalize()  # type: ignore[union-attr]
        yield Difference(f"{prefix}{name}", label, mine, yours, _usual(kept, other, field, mine, yours))


def differences(kept: models.Model, other: models.Model) -> tuple[Difference, ...]:
    """The fields in which two people or organizations differ."""
    return tuple(_differences(kept, other, FIELDS[type(kept)], ""))


def _unique_together(link: models.ForeignKey) -> Iterator[tuple[str, ...]]:
    """The other fields of each rule that allows only one row with an owner."""
    for constraint in link.model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and link.name in constraint.fields:
            yield tuple(name for name in constraint.fields if name != link.name)
    for names in link.model._meta.unique_together:
        if link.name in names:
            yield tuple(name for name in names if name != link.name)
    if link.unique:
        yield ()


def _column(row: models.Model, name: str) -> str:
    field: Any = row._meta.get_field(name)
    return str(field.attname)


def _colliding(link: models.ForeignKey, kept: models.Model, other: models.Model) -> Iterator[tuple[Any, Any]]:
    rows = link.model._default_manager
    for names in _unique_together(link):
        for row in rows.filter(**{link.name: other}):
            same = {name: getattr(row, _column(row, name)) for name in names}
            if rival := rows.filter(**{link.name: kept}, **same).first():
                yield rival, row


def collisions(kept: models.Model, other: models.Model) -> tuple[Collision, ...]:
    """The rows that have to become one, with the fields in which they differ."""
    found = []
    for link in _links(type(kept)):
        if _is_history(link):
            continue
        for rival, row in _colliding(link, kept, other):
            prefix = f"{row._meta.model_name}-{row.pk}-"
            names = [
                f.name for f in row._meta.concrete_fields if f.editable and not f.primary_key and f.name != link.name
            ]
            told = tuple(_differences(rival, row, names, prefix))
            name = f"{row._meta.verbose_name}, {getattr(row, 'event', row)}"
            found.append(Collision(name, rival, row, told))
    return tuple(found)


def merge(*, kept: Merged, other: Merged, choices: Mapping[str, str], by: Any) -> Merged:
    """Hangs everything of `other` on `kept` and deletes `other`; `choices` says by key whose value stays.

    The names that an organization loses become its aliases. Raises MergeError where the two are one already, and
    ValidationError where the result is not allowed.
    """
    if kept.pk == other.pk:
        raise MergeError(f"This is one {kept._meta.verbose_name}, not two.")
    with transaction.atomic():
        found = {row.pk: row for row in type(kept).objects.select_for_update().filter(pk__in=(kept.pk, other.pk))}
        if len(found) < 2:
            raise MergeError("One of the two is gone; somebody else merged or deleted it a moment ago.")
        if any(getattr(one, "erased_on", None) for one in found.values()):
            raise MergeError("The personal data of one of the two was erased; who it was is not known any more.")
        kept, other = found[kept.pk], found[other.pk]
        names = [*_names(kept), *_names(other)]
        dropped = list(_take(kept, other, differences(kept, other), choices, ""))
        if isinstance(kept, Organization):
            _free_of_itself(kept, other.pk)
        dropped += _joined(kept, other, choices)
        _rehang(kept, other)
        gone = f"“{other}” (No. {other.pk})"
        other.delete()
        kept.full_clean()
        kept.save()
        if isinstance(kept, Organization):
            _remember(kept, names)
        detail = f"{gone} is now “{kept}” (No. {kept.pk}); dropped: {'; '.join(dropped) or 'nothing'}"
        AuditEntry.record(AuditEntry.Action.MERGED, by=by, item=kept, detail=detail)
    return kept


def _joined(kept: models.Model, other: models.Model, choices: Mapping[str, str]) -> Iterator[str]:
    """Makes one row of each two that may not stand beside each other, and names what is dropped."""
    for collision in collisions(kept, other):
        prefix = f"{collision.other._meta.model_name}-{collision.other.pk}-"
        yield from _take(collision.kept, collision.other, collision.differences, choices, prefix)
        _rehang(collision.kept, collision.other)
        collision.other.delete()
        collision.kept.save()


def _free_of_itself(kept: Organization, gone: int) -> None:
    """An organization that would be a part of itself, over any number of steps, is a part of nothing."""
    above, seen = kept.parent, set[int]()
    while above and above.pk not in seen:
        if above.pk in (kept.pk, gone):
            kept.parent = None
            break
        seen.add(above.pk)
        above = above.parent
    Organization.objects.filter(pk=kept.pk).update(parent=kept.parent)


def _names(row: models.Model) -> list[str]:
    return [row.name, row.acronym] if isinstance(row, Organization) else []


def _remember(kept: Organization, names: Iterable[str]) -> None:
    """Other names of the two lead to the one from now on, wherever a table names it."""
    OrganizationAlias.objects.filter(organization=kept, name=kept.name).delete()
    for name in sorted(set(names) - {"", kept.name, kept.acronym}):
        OrganizationAlias.objects.get_or_create(name=name, defaults={"organization": kept})


def _take(kept: Any, other: Any, told: Iterable[Difference], choices: Mapping[str, str], prefix: str) -> Iterator[str]:
    """Gives the kept row the chosen values, and names those that are dropped."""
    for difference in told:
        name = difference.key.removeprefix(prefix)
        chosen = choices.get(difference.key, difference.usual)
        if chosen == OTHER:
            setattr(kept, name, getattr(other, name))
        lost = difference.kept if chosen == OTHER else difference.other
        if lost:
            yield f"{difference.label} “{lost}”"


def _rehang(kept: models.Model, other: models.Model) -> None:
    """Every foreign key to the one row, in every table and its history, leads to the other."""
    for link in _links(type(kept)):
        link.model._base_manager.filter(**{link.name: other.pk}).update(**{link.attname: kept.pk})
