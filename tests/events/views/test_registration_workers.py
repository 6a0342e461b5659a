"""Two hundred people register at once, over two workers of a real server: no place is given twice, none is left."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from time import sleep
from urllib.parse import urlencode

import pytest

from events.forms.tickets import FASTEST
from tests.servers import manage, own_database, served

PEOPLE, PLACES, CANCELLED = 200, 40, 25
PREPARE = f"""
from tests import factories as make
event = make.make_event(slug="forum", starts_on="2999-05-03", ends_on="2999-05-04")
make.make_registration_form(event=event, capacity={PLACES})
"""
COUNT = """
import sys
from events.models import Message, Participation, Person, Registration, RegistrationForm
states = [Registration.objects.filter(state=state).count() for state in ("confirmed", "waiting", "cancelled")]
rows = [Participation.objects.filter(is_registered=True).count(), Person.objects.count(), Message.objects.count()]
tokens = [found.token for found in Registration.objects.filter(state="confirmed")]
found = [RegistrationForm.objects.get().taken, *states, *rows, *tokens]
sys.stdout.write(f"COUNTS {' '.join(map(str, found))}")
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A portal with an event that has few places."""
    with own_database(tmp_path) as database:
        portal = {"PORTAL_VAR_DIR": str(tmp_path), "DATABASE_URL": database, "PORTAL_HTTPS": "off"}
        portal |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "PORTAL_REGISTRATIONS_PER_ADDRESS": "1000"}
        portal |= {"PORTAL_EMAIL_URL": "dummymail://"}
        yield os.environ | portal


def _ask(port: int, method: str, address: str, body: str = "") -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, address, body, kind)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, page


def _open(port: int) -> str:
    status, page = _ask(port, "GET", "/events/forum/registration/")
    assert status == 200
    return re.search('name="ticket" value="(.*?)"', page)[1]


def _send(port: int, ticket: str, number: int) -> int:
    said = {"ticket": ticket, "name": f"Ana Silva {number % 7}", "email": f"canary{number}@example.org"}
    said |= {"organization": "Bank", "country": "BR", "sector": "government", "needs": "Needs-canary"}
    return _ask(port, "POST", "/events/forum/registration/", urlencode(said))[0]


def _cancel(port: int, token: str) -> int:
    return _ask(port, "POST", f"/events/forum/registration/{token}/cancel/", "x=x")[0]


def _counts(environment: dict[str, str]) -> tuple[list[int], list[str]]:
    found = manage(environment, "shell", "-v0", "-c", COUNT).rpartition("COUNTS ")[2].split()
    return [int(count) for count in found[:7]], found[7:]


def test_every_place_is_given_once(environment: dict[str, str]) -> None:
    manage(environment, "migrate", "-v0")
    manage(environment, "shell", "-v0", "-c", PREPARE)
    with (
        served(environment, "--workers", "2", "--access-logfile", "-") as port,
        ThreadPoolExecutor(PEOPLE) as clients,
    ):
        tickets = list(clients.map(_open, [port] * PEOPLE))
        sleep(FASTEST.total_seconds())
        statuses = Counter(clients.map(lambda pair: _send(port, pair[1], pair[0]), enumerate(tickets)))
        counts, tokens = _counts(environment)
        assert statuses == {302: PEOPLE}
        assert counts == [PLACES, PLACES, PEOPLE - PLACES, 0, PLACES, PLACES, PEOPLE]
        # Each of them cancels three times at once: every place goes to one who waits, once.
        posts = tokens[:CANCELLED] * 3
        statuses = Counter(clients.map(lambda token: _cancel(port, token), posts))
    assert statuses == {302: CANCELLED, 409: CANCELLED * 2}
    counts, others = _counts(environment)
    assert counts[:5] == [PLACES, PLACES, PEOPLE - PLACES - CANCELLED, CANCELLED, PLACES]
    log = (Path(environment["PORTAL_VAR_DIR"]) / "server.log").read_text()
    assert [word for word in ("canary", *tokens, *others) if word in log] == []
    assert log.count('"POST /events/forum/registration/*** ') == CANCELLED * 3
