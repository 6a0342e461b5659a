"""The import as a process of its own: killed at random moments, the database holds all of it or nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from events.actions.running import give
from events.models import ImportRun
from tests import factories as make
from tests.evaluations.outside import Outside

# How often the import is killed; more take more time, and find no other moments.
KILLS = int(os.environ.get("PORTAL_KILLS", "5"))
ROWS = 1_500
State = ImportRun.State


def _table() -> str:
    rows = [f"Family{n:05}x,Given{n % 97},Ministry of {n % 40},Kenya" for n in range(ROWS)]
    return "\n".join(["Family name,Given name,Organization,Country", *rows])


def _process(url: str, folder: Path, run: int) -> Any:
    own = {
        "DATABASE_URL": url,
        "PORTAL_VAR_DIR": str(folder),
        "PORTAL_SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "unpog_portal.settings",
        "PORTAL_HTTPS": "off",
    }
    command = [sys.executable, "manage.py", "run_import", str(run)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | own, stdout=pipe, stderr=pipe)


def _counts(outside: Outside) -> list[int]:
    tables = ("participation", "person", "organization", "auditentry")
    return [int(str(outside.rows(f"SELECT COUNT(*) FROM events_{table}")[0][0])) for table in tables]  # noqa: S608


def _kill_while_it_works(process: Any, said: Path, moment: float) -> None:
    """Waits until the import says that it works, and a while longer."""
    before = said.stat().st_mtime_ns if said.exists() else 0
    while process.poll() is None and not (said.exists() and said.stat().st_mtime_ns > before):
        time.sleep(0.005)
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)


@pytest.mark.django_db(transaction=True)
def test_killed_import_is_whole_or_nothing(tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path / "here"
    by = User.objects.create_superuser("ed")
    run = give(event=make.make_event(), kind="participants", text=_table(), by=by)
    ImportRun.objects.filter(pk=run.pk).update(state=State.IMPORTING)
    outside, chance, killed = Outside(tmp_path), random.Random(20121018), 0  # noqa: S311 - the same moments each time
    nothing, whole = [0, 0, 0, 0], [ROWS, ROWS, 40, 1]
    said = tmp_path / "progress" / f"import-{run.pk}.json"
    for _ in range(KILLS):
        process = _process(outside.url, tmp_path, run.pk)
        _kill_while_it_works(process, said, chance.uniform(0, 0.6))
        process.communicate(timeout=120)
        killed += process.returncode == -signal.SIGKILL
        found, state = _counts(outside), outside.rows("SELECT state FROM events_importrun")[0][0]
        assert (found, state) in ((nothing, State.IMPORTING), (whole, State.DONE))
    process = _process(outside.url, tmp_path, run.pk)
    assert process.communicate(timeout=120)[1] == b""
    assert _counts(outside) == whole
    assert killed >= 1


@pytest.mark.django_db
def test_command_names_a_run_that_is_not_there() -> None:
    with pytest.raises(CommandError, match="There is no import 77"):
        call_command("run_import", "77")


@pytest.mark.django_db
def test_command_checks_what_was_given(capsys: Any, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    by = User.objects.create_superuser("ed")
    run = give(event=make.make_event(title="Forum"), kind="participants", text=_table(), by=by)
    call_command("run_import", str(run.pk))
    words = "Participants into Forum, checked: 1500 new, 0 changed, 0 left out"
    assert capsys.readouterr().out.strip() == words


@pytest.mark.django_db
def test_tidying_says_how_much_it_emptied(capsys: Any, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    make.make_import_run(text="a,b", created_at=make.LONG_AGO)
    call_command("tidy_imports")
    assert capsys.readouterr().out.strip() == "Imports emptied: 1"
    assert ImportRun.objects.get().text == ""
