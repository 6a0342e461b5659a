"""A letter is written with what it tells, replaces an older one, and starts one mailer only."""

from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from events.actions import letters
from events.actions.letters import queue_letter, start_sending
from events.models import Message, Registration
from tests import factories as make
from tests.events.registered import own, subjects

pytestmark = pytest.mark.django_db
State = Registration.State


def test_letter_waits_with_its_text() -> None:
    registration = make.make_registration(email="ana@example.org", language="fr")
    message = queue_letter(registration)
    assert (message.address, message.language, message.state) == ("ana@example.org", "fr", "waiting")
    assert f"https://portal.example.org{own(registration)}" in message.body
    assert message.registration == registration


def test_letter_that_has_not_left_is_replaced() -> None:
    registration = make.make_registration()
    queue_letter(registration)
    Message.objects.create(registration=registration, address="a@example.org", subject="Sent: x", body="", state="sent")
    other = make.make_registration(form=registration.form)
    queue_letter(other)
    registration.state = State.WAITING
    queue_letter(registration)
    assert subjects(registration.form) == ["Sent", "Registration received", "Waiting list"]


def test_letter_leaves_after_the_commit_and_never_before(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message = queue_letter(make.make_registration())
        assert mail.outbox == []
    message.refresh_from_db()
    assert (len(mail.outbox), message.state, message.body) == (1, "sent", "")


def test_letter_of_what_was_undone_never_existed() -> None:
    registration = make.make_registration()
    with transaction.atomic():
        queue_letter(registration)
        transaction.set_rollback(True)
    assert Message.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_mail_server_that_is_down_disturbs_nobody(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    message = queue_letter(make.make_registration())
    message.refresh_from_db()
    assert (message.state, message.body != "") == ("waiting", True)
    assert "does not answer" in message.reason


def test_many_letters_start_one_mailer(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PORTAL_DETACHED = True
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(letters, "start", lambda *command: started.append(command))
    for _ in range(5):
        start_sending()
    assert started == [("send_messages", "--stay")]


def test_no_mailer_is_started_where_there_is_no_server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    monkeypatch.setattr(letters, "start", lambda *command: pytest.fail("There is nobody to send to."))
    start_sending()
