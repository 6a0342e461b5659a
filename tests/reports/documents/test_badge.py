"""Badges say who somebody is and as what, stay inside their labels, and begin where the sheet is free."""

import re
from pathlib import Path
from typing import Any

import html5lib
import pytest

from events.actions.badges import badge_address
from reports.documents.badge import BADGES_IN_A_FILE, badge_of, badges
from reports.documents.label_formats import FORMATS
from reports.documents.paper_people import Choice, chosen
from reports.documents.survey_form import qr_code
from tests import factories as make
from tests.reports.documents.papers import assert_accessible, built, make_people, metadata, words_of

pytestmark = pytest.mark.django_db


def _people(event: Any) -> list[Any]:
    return chosen(event, Choice(), in_person=True)


def test_badge_names_the_role_by_colour_and_word() -> None:
    row = make.make_participation(role="speaker", country="KR", organization=make.make_organization(name="WeGO"))
    badge = badge_of(row, 0, FORMATS["a4-86x55"], "fr")
    assert (badge.organization, badge.country, badge.role) == ("WeGO", "République de Corée", "speaker")
    (part,) = badges(row.event, [row])
    html = part.make(part.items, 0).html
    assert '<p class="role role-speaker"><span>Speaker</span>' in html
    assert str(qr_code(badge_address(row), "Check-in code")) in html


def test_document_is_valid_and_names_only_its_own_files() -> None:
    event = make_people(3, event=make.make_event(title="A <b> & C"))
    (part,) = badges(event, _people(event))
    document = part.make(part.items, 0)
    html5lib.HTMLParser(strict=True).parse(document.html)
    assert set(re.findall(r'url\("([^"]+)"\)', document.css)) == set(document.assets)


def test_first_badge_stands_at_the_first_free_place() -> None:
    event = make_people(4)
    (part,) = badges(event, _people(event), first=7)
    assert re.findall(r"badge at-(\d+)", part.make(part.items, 0).html) == ["6", "7", "0", "1"]


def test_files_hold_whole_sheets() -> None:
    event = make_people(70)
    parts = badges(event, _people(event), sheet="a4-90x54", first=3)
    assert [len(part.items) for part in parts] == [BADGES_IN_A_FILE, 12]
    assert sum(1 for part in parts for item in part.items if item) == 70
    assert [part.stem for part in parts] == ["badges-1", "badges-2"]


def test_remote_and_erased_people_get_none() -> None:
    event = make_people(3)
    remote, erased, present = event.participations.all()
    type(remote).objects.filter(pk=remote.pk).update(is_remote=True)
    type(erased.person).objects.filter(pk=erased.person_id).update(erased_on="2020-01-01")
    assert _people(event) == [present]
    assert badges(event, [])[0].items == ()


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "ar", "ko"])
def test_sheets_are_accessible_and_name_nobody_outside_their_pages(language: str, tmp_path: Path) -> None:
    event = make_people(17)
    (part,) = badges(event, _people(event), language=language)
    found = built(part)
    assert found.pages == 3
    about = metadata(assert_accessible(found, tmp_path))
    assert "Global e-Government Forum 2012" in about
    assert not any(name in about for name in ("Silva", "Ana", "Opoku", "王"))
    assert built(part).pdf == found.pdf


@pytest.mark.pdf
@pytest.mark.parametrize("sheet", FORMATS.values(), ids=FORMATS)
def test_no_text_leaves_its_label_or_runs_into_another(sheet: Any, tmp_path: Path) -> None:
    event = make_people(11)
    (part,) = badges(event, _people(event), sheet=sheet.code)
    path = tmp_path / "badges.pdf"
    path.write_bytes(built(part).pdf)
    pages = words_of(path)
    assert len(pages) == sheet.sheets(11)
    for words in pages:
        for word, left, top, right, bottom in words:
            at = [tuple(map(float, sheet.place(number))) for number in range(sheet.count)]
            own = [
                (x, y) for x, y in at if x <= (left + right) / 2 <= x + float(sheet.width) and y <= (top + bottom) / 2
            ]
            x, y = max(own, key=lambda place: place[1])
            inside = x <= left and right <= x + float(sheet.width) and bottom <= y + float(sheet.height) + 0.5
            assert (word, inside) == (word, True)
        heads = [bottom for word, _, _, _, bottom in words if word in ("e-Government", "Forum")]
        rows = sorted({round(bottom) for bottom in heads})
        assert len(rows) <= sheet.rows + 1
