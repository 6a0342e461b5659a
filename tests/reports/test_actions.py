"""Building and keeping PDFs: a file is whole or not there, and built again only when a fact changed."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from events.actions.pricing import apply_rate
from events.actions.publishing import RefusedError
from events.models import AuditEntry, Budget, DsaRate
from events.review import Finding
from reports.actions import Kept, export_report, kept_pdf, publish_report, write_whole
from reports.documents.final_report import Composed, EmptyReportError, internal_or_public
from reports.models import Report
from reports.pdf import PdfError
from tests import factories as make
from tests.reports.disk import full_disk
from tests.reports.facts import make_forum


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _stamp(kept: Kept) -> tuple[int, int]:
    status = kept.path.stat()
    return status.st_ino, status.st_mtime_ns


@pytest.fixture
def report(db: None, settings: Any, tmp_path: Path) -> Report:
    """A short report; what is kept of it stays in the folder of the test."""
    settings.VAR_DIR = tmp_path
    return make.make_report(event=make_forum(), summary="<p>It went well.</p>")


def _composed(report: Report) -> Composed:
    return internal_or_public(Report.objects.get(pk=report.pk), is_internal=True)[0]


def _spent_on(report: Report, rate: DsaRate) -> None:
    make.make_travel_line(event=report.event, travel_cost=5800, dsa_days=4, dsa_rate=rate)


def test_publishing_makes_the_budget_final(report: Report) -> None:
    line = make.make_travel_line(event=report.event, travel_cost=5800)
    for _ in range(2):
        publish_report(item=Report.objects.get(), by=None, review=lambda item: ())
    assert Budget.objects.get(event=line.event).is_final
    (entry,) = AuditEntry.objects.filter(action="closed_budget")
    assert entry.detail == f"{report.symbol} was published"


def test_report_that_is_refused_leaves_the_budget_open(report: Report) -> None:
    make.make_travel_line(event=report.event, travel_cost=5800)
    finding = Finding("title", "title", "", "It is wrong.", "Mend it.", is_blocking=True)
    with pytest.raises(RefusedError):
        publish_report(item=report, by=None, review=lambda item: (finding,))
    assert not Budget.objects.exists()


@pytest.mark.pdf
@pytest.mark.django_db
def test_corrected_rate_leaves_a_published_report_and_changes_a_draft(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    rate = make.make_dsa_rate(currency="USD")
    frozen, draft = (make.make_report(event=make_forum(currency="USD"), live=live) for live in (True, False))
    for report in (frozen, draft):
        _spent_on(report, rate)
    publish_report(item=frozen, by=None, review=lambda item: ())
    before = {report.pk: kept_pdf(report=report, is_internal=True).path.read_bytes() for report in (frozen, draft)}
    was, rate.first_60_days = DsaRate.objects.get(), Decimal(500)
    rate.save()
    apply_rate(rate=rate, was=was, by=None)
    for path in tmp_path.glob("reports/*.pdf"):
        path.unlink()
    after = {report.pk: kept_pdf(report=report, is_internal=True).path.read_bytes() for report in (frozen, draft)}
    assert after[frozen.pk] == before[frozen.pk]
    assert after[draft.pk] != before[draft.pk]
    totals = [_composed(report).facts.budget.totals.dsa for report in (frozen, draft)]
    assert totals == [1636, 2000]
    page = _composed(draft).rendered
    assert ["4 days × 500" in str(markup) for section, markup in page if section.kind == "budget"] == [True]


def test_file_is_written_whole_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    write_whole(path, b"x" * 100_000)
    assert path.read_bytes() == b"x" * 100_000
    assert path.stat().st_mode & 0o777 == 0o644
    assert _names(tmp_path) == ["out.pdf"]


def test_file_replaces_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    for content in (b"older and longer", b"new"):
        write_whole(path, content)
    assert path.read_bytes() == b"new"


def test_file_on_a_full_disk_is_not_there(tmp_path: Path) -> None:
    with full_disk(), pytest.raises(OSError, match="File too large"):
        write_whole(tmp_path / "out.pdf", b"x" * 101)
    assert _names(tmp_path) == []


def test_older_file_stays_whole_on_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    write_whole(path, b"older")
    with full_disk(), pytest.raises(OSError, match="File too large"):
        write_whole(path, b"x" * 101)
    assert (path.read_bytes(), _names(tmp_path)) == (b"older", ["out.pdf"])


def test_file_in_the_place_of_a_folder_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "out.pdf").mkdir()
    with pytest.raises(FileExistsError, match="not an ordinary file"):
        write_whole(tmp_path / "out.pdf", b"x")
    assert _names(tmp_path) == ["out.pdf"]


def test_file_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "missing" / "out.pdf", b"x")


@pytest.mark.pdf
def test_export_writes_one_edition_and_counts_its_pages(report: Report, tmp_path: Path) -> None:
    steps: list[str] = []
    output = tmp_path / "out.pdf"
    assert export_report(report=report, output=output, progress=steps.append) == 4
    assert (steps[0], steps[-1]) == (
        "Reading the facts and composing the sections",
        f"Writing {output.stat().st_size:,} bytes",
    )


@pytest.mark.pdf
def test_export_to_a_full_disk_leaves_nothing(report: Report, tmp_path: Path) -> None:
    with full_disk(1000), pytest.raises(OSError, match="File too large"):
        export_report(report=report, output=tmp_path / "out.pdf")
    assert [name for name in _names(tmp_path) if "out.pdf" in name] == []


def test_export_of_an_empty_report_leaves_nothing(report: Report, tmp_path: Path) -> None:
    report.summary = ""
    with pytest.raises(EmptyReportError):
        export_report(report=report, output=tmp_path / "out.pdf")
    assert _names(tmp_path) == []


@pytest.mark.pdf
def test_kept_file_is_built_once(report: Report) -> None:
    first = kept_pdf(report=report)
    stamp = _stamp(first)
    again = kept_pdf(report=Report.objects.get(pk=report.pk))
    assert (again, _stamp(again)) == (first, stamp)


@pytest.mark.pdf
def test_kept_file_is_built_again_after_a_fact_changed(report: Report) -> None:
    first = kept_pdf(report=report)
    make.make_headcount(event=report.event, count=217)
    second = kept_pdf(report=report)
    assert second.fingerprint != first.fingerprint
    assert _names(second.path.parent) == sorted([first.path.name, second.path.name])


@pytest.mark.pdf
def test_kept_file_goes_once_no_reader_can_be_at_it(report: Report) -> None:
    first = kept_pdf(report=report)
    os.utime(first.path, (0, 0))
    make.make_headcount(event=report.event, count=217)
    second = kept_pdf(report=report)
    assert _names(second.path.parent) == [second.path.name]


@pytest.mark.pdf
@pytest.mark.django_db(transaction=True)
def test_requests_that_wait_share_one_build(report: Report) -> None:
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda _: _kept_in_a_thread(report.pk), range(4)))
    assert len({(one.fingerprint, _stamp(one)) for one in kept}) == 1


def _kept_in_a_thread(key: int) -> Kept:
    try:
        return kept_pdf(report=Report.objects.get(pk=key))
    finally:
        connection.close()


def test_device_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileExistsError, match="not an ordinary file"):
        write_whole(tmp_path / "pipe", b"x")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.pdf
def test_kept_file_is_not_built_again_for_what_it_does_not_print(report: Report) -> None:
    first = kept_pdf(report=report)
    stamp = _stamp(first)
    Report.objects.update(expire_at="2099-01-01T00:00Z", pdf_pages=99)
    make.make_report(summary="<p>Another.</p>")
    make.make_headcount(count=217)
    again = kept_pdf(report=Report.objects.get(pk=report.pk))
    assert (again, _stamp(again)) == (first, stamp)


@pytest.mark.pdf
def test_editions_and_reports_are_kept_beside_each_other(report: Report) -> None:
    other = make.make_report(event=report.event, summary="<p>It rained.</p>")
    kept = [kept_pdf(report=one, is_internal=inside) for one in (report, other) for inside in (False, True)]
    assert _names(kept[0].path.parent) == sorted(one.path.name for one in kept)
    assert len({one.fingerprint for one in kept}) == 4


@pytest.mark.pdf
def test_kept_file_tells_the_report_its_pages_and_size(report: Report) -> None:
    kept_pdf(report=report, is_internal=True)
    report.refresh_from_db()
    assert (report.pdf_pages, report.pdf_size) == (None, None)
    kept = kept_pdf(report=report)
    report.refresh_from_db()
    assert (report.pdf_pages, report.pdf_size) == (4, kept.path.stat().st_size)


@pytest.mark.pdf
def test_kept_file_that_cannot_be_built_leaves_nothing(report: Report, settings: Any) -> None:
    settings.PDF_LIMITS = settings.PDF_LIMITS | {"wall_seconds": 0}
    with pytest.raises(PdfError):
        kept_pdf(report=report)
    assert _names(settings.VAR_DIR / "reports") == []
