"""A thousand wrong passwords over two workers of a real server: at most five reach the hasher."""

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.servers import manage, served

WORKERS, CLIENTS, TRIES = 2, 4, 1000
PREPARE = (
    "from django.contrib.auth.models import User; User.objects.create_user('alice', password='correct-horse-battery')"
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A portal of its own, whose hasher leaves marks."""
    return os.environ | {
        "PORTAL_VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.counting_settings",
        "HASHER_MARKS": str(tmp_path / "marks"),
    }


@pytest.fixture
def port(environment: dict[str, str]) -> Iterator[int]:
    """Where two workers listen."""
    manage(environment, "migrate", "--run-syncdb", "-v0")
    manage(environment, "shell", "-v0", "-c", PREPARE)
    Path(environment["HASHER_MARKS"]).unlink()
    with served(environment, "--workers", str(WORKERS), "unpog_portal.wsgi") as number:
        yield number


def _ask(port: int, method: str, body: str = "", **headers: str) -> tuple[int, str, str]:
    connection = HTTPConnection("127.0.0.1", port)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, "/accounts/login/", body, named)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, answer.headers.get("Set-Cookie", ""), page


def _knock(port: int, cookie: str, token: str, number: int) -> int:
    body = urlencode({"login": "alice", "password": f"wrong {number}", "csrfmiddlewaretoken": token})
    forged = f"{number % 250}.{number // 250}.7.9"
    kind = "application/x-www-form-urlencoded"
    return _ask(port, "POST", body, Cookie=cookie, Content_Type=kind, X_Forwarded_For=forged)[0]


def test_wrong_passwords_with_forged_addresses_hardly_reach_the_hasher(port: int, environment: dict[str, str]) -> None:
    _, cookies, page = _ask(port, "GET")
    token = re.search('name="csrfmiddlewaretoken" value="(.*?)"', page)[1]
    with ThreadPoolExecutor(CLIENTS) as clients:
        tries = [clients.submit(_knock, port, cookies.split(";")[0], token, number) for number in range(TRIES)]
    statuses = [each.result() for each in tries]
    assert (statuses.count(200), statuses.count(429)) == (5, TRIES - 5)
    assert Path(environment["HASHER_MARKS"]).stat().st_size == 5
