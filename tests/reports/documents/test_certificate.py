"""Certificates are for those who attended; their numbers can be checked and cannot be made up."""

from datetime import date
from pathlib import Path
from typing import Any

import html5lib
import pytest

from reports.documents.certificate import (
    NotAttendedError,
    Signatory,
    certificate_address,
    certificate_number,
    certificates,
    certified,
)
from reports.documents.paper_people import ATTENDED, Choice, chosen
from tests import factories as make
from tests.reports.documents.papers import assert_accessible, built, make_people, metadata

pytestmark = pytest.mark.django_db
SIGNED = Signatory("Min-ji Example", "Head of Office", "Seoul", date(2012, 10, 19))


def _people(event: Any) -> list[Any]:
    return chosen(event, Choice(ATTENDED))


def test_page_says_who_attended_what_when_and_where() -> None:
    event = make_people(1)
    (part,) = certificates(event, _people(event), signatory=SIGNED)
    html = part.make(part.items, 0).html
    html5lib.HTMLParser(strict=True).parse(html)
    row = event.participations.get()
    for words in (
        "Ana Silva",
        "18–19 October 2012",
        "Seoul, Republic of Korea",
        "Head of Office",
        certificate_number(row),
    ):
        assert words in html
    assert certificate_address(row) in html
    assert html.count('class="certificate"') == 1


def test_absent_people_are_refused_by_name() -> None:
    event = make_people(2, has_attended=False)
    with pytest.raises(NotAttendedError, match=r"Not marked as attended: Konstantine .*Ana Silva"):
        certificates(event, chosen(event, Choice()))
    assert _people(event) == []


def test_dates_are_written_as_the_language_does() -> None:
    event = make_people(1)
    for language, words in (
        ("fr", "18 – 19 octobre 2012"),
        ("ko", "2012년 10월 18일–19일"),
        ("ru", "18 – 19 октября 2012 г."),
    ):
        (part,) = certificates(event, _people(event), language=language)
        assert words in part.make(part.items, 0).html


def test_number_leads_to_the_event_of_who_attended() -> None:
    row = make.make_participation()
    number = certificate_number(row)
    assert certified(number) == row.event
    assert certified(number.lower()) == row.event
    type(row).objects.filter(pk=row.pk).update(has_attended=False)
    assert certified(number) is None


@pytest.mark.parametrize(
    "number", ["", "-", "1", "1-", "١-ABCD-EFGH-IJKL", "9" * 30 + "-ABCD", "1-ABCD-EFGH-IJKL", "x-y-z"]
)
def test_made_up_numbers_are_not_known(number: str) -> None:
    make.make_participation()
    assert certified(number) is None


def test_number_of_one_does_not_serve_another() -> None:
    first, second = make.make_participation(), make.make_participation()
    swapped = f"{second.pk}-{certificate_number(first).partition('-')[2]}"
    assert certified(swapped) is None


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "fr", "ko", "ar", "zh"])
def test_each_page_is_accessible(language: str, tmp_path: Path) -> None:
    event = make_people(11)
    (part,) = certificates(event, _people(event), language=language, signatory=SIGNED)
    found = built(part)
    assert found.pages == 11
    assert "Silva" not in metadata(assert_accessible(found, tmp_path))
