"""Name plates show the name on both sides of the fold, and a reader hears it once."""

from pathlib import Path
from typing import Any

import html5lib
import pikepdf
import pytest

from reports.documents.name_plate import name_plates, plate_of
from reports.documents.paper_people import Choice, chosen
from tests import factories as make
from tests.reports.documents.papers import assert_accessible, built, make_people, words_of

pytestmark = pytest.mark.django_db


def test_plate_stands_in_the_middle_of_its_half() -> None:
    person = make.make_person(family_name="Silva", given_name="Ana")
    plate = plate_of(make.make_participation(person=person, country="BR"), "es")
    assert (plate.name, plate.below, plate.name_size) == ("Ana Silva", "Brasil", 80)
    assert 20 < plate.top < 40


def test_document_is_valid() -> None:
    event = make_people(3)
    (part,) = name_plates(event, chosen(event, Choice()))
    html5lib.HTMLParser(strict=True).parse(part.make(part.items, 0).html)


def _tagged(element: Any) -> int:
    """How many paragraphs the tags of a file hold."""
    kids = element.get("/K")
    own = 1 if element.get("/S") == "/P" else 0
    inner = kids if isinstance(kids, pikepdf.Array) else [kids] if isinstance(kids, pikepdf.Dictionary) else []
    return own + sum(_tagged(kid) for kid in inner if isinstance(kid, pikepdf.Dictionary))


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "ar"])
def test_name_is_printed_twice_and_read_once(language: str, tmp_path: Path) -> None:
    event = make_people(11)
    (part,) = name_plates(event, chosen(event, Choice()), language=language)
    found = built(part)
    assert found.pages == 11
    path = assert_accessible(found, tmp_path)
    with pikepdf.open(path) as pdf:
        assert _tagged(pdf.Root.StructTreeRoot) == 2 * 11  # a name and an organization for each
    for words in words_of(path):
        upper = sorted(word for word, _, _, _, bottom in words if bottom <= 105)
        lower = sorted(word for word, _, top, _, _ in words if top >= 105)
        assert len(upper) == len(lower) > 0
        assert len(upper) + len(lower) == len(words)
