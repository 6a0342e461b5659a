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

from events.forms.catalogue import FIELDS
from events.models import Message, Participation, Registration, RegistrationForm
from tests import factories as make
from tests.events.registered import ANSWERS, EXTRA, address, taken, ticket
from tests.public_pages import text

pytestmark = pytest.mark.django_db
POSTS, SEEDS = 2500, (1, 2, 3, 4)
DRAWN, COUNTED = 100, 20  # after so many posts one form is drawn in full, and the rows are counted
CAPACITY = 30
SUMMARY = '{% include "events/registration/_errors.html" with problems=form.problems %}'
KIND = "application/x-www-form-urlencoded"
LETTERS = (
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
LINES = {"name": 200, "organization": 200, "position": 200, "passport_name": 200, "dietary": 200}
TEXTS = {"needs": 1000, "comments": 1000}
Sent = dict[str, list[str]]


def _rubbish(chance: random.Random) -> str:
    return "".join(chance.choice(LETTERS) for _ in range(chance.randint(1, 5)))


def _too_long(sent: Sent, chance: random.Random) -> str:
    name, most = chance.choice([*LINES.items(), *TEXTS.items()])
    sent[name] = ["é" * (most + chance.randint(1, 3000))]
    return name


def _nameless(sent: Sent, chance: random.Random) -> str:
    sent["name"] = [chance.choice(("", " ", "\x00\x00", "\u202e\u200b", "12 34", ",", "👩", "<>", "\r\n"))]
    return "name"


def _no_address(sent: Sent, chance: random.Random) -> str:
    bad = (
        "",
        "a",
        "a@",
        "@b.org",
        "a@b",
        "a b@c.org",
        "a@b..org",
        "a@b.org,c@d.org",
        "a@b.org\nBcc: c@d.org",
        "é@b.org",
    )
    sent["email"] = [chance.choice((*bad, "\x00@b.org", "a" * 300 + "@b.org", "a@" + "b" * 5000 + ".org"))]
    return "email"


def _unknown_choice(sent: Sent, chance: random.Random) -> str:
    name = chance.choice(("country", "sector", "is_remote"))
    sent[name] = [chance.choice(("", "?", f"?{_rubbish(chance)}", "XX", "br", "None", "x" * 5000))]
    return name


def _no_phone(sent: Sent, chance: random.Random) -> str:
    sent["phone"] = [chance.choice(("x", "1234", "+", "1" * 41, "++82 123456", "12345;", "١٢٣٤٥", " 1" * 900))]
    return "phone"


def _no_day(sent: Sent, chance: random.Random) -> str:
    name = chance.choice(("arrival", "departure", "before"))
    if name == "before":
        sent["arrival"], sent["departure"] = ["2999-05-04"], ["2999-05-03"]
        return "departure"
    sent[name] = [chance.choice(("x", "2999-02-30", "0000-00-00", "1999-05-03", "9999-12-31", "3.5.2999", "1" * 5000))]
    return name


def _missing(sent: Sent, chance: random.Random) -> str:
    name = chance.choice(("name", "organization", "email", "country", "sector", "is_remote"))
    sent.pop(name, None)
    return name


def _no_ticket(sent: Sent, chance: random.Random) -> str:
    sent["ticket"] = [chance.choice(("", _rubbish(chance), sent["ticket"][0][:-1], "a:b:c"))]
    return ""


def _trapped(sent: Sent, chance: random.Random) -> str:
    sent["homepage"] = [f"x{_rubbish(chance)}"]
    return ""


BAD: tuple[Callable[[Sent, random.Random], str], ...] = (
    _too_long,
    _nameless,
    _no_address,
    _unknown_choice,
    _no_phone,
    _no_day,
    _missing,
    _no_ticket,
    _trapped,
)


def _harmless(sent: Sent, chance: random.Random) -> None:
    """Whatever does not matter: names that are no fields, answers left out, rubbish in words."""
    sent[chance.choice(("state", "form", "seed", "__proto__", "\x00", "", "name[]"))] = [_rubbish(chance)]
    sent[chance.choice((*TEXTS, "position", "dietary"))] = [_rubbish(chance)[:200]]
    sent["name"] = [f"N {_rubbish(chance)}"[:200]]
    sent.pop(chance.choice((*EXTRA, "needs", "may_be_listed")).replace("is_remote", "phone"), None)


def _body(sent: Sent) -> bytes:
    pairs = [(name, value) for name, values in sent.items() for value in values]
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs).encode()


def _broken(body: bytes, chance: random.Random) -> tuple[bytes, str]:
    """A body that no browser sends, and the kind it claims to be."""
    at, rest = chance.randrange(len(body)), bytes(chance.randrange(256) for _ in range(20))
    multipart = b"--x\r\nContent-Disposition: form-data; name=name\r\n\r\n" + body + b"\r\n--x--"
    return chance.choice(
        (
            (body[:at] + rest, KIND),
            (rest + body, KIND),
            (body.replace(b"=", b""), KIND),
            (b"%" * 50 + rest, KIND),
            (b"a=&" * 5000, KIND),
            (body, "application/json"),
            (body, "text/plain; charset=utf-16"),
            (multipart, "multipart/form-data; boundary=x"),
            (b"--x\r\n" + rest, "multipart/form-data; boundary=x"),
            (body, "multipart/form-data; boundary="),
            (body, f"{KIND}; charset={chance.choice(('utf-16', 'idna', 'rot13', 'latin-1', 'x'))}"),
        )
    )


WHOLE = settings.TEMPLATES


def _summary_only() -> list[dict[str, Any]]:
    (engine,) = WHOLE
    pages = ("django.template.loaders.locmem.Loader", {"events/registration/form.html": SUMMARY})
    rest = ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
    return [engine | {"APP_DIRS": False, "OPTIONS": engine["OPTIONS"] | {"loaders": [pages, rest]}}]


def _send(form: RegistrationForm, body: bytes, kind: str, *, is_drawn: bool) -> Any:
    if not is_drawn:
        return Client().generic("POST", address(form), body, content_type=kind)
    with override_settings(TEMPLATES=WHOLE):
        return Client().generic("POST", address(form), body, content_type=kind)


def _links(answer: Any) -> set[str]:
    return {link.removesuffix("_0") for link in re.findall('<li><a href="#id_([^"]*)', text(answer))}


@override_settings(PORTAL_REGISTRATIONS_PER_ADDRESS=POSTS + 1, TEMPLATES=_summary_only())
@pytest.mark.parametrize("seed", SEEDS)
def test_fuzzed_posts_are_taken_or_refused_by_name(seed: int) -> None:
    chance, accepted = random.Random(seed), 0  # noqa: S311 - to be repeated, not to be secret
    form = make.make_registration_form(fields=[*FIELDS], offers_remote=True, capacity=CAPACITY)
    for number in range(POSTS):
        sent = {name: [value] for name, value in (ANSWERS | EXTRA).items()} | {"email": [f"a{number}@example.org"]}
        sent["ticket"] = [ticket(form, number=f"{number}")]
        if chance.random() < 0.5:
            _harmless(sent, chance)
        bad = {spoil(sent, chance) for spoil in chance.sample(BAD, chance.choice((0, 1, 1, 1, 1, 2)))}
        body, kind, is_broken = _body(sent), KIND, chance.random() < 0.2
        if is_broken:
            body, kind = _broken(body, chance)
        answer = _send(form, body, kind, is_drawn=number % DRAWN == 0)
        assert answer.status_code in ((200, 302, 400) if is_broken else (200, 302)), (seed, number, body)
        accepted += answer.status_code == 302
        if number % COUNTED == 0:
            assert Registration.objects.count() == accepted, (seed, number)
        if not is_broken:
            assert (answer.status_code == 302) == (not bad), (seed, number, bad, body)
            assert bad - {""} <= _links(answer), (seed, number, bad)
            assert ("press the button again" in text(answer)) == ("" in bad), (seed, number, bad)
    assert Registration.objects.count() == Message.objects.count() == accepted > POSTS // 20
    assert (taken(form), Participation.objects.count()) == (CAPACITY, CAPACITY)
