"""Correcting the words of what was answered already: the old ones are kept in the audit."""

from typing import Any

from evaluations.models import Choice, Question
from events.models import AuditEntry

_WORDS: dict[type[Any], tuple[str, ...]] = {
    Question: ("section", "text", "label", "phrase", "hint", "note"),
    Choice: ("label",),
}
_LONGEST = 400  # of an entry


def record_wording(*, row: Question | Choice, by: Any) -> int:
    """Notes what changes in the words of a row that was answered, before it is saved; says how many fields do."""
    stored = type(row).objects.filter(pk=row.pk).first()
    question = row.question if isinstance(row, Choice) else row
    if stored is None or not question.is_fixed():
        return 0
    changed = [
        (name, getattr(stored, name), getattr(row, name))
        for name in _WORDS[type(row)]
        if getattr(stored, name) != getattr(row, name)
    ]
    for name, old, new in changed:
        _record(question, f"{name} of “{row.code}”" if isinstance(row, Choice) else name, (old, new), by)
    return len(changed)


def _record(question: Question, name: str, words: tuple[str, str], by: Any) -> None:
    old, new = words
    whole = f"question {question.number}, {name}: “{old}” → “{new}”"
    parts = [whole] if len(whole) <= _LONGEST else [f"question {question.number}, old {name}: “{old}”", f"new: “{new}”"]
    for part in parts:
        AuditEntry.record(AuditEntry.Action.REWORDED, by=by, item=question.survey, detail=part)
