"""The database of the tests as another process sees it."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from django.db import connection

Rows = list[tuple[object, ...]]


class Outside:
    """A database that programs of their own may use: a copy in a file on SQLite, the tests' own on PostgreSQL.

    Made once the rows are there; on PostgreSQL these must be committed, so the test needs `transaction=True`.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "outside.sqlite3"
        if connection.vendor == "sqlite":
            with sqlite3.connect(self._path) as copy:
                connection.connection.backup(copy)
            self.url = f"sqlite:///{self._path}"
        else:
            known = connection.settings_dict
            password = f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else ""
            place = f"{known['HOST'] or 'localhost'}:{known['PORT'] or 5432}"
            self.url = f"postgres://{known['USER']}{password}@{place}/{known['NAME']}"

    def rows(self, query: str) -> Rows:
        """What a query finds there."""
        if connection.vendor == "sqlite":
            with sqlite3.connect(self._path, timeout=20) as copy:
                return copy.execute(query).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()
