"""A database as an attacker would have it: in a file of its own with its log, and dumped."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that the database keeps in files, and a backup."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / "backup") as copy:
            connection.connection.backup(copy)
        copy.close()
        yield from ((path.name, path.read_bytes()) for path in sorted(folder.iterdir()))
    elif shutil.which("pg_dump"):
        known = connection.settings_dict
        place = ["-h", known["HOST"] or "localhost", "-p", str(known["PORT"] or 5432), "-U", known["USER"]]
        dumped = subprocess.run(["pg_dump", *place, known["NAME"]], capture_output=True, check=True)  # noqa: S607
        yield "backup", dumped.stdout


@pytest.fixture
def own_file(tmp_path: Path, transactional_db: None) -> Iterator[Path]:
    """On SQLite a database in a file of its own, as in the office: with a log, and free space that is cleared."""
    folder = tmp_path / "database"
    folder.mkdir()
    if connection.vendor != "sqlite":
        yield folder
        return
    connection.ensure_connection()
    first, path = connection.connection, folder / "db.sqlite3"
    with sqlite3.connect(path) as copy:
        first.backup(copy)
    copy.close()
    known = dict(connection.settings_dict)
    start = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
    connection.connection = None
    connection.settings_dict |= {"NAME": str(path), "OPTIONS": known["OPTIONS"] | {"init_command": start}}
    connection.settings_dict["OPTIONS"].pop("uri", None)
    try:
        yield folder
    finally:
        connection.connection.close()
        connection.connection = first
        connection.settings_dict |= known
