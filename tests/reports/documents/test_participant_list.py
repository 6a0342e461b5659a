"""The list of participants holds everybody for the office, and for the public only who agreed."""

import re
from pathlib import Path
from typing import Any

import html5lib
import pytest

from reports.documents import participant_list as module
from reports.documents.participant_list import participant_list
from tests import factories as make
from tests.reports.documents.papers import assert_accessible, built, make_people, metadata

pytestmark = pytest.mark.django_db


def _html(parts: list[Any]) -> str:
    (part,) = parts
    return str(part.make(part.items, 0).html)


def _event() -> Any:
    event = make.make_event(title="Forum")
    ministry = make.make_organization(name="Ministry", kind="government")
    for family, country, role, is_listed in (
        ("Abe", "JP", "delegate", True),
        ("Braga", "BR", "delegate", False),
        ("Costa", "BR", "minister", True),
        ("Dane", "", "organizer", True),
    ):
        person = make.make_person(family_name=family, given_name="A.")
        fields = {"country": country, "role": role, "is_listed": is_listed, "position": "Director"}
        make.make_participation(event=event, person=person, organization=ministry, **fields)
    return event


def test_office_reads_everybody_under_states_and_secretariat() -> None:
    html = _html(participant_list(_event(), is_public=False))
    html5lib.HTMLParser(strict=True).parse(html)
    assert re.findall("<h[23][^>]*>([^<]+)<", html) == ["States", "Brazil", "Japan", "Secretariat"]
    assert re.findall('class="who"[^>]*>([^<]+)<', html) == ["A. Costa", "A. Braga", "A. Abe", "A. Dane"]
    assert "not for distribution" in html


def test_public_reads_who_agreed() -> None:
    html = _html(participant_list(_event()))
    assert re.findall('class="who"[^>]*>([^<]+)<', html) == ["A. Costa", "A. Abe", "A. Dane"]
    assert "People who agreed to be listed" in html


def test_headings_and_countries_are_in_the_language() -> None:
    event = _event()
    html = _html(participant_list(event, language="es"))
    assert re.findall("<h[23][^>]*>([^<]+)<", html) == ["Estados", "Brasil", "Japón", "Secretaría"]
    assert '<html lang="ar" dir="rtl">' in _html(participant_list(event, language="ar"))


def test_long_lists_keep_groups_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PEOPLE_IN_A_FILE", 2)
    first, second = participant_list(_event(), is_public=False)
    assert [group.heading for group in first.items] == ["Brazil"]
    assert [group.heading for group in second.items] == ["Japan", "Secretariat"]
    assert (first.stem, second.stem, second.follows) == ("participants-office-1", "participants-office-2", True)


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "ar", "ko"])
def test_list_is_accessible(language: str, tmp_path: Path) -> None:
    event = make_people(66)
    (part,) = participant_list(event, language=language, is_public=False)
    found = built(part)
    assert found.pages > 2
    assert "Silva" not in metadata(assert_accessible(found, tmp_path))
