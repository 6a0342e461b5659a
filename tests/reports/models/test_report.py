"""Reports: public only while their event is, with one symbol each and each section once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError
from django.db.models import ProtectedError

from reports.models import Report, ReportSection
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2013, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
NOT_PUBLIC: list[dict[str, Any]] = [
    {"live": False},
    {"go_live_at": NOW + DAY},
    {"go_live_at": NOW - 2 * DAY, "expire_at": NOW - DAY},
]


@pytest.mark.parametrize("fields", NOT_PUBLIC)
def test_report_that_is_not_public_is_not_published(fields: dict[str, Any]) -> None:
    make.make_report(**fields)
    assert Report.objects.published(at=NOW).count() == 0


@pytest.mark.parametrize("fields", NOT_PUBLIC)
def test_report_of_an_event_that_is_not_public_is_not_published(fields: dict[str, Any]) -> None:
    make.make_report(event=make.make_event(**fields))
    assert Report.objects.published(at=NOW).count() == 0


def test_report_is_published_with_its_event() -> None:
    report = make.make_report()
    with time_machine.travel(NOW, tick=False):
        assert list(Report.objects.published()) == [report]


def test_report_symbol_is_taken_once_in_a_language() -> None:
    report = make.make_report(symbol="UNPOG/FR/2012/01")
    make.make_report(symbol="UNPOG/FR/2012/01", language="ko")
    again = make.make_report()
    again.symbol = report.symbol
    assert list(make.complaints(again)) == ["symbol"]
    with pytest.raises(IntegrityError):
        again.save()


def test_report_keeps_its_event() -> None:
    with pytest.raises(ProtectedError):
        make.make_report().event.delete()


def test_report_text_is_cleaned() -> None:
    report = make.make_report(summary="<p>{participants} came.</p><script>x()</script>")
    assert report.summary == "<p>{participants} came.</p>"


def test_section_stands_once_in_a_report() -> None:
    section = make.make_section()
    again = ReportSection(report=section.report, kind=section.kind)
    assert list(make.complaints(again)) == ["kind"]
    with pytest.raises(IntegrityError):
        again.save()


def test_section_is_named_by_its_heading_or_its_kind() -> None:
    section = make.make_section(kind="budget")
    assert str(section) == "Travel budget"
    section.heading = "What it cost"
    assert str(section) == "What it cost"


def test_keys_of_a_report_find_it_again() -> None:
    section = make.make_section()
    for row in (section, section.report):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
