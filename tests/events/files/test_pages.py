"""Pages are counted by what the file says, within limits, and without believing nonsense."""

from io import BytesIO

import pytest

from events.files.pages import page_count
from tests.data.documents import archive, document, office_parts, open_parts
from tests.factories import pdf_file


@pytest.mark.parametrize(
    ("ending", "count"), [("pdf", 4), ("docx", 7), ("pptx", 12), ("odt", 3), ("odp", 2), ("xlsx", None), ("txt", None)]
)
def test_pages_are_read_from_the_file(ending: str, count: int | None) -> None:
    assert page_count(BytesIO(document(ending)), ending) == count


@pytest.mark.parametrize("pages", [1, 23])
def test_pages_of_a_pdf_are_counted(pages: int) -> None:
    assert page_count(BytesIO(pdf_file(pages=pages).read()), "pdf") == pages


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("pdf", b"%PDF-1.7\n%%EOF"),
        ("pdf", b""),
        ("pdf", b"%PDF-1.7\n" + b"1 0 obj<</Type/Pages/Kids[1 0 R]/Count 99>>endobj\n" + b"%%EOF"),
        ("docx", archive(office_parts("docx", **{"docProps/app.xml": "<Pages>99999999</Pages>"}))),
        ("docx", archive(office_parts("docx", **{"docProps/app.xml": "<Pages>999999</Pages>"}))),
        ("docx", archive(office_parts("docx", **{"docProps/app.xml": "<Pages>0</Pages>"}))),
        ("docx", archive(office_parts("docx", **{"docProps/app.xml": " " * 70_000 + "<Pages>7</Pages>"}))),
        ("docx", archive({"a": b"x"})),
        ("docx", b"PK\3\4 nothing"),
        ("odt", archive(open_parts("odt", **{"meta.xml": 'meta:page-count="-3"'}))),
    ],
)
def test_pages_that_are_not_known_are_not_guessed(ending: str, content: bytes) -> None:
    assert page_count(BytesIO(content), ending) is None


def test_pdf_that_keeps_the_reader_busy_is_given_up() -> None:
    kids = b" ".join(b"%d 0 R" % n for n in range(2, 20_000))
    loops = b"\n".join(b"%d 0 obj<</Type/Pages/Kids[1 0 R]/Count 1>>endobj" % n for n in range(2, 20_000))
    root = b"1 0 obj<</Type/Pages/Kids[" + kids + b"]/Count 1>>endobj\n90000 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\n"
    content = b"%PDF-1.7\n" + root + loops + b"\ntrailer<</Root 90000 0 R>>\n%%EOF"
    assert page_count(BytesIO(content), "pdf") in (None, 1)
