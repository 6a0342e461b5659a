"""Verbs of this floor: publish a report, build its PDF and keep the file."""

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.db import transaction

from events.actions.closing import close_if_open
from events.actions.publishing import publish
from events.review import Finding, Review
from reports.documents.final_report import build_final_report, fingerprint, internal_or_public
from reports.models import Report
from reports.pdf import Built

_KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Kept:
    """A file on disk; `fingerprint` names its exact content."""

    path: Path
    fingerprint: str


def publish_report(*, item: Report, by: Any, review: Review, why: str = "") -> tuple[Finding, ...]:
    """Publishes a report and makes the budget of its event final, so that its amounts stay as they are printed.

    Raises RefusedError where a blocking finding remains; then nothing has changed.
    """
    with transaction.atomic():
        found = publish(item=item, by=by, review=review, why=why)
        close_if_open(event=item.event, by=by, detail=f"{item.symbol} was published")
    return found


def check_target(path: Path) -> None:
    """Raises OSError where no file can be written: asked before a long build, and again before writing."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EEXIST, "it is not an ordinary file", str(path))
    if not path.parent.is_dir():
        raise OSError(errno.ENOENT, "its folder does not exist", str(path))
    if not os.access(path.parent, os.W_OK):
        raise OSError(errno.EACCES, "its folder cannot be written to", str(path))


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it is there in full or not at all.

    Raises OSError, as when the disk is full, or when `path` is something else than a file (a device, a folder).
    """
    check_target(path)
    temporary = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        if temporary:
            temporary.unlink(missing_ok=True)
        raise


def export_report(
    *, report: Report, output: Path, is_internal: bool = False, progress: Callable[[str], None] = lambda step: None
) -> int:
    """Builds one edition into `output` and returns its number of pages.

    Raises EmptyReportError, PdfError, or OSError; then no file is left behind.
    """
    check_target(output)
    progress("Reading the facts and composing the sections")
    composed, document = internal_or_public(report, is_internal=is_internal)
    built = build_final_report(composed, document, progress)
    progress(f"Writing {len(built.pdf):,} bytes")
    write_whole(output, built.pdf)
    return built.pages


def _folder() -> Path:
    folder = settings.VAR_DIR / "reports"
    folder.mkdir(exist_ok=True)
    return folder


def kept_pdf(*, report: Report, is_internal: bool = False) -> Kept:
    """The PDF of the facts as they are now: the file kept from the last build, or a new one when a fact changed.

    Raises EmptyReportError or PdfError.
    """
    composed, document = internal_or_public(report, is_internal=is_internal)
    content = fingerprint(document)
    edition = "internal" if is_internal else "public"
    path = _folder() / f"{report.pk}-{edition}-{content}.pdf"
    if path.exists():
        return Kept(path, content)
    with _one_keeper_at_a_time(path.parent):
        if not path.exists():  # asked again inside the lock: who waited finds the file that the other has built
            _keep(report, edition, path, build_final_report(composed, document, lambda step: None))
    return Kept(path, content)


@contextmanager
def _one_keeper_at_a_time(folder: Path) -> Iterator[None]:
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _keep(report: Report, edition: str, path: Path, built: Built) -> None:
    write_whole(path, built.pdf)
    for other in path.parent.glob(f"{report.pk}-{edition}-*.pdf"):
        if other.stat().st_mtime < time.time() - _KEPT_SECONDS:  # a younger one may be on its way to a reader
            other.unlink(missing_ok=True)
    if edition == "public":
        Report.objects.filter(pk=report.pk).update(pdf_pages=built.pages, pdf_size=len(built.pdf))
