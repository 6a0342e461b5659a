"""Footnotes: numbered through the HTML edition, at the foot of the page in the PDF."""

from pathlib import Path

import page
import pytest
from django.test import Client

from reports.documents.final_report import build_final_report, compose_report, internal_or_public
from reports.documents.notes import numbered, with_notes
from reports.models import Report
from tests import factories as make

SUMMARY = (
    '<p>It met<small>In the <em>Lotte</em> Hotel, see <a href="https://www.un.org/">the site</a>.</small> once.</p>'
    '<table><caption>Costs</caption><thead><tr><th scope="col">Item<small lang="fr">Une note.</small></th></tr></thead>'
    "<tbody><tr><td>Rent</td></tr></tbody></table>"
)


@pytest.fixture
def noted(db: None) -> Report:
    report = make.make_report(lead="<p>Opened<small>Late.</small>.</p>", summary=SUMMARY)
    make.make_headcount(event=report.event)
    return report


def test_notes_are_numbered_through_and_listed_below_their_section(noted: Report) -> None:
    markup = "".join(markup for _, markup in compose_report(noted).rendered)
    assert "<small" not in markup
    assert [markup.count(f'href="#note-{number}"') for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
    assert [markup.count(f'id="note-{number}"') for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
    assert '<li id="note-3"><span lang="fr">Une note.</span>' in markup
    assert '<ol class="notes small" start="2">' in markup


def test_section_without_notes_stays_as_it_is() -> None:
    text, notes = numbered("<p>a</p>", 1)
    assert (text, notes, with_notes(text, notes)) == ("<p>a</p>", [], "<p>a</p>")


def test_page_of_the_report_shows_the_notes(noted: Report, client: Client) -> None:
    content = client.get(f"/reports/{noted.slug}/").content.decode()
    assert '<sup class="note"><a id="mark-1" href="#note-1" aria-label="Note 1">1</a></sup>' in content


@pytest.mark.pdf
def test_notes_of_the_pdf_pass_pdf_ua(noted: Report, tmp_path: Path) -> None:
    composed, document = internal_or_public(noted, is_internal=False)
    built = build_final_report(composed, document, lambda step: None)
    (tmp_path / "noted.pdf").write_bytes(built.pdf)
    assert list(page.validate_pdf(str(tmp_path / "noted.pdf")).failures) == []
    assert built.warnings == ()
