"""Names are shown clean, and files are stored under names of our own."""

import re

import pytest

from events.files.names import download_name, ending_of, shown_name, stored_name, title_of
from tests.data.file_names import FILE_NAMES

CLEAN = re.compile(r'[^\x00-\x1f\x7f<>:"/\\|?*;%\u202a-\u202e\u2066-\u2069\u200b\ufeff\u2028\u2029\x85]{1,100}')


@pytest.mark.parametrize("ending", ["", ".pdf", ".PDF", ".jpg"])
@pytest.mark.parametrize("name", FILE_NAMES)
def test_names_of_all_kinds_become_harmless(name: str, ending: str) -> None:
    shown = shown_name(name + ending)
    assert CLEAN.fullmatch(shown)
    assert not shown.startswith((".", " "))
    assert not shown.endswith((".", " "))
    assert shown.split(".")[0].lower() not in ("con", "prn", "aux", "nul", "com1", "lpt9", "conin$")
    assert re.fullmatch(r"material/[0-9a-f]{32}(\.[a-z0-9]{1,5})?", stored_name("material", name + ending))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Seoul Communiqué.pdf", "Seoul Communiqué.pdf"),
        ("회의 결과.docx", "회의 결과.docx"),
        ("تقرير.pdf", "تقرير.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("C:\\Users\\kim\\hall.jpg", "hall.jpg"),
        ("../../etc/passwd", "passwd"),
        ("nul.pdf", "file nul.pdf"),
        (None, "file"),
    ],
)
def test_shown_name_keeps_what_people_wrote(name: str | None, shown: str) -> None:
    assert shown_name(name) == shown


def test_long_name_keeps_its_ending() -> None:
    assert shown_name("x" * 300 + ".pdf") == "x" * 95 + "….pdf"


@pytest.mark.parametrize(
    ("name", "ending"), [("a.PDF", "pdf"), ("a.p/df", ""), ("a.pdf\0", ""), ("a", ""), ("a.tar.gz", "gz")]
)
def test_ending_is_plain_or_none(name: str, ending: str) -> None:
    assert ending_of(name) == ending


def test_title_is_the_name_without_its_ending() -> None:
    assert title_of("plenary_hall 1.JPG") == "plenary hall 1"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Seoul Communiqué", "Seoul Communiqué.pdf"),
        ("회의 결과", "회의 결과.pdf"),
        ("Annex A/B", "Annex A B.pdf"),
        ('x"; filename="y.html', "x filename= y.html.pdf"),
        ("...", "file.pdf"),
    ],
)
def test_download_has_the_title_as_its_name(title: str, name: str) -> None:
    assert download_name(title, "pdf") == name
