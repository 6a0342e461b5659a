"""The final report as one document: cover, contents, sections, colophon; the page shows the same parts."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import font_source_sans_pro
import font_source_serif_pro
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from events.models import Abbreviation, Organization
from events.narrative import counted, date_range, place, weekdays
from events.text import flatten_links, plain_text
from reports.charts import Ring, data_ring
from reports.documents.notes import numbered, with_notes
from reports.figures import Facts, report_facts
from reports.models import Report
from reports.narrative import hosts_by_role
from reports.pdf import Built, Document, PdfError, build_pdf
from reports.sections import Section, compose, has_content

_FACES = {
    "SourceSansPro-Regular.ttf": font_source_sans_pro,
    "SourceSansPro-It.ttf": font_source_sans_pro,
    "SourceSansPro-Semibold.ttf": font_source_sans_pro,
    "SourceSansPro-Bold.ttf": font_source_sans_pro,
    "SourceSerifPro-Semibold.ttf": font_source_serif_pro,
    "SourceSerifPro-Regular.ttf": font_source_serif_pro,
}
_PRINT = {
    "is_print": True,
    "bar_height": 26,
    "bar_baseline": "17.4",
    "question_height": 20,
    "question_baseline": "14.4",
}
_PAGE = {
    "is_print": False,
    "bar_height": 34,
    "bar_baseline": "21.4",
    "question_height": 26,
    "question_baseline": "17.4",
}
MOST_HOSTS = 4  # what the cover has room for
_WORD = re.compile(r"[\w&’'-]+")


class EmptyReportError(Exception):
    """The report says nothing yet."""


@dataclass(frozen=True)
class Composed:
    """A report ready to be shown: its facts, its sections, and each section as markup."""

    facts: Facts
    sections: tuple[Section, ...]
    rendered: tuple[tuple[Section, SafeString], ...]
    ring: Ring
    abbreviations: tuple[tuple[str, str], ...]

    def context(self) -> dict[str, Any]:
        """What the templates of page and PDF read."""
        return {
            "report": self.facts.report,
            "event": self.facts.event,
            "facts": self.facts,
            "sections": self.sections,
            "rendered": self.rendered,
            "ring": self.ring,
            "abbreviations": self.abbreviations,
            "cover": cover_facts(self.facts),
            "title_size": title_size(self.facts.event.title),
            "office": settings.PORTAL,
        }


def title_size(title: str) -> str:
    """The class that sets a long title smaller, so that it stays on the cover's field."""
    return " longest" if len(title) > 140 else " long" if len(title) > 70 else ""


def cover_facts(facts: Facts) -> tuple[tuple[str, str, str], ...]:
    """The facts of the cover: a term, a line in bold, a line below."""
    event, people = facts.event, facts.people
    word, hosts = next(iter(hosts_by_role(facts)), ("", ()))
    names = ", ".join(organization.short_name for organization in hosts[:MOST_HOSTS])
    others = len(hosts) - MOST_HOSTS
    total = f"{people.total:,}" if people.total is not None else ""
    countries = f"from {counted(people.countries, 'country', 'countries')}" if people.countries else ""
    rows = (
        ("Dates", date_range(event.starts_on, event.ends_on), weekdays(event.starts_on, event.ends_on)),
        ("Venue", event.venue or event.city, place(event) if event.venue else event.country.name),
        (word, names, f"and {others} more" if others > 0 else ""),
        ("Participants", total, countries),
    )
    return tuple(row for row in rows if row[1])


def _abbreviations(texts: list[str]) -> tuple[tuple[str, str], ...]:
    """The short forms that occur in the texts, with their meanings, in alphabetical order."""
    words = {word for text in texts for word in _WORD.findall(text)}
    known = dict(Abbreviation.objects.values_list("short", "meaning"))
    organizations = Organization.objects.exclude(acronym="").values_list("acronym", "name")
    known |= {acronym: name for acronym, name in organizations if acronym != name}
    joined = " ".join(texts)
    return tuple(
        (short, known[short])
        for short in sorted(known, key=str.casefold)
        if short in words or (" " in short and short in joined)
    )


def _with_notes(rendered: tuple[tuple[Section, SafeString], ...]) -> tuple[tuple[Section, SafeString], ...]:
    """The sections with their notes numbered through and listed below each."""
    found, count = [], 1
    for section, markup in rendered:
        introduction, first = numbered(section.introduction, count)
        text, others = numbered(markup, count + len(first))
        count += len(first) + len(others)
        found.append((replace(section, introduction=introduction), with_notes(text, first + others)))
    return tuple(found)


def compose_report(report: Report, *, is_internal: bool = False, is_print: bool = False) -> Composed:
    """Reads the facts, builds the sections and renders each. Raises EmptyReportError when there is nothing to say."""
    facts = report_facts(report, is_internal=is_internal)
    sections = compose(facts)
    if not has_content(sections):
        raise EmptyReportError(f"The report on “{facts.event.title}” has no content yet.")
    look = _PRINT if is_print else _PAGE
    rendered = tuple(
        (one, render_to_string(one.template, {"section": one, "facts": facts, **look})) for one in sections
    )
    if not is_print:
        rendered = _with_notes(rendered)
    texts = [plain_text(f"{section.introduction} {markup}".replace("<span", " <span")) for section, markup in rendered]
    return Composed(facts, tuple(one for one, _ in rendered), rendered, data_ring(facts), _abbreviations(texts))


@cache
def _styles() -> str:
    return Path(settings.BASE_DIR, "static", "css", "report.css").read_text()


def fonts() -> dict[str, Path]:
    """The font files of every paper, by the addresses that its style sheet names."""
    return {
        f"asset:fonts/{name}": Path(package.__file__ or "").parent / "files" / name for name, package in _FACES.items()
    }


def final_report(composed: Composed) -> Document:
    """The document that the PDF is built from."""
    html = render_to_string("reports/documents/final_report.html", {**composed.context(), **_PRINT})
    return Document(flatten_links(html), _styles(), fonts())


def fingerprint(document: Document) -> str:
    """Names the exact content of a document: the same facts and words give the same value in every process."""
    return sha256(f"{document.html}\0{document.css}".encode()).hexdigest()[:32]


def build_final_report(composed: Composed, document: Document, progress: Callable[[str], None]) -> Built:
    """The PDF of a composed report. Raises PdfError that names the section that cannot be built, if one alone fails."""
    try:
        return build_pdf(document, progress=progress)
    except PdfError as error:
        section = _failing_section(composed)
        if section is None:
            raise
        raise PdfError(f"{error} The section “{section.heading}” is the cause.") from error


def _failing_section(composed: Composed) -> Section | None:
    """The first section that fails on its own."""
    for section, markup in composed.rendered:
        alone = f'<html lang="en"><title>{section.kind}</title><h1>{section.kind}</h1>{section.introduction}{markup}'
        try:
            build_pdf(Document(alone, _styles(), fonts()))
        except PdfError:
            return section
    return None


def internal_or_public(report: Report, *, is_internal: bool) -> tuple[Composed, Document]:
    """An edition, composed and laid out for print."""
    composed = compose_report(report, is_internal=is_internal, is_print=True)
    return composed, final_report(composed)
