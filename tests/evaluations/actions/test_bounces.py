"""Notifications of undelivered mail are read, and nothing else is taken for one."""

from email.mime.text import MIMEText

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from evaluations.actions.bounces import mark_bounced, record_bounce
from evaluations.emails.letter import message_id, message_of
from evaluations.models import Letter
from tests import factories as make

pytestmark = pytest.mark.django_db
State = Letter.State


def _letter(email: str = "ada@example.org", state: str = State.SENT) -> Letter:
    return make.make_letter(invitation=make.make_invitation(email=email), state=state)


def _notice(
    *, address: str = "ada@example.org", action: str = "failed", number: str = "", original: bytes | None = None
) -> bytes:
    """A notification as mail servers write it, with the head or the whole of what came back."""
    status = (
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
        f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 No such user,\n see https://mx.example.net/why\n"
    )
    parts = [b"Content-Type: text/plain\n\nYour message could not be delivered.\n", status.encode()]
    if number:
        head = f"Content-Type: text/rfc822-headers\n\nSubject: Your opinion\nMessage-ID: {number}\n"
        parts.append(head.encode())
    if original is not None:
        parts.append(b"Content-Type: message/rfc822\n\n" + original)
    top = b"From: MAILER-DAEMON@mx.example.net\nTo: office@example.org\nMIME-Version: 1.0\n"
    kind = b"Content-Type: multipart/report; report-type=delivery-status; boundary=part\n\n"
    return top + kind + b"".join(b"--part\n" + part + b"\n" for part in parts) + b"--part--\n"


def _after(letter: Letter) -> tuple[str, str]:
    letter.refresh_from_db()
    return letter.state, letter.reason


BOUNCED = (State.BOUNCED, "5.1.1 550 5.1.1 No such user, see […]")


def test_returned_head_names_the_letter() -> None:
    letter, other = _letter(), _letter()
    found = record_bounce(_notice(address="forwarded@example.net", number=message_id(letter.pk)))
    assert (found, _after(letter), _after(other)) == ([letter], BOUNCED, (State.SENT, ""))


def test_returned_letter_names_itself() -> None:
    letter = _letter()
    whole = message_of(letter).message().as_bytes()
    assert record_bounce(_notice(address="forwarded@example.net", original=whole)) == [letter]
    assert _after(letter) == BOUNCED


def test_address_names_the_last_letter_to_it() -> None:
    first = _letter()
    reminder = make.make_letter(
        invitation=first.invitation, mailing=make.make_mailing(survey=first.invitation.survey), state=State.SENT
    )
    assert record_bounce(_notice(address="<Ada@Example.org>")) == [reminder]
    assert (_after(first)[0], _after(reminder)) == (State.SENT, BOUNCED)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_notice_that_nothing_is_lost_changes_nothing(action: str) -> None:
    letter = _letter()
    assert record_bounce(_notice(action=action, number=message_id(letter.pk))) == []
    assert _after(letter) == (State.SENT, "")


@pytest.mark.parametrize("state", [State.WAITING, State.REFUSED, State.NOT_NEEDED, State.BOUNCED])
def test_letter_that_never_went_out_cannot_come_back(state: str) -> None:
    letter = _letter(state=state)
    assert record_bounce(_notice(number=message_id(letter.pk))) == []
    assert record_bounce(_notice()) == []
    assert _after(letter) == (state, "")


def test_forged_number_is_not_believed() -> None:
    letter = _letter()
    forged = message_id(letter.pk + 1).replace(f"letter.{letter.pk + 1}", f"letter.{letter.pk}")
    assert record_bounce(_notice(address="nobody@example.net", number=forged)) == []
    assert _after(letter) == (State.SENT, "")


def test_ordinary_mail_changes_nothing() -> None:
    letter = _letter()
    text = MIMEText(f"I cannot come. {message_id(letter.pk)}\nAction: failed\n").as_bytes()
    assert record_bounce(text) == []
    assert record_bounce(b"") == []
    assert _after(letter) == (State.SENT, "")


def test_deep_and_large_mail_is_read_in_no_time() -> None:
    letter = _letter()
    same = b"Content-Type: multipart/report; boundary=a\n\n--a\n" * 3000
    other = b"".join(b"Content-Type: multipart/report; boundary=%d\n\n--%d\n" % (n, n) for n in range(3000))
    inside = b"Content-Type: message/rfc822\n\n" * 9000
    assert [record_bounce(deep) for deep in (same, other, inside)] == [[], [], []]
    assert record_bounce(_notice(address="x" * 200_000 + "\x00@example.org")) == []
    assert _after(letter) == (State.SENT, "")


@limits(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_broken_notice_never_fails(data: st.DataObject) -> None:
    raw = bytearray(_notice(number=message_id(1)))
    for _ in range(data.draw(st.integers(0, 20))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=8))
    assert record_bounce(bytes(raw)) == []


def test_staff_may_mark_a_letter_by_hand() -> None:
    letter = _letter()
    assert mark_bounced(letter=letter, reason="Came back by post")
    assert _after(letter) == (State.BOUNCED, "Came back by post")
    assert not mark_bounced(letter=letter, reason="Again")
