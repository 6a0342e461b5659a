"""The way of a table through an import: given, checked, imported, each small one at once, a large one by a process."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, models, transaction
from django.utils import timezone

from events.actions.importing import WritingError, import_participants, import_programme, import_travel, locked
from events.actions.journal import Journal
from events.actions.processes import start
from events.actions.progress import STARTING, AtWorkError, Progress
from events.imports.checking import Check
from events.imports.participants import check_participants, read_participants
from events.imports.programme import check_programme
from events.imports.programme_columns import read_programme
from events.imports.stored import stored
from events.imports.table import Table, TableError
from events.imports.travel import check_travel, read_travel
from events.models import Event, ImportRun, Organization, Participation, Person, Session, TravelLine
from events.policy import Verb, may

SMALL_ROWS = 500
KEPT = timedelta(days=1)
COMMAND = "run_import"
Kind, State = ImportRun.Kind, ImportRun.State
_STOPPED = "It stopped before its end, and nothing was written. Start it again."
_REFUSED = "The database refused what a row says, and nothing was written. Take out what is unusual, and check again."
_WAITING = (State.GIVEN, State.IMPORTING)
_log = logging.getLogger(__name__)


class BusyError(Exception):
    """Another import into the event is under way."""


class OvertakenError(Exception):
    """The run was given up while it was being imported."""


@dataclass(frozen=True)
class Work:
    """What is done with tables of a kind: how they are read, checked and carried out, and the row they make."""

    row: type[models.Model]
    read: Callable[[str, Event], Table]
    check: Callable[..., Check]
    carry_out: Callable[..., Check]


WORK: dict[str, Work] = {
    Kind.PARTICIPANTS: Work(
        Participation, lambda text, event: read_participants(text), check_participants, import_participants
    ),
    Kind.PROGRAMME: Work(Session, read_programme, check_programme, import_programme),
    Kind.TRAVEL: Work(TravelLine, lambda text, event: read_travel(text), check_travel, import_travel),
}


def may_import(user: Any, kind: str, event: Event) -> bool:
    """Whether somebody may add and change rows of an event at once; the check says where a budget is final."""
    row = TravelLine if kind == Kind.TRAVEL else WORK[kind].row(event=event)
    return may(user, Verb.ADD, row) and may(user, Verb.CHANGE, row)


def _rights(user: Any) -> dict[str, bool]:
    return {
        "may_add": all(may(user, Verb.ADD, model) for model in (Person, Organization)),
        "may_change": may(user, Verb.CHANGE, Person),
    }


def progress_of(run: ImportRun) -> Progress:
    """How far a run is."""
    return Progress(f"import-{run.pk}")


def give(*, event: Event, kind: str, text: str, by: Any, note: str = "") -> ImportRun:
    """Takes a table in; nothing is checked yet. Raises TableError where the text is none."""
    tidy()
    rows = len(WORK[kind].read(text, event).rows)
    return ImportRun.objects.create(
        event=event, kind=kind, text=text, note=note[:400], row_count=rows, actor=by, actor_name=by.get_username()
    )


def begin_check(*, run: ImportRun, answers: Mapping[str, str]) -> None:
    """Checks a table with the answers given so far: at once, or in a process where it is large."""
    fresh = ImportRun.objects.filter(pk=run.pk, state__in=(State.GIVEN, State.CHECKED, State.FAILED)).exclude(text="")
    with transaction.atomic():
        is_mine = fresh.update(state=State.GIVEN, answers=dict(answers))
        if is_mine:
            progress_of(run).tell(STARTING)  # before anybody sees a state that nobody works on
    if is_mine:
        _begin(run)


def begin_import(*, run: ImportRun, answers: Mapping[str, str], by: Any) -> None:
    """Imports a table that was checked, once. Raises BusyError while another import into the event is under way."""
    with transaction.atomic():
        event = locked(run.event)
        others = ImportRun.objects.filter(event=event, state=State.IMPORTING).exclude(pk=run.pk)
        if any(progress_of(other).is_going() for other in others):
            raise BusyError("Another import into this event is under way. Wait until it is done, and press again.")
        checked = ImportRun.objects.filter(pk=run.pk, state=State.CHECKED).exclude(text="")
        is_mine = checked.update(state=State.IMPORTING, answers=dict(answers), actor=by, actor_name=by.get_username())
        if is_mine:
            progress_of(run).tell(STARTING)
    if is_mine:
        _begin(run)


def _begin(run: ImportRun) -> None:
    if run.row_count <= SMALL_ROWS:
        work_on(run=run)
    else:
        start(COMMAND, str(run.pk))


def work_on(*, run: ImportRun) -> None:
    """Does what a run waits for: the check or the import. What fails leaves nothing behind but the run's note."""
    try:
        with progress_of(run).alone():
            run.refresh_from_db()
            act = {State.GIVEN: _check, State.IMPORTING: _import}.get(State(run.state))
            if act:
                act(run)
    except (AtWorkError, OvertakenError):
        return
    except (TableError, PermissionError) as error:
        _fail(run, str(error))
    except (WritingError, DatabaseError) as error:
        _log.exception("An import could not be written.")
        _fail(run, str(error) if isinstance(error, WritingError) else _REFUSED)
    except Exception:
        _fail(run, _STOPPED)
        raise


def _fail(run: ImportRun, words: str) -> None:
    waiting = ImportRun.objects.filter(pk=run.pk, state__in=_WAITING)
    waiting.update(state=State.FAILED, note=words[:400], finished_at=timezone.now())


def _asked(run: ImportRun) -> dict[str, Any]:
    """What a check is asked; the rights are those that somebody has now."""
    if run.actor is None or not may_import(run.actor, run.kind, run.event):
        raise PermissionError("Whoever gave this table may not import into the event any more.")
    return {"event": run.event, "text": run.text, "answers": run.answers, **_rights(run.actor)}


def _check(run: ImportRun) -> None:
    check = WORK[run.kind].check(**_asked(run), tell=progress_of(run).tell)
    _keep(run, check, State.GIVEN, state=State.CHECKED)


def _import(run: ImportRun) -> None:
    journal = Journal()
    with transaction.atomic():
        asked = _asked(run)
        check = WORK[run.kind].carry_out(**asked, by=run.actor, journal=journal, tell=progress_of(run).tell)
        moment = timezone.now()
        if not _keep(run, check, State.IMPORTING, state=State.DONE, undo=journal.as_json(), finished_at=moment):
            raise OvertakenError  # it says that nothing was written, and so nothing is


def _keep(run: ImportRun, check: Check, before: str, **values: Any) -> int:
    """Keeps what was found, if the run still waits for it; says how many runs did."""
    found: int = ImportRun.objects.filter(pk=run.pk, state=before).update(
        check_result=stored(check),
        new_count=check.new,
        changed_count=check.changed,
        left_out_count=len(check.left_out),
        **values,
    )
    return found


def settle(run: ImportRun) -> None:
    """Says of a run whose process died that it failed."""
    if run.state in _WAITING and not progress_of(run).is_going():
        run.refresh_from_db()
        if run.state in _WAITING and run.text:
            _fail(run, _STOPPED)
            run.refresh_from_db()


def tidy() -> int:
    """Empties the runs that are older than a day of all that people said in them; says how many there were."""
    old = models.Q(finished_at__lt=timezone.now() - KEPT)
    old |= models.Q(finished_at=None, created_at__lt=timezone.now() - KEPT)
    full = ~models.Q(text="") | ~models.Q(undo={}) | ~models.Q(check_result={}) | ~models.Q(answers={})
    runs = list(ImportRun.objects.filter(old & full).only("pk", "state"))
    for run in runs:
        progress_of(run).forget()
    emptied: dict[str, Any] = {"text": "", "check_result": {}, "undo": {}, "answers": {}}
    return ImportRun.objects.filter(pk__in=[run.pk for run in runs]).update(**emptied)
