"""How far a long work is, told outside its transaction, and whether its process still lives."""

import fcntl
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

STARTING = "Starting"
_SECONDS_TO_START = 30


class AtWorkError(Exception):
    """Another process does this work already."""


class Progress:
    """The work of one name: a file that says how far it is, and a lock that goes with its process."""

    def __init__(self, name: str) -> None:
        folder: Path = settings.VAR_DIR / "progress"
        folder.mkdir(parents=True, exist_ok=True)
        self._lock, self._said = folder / f"{name}.lock", folder / f"{name}.json"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Holds the lock, and lets go of it however the process ends. Raises AtWorkError."""
        with self._lock.open("w") as lock:
            for wait in (0.2, 0.3, 0.5, None):  # somebody may be looking whether it is free
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except OSError as error:
                    if wait is None:
                        raise AtWorkError from error
                    time.sleep(wait)
            yield

    def is_going(self) -> bool:
        """Whether the work is under way on this machine, or has just been started."""
        with self._lock.open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return True
        if self.said()["words"] != STARTING:
            return False
        return time.time() - self._said.stat().st_mtime < _SECONDS_TO_START

    def tell(self, words: str, done: int = 0, whole: int = 0) -> None:
        """Tells the page what happens: `done` of `whole`."""
        temporary = self._said.with_suffix(".new")
        temporary.write_text(json.dumps({"words": words, "done": done, "whole": whole}))
        temporary.replace(self._said)

    def said(self) -> dict[str, Any]:
        """What was told last."""
        try:
            found: dict[str, Any] = json.loads(self._said.read_text())
        except FileNotFoundError:
            return {"words": "", "done": 0, "whole": 0}
        return found

    def forget(self) -> None:
        """Takes its files away."""
        self._lock.unlink(missing_ok=True)
        self._said.unlink(missing_ok=True)
