"""What was erased is gone from the files of the database, too: free pages, the log, and a dump."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from events.actions.erasing import erase
from events.actions.freeing import built_files, free_pages
from events.models import Person
from tests import erased as canary
from tests.database_files import files


def _in_database_files(folder: Path) -> set[str]:
    canaries = [word.encode() for word in canary.CANARIES]
    return {f"{name}: {word.decode()}" for name, raw in files(folder) for word in canaries if word in raw}


@pytest.mark.django_db(transaction=True)
def test_erased_person_is_in_no_file_of_the_database(own_file: Path, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"
    settings.VAR_DIR.mkdir()
    user = User.objects.create_user("ed")
    person = canary.build(user)
    before = _in_database_files(own_file)
    assert {name for name in before if name.endswith(canary.FAMILY)}
    erase(person=person, by=user)
    assert _in_database_files(own_file) == set()
    assert canary.in_tables() == []


@pytest.mark.django_db(transaction=True)
def test_pages_are_freed_and_a_wrong_table_is_no_crash(own_file: Path) -> None:
    assert free_pages({Person})
    if connection.vendor == "postgresql":
        missing: Any = type("Missing", (), {"_meta": type("Meta", (), {"db_table": "no_such_table"})})
        assert not free_pages({missing})


def test_only_papers_that_were_built_are_meant(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    for name in ("media/a.pdf", "reports/a.pdf", "papers/event-1/all.zip", "db.sqlite3", "x.pdf", "reports.lock"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    found = sorted(str(path.relative_to(tmp_path)) for path in built_files())
    assert found == ["papers/event-1/all.zip", "reports/a.pdf", "x.pdf"]
