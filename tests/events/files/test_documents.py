"""Good documents of the ten types are taken, as offices everywhere write them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from events.files.documents import TYPES, check_document, decoded
from tests import factories as make
from tests.data.documents import archive, document, office_parts, open_parts


@pytest.mark.parametrize("ending", TYPES)
def test_good_documents_are_taken_and_stay_readable(ending: str) -> None:
    upload = ContentFile(document(ending), name=f"A.{ending.upper()}")
    check_document(upload)
    assert upload.read() == document(ending)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("korean.csv", "이름,답\n서울,29\n".encode("cp949")),
        ("korean.txt", "회의 결과".encode("utf-16")),
        ("french.txt", "résumé à Genève, “œuvre”".encode("cp1252")),
        ("arabic.csv", "تقرير,3\n".encode()),
        ("marked.csv", "﻿name;answers\r\n".encode()),
        ("comparison.txt", b"a < b, and <3 of 4"),
        ("address.txt", b"Kim <kim@example.org>\f\n"),
        ("padded.pdf", document("pdf") + b"\r\n" * 40),
        ("pictures.docx", archive(office_parts("docx", **{"word/media/image1.png": b"x" * 9000}))),
        ("empty-folders.odt", archive(open_parts("odt", **{"Configurations2/": b""}))),
        ("zeros.zip", archive({"zeros": b"\0" * 4_000_000})),
    ],
)
def test_documents_of_offices_are_taken(name: str, content: bytes) -> None:
    check_document(ContentFile(content, name=name))


def test_stored_document_is_not_judged_again(db: None) -> None:
    material = make.make_material(file=make.pdf_file())
    material.file.storage.delete(material.file.name)
    check_document(material.file)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("é".encode(), "é"),
        (b"\xe9 \xe8 ", "é è "),
        ("한국".encode("cp949"), "한국"),
        (b"\xff\xfe\x00", None),
        (b"\x81", None),
    ],
)
def test_text_is_read_in_the_encodings_of_offices(content: bytes, text: str | None) -> None:
    assert decoded(content) == text


@pytest.mark.parametrize("name", ['<b>"x"</b>.html', "\u202exe.html", "x" * 500 + ".html"])
def test_refusals_name_the_file_cleanly(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_document(ContentFile(b"x", name=name))
    message: Any = refused.value.messages[0]
    assert not set("<>\u202e") & set(message)
    assert len(message) < 300
