"""Takes an import back within a day: exactly what it made and changed, and nothing that somebody touched since."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from events.actions.importing import locked
from events.actions.journal import batches, marks
from events.actions.publishing import claim
from events.actions.running import KEPT
from events.imports.checking import count_phrase
from events.models import AuditEntry, Budget, ImportRun

State = ImportRun.State
# Rows that stay with the row they are a part of, by the foreign key that leads to it.
_PARTS = {"events.Presentation": "session", "events.TerminalLegs": "line", "events.DsaDeduction": "line"}
_MOST_NAMED = 50
Row = tuple[type[models.Model], int]


class UndoError(Exception):
    """Why an import cannot be taken back."""


@dataclass
class Undone:
    """What an undo does: how many rows of each kind go, how many values come back, and what stays and why."""

    gone: dict[str, int] = field(default_factory=dict)
    put_back: int = 0
    restored: int = 0
    stays: list[tuple[str, str]] = field(default_factory=list)
    stay_count: int = 0

    def keep(self, row: models.Model | str, why: str) -> None:
        """This stays as it is."""
        self.stay_count += 1
        if len(self.stays) < _MOST_NAMED:
            self.stays.append((str(row), why))

    @property
    def words(self) -> str:
        """All in one line."""
        said = [f"{count:,} {name} removed" for name, count in self.gone.items() if count]
        said += [f"{count_phrase(self.put_back, 'row', 'rows')} as before"] if self.put_back else []
        said += [f"{count_phrase(self.restored, 'row', 'rows')} put back"] if self.restored else []
        said += [f"{count_phrase(self.stay_count, 'row stays', 'rows stay')}"] if self.stay_count else []
        return ", ".join(said) or "nothing to take back"


def why_not(run: ImportRun) -> str:
    """Why an import cannot be taken back: the day is over, there is nothing to take back, or the budget is final."""
    is_fresh = run.finished_at is not None and run.finished_at > timezone.now() - KEPT
    is_kept = any(run.undo.get(part) for part in ("made", "changed", "taken"))
    if not (run.state == State.DONE and is_fresh and is_kept):
        return "This import cannot be undone: it was undone already, or a day has passed."
    return _final(run)


def may_be_undone(run: ImportRun) -> bool:
    """Whether nothing speaks against taking an import back."""
    return not why_not(run)


def _final(run: ImportRun) -> str:
    """That the amounts which an undo would change belong to a final budget; empty where they do not."""
    if run.kind != ImportRun.Kind.TRAVEL or not Budget.is_final_for(run.event_id):
        return ""
    return "The budget of this event is final. Open it again on its page before you undo an import of travel lines."


def undo(*, run: ImportRun, by: Any) -> Undone:
    """Takes an import back in one transaction. Raises UndoError."""
    with transaction.atomic():
        event = locked(run.event)
        if final := _final(run):
            raise UndoError(final)
        if not ImportRun.objects.filter(pk=run.pk, state=State.DONE).update(state=State.UNDONE):
            raise UndoError("This import was undone already.")
        run.refresh_from_db()
        undone = _undo(run.undo)
        if run.kind == ImportRun.Kind.PROGRAMME:
            claim(event, by=by)
        ImportRun.objects.filter(pk=run.pk).update(undo={}, note=undone.words[:400])
        detail = f"{run.get_kind_display().lower()}: {undone.words}"
        AuditEntry.record(AuditEntry.Action.UNDONE, by=by, item=event, detail=detail)
    run.refresh_from_db()
    return undone


def preview(run: ImportRun) -> Undone:
    """What an undo would do now: it is done, and not kept. Raises UndoError."""
    if final := _final(run):
        raise UndoError(final)
    with transaction.atomic():
        undone = _undo(run.undo)
        transaction.set_rollback(True)
    return undone


def _undo(kept: dict[str, Any]) -> Undone:
    undone = Undone()
    _put_back(kept.get("changed", []), undone)
    _remove(kept.get("made", {}), undone)
    _restore(kept.get("taken", []), undone)
    return undone


def _put_back(changed: list[Any], undone: Undone) -> None:
    """Gives changed rows their former values where they still are what the import wrote."""
    wanted: dict[Any, set[int]] = defaultdict(set)
    for label, key, _ in changed:
        wanted[apps.get_model(label)].add(key)
    rows = {
        (model._meta.label, row.pk): row
        for model, keys in wanted.items()
        for part in batches(keys)
        for row in model._base_manager.filter(pk__in=part)
    }
    targets = _Targets()
    for label, key, values in reversed(changed):
        row = rows.get((label, key))
        if row is None:
            undone.keep(f"{apps.get_model(label)._meta.verbose_name} {key}", "somebody removed it since")
        else:
            _put_back_row(row, values, targets, undone)


def _put_back_row(row: Any, values: dict[str, list[Any]], targets: "_Targets", undone: Undone) -> None:
    former = {}
    for name, (before, after) in values.items():
        field: Any = row._meta.get_field(name)
        if field.get_prep_value(getattr(row, name)) == field.get_prep_value(field.to_python(after)):
            former[name] = field.to_python(before)
    if len(former) < len(values):
        undone.keep(row, "a part was changed since and stays" if former else "somebody changed it since")
    if any(not targets.is_there(row._meta.get_field(name), value) for name, value in former.items()):
        undone.keep(row, "what it named before is gone")
        return
    name = str(row) if former else ""
    for attribute, value in former.items():
        setattr(row, attribute, value)
    try:
        with transaction.atomic():
            if former:
                row.save()
                undone.put_back += 1
    except IntegrityError:
        undone.keep(name, "its former values do not fit any more")


class _Targets:
    """Which rows are still there that former values name."""

    def __init__(self) -> None:
        self.known: dict[tuple[Any, Any], bool] = {}

    def is_there(self, field: Any, value: Any) -> bool:
        """Whether a foreign key may have this value."""
        model = field.related_model
        if model is None or value is None:
            return True
        if (model, value) not in self.known:
            self.known[model, value] = model._base_manager.filter(pk=value).exists()
        return self.known[model, value]


def _remove(made: dict[str, dict[str, str]], undone: Undone) -> None:
    """Deletes what the import made, unless it was changed since or something else hangs on it."""
    going: set[Row] = set()
    kept: dict[Row, str] = {}
    for label, keys in made.items():
        model: Any = apps.get_model(label)
        now = marks(model, (int(key) for key in keys))
        for key, mark in keys.items():
            row = (model, int(key))
            if now.get(int(key)) == mark:
                going.add(row)
            elif int(key) in now:
                kept[row] = "somebody changed it since"
    _settle(going, kept)
    names = _names(kept)
    for row, why in kept.items():
        undone.keep(names.get(row, "a row"), why)
    for model in sorted({model for model, _ in going}, key=_depth):
        gone = [key for one, key in going if one is model]
        for part in batches(gone):
            model._base_manager.filter(pk__in=part).delete()
        undone.gone[str(model._meta.verbose_name_plural if len(gone) != 1 else model._meta.verbose_name)] = len(gone)


def _settle(going: set[Row], kept: dict[Row, str]) -> None:
    """Moves from `going` to `kept` what others name, and the parts of what stays, until nothing moves."""
    holders, parts = _edges(going)
    waiting = True
    while waiting:
        waiting = False
        for row in list(going):
            if any(holder not in going for holder in holders.get(row, ())):
                kept[row] = "something else names it now"
            elif parts.get(row) in kept:
                kept[row] = "it belongs to a row that stays"
            else:
                continue
            going.discard(row)
            waiting = True


def _edges(going: set[Row]) -> tuple[dict[Row, list[Row]], dict[Row, Row]]:
    """Who names each row, and of which row it is a part."""
    holders, parts = defaultdict(list), {}
    for model in {model for model, _ in going}:
        keys = [key for one, key in going if one is model]
        for link in _links(model):
            for part in batches(keys):
                rows = link.related_model._base_manager.filter(**{f"{link.field.name}__in": part})
                for key, held in rows.values_list("pk", link.field.attname):
                    holders[model, held].append((link.related_model, key))
        if name := _PARTS.get(model._meta.label):
            target: Any = model._meta.get_field(name)
            for part in batches(keys):
                for key, whole in model._base_manager.filter(pk__in=part).values_list("pk", target.attname):
                    parts[model, key] = (target.related_model, whole)
    return holders, parts


def _links(model: type[models.Model]) -> Iterable[Any]:
    """The foreign keys of other rows that lead to this kind; a history is no reason to stay."""
    for link in model._meta.get_fields(include_hidden=True):
        if (
            link.auto_created
            and (link.one_to_many or link.one_to_one)
            and not hasattr(link.related_model, "history_object")
        ):
            yield link


def _depth(model: type[models.Model]) -> int:
    """Parts go before their wholes, and what names people and organizations before these."""
    order = (
        "Presentation",
        "Session",
        "Track",
        "Participation",
        "TerminalLegs",
        "DsaDeduction",
        "TravelLine",
        "Person",
    )
    return order.index(model.__name__) if model.__name__ in order else len(order)


def _names(rows: Iterable[Row]) -> dict[Row, str]:
    found, by_model = {}, defaultdict(list)
    for model, key in rows:
        by_model[model].append(key)
    for model, keys in by_model.items():
        for part in batches(sorted(keys)[:_MOST_NAMED]):
            found.update({(model, row.pk): str(row) for row in model._base_manager.filter(pk__in=part)})
    return found


def _restore(taken: list[Any], undone: Undone) -> None:
    """Makes again what the import took away, if its place is free."""
    for label, values in taken:
        model: Any = apps.get_model(label)
        row = model(**{name: model._meta.get_field(name).to_python(value) for name, value in values.items()})
        try:
            row.full_clean(validate_unique=True)
        except ValidationError as error:
            undone.keep(row, f"it cannot come back: {' '.join(error.messages)}")
            continue
        row.save(force_insert=True)
        undone.restored += 1
