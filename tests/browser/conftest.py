"""Starts the portal with the demo data on a port of its own, and a Chromium."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Playwright keeps an event loop in this process; other tests that run in it use the database all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = shutil.which("chromium") or ""
# Opens a session as the sign-in page would, and prints its key. A name that nobody has becomes a superuser.
OPEN_SESSION = """
import sys
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
name = {username!r}
user = User.objects.filter(username=name).first() or User.objects.create_superuser(name, f"{{name}}@example.org")
request = HttpRequest()
request.session = SessionStore()
login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
request.session.save()
sys.stdout.write("session " + request.session.session_key)
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        if os.environ.get("PORTAL_REQUIRE_BROWSER"):
            pytest.fail("Chromium is not installed.")
        pytest.skip("Chromium is not installed; `apt-get install chromium` lets the browser tests run.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urlopen(f"{address}/health/ready").close()  # noqa: S310 - our own server
        except URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("The portal did not start.")


@pytest.fixture(scope="session")
def portal_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where this portal keeps its files and its database."""
    var = tmp_path_factory.mktemp("var")
    return {
        "PORTAL_VAR_DIR": str(var),
        "DATABASE_URL": f"sqlite:///{var}/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "unpog_portal.settings",
    }


@pytest.fixture(scope="session")
def portal(browser: Browser, portal_environment: dict[str, str]) -> Iterator[str]:
    """The address of a portal with the demo data, in a process of its own."""
    port, environment = _free_port(), {**os.environ, **portal_environment}
    subprocess.run([sys.executable, "manage.py", "demo"], cwd=ROOT, env=environment, check=True, capture_output=True)
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    server = subprocess.Popen([*command, "unpog_portal.wsgi"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    _wait_for(address)
    yield address
    server.terminate()
    server.wait()


def in_portal(environment: dict[str, str], code: str) -> str:
    """Runs code inside the portal of the browser tests, and returns what it prints."""
    command = [sys.executable, "manage.py", "shell", "-c", code]
    variables = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=variables, check=True, capture_output=True, text=True).stdout


def store_raw(environment: dict[str, str], key: int, body: str) -> None:
    """Writes the text of a notice past the sanitizer."""
    with sqlite3.connect(environment["DATABASE_URL"].removeprefix("sqlite:///"), timeout=20) as database:
        database.execute("UPDATE events_post SET body = ? WHERE id = ?", (body, key))


@pytest.fixture
def signed_in(
    browser: Browser, portal: str, portal_environment: dict[str, str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a browser window of somebody who is signed in: `signed_in("bob", width=390)`.

    Takes a user name (by default a superuser named "visitor"), a size, and what else `Browser.new_context` takes.
    """
    opened: list[BrowserContext] = []

    def _sign_in(username: str = "visitor", width: int = 1280, height: int = 900, **window: Any) -> BrowserContext:
        key = in_portal(portal_environment, OPEN_SESSION.format(username=username)).rpartition("session ")[2].strip()
        context = browser.new_context(**{"viewport": {"width": width, "height": height}, **window})
        context.add_cookies([{"name": "sessionid", "value": key, "url": portal}])
        opened.append(context)
        return context

    yield _sign_in
    for context in opened:
        context.close()


@pytest.fixture
def desk(signed_in: Callable[..., BrowserContext]) -> Iterator[Page]:
    """A page that is signed in, and that fails the test when the browser complains."""
    page, complaints = signed_in().new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []
