"""A real server keeps neither tokens nor the addresses of respondents, whatever its log is told to write."""

import os
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.servers import manage, own_database, served

LINK_END = "3bdd4b6d21e002f531fc8a9cf628855c5fc48b23"
EVERYTHING = '%(h)s %(r)s %(U)s %(q)s %(f)s "%(a)s" %({x-forwarded-for}i)s %({raw_uri}e)s %({location}o)s %(s)s'
ASKED = (
    ("GET", f"/surveys/forum/{LINK_END}/"),
    ("GET", f"/surveys/forum/{LINK_END}"),
    ("HEAD", f"/surveys/forum/{LINK_END}/?from={LINK_END}"),
    ("GET", f"/%73urveys/forum/{LINK_END}/"),
    ("GET", f"//surveys/forum/{LINK_END}/"),
    ("POST", f"/surveys/forum/{LINK_END}/"),
    ("POST", "/surveys/forum/"),
)


def _ask(port: int, method: str, address: str, referrer: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    names = {"Referer": referrer, "User-Agent": "Browser-of-Kim", "X-Forwarded-For": "203.0.113.77"}
    connection.request(method, address, "ticket=x" if method == "POST" else None, names)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An empty portal."""
    folder = tmp_path_factory.mktemp("var")
    with own_database(folder) as database:
        own = {"PORTAL_VAR_DIR": str(folder), "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        manage(os.environ | own, "migrate", "-v0")
        yield os.environ | own


@pytest.mark.parametrize("options", [(), ("--access-logformat", EVERYTHING), ("--log-level", "debug")])
def test_log_of_a_survey_names_nobody(environment: dict[str, str], options: tuple[str, ...]) -> None:
    with served(environment, "--access-logfile", "-", *options) as port:
        for method, address in ASKED:
            assert _ask(port, method, address, f"http://127.0.0.1/surveys/forum/{LINK_END}/") < 500
        assert _ask(port, "GET", "/about/", f"http://127.0.0.1/surveys/forum/{LINK_END}/") == 200
    log = (Path(environment["PORTAL_VAR_DIR"]) / "server.log").read_text()
    assert [word for word in (LINK_END, "forum") if word in log] == []
    lines = [line for line in log.splitlines() if "/surveys/***" in line and "/about/" not in line]
    assert len(lines) >= len(ASKED)
    assert [line for line in lines if "127.0.0.1" in line or "203.0.113.77" in line or "Browser-of-Kim" in line] == []
    assert "/about/" in log


def test_log_of_a_registration_names_the_event_alone(environment: dict[str, str]) -> None:
    own = f"/events/forum/registration/{LINK_END}/"
    with served(environment, "--access-logfile", "-", "--access-logformat", EVERYTHING) as port:
        for method, address in (
            ("GET", own),
            ("POST", f"{own}cancel/"),
            ("GET", f"/%65vents/forum/registration/{LINK_END}"),
        ):
            assert _ask(port, method, address, f"http://127.0.0.1{own}") < 500
    log = (Path(environment["PORTAL_VAR_DIR"]) / "server.log").read_text()
    assert (LINK_END in log, "203.0.113.77" in log, "Browser-of-Kim" in log) == (False, False, False)
    assert log.count("/events/forum/registration/***") >= 3
