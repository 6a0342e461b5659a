"""Sending letters: each once, though the mailer is killed at any point and started again."""

import random
import re
import time
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections, connection

from evaluations.actions.runs import STARTING, Run, folder, one_mailer_on_this_machine
from evaluations.emails.journal import Journal
from evaluations.emails.letter import message_of
from evaluations.models import Letter, Status, Survey
from events.actions.processes import start
from events.emails.delivery import Delivered, Mark, Outcome, Postman, ServerError

MOST_TRIES = 5
_TRIED = re.compile(r"^Tried (\d+) times?: ")
_SECONDS_TO_RECONNECT = (1, 5, 15)
State = Letter.State


class _StoppedError(Exception):
    """The run ends before all letters are sent; the message says why."""


def tries_of(reason: str) -> int:
    """How often a letter was tried, as its reason tells."""
    found = _TRIED.match(reason)
    return int(found[1]) if found else 0


def _tried(tries: int, reason: str) -> str:
    return f"Tried {tries} time{'s' if tries > 1 else ''}: {_TRIED.sub('', reason)}"


def start_sending(*, survey: Survey) -> None:
    """Sends what waits in a process of its own."""
    run = Run(survey.original.pk)
    if not run.is_going():
        run.say(STARTING)
        start("send_letters", survey.original.slug)


def stop_sending(*, survey: Survey) -> None:
    """The mailer of a survey stops after the letter in its hands."""
    Run(survey.original.pk).stop()


def send_letters(*, survey: Survey, sleep: Callable[[float], None] = time.sleep) -> None:
    """Sends every waiting letter of a survey. Raises RunningError where another process does, and ServerError."""
    run = Run(survey.original.pk)
    with run.alone(), one_mailer_on_this_machine(), Journal(folder() / "journal") as journal:
        take_back(journal)
        mailer = _Mailer(survey.original, run, journal, sleep)
        try:
            mailer.work()
        except _StoppedError as reason:
            run.say(str(reason))
        except ServerError as error:
            run.say(f"{error} The letters wait.")
            raise
        else:
            run.say("All letters are sent.")
        finally:
            mailer.postman.close()


def take_back(journal: Journal) -> None:
    """The letter whose last line never went out waits again."""
    if letter := journal.stopped_before_the_end():
        Letter.objects.filter(pk=letter, state=State.HANDED_OVER).update(state=State.WAITING)


class _Mailer:
    """One run over the waiting letters of a survey."""

    def __init__(self, survey: Survey, run: Run, journal: Journal, sleep: Callable[[float], None]) -> None:
        self.survey, self.run, self.journal, self.sleep = survey, run, journal, sleep
        self.letters = Letter.objects.filter(mailing__survey=survey)
        self.postman = Postman()

    def work(self) -> None:
        """Round after round until no letter waits: who was told "not now" is tried again after a while."""
        self.run.say("Sending …")
        while waiting := self._waiting():
            for letter in waiting:
                self._check()
                if self._send(letter):
                    self._rest(settings.PORTAL_LETTER_PAUSE)
            if left := self.letters.filter(state=State.WAITING).count():
                self.run.say(f"{left} wait for another try …")
                self._rest(settings.PORTAL_LETTER_RETRY_SECONDS)
                self.run.say("Sending …")

    def _waiting(self) -> list[int]:
        """The waiting letters in no order, so that mailers on several machines seldom meet."""
        self.letters.filter(state=State.WAITING, invitation__is_answered=True).update(state=State.NOT_NEEDED)
        found = list(self.letters.filter(state=State.WAITING).values_list("pk", flat=True))
        random.shuffle(found)
        return found

    def _check(self) -> None:
        if not connection.in_atomic_block:
            close_old_connections()  # the database may have been started anew
        if self.run.is_to_stop():
            raise _StoppedError("Stopped. The letters that are left wait.")
        if Survey.objects.get(pk=self.survey.pk).status() != Status.OPEN:
            raise _StoppedError("The survey is not open. The letters that are left wait.")

    def _rest(self, seconds: float) -> None:
        """Sleeps, in short pieces so that a wish to stop is seen."""
        while seconds > 0 and not self.run.is_to_stop():
            self.sleep(min(seconds, 1))
            seconds -= 1

    def _send(self, key: int) -> bool:
        """Whether anything was told to the mail server."""
        rows = Letter.objects.select_related("invitation__person", "mailing__survey__event")
        letter = rows.filter(pk=key, state=State.WAITING).first()
        if letter is None:
            return False
        if letter.invitation.is_answered:
            self._note(letter, State.WAITING, state=State.NOT_NEEDED, reason="")
            return False
        self._connect()
        self._settle(letter, self.postman.deliver(message_of(letter), self._mark(key)))
        return True

    def _connect(self) -> None:
        """Opens the connection, in several tries. Raises ServerError."""
        for seconds in _SECONDS_TO_RECONNECT:
            try:
                self.postman.open()
                return
            except ServerError as error:
                self.run.say(f"{error} Trying again …")
                self._rest(min(seconds, settings.PORTAL_LETTER_RETRY_SECONDS))
                self._check()
        self.postman.open()

    def _mark(self, key: int) -> Mark:
        def mark() -> Callable[[], None] | None:
            self.journal.begin(key)
            # Claimed in one statement: of two mailers one gets it, and the other drops its letter.
            claimed = Letter.objects.filter(pk=key, state=State.WAITING).update(state=State.HANDED_OVER)
            return self.journal.end if claimed == 1 else None

        return mark

    def _settle(self, letter: Letter, delivered: Delivered) -> None:
        """Notes what became of a letter."""
        outcome, reason = delivered.outcome, delivered.reason
        if outcome is Outcome.SENT:
            self._note(letter, State.HANDED_OVER, state=State.SENT, reason="")
        elif outcome is Outcome.UNCONFIRMED:
            self._note(letter, State.HANDED_OVER, reason=reason)
        elif outcome is Outcome.REFUSED:
            self._note(letter, State.WAITING, State.HANDED_OVER, state=State.REFUSED, reason=reason)
        elif outcome in (Outcome.DELAYED, Outcome.BROKEN_OFF):
            tries = tries_of(letter.reason) + 1
            state = State.WAITING if tries < MOST_TRIES else State.REFUSED
            self._note(letter, State.WAITING, State.HANDED_OVER, state=state, reason=_tried(tries, reason))

    def _note(self, letter: Letter, *before: str, **values: str) -> None:
        Letter.objects.filter(pk=letter.pk, state__in=before).update(**values)
