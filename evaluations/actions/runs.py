"""One run of the mailer: alone on this machine, stopped by a wish, and telling what it does."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

STARTING = "Starting …"
_SECONDS_TO_START = 30


class RunningError(Exception):
    """The letters of this survey are being sent already."""


def folder() -> Path:
    """Where runs keep their files."""
    place: Path = settings.VAR_DIR / "mailer"
    place.mkdir(parents=True, exist_ok=True)
    return place


@contextmanager
def one_mailer_on_this_machine() -> Iterator[None]:
    """Waits for the mailers of other surveys."""
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Run:
    """The run that sends the letters of one survey."""

    def __init__(self, survey: int) -> None:
        self._lock = folder() / f"{survey}.lock"
        self._stop = folder() / f"{survey}.stop"
        self._said = folder() / f"{survey}.said"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Holds the survey's lock, and ends with the process, however that ends. Raises RunningError."""
        with self._lock.open("w") as lock:
            for wait in (0.2, 0.3, 0.5, None):  # somebody may be looking whether it is free
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except OSError as error:
                    if wait is None:
                        raise RunningError("The letters of this survey are being sent already.") from error
                    time.sleep(wait)
            self._stop.unlink(missing_ok=True)
            yield

    def is_going(self) -> bool:
        """Whether a mailer is at work on this machine, or has just been started."""
        with self._lock.open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return True
        if self.said() != STARTING:
            return False
        return time.time() - self._said.stat().st_mtime < _SECONDS_TO_START

    def stop(self) -> None:
        """Asks the mailer to stop after the letter in its hands."""
        self._stop.touch()

    def is_to_stop(self) -> bool:
        """Whether somebody asked it to."""
        return self._stop.exists()

    def say(self, words: str) -> None:
        """Tells the page what happens."""
        temporary = self._said.with_suffix(".new")
        temporary.write_text(words)
        temporary.replace(self._said)

    def said(self) -> str:
        """What was told last."""
        return self._said.read_text() if self._said.exists() else ""
