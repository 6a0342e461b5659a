"""Nothing is smuggled into the head of a letter, and no name becomes a link or markup."""

import re
from email import message_from_bytes, policy

import pytest

from events.emails.message import harmless, kept_reason, plain_message

# What the mail programs of the world make links of.
LINK = re.compile(r"https?:|www\.\S|\S\.\S|@|//|[<>\[\]()]")


def _sent(**fields: str) -> bytes:
    given = {"to": "ada@example.org", "subject": "S", "body": "B", "identifier": "<1@b>", "language": "en"} | fields
    return plain_message(**given).message().as_bytes()


@pytest.mark.parametrize("field", ["to", "subject", "identifier", "language"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\x0b", "\x00\n"])
def test_line_break_never_starts_a_head(field: str, end: str) -> None:
    bad = {"to": "ada@example.org", "subject": "S", "identifier": "<1@b>", "language": "en"}
    raw = _sent(**{field: f"{bad[field]}{end}Bcc: eve@example.org{end}{end}body"})
    message = message_from_bytes(raw, policy=policy.compat32)
    assert message["Bcc"] is None
    assert not re.search(rb"^Bcc:", raw, re.MULTILINE | re.IGNORECASE)
    assert message.get_payload(decode=True) == b"B\n"


@pytest.mark.parametrize(
    "name",
    [
        "http://evil.example/a",
        "www.evil.example",
        "evil.example",
        "evil。example",
        "evil．example",
        "ｅｖｉｌ．ｅｘａｍｐｌｅ",
        "eve@evil.example",
        "<a href='//evil'>click</a>",
        "[click](https://evil.example)",
        "mailto:eve@evil.example",
        "e\u200bvil.example",
        "Ada\r\n\r\nhttps://evil.example",
        "evil\u2024example",
    ],
)
def test_name_becomes_no_link_and_no_markup(name: str) -> None:
    assert not LINK.search(harmless(name))


@pytest.mark.parametrize(
    "name",
    ["Tiziana Bonapace", "O’Brien", "Jean-Luc d'Arc", "이병식", "محمد علي", "ศรีสุข", "Nguyễn Thị", "Mr. Fredriksson"],
)
def test_real_name_stays(name: str) -> None:
    assert harmless(name).replace("\u00a0", " ") == name


def test_body_has_no_control_characters_but_line_feeds() -> None:
    raw = _sent(body="one\r\ntwo\rthree\x00\u202efour\n\nfive")
    assert message_from_bytes(raw).get_payload(decode=True) == b"one\ntwo\nthree four\n\nfive\n"


def test_long_subject_is_cut_and_folded() -> None:
    subject = message_from_bytes(_sent(subject="안녕 " * 300), policy=policy.default)["Subject"]
    assert len(subject.strip()) <= 200


def test_reason_is_one_short_line() -> None:
    assert kept_reason("550 no\r\n such https://a/b?c user " + "x" * 999)[:24] == "550 no such […] user xxx"
    assert len(kept_reason("x" * 999)) == 220
