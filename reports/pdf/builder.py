"""The parent's side: keeps one warm child, hands it a document, and answers with the file or one clear error."""

import atexit
import fcntl
import json
import logging
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)
_WORKER = Path(__file__).with_name("worker.py")
_FRAME = struct.Struct(">cQ")
_BUILDS_PER_CHILD = 25


class PdfError(Exception):
    """The PDF could not be built; the message says so in words for staff."""


@dataclass(frozen=True)
class Document:
    """Complete HTML and CSS; `assets` maps each address that they may name to a file."""

    html: str
    css: str
    assets: dict[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Built:
    """The file, its number of pages, and what WeasyPrint complained of."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...]


def _seconds(limit: str) -> str:
    number = settings.PDF_LIMITS[limit]
    return f"{number} second" if number == 1 else f"{number} seconds"


class _Child:
    """One warm process. It is replaced after some builds, after a failure, and after a fork of the parent."""

    def __init__(self) -> None:
        cache = settings.VAR_DIR / "cache"
        cache.mkdir(exist_ok=True)
        self.owner = os.getpid()
        self.builds = 0
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(_WORKER), str(settings.PDF_LIMITS["memory_bytes"])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "XDG_CACHE_HOME": str(cache), "HOME": str(cache)},
            close_fds=True,
        )

    def usable(self) -> bool:
        """Whether this process may build once more."""
        fresh = self.owner == os.getpid() and self.builds < _BUILDS_PER_CHILD
        return fresh and self.process.poll() is None

    def ask(self, request: bytes) -> None:
        """Sends one request."""
        self.builds += 1
        assert self.process.stdin is not None  # noqa: S101 - it was asked for above
        self.process.stdin.write(_FRAME.pack(b"B", len(request)) + request)
        self.process.stdin.flush()

    def frames(self, deadline: float) -> Iterator[tuple[bytes, bytes]]:
        """What the child says, until it is done. Raises PdfError when it dies or the deadline passes."""
        while True:
            kind, length = _FRAME.unpack(self._read(_FRAME.size, deadline))
            yield kind, self._read(length, deadline)
            if kind in (b"D", b"E"):
                return

    def _read(self, size: int, deadline: float) -> bytes:
        assert self.process.stdout is not None  # noqa: S101 - it was asked for above
        pipe, parts = self.process.stdout.fileno(), []
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while size:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise PdfError(f"it took longer than {_seconds('wall_seconds')}")
                part = os.read(pipe, min(size, 2**20))
                if not part:
                    raise PdfError(self._cause_of_death())
                parts.append(part)
                size -= len(part)
        return b"".join(parts)

    def _cause_of_death(self) -> str:
        if self.process.wait(5) == -signal.SIGXCPU:
            return f"it needed more than {_seconds('cpu_seconds')} of computing"
        return "the builder stopped; it may have needed more memory than one report may use"

    def end(self) -> None:
        """Stops the process, if it is this process's own."""
        if self.owner == os.getpid():
            self.process.kill()
            self.process.communicate()


_lock = threading.Lock()
_children: list[_Child] = []


@contextmanager
def _one_build_at_a_time() -> Iterator[None]:
    """Over the threads of this process and over all processes of this machine."""
    with _lock, (settings.VAR_DIR / "pdf.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _child() -> _Child:
    if _children and not _children[0].usable():
        _drop()
    if not _children:
        _children.append(_Child())
    return _children[0]


def _drop() -> None:
    while _children:
        _children.pop().end()


atexit.register(_drop)


def _request(document: Document) -> bytes:
    assets = {address: str(path) for address, path in document.assets.items()}
    limits = {"cpu_seconds": settings.PDF_LIMITS["cpu_seconds"]}
    return json.dumps({"html": document.html, "css": document.css, "assets": assets, **limits}).encode()


def _answer(child: _Child, request: bytes, progress: Callable[[str], None]) -> Built:
    warnings = []
    child.ask(request)
    for kind, content in child.frames(time.monotonic() + settings.PDF_LIMITS["wall_seconds"]):
        if kind == b"P":
            progress(content.decode())
        elif kind == b"W":
            warnings.append(content.decode())
        elif kind == b"E":
            raise PdfError(content.decode())
        else:
            return Built(content[4:], struct.unpack(">I", content[:4])[0], tuple(warnings))
    raise PdfError("the builder gave no answer")


def build_pdf(document: Document, *, progress: Callable[[str], None] = lambda step: None) -> Built:
    """The tagged PDF (PDF/UA-1) of a document. Raises PdfError when it cannot be built within the limits."""
    with _one_build_at_a_time():
        try:
            return _answer(_child(), _request(document), progress)
        except (PdfError, OSError, subprocess.SubprocessError) as error:
            _drop()
            logger.exception("A PDF could not be built")
            raise PdfError(f"The report could not be built: {error}.") from error
