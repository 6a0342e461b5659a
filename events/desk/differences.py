"""Shows what became of a text, word by word, and of an item, field by field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils import timezone

from events.actions.changes import Changes, Snapshot, fields_of, relation
from events.models.fields import RichTextField
from events.text import excerpt, plain_text

# Beyond this many words a text is compared by sentences, so that the comparison stays quick.
_MOST_WORDS = 4_000
_WORD = re.compile(r"\S+\s*")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*\s*")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is in both versions ("same"), only in the newer ("added") or the older ("removed")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """What became of one field, or of one row."""

    label: str
    pieces: tuple[Piece, ...]


def compare(older: str, newer: str) -> tuple[Piece, ...]:
    """Two plain texts as the pieces that lead from one to the other."""
    unit = _WORD if max(len(older), len(newer)) < _MOST_WORDS * 6 else _SENTENCE
    before, after = unit.findall(older), unit.findall(newer)
    pieces: list[Piece] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[start:end])))
            continue
        if end > start:
            pieces.append(Piece("removed", "".join(before[start:end])))
        if new_end > new_start:
            pieces.append(Piece("added", "".join(after[new_start:new_end])))
    return tuple(pieces)


def shown(field: models.Field, value: Any) -> str:
    """A field's value as words: the name of what it points to, a choice's label, the text of rich text."""
    if value in (None, ""):
        return ""
    if field.related_model:
        found = field.related_model._default_manager.filter(pk=value).first()
        return str(found) if found else f"(no longer there: {value})"
    value = field.to_python(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return plain_text(value) if isinstance(field, RichTextField) else str(value)


def field_difference(field: models.Field, older: Any, newer: Any) -> Difference:
    """What became of one field; where only the markup changed, that is said."""
    before, after = shown(field, older), shown(field, newer)
    pieces = compare(before, after)
    if before == after:
        pieces = (*pieces, Piece("note", "only the formatting changed"))
    return Difference(str(field.verbose_name).capitalize(), pieces)


def differences(item: Any, before: Snapshot, changes: Changes) -> tuple[Difference, ...]:
    """The changes of an item as a person reads them; `before` is the snapshot that they start from."""
    return (*_of_fields(item, before, changes), *_of_rows(item, before, changes))


def _of_fields(item: Any, before: Snapshot, changes: Changes) -> Iterator[Difference]:
    changed = changes.get("fields", {})
    for field in fields_of(type(item)):
        if field.attname in changed:
            yield field_difference(field, before["fields"].get(field.attname), changed[field.attname])


def _of_rows(item: Any, before: Snapshot, changes: Changes) -> Iterator[Difference]:
    for name, rows in changes.get("rows", {}).items():
        model = relation(item, name).related_model
        fields = fields_of(model, relation(item, name).field.name)
        noun = str(model._meta.verbose_name).capitalize()
        old = before["rows"].get(name, {})
        for key, values in rows.get("changed", {}).items():
            title = _title(fields, old.get(key, {}))
            for field in fields:
                if field.attname in values:
                    found = field_difference(field, old.get(key, {}).get(field.attname), values[field.attname])
                    yield Difference(f"{noun} “{title}”: {found.label.lower()}", found.pieces)
        for values in rows.get("added", {}).values():
            yield Difference(f"New {noun.lower()}", (Piece("added", _summary(fields, values)),))
        for key in rows.get("deleted", []):
            yield Difference(f"Deleted {noun.lower()}", (Piece("removed", _summary(fields, old.get(key, {}))),))


def _title(fields: Sequence[models.Field], values: dict[str, Any]) -> str:
    texts = (shown(field, values.get(field.attname)) for field in fields if field.name != "position")
    return excerpt(next((text for text in texts if text), ""), 60)


def _summary(fields: Sequence[models.Field], values: dict[str, Any]) -> str:
    named = ((field, shown(field, values.get(field.attname))) for field in fields)
    return "; ".join(f"{field.verbose_name}: {text}" for field, text in named if text)
