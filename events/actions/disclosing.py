"""All that is known of a person, by place: for the person who asks, and for those who may erase it."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.text import capfirst

from events.actions.traces import Mention, Trail, events_of, mentions, rows_about, trail_of
from events.models import AuditEntry, Person
from events.policy import MONEY, Verb, is_administrator, may

# What opens the person's own links: it would let whoever reads the export act in the person's name.
_SECRETS = {"seed", "token_hash", "calendar"}
_TOKEN, _NO_TOKEN = re.compile(r"(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])"), "[link removed]"
NOT_JOINED = (
    "Answers to evaluations are not here: they are stored without any link to the person who gave them, so that "
    "nobody, the office included, can tell who answered what."
)


@dataclass(frozen=True)
class Place:
    """Rows of one kind about a person; or only their number, and who may see them."""

    label: str
    count: int
    rows: tuple[dict[str, str], ...] = ()
    shown_to: str = ""


@dataclass(frozen=True)
class Named:
    """A text that names the person: of which kind of row, which row, which field, and the words around the name."""

    label: str
    row: str
    field: str
    excerpt: str


@dataclass(frozen=True)
class Known:
    """All that is known of a person, as far as somebody may see it."""

    person: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    places: tuple[Place, ...]
    mentions: tuple[Named, ...]
    mentions_withheld: int
    events: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """The same for a file, as plain lists and texts."""
        return asdict(self) | {"person": dict(self.person), "note": NOT_JOINED}


def _shown(row: models.Model, field: Any) -> str:
    value = getattr(row, field.name)
    if value is None or value in ("", {}):
        return ""
    if isinstance(field, models.BooleanField):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return str(getattr(value, "name", value)) if not isinstance(value, models.Model) else str(value)


def said(row: models.Model) -> dict[str, str]:
    """What a row says, by the names of its fields; empty fields are left out."""
    fields = [field for field in row._meta.concrete_fields if field.name not in _SECRETS and not field.primary_key]
    found = {capfirst(str(field.verbose_name)): _TOKEN.sub(_NO_TOKEN, _shown(row, field)) for field in fields}
    return {name: value for name, value in found.items() if value}


def _shown_to(model: type[models.Model]) -> str:
    return "finance and administrators" if issubclass(model, MONEY) else "administrators"


def _places(rows: Iterable[models.Model], by: Any) -> tuple[Place, ...]:
    kinds: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        kinds.setdefault(type(row), []).append(row)
    found = []
    for model, of_kind in kinds.items():
        label = capfirst(str(model._meta.verbose_name_plural))
        if may(by, Verb.VIEW, model):
            found.append(Place(label, len(of_kind), tuple(map(said, of_kind))))
        else:
            found.append(Place(label, len(of_kind), shown_to=_shown_to(model)))
    return tuple(sorted(found, key=lambda place: place.label))


def _is_open(model: type[models.Model], by: Any) -> bool:
    """Whether somebody may read a row that names a person; a history is read with what it tells of."""
    return is_administrator(by) or may(by, Verb.VIEW, getattr(model, "instance_type", model))


def _named(mention: Mention) -> Named:
    model = mention.model
    field = model._meta.get_field(mention.field)
    name = capfirst(str(getattr(field, "verbose_name", mention.field)))
    row = model._base_manager.filter(pk=mention.pk).first()
    label = capfirst(str(model._meta.verbose_name))
    return Named(label, str(row), name, _TOKEN.sub(_NO_TOKEN, mention.excerpt))


def known_of(*, person: Person, by: Any, trail: Trail | None = None) -> Known:
    """All that is known of a person, as far as `by` may see it; of the rest the number is said, and who may see it."""
    trail = trail or trail_of(person)
    rows = rows_about(person, trail.addresses)
    every = mentions(trail, own=rows)
    shown = [mention for mention in every if _is_open(mention.model, by)]
    return Known(
        person=tuple(said(person).items()),
        names=tuple(dict.fromkeys(f"{name.given} {name.family}".strip() for name in trail.names)),
        addresses=trail.addresses,
        places=_places(rows, by),
        mentions=tuple(map(_named, shown)),
        mentions_withheld=len(every) - len(shown),
        events=tuple(map(str, events_of(rows))),
    )


def note_disclosure(*, person: Person, by: Any) -> None:
    """Notes that somebody took the data out of the portal: the key alone, and nothing of the person."""
    AuditEntry.record(AuditEntry.Action.DISCLOSED, by=by, detail=f"person No. {person.pk}")
