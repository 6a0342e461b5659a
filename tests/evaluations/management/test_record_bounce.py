"""A mail server hands over what came back; whatever it is, the command does not fail."""

import io
from typing import Any

import pytest
from django.core.management import call_command

from evaluations.emails.letter import message_id
from evaluations.models import Letter
from tests import factories as make

pytestmark = pytest.mark.django_db
NOTICE = """Content-Type: multipart/report; report-type=delivery-status; boundary=part

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; ada@example.org
Action: failed
Status: 5.1.1

--part
Content-Type: text/rfc822-headers

Message-ID: {number}
--part--
"""


class _Input:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def _record(monkeypatch: pytest.MonkeyPatch, capsys: Any, content: bytes) -> str:
    monkeypatch.setattr("sys.stdin", _Input(content))
    call_command("record_bounce")
    return capsys.readouterr().out.strip()


def test_letter_that_came_back_is_marked(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    letter = make.make_letter(state=Letter.State.SENT)
    said = _record(monkeypatch, capsys, NOTICE.format(number=message_id(letter.pk)).encode())
    letter.refresh_from_db()
    assert (said, letter.state, letter.reason) == ("Letters marked as returned: 1", Letter.State.BOUNCED, "5.1.1")


def test_anything_else_is_left(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert _record(monkeypatch, capsys, b"\xff\x00 hello") == "Letters marked as returned: 0"
