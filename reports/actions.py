"""Verbs of this floor: build a report's PDF and keep the file."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from reports.documents.final_report import build_final_report, fingerprint, internal_or_public
from reports.models import Report


@dataclass(frozen=True)
class Kept:
    """A file on disk; `fingerprint` names its exact content."""

    path: Path
    fingerprint: str


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it is there in full or not at all. Raises OSError, as when the disk is full."""
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
    if not path.exists():
        built = build_final_report(composed, document, lambda step: None)
        write_whole(path, built.pdf)
        _forget_older(path, f"{report.pk}-{edition}-*.pdf")
        if not is_internal:
            Report.objects.filter(pk=report.pk).update(pdf_pages=built.pages, pdf_size=len(built.pdf))
    return Kept(path, content)


def _forget_older(path: Path, pattern: str) -> None:
    for other in path.parent.glob(pattern):
        if other != path:
            other.unlink(missing_ok=True)
