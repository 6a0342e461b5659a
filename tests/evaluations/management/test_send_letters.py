"""The mailer as a process of its own: killed at random moments, started again, and everybody has exactly one letter."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from evaluations.models import Letter
from tests import factories as make
from tests.evaluations.outside import Outside
from tests.mail_server import OK, Box, mail_server

# How often the mailer is killed; more take more time, and find no other moments.
KILLS = int(os.environ.get("PORTAL_KILLS", "5"))
LETTERS = 8 * KILLS
State = Letter.State


class Killer:
    """Kills the mailer some thousandths of a second after it names the receiver of a letter.

    A letter takes a few of them, so that the moment may be before its text, before or after its mark, before or after
    its last line, and before or after the server's answer was noted.
    """

    def __init__(self, kills: int) -> None:
        self.left, self.process = kills, None  # type: ignore[var-annotated]
        self.random = random.Random(20121018)  # noqa: S311 - the same moments in every run
        self.countdown = 0

    def at_rcpt(self, address: str) -> str:
        self.countdown -= 1
        if self.left and self.countdown == 0:
            self.left -= 1
            Timer(self.random.uniform(0, 0.012), self._kill, [self.process]).start()
        return OK

    def _kill(self, process: Any) -> None:
        process.send_signal(signal.SIGKILL)

    def started(self, process: Any) -> None:
        self.process, self.countdown = process, self.random.randint(1, 5)


def _mailer(url: str, port: int, folder: Path, slug: str) -> Any:
    own = {
        "DATABASE_URL": url,
        "PORTAL_VAR_DIR": str(folder),
        "PORTAL_EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "PORTAL_SECRET_KEY": settings.SECRET_KEY,
        "PORTAL_LETTER_PAUSE": "0",
        "PORTAL_LETTER_RETRY_SECONDS": "0",
        "DJANGO_SETTINGS_MODULE": "unpog_portal.settings",
    }
    command = [sys.executable, "manage.py", "send_letters", slug]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | own, stdout=pipe, stderr=pipe)


@pytest.mark.django_db(transaction=True)
def test_everybody_has_exactly_one_letter_though_the_mailer_is_killed(tmp_path: Path) -> None:
    mailing = make.make_mailing(survey=make.make_open_survey(access="invited", slug="killed"))
    for number in range(LETTERS):
        invitation = make.make_invitation(survey=mailing.survey, email=f"p{number:03}@example.org")
        make.make_letter(invitation=invitation, mailing=mailing)
    outside, killer, killed = Outside(tmp_path), Killer(KILLS), 0
    box = Box(at_rcpt=killer.at_rcpt)
    with mail_server(box) as port:
        for _ in range(KILLS + 1):
            process = _mailer(outside.url, port, tmp_path, "killed")
            killer.started(process)
            _, complaints = process.communicate(timeout=120)
            assert process.returncode in (0, -signal.SIGKILL), complaints
            killed += process.returncode == -signal.SIGKILL
    assert Counter(box.addresses) == Counter({f"p{number:03}@example.org": 1 for number in range(LETTERS)})
    states = dict(outside.rows("SELECT state, COUNT(*) FROM evaluations_letter GROUP BY state"))
    # What was on its way when the mailer was killed is for the staff to judge; all else is known to have arrived.
    assert set(states) <= {State.SENT, State.HANDED_OVER}
    assert states.get(State.HANDED_OVER, 0) <= killed  # type: ignore[operator]
    assert killed >= KILLS - 1


@pytest.mark.django_db
def test_command_names_a_survey_that_is_not_there() -> None:
    with pytest.raises(CommandError, match="There is no survey “nowhere”"):
        call_command("send_letters", "nowhere")


@pytest.mark.django_db
def test_command_sends_all_surveys_and_counts(capsys: Any, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    for _ in range(2):
        make.make_letter()
    make.make_letter(state=State.BOUNCED)
    call_command("send_letters")
    assert [line.partition(": ")[2] for line in capsys.readouterr().out.splitlines()] == ["Sent: 1", "Sent: 1"]


@pytest.mark.django_db
def test_command_says_when_the_server_is_down(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    letter = make.make_letter()
    (tmp_path / "mailer").mkdir()
    with pytest.raises(CommandError, match="does not answer"):
        call_command("send_letters", letter.mailing.survey.slug)
    letter.refresh_from_db()
    assert letter.state == State.WAITING
