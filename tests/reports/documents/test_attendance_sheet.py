"""Attendance sheets have a line for everybody, blank ones for others, and their header on every page."""

import re
from datetime import date, time
from pathlib import Path
from typing import Any

import html5lib
import pytest

from reports.documents.attendance_sheet import ROWS_IN_A_FILE, attendance_sheets, occasions
from reports.documents.paper_people import Choice, chosen
from tests import factories as make
from tests.reports.documents.papers import assert_accessible, built, make_people, words_of

pytestmark = pytest.mark.django_db


def _people(event: Any) -> list[Any]:
    return chosen(event, Choice(), in_person=True)


def _rows(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<td class="number">(\d+)</td><td class="who"[^>]*>([^<]*)</td>', html)


def test_sheet_numbers_everybody_and_ends_with_blank_lines() -> None:
    event = make_people(2)
    first, second = attendance_sheets(event, _people(event), blank_lines=3)
    html = first.make(first.items, 0).html
    html5lib.HTMLParser(strict=True).parse(html)
    assert [name for _, name in _rows(html)][1:] == ["Ana Silva", "", "", ""]
    assert [int(number) for number, _ in _rows(html)] == [1, 2, 3, 4, 5]
    assert [first.stem, second.stem] == ["attendance-2012-10-18", "attendance-2012-10-19"]


def test_days_and_sessions_can_be_chosen() -> None:
    event = make_people(1)
    session = make.make_session(
        event=event, title="Opening", held_on=date(2012, 10, 18), starts_at=time(9), ends_at=time(10, 30)
    )
    assert [one.key for one in occasions(event)] == ["2012-10-18", "2012-10-19", f"session-{session.pk}"]
    (part,) = attendance_sheets(event, _people(event), keys=[f"session-{session.pk}"])
    html = part.make(part.items, 0).html
    assert "1 Opening" in html
    assert "18 October 2012, 09:00–10:30" in html


def test_long_sheets_are_split_and_numbered_through() -> None:
    event = make_people(ROWS_IN_A_FILE + 5, names=[("Silva", "Ana")])
    first, second = attendance_sheets(event, _people(event), keys=["2012-10-18"], blank_lines=1)
    assert (first.follows, second.follows, len(first.items), len(second.items)) == (False, True, ROWS_IN_A_FILE, 5)
    assert "page:first{counter-reset:page 12}" in second.make(second.items, 11).css
    assert [int(number) for number, _ in _rows(second.make(second.items, 11).html)] == list(range(251, 257))
    assert len(_rows(first.make(first.items, 0).html)) == ROWS_IN_A_FILE


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "ar"])
def test_header_stands_on_every_page(language: str, tmp_path: Path) -> None:
    event = make_people(44)
    part, _ = attendance_sheets(event, _people(event), language=language)
    found = built(part)
    assert found.pages > 2
    pages = words_of(assert_accessible(found, tmp_path))
    if language == "en":
        assert all("Signature" in [word for word, *_ in words] for words in pages)
