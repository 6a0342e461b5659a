"""Starts the portal with the demo data on a port of its own, and a Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

# Playwright keeps an event loop in this process; other tests that run in it use the database all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = shutil.which("chromium") or ""


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
