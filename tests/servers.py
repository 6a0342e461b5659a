"""Real servers for tests: a portal of its own on a database of its own, with gunicorn in front."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """The address of an empty database of the kind that the tests run on, which is gone afterwards."""
    found = settings.DATABASES["default"]
    if found["ENGINE"].endswith("sqlite3"):
        yield f"sqlite:///{folder}/db.sqlite3"
        return
    name = f"portal_{os.getpid()}_{time.monotonic_ns()}"
    place = {"host": found["HOST"], "port": found["PORT"] or 5432, "user": found["USER"], "password": found["PASSWORD"]}
    connection = psycopg2.connect(dbname="postgres", **{key: value for key, value in place.items() if value})
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        user = quote(found["USER"] or "") + (f":{quote(found['PASSWORD'])}" if found["PASSWORD"] else "")
        yield f"postgres://{user}@{place['host'] or 'localhost'}:{place['port']}/{name}"
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    connection.close()


@contextmanager
def served(environment: dict[str, str], *options: str) -> Iterator[int]:
    """Runs gunicorn as the portal is run, and gives its port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "python:unpog_portal.server"]
    with (Path(environment["PORTAL_VAR_DIR"]) / "server.log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}", *options],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(port)
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("The portal did not start.")


def manage(environment: dict[str, str], *command: str) -> str:
    """Runs a management command in this portal, and returns what it prints."""
    whole = [sys.executable, "manage.py", *command]
    done = subprocess.run(whole, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True, text=True)
    return done.stdout
