"""The final report as one document: what page and PDF share, what each prints, and what names its content."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import html5lib
import pytest

from events.models import Abbreviation
from reports.documents.final_report import (
    EmptyReportError,
    build_final_report,
    compose_report,
    cover_facts,
    final_report,
    fingerprint,
    internal_or_public,
)
from reports.models import Report
from reports.pdf import Document, PdfError
from tests import factories as make
from tests.evaluations.forum import make_forum_survey
from tests.reports.facts import bare_facts, count, count_forum, facts_of, make_forum, make_travel

pytestmark = pytest.mark.django_db

# Rich text as anybody may type it, whose layout takes longer than two seconds.
SLOW = "<table><tr>" + "<td><table><tr><td>x</td></tr></table></td>" * 1600 + "</tr></table>"


def _report(**fields: Any) -> Report:
    event = make_forum()
    count_forum(event)
    make_travel(event)
    make_forum_survey(event=event)
    return make.make_report(event=event, **({"summary": "<p>It went well.</p>"} | fields))


def _html(report: Report, *, is_internal: bool = False) -> str:
    return internal_or_public(report, is_internal=is_internal)[1].html


def test_report_that_says_nothing_is_refused_by_name() -> None:
    report = make.make_report(event=make.make_event(title="Quiet Meeting"))
    with pytest.raises(EmptyReportError, match=r"^The report on “Quiet Meeting” has no content yet\.$"):
        compose_report(report)


def test_cover_has_the_facts_that_are_known() -> None:
    event = make_forum()
    count_forum(event)
    for acronym in ("UN DESA", "MOPAS"):
        make.make_host(event=event, organization=make.make_organization(acronym=acronym))
    assert cover_facts(facts_of(make.make_report(event=event))) == (
        ("Dates", "18–19 October 2012", "Thursday and Friday"),
        ("Venue", "Lotte Hotel", "Seoul, Republic of Korea"),
        ("Hosts", "UN DESA, MOPAS", ""),
        ("Participants", "766", "from 50 countries"),
    )


def test_cover_leaves_out_what_is_not_known() -> None:
    assert cover_facts(bare_facts(venue="", ends_on=date(2012, 10, 18))) == (
        ("Dates", "18 October 2012", "Thursday"),
        ("Venue", "Seoul", "Republic of Korea"),
    )


def test_cover_counts_one_country_in_the_singular() -> None:
    event = make_forum()
    make.make_headcount(event=event, count=1200)
    count(event, "countries", 1)
    assert cover_facts(facts_of(make.make_report(event=event)))[-1] == ("Participants", "1,200", "from one country")


def test_abbreviations_are_those_that_the_text_uses() -> None:
    Abbreviation.objects.create(short="ICT", meaning="Information and communications technology")
    Abbreviation.objects.create(short="IT", meaning="Information technology")
    make.make_organization(name="Department", acronym="UN DESA")
    make.make_organization(name="Samsung SDS", acronym="Samsung SDS")
    report = _report(summary="<p>UN DESA spoke of ICT. Samsung SDS did not; WITH whom?</p>")
    found = dict(compose_report(report).abbreviations)
    assert [short for short in ("ICT", "IT", "UN DESA", "Samsung SDS") if short in found] == ["ICT", "UN DESA"]


def test_abbreviations_come_in_alphabetical_order() -> None:
    for short in ("eID", "CIO", "PPP"):
        Abbreviation.objects.create(short=short, meaning=short * 2)
    found = compose_report(_report(summary="<p>PPP, eID and CIO</p>")).abbreviations
    assert [short for short, _ in found if short in ("eID", "CIO", "PPP")] == ["CIO", "eID", "PPP"]


def test_page_and_print_have_the_same_sections() -> None:
    report = _report()
    page, printed = (compose_report(report, is_print=is_print) for is_print in (False, True))
    assert page.sections == printed.sections
    assert page.ring == printed.ring


def test_public_edition_names_no_traveller_and_the_internal_one_does() -> None:
    report = _report()
    named = [[name in _html(report, is_internal=inside) for name in ("Qian", "Malitikov")] for inside in (False, True)]
    assert named == [[False, False], [True, True]]


def test_internal_edition_says_what_it_is_on_cover_foot_and_colophon() -> None:
    report = _report()
    phrases = ("Final report · internal edition", "· Internal edition", "is not for publication")
    found = [[phrase in _html(report, is_internal=inside) for phrase in phrases] for inside in (True, False)]
    assert found == [[True, True, True], [False, False, False]]


def test_document_is_valid_and_has_language_title_and_dates() -> None:
    html = _html(_report(title="Final report", issued_on=date(2012, 12, 3)))
    html5lib.HTMLParser(strict=True).parse(html)
    assert re.findall('<html lang="([^"]+)"', html) == ["en"]
    assert re.search("<title>(.*?)</title>", html)[1] == "Final report"
    assert re.findall('<meta name="dcterms.(created|modified)" content="([^"]+)"', html) == [
        ("created", "2012-12-03"),
        ("modified", "2012-12-03"),
    ]


def test_document_names_only_the_fonts_that_it_brings() -> None:
    _, document = internal_or_public(_report(), is_internal=False)
    assert set(re.findall(r'url\("([^"]+)"\)', document.css)) == set(document.assets)
    assert [path for path in document.assets.values() if not Path(path).is_file()] == []


def test_document_has_no_id_twice_and_no_link_to_nowhere() -> None:
    html = _html(_report())
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) - set(ids) == set()


def test_document_has_text_alone_inside_a_link() -> None:
    html = _html(_report(summary='<p><a href="https://un.org/">the <b>e-government</b> survey</a></p>'))
    assert '<a href="https://un.org/">the e-government survey</a>' in html


def test_document_writes_typed_text_as_text() -> None:
    html = _html(_report(title="<b>T</b> & Co", symbol="<i>S</i>"))
    assert ("<b>T</b>" in html, "<i>S</i>" in html) == (False, False)
    assert "&lt;b&gt;T&lt;/b&gt; &amp; Co" in html


def test_fingerprint_is_the_same_for_the_same_facts() -> None:
    report = _report()
    first, second = (fingerprint(internal_or_public(report, is_internal=False)[1]) for _ in range(2))
    assert first == second
    assert re.fullmatch("[0-9a-f]{32}", first)


def test_fingerprint_differs_by_edition_and_by_fact() -> None:
    report = _report()
    public, internal = (fingerprint(internal_or_public(report, is_internal=inside)[1]) for inside in (False, True))
    report.event.headcounts.filter(sector="academia").update(count=106)
    changed = fingerprint(internal_or_public(report, is_internal=False)[1])
    assert len({public, internal, changed}) == 3


def test_fingerprint_parts_page_and_style() -> None:
    assert fingerprint(Document("a", "b")) != fingerprint(Document("ab", ""))


@pytest.mark.pdf
def test_failing_section_is_named(settings: Any) -> None:
    settings.PDF_LIMITS = settings.PDF_LIMITS | {"cpu_seconds": 2}
    report = make.make_report(event=make_forum(), summary=SLOW)
    composed, document = internal_or_public(report, is_internal=False)
    with pytest.raises(PdfError) as caught:
        build_final_report(composed, document, lambda step: None)
    assert str(caught.value) == (
        "The report could not be built: it needed more than 2 seconds of computing. The section “Summary” is the cause."
    )


@pytest.mark.pdf
def test_failure_outside_the_sections_names_none() -> None:
    composed = compose_report(make.make_report(summary="<p>It went well.</p>"), is_print=True)
    document = final_report(composed)
    broken = Document(f'{document.html}<img src="file:///etc/hostname">', document.css, document.assets)
    with pytest.raises(PdfError) as caught:
        build_final_report(composed, broken, lambda step: None)
    assert str(caught.value) == (
        "The report could not be built: the address file:///etc/hostname is not part of the report."
    )
