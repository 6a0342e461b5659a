"""What is due is sent once; what the mail server does not take waits, and nothing is lost while it is down."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from events.actions.mailing import MOST_ATTEMPTS, _mark, alone, due, email_of, send_and_stay, send_due
from events.emails.delivery import ServerError
from events.models import Message
from tests import factories as make
from tests.mail_server import OK, Box, mail_server
from tests.servers import free_port

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    found = Box()
    with mail_server(found) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield found


def _send() -> int:
    return send_due(sleep=[].append)


def _messages(count: int) -> list[Message]:
    return [make.make_message(address=f"p{number}@example.org") for number in range(count)]


def _found() -> list[tuple[str, str, int]]:
    return list(Message.objects.order_by("pk").values_list("state", "reason", "attempts"))


def test_everybody_gets_the_letter_once_and_its_text_is_forgotten(box: Box) -> None:
    _messages(3)
    assert (_send(), _send()) == (3, 0)
    assert box.addresses == ["p0@example.org", "p1@example.org", "p2@example.org"]
    assert _found() == [(State.SENT, "", 1)] * 3
    assert set(Message.objects.values_list("body", "calendar")) == {("", "")}
    assert all(Message.objects.values_list("sent_at", flat=True))


def test_letter_arrives_as_it_was_written(box: Box) -> None:
    make.make_message(subject="Büro", body="Dear Ana,\n\n.dot\nعربي", calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    _send()
    letter = box.letter()
    assert (letter["Subject"], letter["Auto-Submitted"]) == ("Büro", "auto-generated")
    text, calendar = letter.iter_parts()
    assert text.get_content().splitlines()[:4] == ["Dear Ana,", "", ".dot", "عربي"]
    assert (calendar.get_content_type(), calendar.get_param("method")) == ("text/calendar", "PUBLISH")
    assert (calendar.get_filename(), calendar.get_content().split()[0]) == ("event.ics", "BEGIN:VCALENDAR")


def test_letter_has_one_number_that_nobody_can_guess() -> None:
    message = make.make_message()
    numbers = {email_of(message).extra_headers["Message-ID"] for _ in range(2)}
    (number,) = numbers
    assert number.startswith(f"<registration.{message.pk}.")
    assert len(number.split(".")[2].split("@")[0]) == 20


def test_letter_whose_time_has_not_come_waits() -> None:
    make.make_message(due_at=timezone.now() + timedelta(minutes=1))
    assert (due(), _send(), mail.outbox) == ([], 0, [])


def test_older_letters_go_first() -> None:
    now = timezone.now()
    late, early = make.make_message(due_at=now), make.make_message(due_at=now - timedelta(hours=1))
    assert due() == [early.pk, late.pk]


def test_server_that_is_down_loses_nothing(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.PORTAL_LETTER_RETRY_SECONDS = 300
    _messages(2)
    with pytest.raises(ServerError):
        _send()
    assert [state for state, _, _ in _found()] == [State.WAITING] * 2
    assert all("does not answer" in reason for _, reason, _ in _found())
    assert due() == []
    assert Message.objects.filter(due_at__gt=timezone.now() + timedelta(seconds=290)).count() == 2


def test_letter_that_was_put_off_is_sent_later(box: Box, settings: Any) -> None:
    settings.PORTAL_LETTER_RETRY_SECONDS = 300
    (message,) = _messages(1)
    box.at_data = lambda address: "451 Not now"
    assert _send() == 0
    message.refresh_from_db()
    assert (message.state, message.reason, message.attempts) == (State.WAITING, "451 Not now", 1)
    assert message.due_at > timezone.now() + timedelta(seconds=290)
    box.at_data = lambda address: OK
    Message.objects.update(due_at=timezone.now())
    assert _send() == 1


def test_letter_that_is_always_put_off_is_given_up(box: Box) -> None:
    _messages(1)
    box.at_rcpt = lambda address: "450 Not now"
    assert _send() == 0
    assert _found() == [(State.REFUSED, "450 Not now", MOST_ATTEMPTS)]


def test_refused_letter_disturbs_no_other(box: Box) -> None:
    _messages(3)
    box.at_rcpt = lambda address: "550 No such user" if address.startswith("p1") else OK
    assert _send() == 2
    assert [state for state, _, _ in _found()] == [State.SENT, State.REFUSED, State.SENT]
    assert _found()[1][1] == "550 No such user"


def test_link_is_kept_in_no_reason(box: Box) -> None:
    _messages(1)
    link = f"https://portal.example.org/events/a/registration/{'ab' * 20}/"
    box.at_data = lambda address: f"550 Spam {link} {'cd' * 20}"
    _send()
    assert _found()[0][1] == "550 Spam […] […]"


def test_letter_without_an_answer_is_not_sent_again(box: Box) -> None:
    _messages(1)
    box.at_data = lambda address: None
    assert (_send(), _send()) == (0, 0)
    assert _found()[0][0] == State.HANDED_OVER
    assert len(Message.objects.get().body) > 0


def test_of_two_mailers_one_gets_the_letter() -> None:
    (message,) = _messages(1)
    assert (_mark(message.pk)() is None, _mark(message.pk)() is None) == (False, True)


def test_mailer_stays_until_nothing_waits(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR, slept = tmp_path, []
    _messages(1)

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 10:
            make.make_message(address="late@example.org")

    send_and_stay(sleep=sleep)
    assert [message.to[0] for message in mail.outbox] == ["p0@example.org", "late@example.org"]
    assert 30 < len(slept) < 60


def test_one_mailer_stays_at_a_time(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path
    with alone() as first, alone(wait=3, sleep=[].append) as second:
        assert (first, second) == (True, False)
    with alone(wait=0) as third:
        assert third is True
