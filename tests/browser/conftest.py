"""Starts the portal with the demo data on a port of its own, and a Chromium."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.servers import manage, served

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
    environment = {**os.environ, **portal_environment}
    manage(environment, "demo")
    with served(environment, "--threads", "4", "unpog_portal.wsgi") as port:
        yield f"http://127.0.0.1:{port}"


def in_portal(environment: dict[str, str], code: str) -> str:
    """Runs code inside the portal of the browser tests, and returns what it prints."""
    return manage({**os.environ, **environment}, "shell", "-c", code)


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
