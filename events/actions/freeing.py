"""Makes what was erased really gone: papers that were built of it, and the free pages in which a database keeps it."""

import shutil
from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, models, transaction

_BUILT = {".pdf", ".zip"}


def built_files() -> list[Path]:
    """The papers that the portal built and keeps, each of which it builds again when somebody asks for it."""
    var = Path(settings.VAR_DIR)
    given = {Path(settings.STATIC_ROOT), Path(settings.WEB_FONTS_DIR), Path(settings.MEDIA_ROOT), var / "venv"}
    folders = [path for path in var.iterdir() if path.is_dir() and path not in given]
    found = [path for path in var.iterdir() if path.suffix in _BUILT and path.is_file()]
    return found + [path for folder in folders for path in folder.rglob("*") if path.suffix in _BUILT]


def remove_built_files() -> int:
    """Removes them, with what was noted while they were built, and says how many."""
    files = built_files()
    for path in files:
        path.unlink(missing_ok=True)
    for folder in Path(settings.VAR_DIR, "documents").glob("*/*/"):
        shutil.rmtree(folder, ignore_errors=True)
    return len(files)


def free_pages(tables: Collection[type[models.Model]]) -> bool:
    """Empties what the database keeps of changed rows; whether all of it is gone, for a reader may hold some.

    On PostgreSQL the tables are written anew, on SQLite the log is emptied: deleted content is overwritten at once
    there (`secure_delete`). Belongs outside every transaction.
    """
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for table in sorted({model._meta.db_table for model in tables}):
                    cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
                return True
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not cursor.fetchone()[0]
    except DatabaseError:
        return False


def free_soon(tables: Collection[type[models.Model]]) -> None:
    """Does both once the transaction of the moment has ended."""
    transaction.on_commit(remove_built_files)
    transaction.on_commit(lambda: free_pages(tables))
