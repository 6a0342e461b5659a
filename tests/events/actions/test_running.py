"""A table on its way: given, checked, imported, told about, emptied after a day."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.utils import timezone

from events.actions import running
from events.actions.progress import STARTING, Progress
from events.actions.running import BusyError, begin_check, begin_import, give, progress_of, settle, tidy, work_on
from events.imports.table import TableError
from events.models import AuditEntry, Event, ImportRun, Participation
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "Family name,Given name,Country\nSilva,Ana,Brazil\nEk,Bo,Nowhere\n"
Kind, State = ImportRun.Kind, ImportRun.State


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def by(db: None) -> User:
    return User.objects.create_superuser("ed")


def _given(event: Event, by: User, text: str = LIST, kind: str = Kind.PARTICIPANTS) -> ImportRun:
    return give(event=event, kind=kind, text=text, by=by)


def _large() -> str:
    rows = [f"Family{n:04}x,Given{n % 9}" for n in range(running.SMALL_ROWS + 1)]
    return "\n".join(["Family name,Given name", *rows])


def test_small_table_is_checked_and_imported_at_once(by: User) -> None:
    run = _given(make.make_event(), by)
    begin_check(run=run, answers={})
    run.refresh_from_db()
    assert (run.state, run.row_count, run.new_count, run.left_out_count) == (State.CHECKED, 2, 1, 1)
    assert Participation.objects.count() == 0
    begin_import(run=run, answers={}, by=by)
    run.refresh_from_db()
    assert (run.state, Participation.objects.count(), run.finished_at is not None) == (State.DONE, 1, True)
    assert list(run.undo["made"]) == ["events.Person", "events.Participation"]
    assert run.check_result["left"] == {
        "3": "Country: “Nowhere” is no country that we know. " + run.check_result["complaints"][0]["remedy"]
    }


def test_large_table_is_left_to_a_process_that_tells_how_far_it_is(by: User, monkeypatch: Any) -> None:
    started = list[tuple[str, ...]]()
    monkeypatch.setattr(running, "start", lambda *words: started.append(words))
    run = _given(make.make_event(), by, _large())
    begin_check(run=run, answers={})
    run.refresh_from_db()
    assert (started, run.state) == ([("run_import", str(run.pk))], State.GIVEN)
    assert (progress_of(run).said()["words"], progress_of(run).is_going()) == (STARTING, True)
    work_on(run=run)
    said = progress_of(run).said()
    assert (said["words"], said["whole"]) == ("Checking", running.SMALL_ROWS + 1)
    run.refresh_from_db()
    begin_import(run=run, answers={}, by=by)
    work_on(run=run)
    run.refresh_from_db()
    assert (run.state, progress_of(run).said()["words"]) == (State.DONE, "Writing")
    assert Participation.objects.count() == running.SMALL_ROWS + 1


def test_text_that_is_no_table_makes_no_run(by: User) -> None:
    with pytest.raises(TableError):
        _given(make.make_event(), by, "When,What\nnow,this\n")
    assert ImportRun.objects.count() == 0


def test_second_import_into_the_event_is_told_to_wait(by: User) -> None:
    event = make.make_event()
    first = make.make_import_run(event=event, state=State.IMPORTING, text=LIST, actor=by)
    run = _given(event, by)
    begin_check(run=run, answers={})
    with progress_of(first).alone(), pytest.raises(BusyError, match="under way"):
        begin_import(run=run, answers={}, by=by)
    begin_import(run=run, answers={}, by=by)  # the other one is dead
    assert Participation.objects.count() == 1


def test_run_is_imported_once(by: User) -> None:
    run = _given(make.make_event(), by)
    begin_check(run=run, answers={})
    for _ in range(2):
        begin_import(run=run, answers={}, by=by)
        work_on(run=run)
    assert AuditEntry.objects.filter(action=AuditEntry.Action.IMPORTED).count() == 1


def test_run_whose_process_died_has_failed_and_is_started_again(by: User) -> None:
    run = _given(make.make_event(), by)
    ImportRun.objects.filter(pk=run.pk).update(state=State.IMPORTING)
    run.refresh_from_db()
    with progress_of(run).alone():
        settle(run)
        assert run.state == State.IMPORTING
    settle(run)
    assert (run.state, "nothing was written" in run.note) == (State.FAILED, True)
    begin_check(run=run, answers={})
    run.refresh_from_db()
    assert run.state == State.CHECKED


def test_import_that_breaks_leaves_nothing_but_the_failed_run(by: User, monkeypatch: Any) -> None:
    run = _given(make.make_event(), by)
    begin_check(run=run, answers={})
    monkeypatch.setattr(running.Journal, "as_json", lambda journal: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        begin_import(run=run, answers={}, by=by)
    run.refresh_from_db()
    assert (run.state, Participation.objects.count(), AuditEntry.objects.count()) == (State.FAILED, 0, 0)


def test_import_whose_run_was_given_up_meanwhile_writes_nothing(by: User, monkeypatch: Any) -> None:
    run, as_json = _given(make.make_event(), by), running.Journal.as_json

    def given_up(journal: Any) -> Any:
        ImportRun.objects.filter(pk=run.pk).update(state=State.FAILED, note="nothing was written")
        return as_json(journal)

    begin_check(run=run, answers={})
    monkeypatch.setattr(running.Journal, "as_json", given_up)
    begin_import(run=run, answers={}, by=by)
    assert (Participation.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_run_that_was_just_begun_is_not_given_up(by: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(running, "_begin", lambda run: settle(ImportRun.objects.get(pk=run.pk)))
    run = _given(make.make_event(), by)
    begin_check(run=run, answers={})
    run.refresh_from_db()
    assert run.state == State.GIVEN
    ImportRun.objects.filter(pk=run.pk).update(state=State.CHECKED)
    progress_of(run).forget()
    begin_import(run=run, answers={}, by=by)
    run.refresh_from_db()
    assert run.state == State.IMPORTING


def test_work_that_another_process_finished_meanwhile_is_not_done_again(by: User, monkeypatch: Any) -> None:
    run, alone = _given(make.make_event(), by), Progress.alone
    begin_check(run=run, answers={})
    ImportRun.objects.filter(pk=run.pk).update(state=State.IMPORTING)
    asked = list[int]()
    monkeypatch.setattr(running, "_rights", lambda user: asked.append(user.pk) or {})

    def after_another(progress: Progress) -> Any:
        ImportRun.objects.filter(pk=run.pk).update(state=State.DONE)
        return alone(progress)

    monkeypatch.setattr(Progress, "alone", after_another)
    work_on(run=run)
    assert (asked, Participation.objects.count()) == ([], 0)


def test_row_that_cannot_be_written_is_named(by: User, monkeypatch: Any) -> None:
    run = _given(make.make_event(), by, "Day,Title\n18 Oct,Opening\n", Kind.PROGRAMME)
    begin_check(run=run, answers={})
    monkeypatch.setattr(running.Journal, "made", lambda *rows: 1 / 0)
    begin_import(run=run, answers={}, by=by)
    run.refresh_from_db()
    assert (run.state, run.note.partition(",")[0]) == (State.FAILED, "Row 2 could not be written")


def test_refusal_of_the_database_is_told(by: User, monkeypatch: Any) -> None:
    def refuse(journal: Any) -> Any:
        raise IntegrityError

    run = _given(make.make_event(), by)
    begin_check(run=run, answers={})
    monkeypatch.setattr(running.Journal, "as_json", refuse)
    begin_import(run=run, answers={}, by=by)
    run.refresh_from_db()
    assert (run.state, Participation.objects.count()) == (State.FAILED, 0)
    assert run.note.startswith("The database refused")


def test_rights_are_those_of_the_moment(by: User) -> None:
    run = _given(make.make_event(), by)
    begin_check(run=run, answers={})
    User.objects.filter(pk=by.pk).update(is_superuser=False)
    begin_import(run=run, answers={}, by=User.objects.get(pk=by.pk))
    run.refresh_from_db()
    assert (run.state, Participation.objects.count()) == (State.FAILED, 0)


def test_runs_are_emptied_after_a_day(by: User) -> None:
    run = _given(make.make_event(), by)
    begin_check(run=run, answers={"person:x": "1"})
    run.refresh_from_db()
    begin_import(run=run, answers={}, by=by)
    assert tidy() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert tidy() == 1
        assert tidy() == 0
    run.refresh_from_db()
    assert (run.text, run.check_result, run.undo, run.answers) == ("", {}, {}, {})
    assert (run.state, run.new_count, run.left_out_count) == (State.DONE, 1, 1)


def test_progress_is_told_and_forgotten() -> None:
    progress = Progress("x")
    assert progress.said() == {"words": "", "done": 0, "whole": 0}
    progress.tell("Writing", 3, 9)
    assert (progress.said(), progress.is_going()) == ({"words": "Writing", "done": 3, "whole": 9}, False)
    progress.forget()
    assert progress.said()["words"] == ""
