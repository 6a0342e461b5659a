"""Documents that are what they say, with size and pages; photographs with words for every use."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from events.models import Material, Photo, PostAttachment
from events.models.picture import NOT_BOTH
from tests import factories as make
from tests.data.documents import document
from tests.stored import stored_files

pytestmark = pytest.mark.django_db
EITHER = "Give either a file or a link."


def _pdf(name: str = "Final report.PDF", pages: int = 4) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, make.pdf_file(pages=pages).read())


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
    assert (material.size, material.type, material.pages, material.extent) == (_pdf().size, "PDF", 4, "4 pages")


def test_material_link_has_no_size() -> None:
    material = make.make_material()
    assert (material.size, material.type) == (None, "Link")


def test_material_that_becomes_a_link_forgets_its_size() -> None:
    material = make.make_material(file=_pdf())
    material.file, material.url = "", "https://example.org/"
    material.save()
    assert (material.size, make.complaints(material)) == (None, {})


def test_material_of_another_type_is_refused_beside_the_file() -> None:
    material = Material(event=make.make_event(), title="Programme", file=_pdf("page.html"))
    message = "“page.html” cannot be added. These types can: PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, CSV, TXT, ZIP."
    assert make.complaints(material) == {"file": [message]}
    assert make.refusal(material.save) == {"file": [message]}


@pytest.mark.parametrize(
    ("ending", "extent"),
    [("pdf", "4 pages"), ("docx", "7 pages"), ("pptx", "12 slides"), ("odt", "3 pages"), ("odp", "2 slides")],
)
def test_material_says_how_long_it_is(ending: str, extent: str) -> None:
    material = make.make_material(file=ContentFile(document(ending), name=f"a.{ending}"))
    assert Material.objects.get(pk=material.pk).extent == extent


@pytest.mark.parametrize("ending", ["xlsx", "ods", "csv", "txt", "zip"])
def test_material_without_pages_does_not_say_how_long_it_is(ending: str) -> None:
    assert make.make_material(file=ContentFile(document(ending), name=f"a.{ending}")).extent == ""


def test_material_with_another_file_is_measured_again() -> None:
    material = Material.objects.get(pk=make.make_material(file=_pdf(pages=4)).pk)
    other = make.make_material(file=_pdf(pages=1))
    material.file = other.file.name
    material.save()
    assert (material.extent, material.size) == ("1 page", other.size)


def test_material_whose_file_is_not_there_yet_is_saved_without_its_size() -> None:
    material = make.make_material(file=_pdf())
    material.file = "material/restored-later.pdf"
    material.save()
    assert (material.size, material.pages) == (None, None)


def test_attachment_is_judged_and_measured_like_a_material() -> None:
    attachment = make.make_post_attachment(file=_pdf(pages=2))
    assert (attachment.type, attachment.extent, attachment.size) == ("PDF", "2 pages", attachment.file.size)
    fake = PostAttachment(post=attachment.post, title="Fake", file=ContentFile(b"<html>", name="a.pdf"))
    assert list(make.refusal(fake.save)) == ["file"]


@pytest.mark.parametrize("change", [{"title": "Taken"}, {"url": "https://example.org/"}])
def test_document_that_is_refused_leaves_no_file(change: dict[str, str]) -> None:
    event = make.make_event()
    make.make_material(event=event, title="Taken")
    before = stored_files()
    with pytest.raises(IntegrityError), transaction.atomic():
        Material.objects.create(event=event, file=_pdf(), **({"title": "Programme"} | change))
    assert stored_files() == before


def test_material_title_is_taken_once_in_an_event() -> None:
    material = make.make_material()
    again = Material(event=material.event, title=material.title, url="https://example.org/")
    assert list(make.complaints(again)) == ["title"]
    with pytest.raises(IntegrityError):
        again.save()


@pytest.mark.parametrize("words", ["", " ", "\u200b"])
def test_photo_needs_an_alternative_text_or_is_decorative(words: str) -> None:
    photo = make.make_photo()
    photo.alternative_text = words
    assert make.complaints(photo) == {"alternative_text": [NOT_BOTH]}
    with pytest.raises(IntegrityError):
        photo.save()


def test_photo_is_not_described_and_decorative() -> None:
    photo = make.make_photo()
    photo.is_decorative = True
    assert make.complaints(photo) == {"alternative_text": [NOT_BOTH]}
    with pytest.raises(IntegrityError):
        photo.save()


def test_photo_that_is_decorative_has_no_words() -> None:
    photo = make.make_photo(is_decorative=True)
    assert (photo.alternative_text, make.complaints(photo), str(photo)) == ("", {}, "Decorative picture 1")


def test_photo_has_a_place_of_its_own() -> None:
    photo = make.make_photo()
    again = Photo(event=photo.event, position=photo.position, picture=make.make_picture(), alternative_text="Hall")
    assert list(make.complaints(again)) == ["position"]
    with pytest.raises(IntegrityError):
        again.save()


def test_keys_of_media_find_them_again() -> None:
    for row in (make.make_material(), make.make_photo()):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
