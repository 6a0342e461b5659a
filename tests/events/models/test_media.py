"""Materials and photographs: one of file and link, pictures written anew, and words for every picture."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from PIL import Image

from events.models import Material, Photo
from tests import factories as make

pytestmark = pytest.mark.django_db
EITHER = "Give either a file or a link."


def _pdf(name: str = "Final report.PDF", content: bytes = b"%PDF-1.7\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("fields", [{"url": ""}, {"url": "https://example.org/", "file": _pdf()}])
def test_material_is_a_file_or_a_link(fields: dict[str, Any]) -> None:
    material = Material(event=make.make_event(), title="Programme", **fields)
    assert make.complaints(material) == {"url": [EITHER]}
    with pytest.raises(IntegrityError):
        material.save()


def test_material_file_gets_a_random_name_and_its_size() -> None:
    material = make.make_material(file=_pdf())
    folder, _, name = material.file.name.partition("/")
    assert (folder, len(name), name[-4:]) == ("material", 36, ".pdf")
    assert (material.size, material.type) == (9, "PDF")


def test_material_link_has_no_size() -> None:
    material = make.make_material()
    assert (material.size, material.type) == (None, "Link")


def test_material_that_becomes_a_link_forgets_its_size() -> None:
    material = make.make_material(file=_pdf())
    material.file, material.url = "", "https://example.org/"
    material.save()
    assert (material.size, make.complaints(material)) == (None, {})


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "macro.docm", "report", "report.pdf.exe"])
def test_material_of_another_type_is_refused(name: str) -> None:
    material = Material(event=make.make_event(), title="Programme", file=_pdf(name))
    assert list(make.complaints(material)) == ["file"]


def test_material_of_more_than_20_megabytes_is_refused() -> None:
    material = Material(event=make.make_event(), title="Programme", file=_pdf(content=b" " * (20 * 1024 * 1024 + 1)))
    assert make.complaints(material) == {"file": ["The file is larger than 20 MB."]}


def test_material_title_is_taken_once_in_an_event() -> None:
    material = make.make_material()
    again = Material(event=material.event, title=material.title, url="https://example.org/")
    assert list(make.complaints(again)) == ["title"]
    with pytest.raises(IntegrityError):
        again.save()


@pytest.mark.parametrize("words", ["", " ", "\u200b"])
def test_photo_needs_an_alternative_text(words: str) -> None:
    photo = make.make_photo()
    photo.alternative_text = words
    assert list(make.complaints(photo)) == ["alternative_text"]
    with pytest.raises(IntegrityError):
        photo.save()


def test_photo_has_a_place_of_its_own() -> None:
    photo = make.make_photo()
    again = Photo(event=photo.event, position=photo.position, image=make.picture_file(), alternative_text="Hall")
    assert list(make.complaints(again)) == ["position"]
    with pytest.raises(IntegrityError):
        again.save()


@pytest.mark.parametrize("name", ["hall.jpg", "hall.webp", "../../hall.jpg", "x" * 300 + ".jpg"])
def test_photo_is_written_anew_whatever_it_is_called(name: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of a delegate"
    photo = make.make_photo(image=make.picture_file(name=name, kind="JPEG", size=(40, 30), exif=exif))
    stored = photo.image.read()
    folder, _, file = photo.image.name.partition("/")
    assert (folder, len(file), file[-5:]) == ("photo", 37, ".webp")
    assert Image.open(BytesIO(stored)).format == "WEBP"
    assert b"Camera" not in stored
    assert (photo.width, photo.height) == (40, 30)


def test_photo_that_a_form_judged_is_written_once() -> None:
    photo = Photo(event=make.make_event(), image=make.picture_file(), alternative_text="Hall")
    photo.full_clean()
    judged = photo.image.file.read()
    photo.save()
    assert photo.image.read() == judged


@pytest.mark.parametrize("name", ["hall.png", "hall.webp"])
def test_photo_that_is_no_picture_is_refused_beside_the_field(name: str) -> None:
    html = ContentFile(b"<html><script>alert(1)</script></html>", name=name)
    photo = Photo(event=make.make_event(), image=html, alternative_text="Hall")
    message = f"“{name}” is not a JPEG, PNG or WebP picture that can be read in full."
    assert make.complaints(photo) == {"image": [message]}


def test_keys_of_media_find_them_again() -> None:
    for row in (make.make_material(), make.make_photo()):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
