"""Three hundred links, each used four times at once, over two workers of a real server: three hundred are accepted."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from time import sleep
from urllib.parse import urlencode

import pytest

from events.forms.tickets import FASTEST
from tests.servers import manage, own_database, served

TOKENS, TIMES, AT_ONCE = 300, 4, 200
PREPARE = f"""
import sys
from evaluations.models import Invitation
from events.models import Person
from tests import factories as make
survey = make.make_open_survey(slug="forum", access="invited")
make.make_question(survey=survey, tallies={{"good": 0, "poor": 0}})
make.make_question(survey=survey, kind="open")
for number in range({TOKENS}):
    make.make_invitation(survey=survey, seed=f"seed {{number}}")
sys.stdout.write("TOKENS " + " ".join(Invitation.token_of(f"seed {{number}}") for number in range({TOKENS})))
"""
COUNT = """
import sys
from evaluations.models import Answer, Invitation, OpenAnswer, Survey, Tally
answered = Invitation.objects.filter(is_answered=True).count()
tallies = sum(Tally.objects.values_list("count", flat=True))
people = Survey.objects.get().respondent_count
sys.stdout.write(f"COUNTS {answered} {people} {tallies} {Answer.objects.count()} {OpenAnswer.objects.count()}")
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A portal with a survey and its invitations."""
    with own_database(tmp_path) as database:
        portal = {"PORTAL_VAR_DIR": str(tmp_path), "DATABASE_URL": database, "PORTAL_HTTPS": "off"}
        portal["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        yield os.environ | portal


def _ask(port: int, method: str, address: str, body: str = "") -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, address, body, kind)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, page


def _open(port: int, token: str) -> str:
    status, page = _ask(port, "GET", f"/surveys/forum/{token}/")
    assert status == 200
    return re.search('name="ticket" value="(.*?)"', page)[1]


def _send(port: int, ticket: str, number: int) -> int:
    body = urlencode({"ticket": ticket, "q1": "good", "q2": f"Answer {number}"})
    return _ask(port, "POST", "/surveys/forum/", body)[0]


def test_every_link_is_accepted_once_however_often_and_at_once_it_is_used(environment: dict[str, str]) -> None:
    manage(environment, "migrate", "-v0")
    tokens = manage(environment, "shell", "-v0", "-c", PREPARE).rpartition("TOKENS ")[2].split()
    with (
        served(environment, "--workers", "2", "--access-logfile", "-") as port,
        ThreadPoolExecutor(AT_ONCE) as clients,
    ):
        tickets = list(clients.map(lambda token: _open(port, token), tokens))
        sleep(FASTEST.total_seconds())
        posts = tickets * TIMES
        Random(1).shuffle(posts)  # noqa: S311 - an order that is the same each time
        statuses = Counter(clients.map(lambda pair: _send(port, pair[1], pair[0]), enumerate(posts)))
    assert statuses == {302: TOKENS, 409: TOKENS * (TIMES - 1)}
    counts = manage(environment, "shell", "-v0", "-c", COUNT).rpartition("COUNTS ")[2].split()
    assert [int(count) for count in counts] == [TOKENS] * 5
    log = (Path(environment["PORTAL_VAR_DIR"]) / "server.log").read_text()
    assert (log.count('"GET /surveys/*** '), log.count('"POST /surveys/*** ')) == (TOKENS, TOKENS * TIMES)
    assert [token for token in tokens if token in log] == []
    assert ("127.0.0.1 " in log, "forum" in log) == (False, False)
