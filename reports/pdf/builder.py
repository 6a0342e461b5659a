"""The parent's side: keeps one warm child, hands it a document, and answers with the file or one clear error."""

import atexit
import fcntl
import json
import logging
import os
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from events.files.children import BusyError, Child, ChildError, DeadError, LateError

logger = logging.getLogger(__name__)
_WORKER = Path(__file__).with_name("worker.py")
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


class _Child(Child):
    """One warm process. It is replaced after some builds, after a failure, and after a fork of the parent."""

    def __init__(self) -> None:
        cache = settings.VAR_DIR / "cache"
        cache.mkdir(exist_ok=True)
        self.builds = 0
        homes = {"XDG_CACHE_HOME": str(cache), "HOME": str(cache)}
        super().__init__(_WORKER, str(settings.PDF_LIMITS["memory_bytes"]), environment=homes)

    def usable(self) -> bool:
        """Whether this process may build once more."""
        fresh = self.owner == os.getpid() and self.builds < _BUILDS_PER_CHILD
        return fresh and self.process.poll() is None

    def ask(self, request: bytes) -> None:
        """Sends one request."""
        self.builds += 1
        super().ask(request)


def _in_words(error: Exception) -> str:
    if isinstance(error, LateError):
        return f"it took longer than {_seconds('wall_seconds')}"
    if isinstance(error, BusyError):
        return f"it needed more than {_seconds('cpu_seconds')} of computing"
    if isinstance(error, DeadError):
        return "the builder stopped; it may have needed more memory than one report may use"
    return str(error)


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
        except (PdfError, ChildError, OSError, subprocess.SubprocessError) as error:
            _drop()
            logger.exception("A PDF could not be built")
            raise PdfError(f"The report could not be built: {_in_words(error)}.") from error
