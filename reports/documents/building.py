"""Builds the papers of an order, part by part, and says who is the cause where one cannot be built."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from events.figures import BudgetLine
from events.figures.roster import RosterGroup
from events.models import Event, Participation
from reports.documents.office_papers import Kind, Order, parts_of
from reports.documents.paper import Part
from reports.pdf import PdfError, build_pdf

# ZIP files know no date before this; the same papers make the same file.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class StoppedError(Exception):
    """Somebody asked the building to stop."""


@dataclass(frozen=True)
class Progress:
    """How far it is: parts that are done, all of them, and which is being made."""

    done: int
    whole: int
    words: str


@dataclass(frozen=True)
class Made:
    """A file to hand out: its name names nobody."""

    name: str
    content: bytes

    @property
    def content_type(self) -> str:
        """PDF, or ZIP where there are several PDFs in it."""
        return "application/zip" if self.name.endswith(".zip") else "application/pdf"


def _label(item: Any) -> str:
    if isinstance(item, Participation):
        return str(item.person.name)
    if isinstance(item, BudgetLine):
        return f"line {item.number}, {item.traveller}"
    return item.heading if isinstance(item, RosterGroup) else ""


def _cause(part: Part) -> str:
    """The item that cannot be built on its own, in words."""
    for item in part.items:
        if item is None:
            continue
        try:
            build_pdf(part.make((item,), 0))
        except PdfError:
            return _label(item)
    return ""


def _built(kind: Kind, part: Part, pages_before: int) -> tuple[bytes, int]:
    try:
        built = build_pdf(part.make(part.items, pages_before))
    except PdfError as error:
        reason = str(error).replace("The report could not be built", f"{kind.words}: the file could not be built")
        cause = _cause(part)
        raise PdfError(f"{reason} {cause} is the cause." if cause else reason) from error
    return built.pdf, built.pages


def files_of(
    event: Event, order: Order, *, progress: Callable[[Progress], None] = lambda progress: None
) -> Iterator[tuple[str, bytes]]:
    """The files of an order: names and PDFs. Raises PdfError, NotAttendedError, or what `progress` raises."""
    parts = [(kind, part) for kind in order.kinds for part in parts_of(kind, event, order) if not _is_empty(kind, part)]
    pages = 0
    for done, (kind, part) in enumerate(parts):
        progress(Progress(done, len(parts), f"{kind.words}, file {done + 1} of {len(parts)}"))
        pdf, own = _built(kind, part, pages if part.follows else 0)
        pages = own + (pages if part.follows else 0)
        yield f"{event.slug}-{part.stem}.pdf", pdf
    progress(Progress(len(parts), len(parts), "Putting the files together"))


def _is_empty(kind: Kind, part: Part) -> bool:
    """Whether nobody is on it; lists and sheets say something without anybody, too."""
    return not part.items and kind in (Kind.BADGES, Kind.CERTIFICATES, Kind.NAME_PLATES)


def packed(event: Event, files: list[tuple[str, bytes]]) -> Made:
    """One PDF as it is, several in a ZIP file. Raises ValueError where there is none."""
    if not files:
        raise ValueError("There is nobody to make these papers for.")
    if len(files) == 1:
        return Made(*files[0])
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return Made(f"{event.slug}-papers.zip", written.getvalue())
