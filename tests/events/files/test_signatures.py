"""Kinds of files by their first bytes."""

import pytest

from events.files.signatures import described, kind_of
from tests.data.documents import document, picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_known(kind: str) -> None:
    assert kind_of(picture(kind)[:40]) == kind


@pytest.mark.parametrize(
    ("ending", "kind"), [("pdf", "PDF"), ("docx", "ZIP"), ("odt", "ZIP"), ("csv", ""), ("txt", "")]
)
def test_documents_are_known(ending: str, kind: str) -> None:
    assert kind_of(document(ending)) == kind


@pytest.mark.parametrize("text", [b"", b"plain", b"a <b>", b"1 < 2", b"< 3", b"<3", b"<<x>>", b"RIFF\0\0\0\0WAVE"])
def test_text_is_no_page(text: bytes) -> None:
    assert kind_of(text) == ""


def test_kinds_are_named_in_words() -> None:
    words = [described(kind) for kind in ("TIFF", "JPEG 2000", "HTML", "")]
    assert words == ["a TIFF picture", "a JPEG 2000 picture", "a web page", "something that the portal does not know"]
