"""The review of a report's written texts."""

import pytest

from reports.models import Report
from reports.review import review_report
from tests.factories import make_event, make_report, make_section
from tests.reports.demo import load_demo

pytestmark = pytest.mark.django_db


def test_report_of_the_demo_has_no_findings() -> None:
    load_demo()
    assert [review_report(report) for report in Report.objects.all()] == [()]


def test_every_text_of_a_report_is_read() -> None:
    bad = "<p>{nothing}</p>"
    report = make_report(event=make_event(), lead=bad, summary=bad, title="Report {days}")
    make_section(report=report, heading="{days}", introduction=bad)
    assert [(found.field, found.quote, found.is_blocking) for found in review_report(report)] == [
        ("title", "{days}", True),
        ("lead", "{nothing}", True),
        ("summary", "{nothing}", True),
        ("sections-0-heading", "{days}", True),
        ("sections-0-introduction", "{nothing}", True),
    ]


def test_figures_of_reports_are_known() -> None:
    report = make_report(lead="{travellers} travellers and {days} days")
    assert review_report(report) == ()


def test_report_issued_after_the_event_tells_of_the_past() -> None:
    report = make_report(event=make_event(short_name="Forum"), summary="<p>The Forum will be held in Seoul.</p>")
    assert [found.rule for found in review_report(report)] == ["tense"]
