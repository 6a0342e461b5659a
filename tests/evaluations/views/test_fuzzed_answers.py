"""Ten thousand posts of all shapes to the form: no error of the server, no row from a bad one, every refusal named.

Most pages are drawn with nothing on them but the summary of errors: drawing ten thousand forms would take minutes.
"""

import random
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.conf import settings
from django.test import Client, override_settings

from evaluations.models import Answer, OpenAnswer, Survey
from tests.evaluations.posted import EVERYTHING, address, make_every_kind, ticket
from tests.public_pages import text

pytestmark = pytest.mark.django_db
POSTS, SEEDS = 2500, (1, 2, 3, 4)
DRAWN, COUNTED = 100, 20  # after so many posts one form is drawn in full, and the rows are counted
SUMMARY = "{% load survey %}{% error_summary form notice %}"
KIND = "application/x-www-form-urlencoded"
WORDS = (
    "x",
    "0",
    " ",
    "\x00",
    "é",
    "\u202e",
    "عربي",
    "👩\u200d👩",
    "' OR 1=1 --",
    "<b>",
    "%s%n",
    "{0}",
    "null",
    "9" * 400,
)
FIRST = {"role": "to-1", "region": "id_region_0", "session": "to-2", "q6": "id_q6", "q7": "id_q7", "q8": "id_q8"}
CHOICES = ("region", "q1", "q2", "q3", "q4")
Sent = dict[str, list[str]]


def _rubbish(chance: random.Random) -> str:
    return "".join(chance.choice(WORDS) for _ in range(chance.randint(1, 5)))


def _control(name: str) -> str:
    return FIRST.get(name, f"id_{name}_0")


def _unknown_choice(sent: Sent, chance: random.Random) -> str:
    name = chance.choice((*CHOICES, "q5", "role", "session"))
    sent[name] = [f"?{_rubbish(chance)}"]
    return name


def _two_for_one(sent: Sent, chance: random.Random) -> str:
    name = chance.choice(CHOICES)
    sent[name] = ["good", _rubbish(chance)]
    return name


def _one_bad_of_several(sent: Sent, chance: random.Random) -> str:
    sent["q5"] = [*sent["q5"], f"?{_rubbish(chance)}"]
    return "q5"


def _no_number(sent: Sent, chance: random.Random) -> str:
    sent["q6"] = [chance.choice(("-1", "11", "1e3", "0x1", "NaN", "1.5", "1,5", "ten", "9" * 5000, "1 2", "--1"))]
    return "q6"


def _too_long(sent: Sent, chance: random.Random) -> str:
    name, most = chance.choice((("q7", 250), ("q8", 5000)))
    sent[name] = ["é" * (most + chance.randint(1, 3000))]
    return name


def _no_ticket(sent: Sent, chance: random.Random) -> str:
    sent["ticket"] = [chance.choice(("", _rubbish(chance), sent["ticket"][0][:-1], "a:b:c"))]
    return "ticket"


def _trapped(sent: Sent, chance: random.Random) -> str:
    sent["homepage"] = [_rubbish(chance)]
    return "ticket"


BAD: tuple[Callable[[Sent, random.Random], str], ...] = (
    _unknown_choice,
    _two_for_one,
    _one_bad_of_several,
    _no_number,
    _too_long,
    _no_ticket,
    _trapped,
)


def _harmless(sent: Sent, chance: random.Random) -> None:
    """Whatever does not matter: names that are no fields, answers left out, rubbish in words."""
    sent[chance.choice(("q1[]", "q99", "q-1", "__proto__", "csrfmiddlewaretoken", "\x00", ""))] = [_rubbish(chance)]
    sent[chance.choice(("q7", "q8"))] = [_rubbish(chance)[:250]]
    sent.pop(chance.choice(("q2", "q3", "q4", "region")), None)


def _body(sent: Sent) -> bytes:
    pairs = [(name, value) for name, values in sent.items() for value in values]
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs).encode()


def _broken(body: bytes, chance: random.Random) -> tuple[bytes, str]:
    """A body that no browser sends, and the kind it claims to be."""
    at, rest = chance.randrange(len(body)), bytes(chance.randrange(256) for _ in range(20))
    return chance.choice(
        (
            (body[:at] + rest, KIND),
            (rest + body, KIND),
            (body.replace(b"=", b""), KIND),
            (b"%" * 50 + rest, KIND),
            (body, "application/json"),
            (body, "text/plain; charset=utf-16"),
            (
                b"--x\r\nContent-Disposition: form-data; name=q1\r\n\r\n" + body + b"\r\n--x--",
                "multipart/form-data; boundary=x",
            ),
            (b"--x\r\n" + rest, "multipart/form-data; boundary=x"),
            (body, "multipart/form-data; boundary="),
            (body, f"{KIND}; charset={chance.choice(('utf-16', 'idna', 'rot13', 'latin-1', 'x'))}"),
        )
    )


WHOLE = settings.TEMPLATES


def _summary_only() -> list[dict[str, Any]]:
    (engine,) = WHOLE
    pages = ("django.template.loaders.locmem.Loader", {"evaluations/survey/form.html": SUMMARY})
    rest = ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
    return [engine | {"APP_DIRS": False, "OPTIONS": engine["OPTIONS"] | {"loaders": [pages, rest]}}]


def _respondents() -> int:
    return Survey.objects.values_list("respondent_count", flat=True).get()


def _send(survey: Survey, body: bytes, kind: str, *, is_drawn: bool) -> Any:
    if not is_drawn:
        return Client().generic("POST", address(survey), body, content_type=kind)
    with override_settings(TEMPLATES=WHOLE):
        return Client().generic("POST", address(survey), body, content_type=kind)


@override_settings(PORTAL_SURVEYS_PER_ADDRESS=POSTS + 1, TEMPLATES=_summary_only())
@pytest.mark.parametrize("seed", SEEDS)
def test_fuzzed_posts_are_taken_or_refused_by_name(seed: int) -> None:
    chance, survey, accepted = random.Random(seed), make_every_kind(), 0  # noqa: S311 - to be repeated, not to be secret
    template = {name: value if isinstance(value, list) else [value] for name, value in EVERYTHING.items()}
    for number in range(POSTS):
        sent = {name: [*values] for name, values in template.items()}
        sent["ticket"] = [ticket(survey, number=f"{number}")]
        if chance.random() < 0.5:
            _harmless(sent, chance)
        bad = {chance.choice(BAD)(sent, chance) for _ in range(chance.choice((0, 1, 1, 1, 1, 2, 2, 3)))}
        body, kind, is_broken = _body(sent), KIND, chance.random() < 0.2
        if is_broken:
            body, kind = _broken(body, chance)
        answer = _send(survey, body, kind, is_drawn=number % DRAWN == 0)
        assert answer.status_code in ((200, 302, 400) if is_broken else (200, 302)), (seed, number, body)
        accepted += answer.status_code == 302
        if number % COUNTED == 0:
            assert _respondents() == accepted, (seed, number)
        if not is_broken:
            assert (answer.status_code == 302) == (not bad), (seed, number, bad, body)
            links = set(re.findall('<li><a href="#([^"]*)', text(answer)))
            named = {_control("q1") if name == "ticket" else _control(name) for name in bad}
            assert named <= links, (seed, number, bad)
    assert _respondents() == accepted > POSTS // 20
    assert Answer.objects.filter(question__number=1).count() == accepted
    assert Answer.objects.count() + OpenAnswer.objects.count() <= accepted * 12
