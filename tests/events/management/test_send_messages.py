"""The console door to the outbox says what it did, and fails where nobody can be written to."""

from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from events.actions import mailing
from events.models import Message
from tests import factories as make
from tests.servers import free_port

pytestmark = pytest.mark.django_db


def _run(*options: str) -> str:
    said = StringIO()
    call_command("send_messages", *options, stdout=said)
    return said.getvalue()


def test_letters_that_are_due_are_sent() -> None:
    for _ in range(2):
        make.make_message()
    assert (_run(), _run(), len(mail.outbox)) == ("Letters sent: 2\n", "Letters sent: 0\n", 2)


@pytest.mark.parametrize("backend", ["smtp", "dummy"])
def test_failure_is_told_and_the_letter_waits(settings: Any, backend: str) -> None:
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    make.make_message()
    with pytest.raises(CommandError, match="wait"):
        _run()
    assert Message.objects.get().state == Message.State.WAITING


def test_mailer_that_stays_ends_when_nothing_waits(settings: Any, tmp_path: Any, monkeypatch: Any) -> None:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(mailing, "LINGERS", 1)
    make.make_message()
    assert (_run("--stay"), len(mail.outbox)) == ("", 1)
