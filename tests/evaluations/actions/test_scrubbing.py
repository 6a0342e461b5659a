"""Somebody who has the whole database, and knows who answered when, finds out nothing of who said what.

Three hundred people answer one after the other; each writes a text and a number that only this test knows to be theirs.
The attacker knows the people, the order in which they answered, and all that the database holds: rows and their order,
the hidden columns of PostgreSQL, the raw file of SQLite with its free space and its log, and a backup. Each way of
joining is a list of answers in some order, laid beside the people in some order: at most four may be right.
"""

import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from evaluations.actions.answering import Sheet, submit
from evaluations.actions.scrubbing import ScrubError, scrub, scrub_soon
from evaluations.models import Invitation, Question, Survey
from evaluations.models import response as responses
from tests import factories as make
from tests.database_files import files

PEOPLE = 300
MOST_RIGHT = 4
_TEXT = re.compile(rb"words-of-(\d{3})-[a-z]{8}")
_ORDER = random.Random(1948)  # noqa: S311 - the order in which people come


class Crowd:
    """A survey, its people by the key of their invitation, and the order in which they answered."""

    def __init__(self) -> None:
        self.survey: Survey = make.make_open_survey(access="invited")
        words = make.make_question(survey=self.survey, kind=Question.Kind.OPEN)
        numbers = make.make_question(survey=self.survey, kind=Question.Kind.NUMBER, lowest=0, highest=999)
        rating = make.make_question(survey=self.survey, tallies={"good": 0, "poor": 0})
        make.make_group(survey=self.survey)
        people = [make.make_invitation(survey=self.survey) for _ in range(PEOPLE)]
        self.by_key = [invitation.pk for invitation in people]
        self.by_time = self.by_key[:]
        _ORDER.shuffle(self.by_time)
        # What somebody says is told by a secret number, which neither the keys nor the order know.
        secrets = list(range(PEOPLE))
        _ORDER.shuffle(secrets)
        self.secret = dict(zip(self.by_key, secrets, strict=True))
        for key in self.by_time:
            text = f"words-of-{self.secret[key]:03}-{''.join(_ORDER.choices('abcdefgh', k=8))}"
            ticks = {rating.number: ("good" if self.secret[key] % 2 else "poor",)}
            groups = ("role:speaker",) if self.secret[key] % 3 else ()
            sheet = Sheet(ticks, {numbers.number: 100 + self.secret[key]}, {words.number: text}, groups)
            submit(survey=self.survey, sheet=sheet, invitation=key)

    def right(self, answers: Iterable[Any], people: Iterable[int]) -> int:
        """How many answers, given as secret numbers in an order, stand beside the person who gave them."""
        return sum(self.secret[key] == answer for answer, key in zip(answers, people, strict=False))

    def most_right(self, answers: Iterable[Any]) -> int:
        """The best of laying answers beside the people by time and by key, forwards and backwards."""
        found = [*answers]
        orders = [self.by_time, self.by_key, self.by_time[::-1], self.by_key[::-1]]
        return max(self.right(found, order) for order in orders)


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Crowd:
    """The keys are drawn by a generator with a seed: this test cannot fail by chance."""
    drawn = random.Random(2012)  # noqa: S311
    monkeypatch.setattr(responses.secrets, "randbits", drawn.getrandbits)
    monkeypatch.setattr(responses.secrets, "randbelow", drawn.randrange)
    return Crowd()


def _rows(query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def _secret_of(text: str) -> int:
    return int(text[9:12])


# Tables with the column that tells the answer, and how to read it; the numbers are told by choices and their tallies.
_NUMBERS = "JOIN evaluations_choice c ON c.id = {0}.choice_id WHERE c.value >= 100"
ANSWERS: dict[str, str] = {
    "texts": "SELECT t.original, {hidden} FROM evaluations_openanswer t ORDER BY {order}",
    "positions": "SELECT t.original, t.position FROM evaluations_openanswer t ORDER BY t.position",
    "ticks": f"SELECT c.label, {{hidden}} FROM evaluations_answer t {_NUMBERS.format('t')} ORDER BY {{order}}",  # noqa: S608
    "choices": "SELECT t.label, {hidden} FROM evaluations_choice t WHERE t.value >= 100 ORDER BY {order}",
    "tallies": f"SELECT c.label, {{hidden}} FROM evaluations_tally t {_NUMBERS.format('t')} ORDER BY {{order}}",  # noqa: S608
    "group tallies": (
        f"SELECT c.label, {{hidden}} FROM evaluations_grouptally t {_NUMBERS.format('t')} ORDER BY {{order}}"  # noqa: S608
    ),
}
HIDDEN = {
    "postgresql": ("t.id", "t.ctid", "t.xmin::text::bigint", "t.xmax::text::bigint", "t.cmin::text::bigint"),
    "sqlite": ("t.rowid",),
}


def _ways() -> Iterator[tuple[str, list[int]]]:
    """Every table of answers in every order that the database can put it in, as secret numbers."""
    for table, query in ANSWERS.items():
        for order in HIDDEN[connection.vendor]:
            rows = _rows(query.format(hidden=order, order=order))
            yield f"{table} by {order}", [_read(row[0]) for row in rows]


def _read(label: str) -> int:
    return _secret_of(label) if label.startswith("words") else int(label) - 100


def _transactions(crowd: Crowd) -> Iterator[tuple[str, int]]:
    """PostgreSQL's own join: an answer and an invitation that one transaction wrote or locked."""
    if connection.vendor != "postgresql":
        return
    for table, query in ANSWERS.items():
        for mine in ("xmin", "xmax"):
            answers = _rows(query.format(hidden=f"t.{mine}::text", order="t.id"))
            for theirs in ("xmin", "xmax"):
                people = _rows(f"SELECT id, {theirs}::text FROM evaluations_invitation")  # noqa: S608
                joined: dict[str, list[int]] = {}
                for key, number in people:
                    joined.setdefault(number, []).append(key)
                pairs = [(_read(row[0]), joined.get(row[1], [])) for row in answers]
                # Where many could be meant, the attacker takes the next in order.
                guesses = [(answer, keys[place % len(keys)]) for place, (answer, keys) in enumerate(pairs) if keys]
                right = sum(crowd.secret[key] == answer for answer, key in guesses)
                yield f"{table}.{mine} = invitation.{theirs}", right


def _in_file(raw: bytes) -> list[int]:
    """The texts in the order in which they lie in a file, each where it first stands."""
    return list(dict.fromkeys(int(number) for number in _TEXT.findall(raw)))


def _scores(crowd: Crowd, folder: Path) -> dict[str, int]:
    """How many each attack has right."""
    found = {name: crowd.most_right(answers) for name, answers in _ways()}
    found |= dict(_transactions(crowd))
    for name, raw in files(folder):
        found[f"order in {name}"] = crowd.most_right(_in_file(raw))
    return found


def _by_time_of_invitations() -> list[int]:
    """The invitations as their rows lie, which might be as they were used."""
    order = "ctid" if connection.vendor == "postgresql" else "rowid"
    return [row[0] for row in _rows(f"SELECT id FROM evaluations_invitation ORDER BY {order}")]  # noqa: S608


TABLES = [f"evaluations_{name}" for name in ("answer", "openanswer", "tally", "grouptally", "choice", "invitation")]


def _content() -> list[Any]:
    return [_rows(f"SELECT * FROM {table} ORDER BY id") for table in TABLES]  # noqa: S608


@pytest.mark.django_db(transaction=True)
def test_whole_database_tells_nobody_who_said_what(own_file: Path, crowd: Crowd) -> None:
    assert Invitation.objects.unanswered().count() == 0
    before, unscrubbed = _content(), _scores(crowd, own_file)
    assert scrub().is_complete
    scores = _scores(crowd, own_file)
    assert {name: right for name, right in scores.items() if right > MOST_RIGHT} == {}
    people = _by_time_of_invitations()
    assert sum(one == other for one, other in zip(people, crowd.by_time, strict=True)) <= MOST_RIGHT
    assert _content() == before
    # The attacks are real: without the scrub they find out.
    if connection.vendor == "postgresql":
        assert len(scores) >= 50
        assert [unscrubbed[name] for name in ("texts.xmin = invitation.xmin", "texts by t.ctid")] == [PEOPLE, PEOPLE]
    else:
        assert len(scores) >= 7
        assert unscrubbed["order in db.sqlite3-wal"] > MOST_RIGHT
        assert (own_file / "db.sqlite3-wal").stat().st_size == 0


@pytest.mark.django_db
def test_scrub_refuses_to_run_inside_a_transaction() -> None:
    with transaction.atomic(), pytest.raises(ScrubError, match="outside a transaction"):
        scrub()


@pytest.mark.django_db
def test_scrub_follows_the_end_of_the_transaction(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        scrub_soon()
    assert len(waiting) == 1
