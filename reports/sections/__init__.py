"""The parts of a report. Each module builds one from the facts; page and PDF show the same parts."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from reports.figures import Facts
from reports.models import ReportSection
from reports.narrative import roman
from reports.sections import annexes, budget, evaluation, facts, outcomes, participants, programme, summary

_MODULES: dict[str, Any] = {
    ReportSection.Kind.FACTS: facts,
    ReportSection.Kind.OUTCOMES: outcomes,
    ReportSection.Kind.SUMMARY: summary,
    ReportSection.Kind.PROGRAMME: programme,
    ReportSection.Kind.PARTICIPANTS: participants,
    ReportSection.Kind.BUDGET: budget,
    ReportSection.Kind.EVALUATION: evaluation,
    ReportSection.Kind.ANNEXES: annexes,
}


@dataclass(frozen=True)
class Section:
    """One chapter: `content` is the dataclass of its module, `entries` are its sub-headings as (anchor, text)."""

    kind: str
    numeral: str
    heading: str
    introduction: SafeString
    content: Any
    entries: tuple[tuple[str, str], ...]

    @property
    def template(self) -> str:
        """The template that shows the section on the page and in the PDF."""
        return f"reports/sections/_{self.kind}.html"


def _rows(found: Facts) -> list[ReportSection]:
    """The report's own choice of sections, or all of them in the usual order."""
    rows = list(found.report.sections.all())
    return rows or [ReportSection(report=found.report, kind=kind) for kind in _MODULES]


def compose(found: Facts) -> tuple[Section, ...]:
    """The sections that have something to say, numbered in roman numerals."""
    sections: list[Section] = []
    for row in _rows(found):
        module = _MODULES[row.kind]
        content = module.build(found) if row.is_included else None
        if content is not None:
            heading = row.heading or module.heading(found)
            numeral = roman(len(sections) + 1)
            introduction = found.bound(row.introduction, heading=3)
            sections.append(Section(row.kind, numeral, heading, introduction, content, content.entries))
    return tuple(sections)


def has_content(sections: tuple[Section, ...]) -> bool:
    """Whether a report says more than when and where the event took place."""
    return any(section.kind != ReportSection.Kind.FACTS for section in sections)
