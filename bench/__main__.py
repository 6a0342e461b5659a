"""Runs the measurements on databases of their own: everything on SQLite, taking answers in on PostgreSQL, too."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.cluster import cluster

ROOT = Path(__file__).resolve().parent.parent


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def measure(what: str, *, database: str = "") -> int:
    """Measures in a process whose files and database are not the portal's; says how it ended."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "PORTAL_VAR_DIR": folder,
            "DATABASE_URL": database or f"sqlite:///{folder}/db.sqlite3",
            "PORTAL_HOSTS": "localhost",
            "DJANGO_SETTINGS_MODULE": "unpog_portal.settings",
        }
        code = f"from bench.measuring import main; main({what!r})"
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        return subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=False).returncode


def main() -> int:
    """Both databases; that of DATABASE_URL where it is a PostgreSQL, else one that is made for this run."""
    _say("Measuring pairs in turns; this takes about two minutes.")
    code = measure("everything")
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        return code or measure("submissions", database=given)
    with cluster() as address:
        if address:
            return code or measure("submissions", database=address)
    _say("PostgreSQL is not installed; nothing was measured on it.")
    return code


if __name__ == "__main__":
    sys.exit(main())
