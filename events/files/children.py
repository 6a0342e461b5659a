"""The parent's side of a confined child process: gives it nothing of our own, asks, and waits no longer than said."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from events.files.confinement import FRAME


class ChildError(Exception):
    """Why a child gave no answer."""


class LateError(ChildError):
    """It took too long."""


class BusyError(ChildError):
    """It computed for too long."""


class DeadError(ChildError):
    """It stopped, for want of memory or by a fault."""


class Child:
    """A process that runs one of our programs in an empty environment, and confines itself (see `confinement`)."""

    # The frames with which an answer ends.
    LAST = (b"D", b"E")

    def __init__(self, program: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(program), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", **(environment or {})},
            close_fds=True,
        )

    def ask(self, request: bytes) -> None:
        """Sends one request."""
        assert self.process.stdin is not None  # noqa: S101 - it was asked for above
        self.process.stdin.write(FRAME.pack(b"B", len(request)) + request)
        self.process.stdin.flush()

    def frames(self, deadline: float) -> Iterator[tuple[bytes, bytes]]:
        """What the child says, until it is done. Raises ChildError when it dies or the deadline passes."""
        while True:
            kind, length = FRAME.unpack(self._read(FRAME.size, deadline))
            yield kind, self._read(length, deadline)
            if kind in self.LAST:
                return

    def _read(self, size: int, deadline: float) -> bytes:
        assert self.process.stdout is not None  # noqa: S101 - it was asked for above
        pipe, parts = self.process.stdout.fileno(), []
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while size:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise LateError("it took too long")
                part = os.read(pipe, min(size, 2**20))
                if not part:
                    raise self._cause_of_death()
                parts.append(part)
                size -= len(part)
        return b"".join(parts)

    def _cause_of_death(self) -> ChildError:
        if self.process.wait(5) == -signal.SIGXCPU:
            return BusyError("it computed for too long")
        return DeadError("it stopped")

    def end(self) -> None:
        """Stops the process, if it is this process's own."""
        if self.owner == os.getpid():
            self.process.kill()
            self.process.communicate()
