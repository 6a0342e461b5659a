"""Pictures of the library: written anew, cut around their focal point, and never half stored."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from PIL import Image

from events.files.storage import originals, renditions
from events.images import RENDITIONS
from events.models import Picture
from tests import factories as make
from tests.stored import stored_files

pytestmark = pytest.mark.django_db


def _sizes(picture: Picture) -> dict[str, tuple[int, int]]:
    found = {}
    for name in RENDITIONS:
        with renditions().open(picture.stored(name)) as file:
            found[name] = Image.open(BytesIO(file.read())).size
    return found


@pytest.mark.parametrize("name", ["hall.jpg", "hall.webp", "../../hall.jpg", "x" * 300 + ".jpg"])
def test_picture_is_written_anew_whatever_it_is_called(name: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of a delegate"
    picture = make.make_picture(original=make.picture_file(name=name, kind="JPEG", size=(40, 30), exif=exif))
    stored = picture.original.read()
    folder, _, file = picture.original.name.partition("/")
    assert (folder, len(file), file[-5:]) == ("pictures", 37, ".webp")
    assert Image.open(BytesIO(stored)).format == "WEBP"
    assert b"Camera" not in stored
    assert (picture.width, picture.height) == (40, 30)


def test_picture_has_all_its_renditions() -> None:
    picture = make.make_picture(original=make.picture_file(size=(2000, 1000)))
    assert _sizes(picture) == {"large": (1600, 800), "card": (960, 600), "thumb": (320, 320)}
    assert [(one.name, one.width, one.height) for one in (picture.large, picture.card, picture.thumb)] == [
        ("large", 1600, 800),
        ("card", 960, 600),
        ("thumb", 320, 320),
    ]


def test_picture_without_a_title_is_called_like_its_file() -> None:
    assert str(make.make_picture(title="", original=make.picture_file(name="plenary_hall 1.png"))) == "plenary hall 1"


def test_picture_that_a_form_judged_is_written_once() -> None:
    picture = Picture(original=make.picture_file())
    picture.full_clean(exclude=["width", "height"])
    judged = picture.original.file.read()
    picture.save()
    assert picture.original.read() == judged


def test_picture_that_is_none_is_refused_beside_the_field() -> None:
    html = ContentFile(b"<html><script>alert(1)</script></html>", name="hall.png")
    message = "“hall.png” is a web page, not a JPEG, PNG or WebP picture. Choose a picture: JPEG, PNG or WebP."
    before = stored_files()
    assert make.complaints(Picture(original=html))["original"] == [message]
    with pytest.raises(ValidationError):
        Picture.objects.create(original=html)
    assert stored_files() == before


def test_focal_point_makes_the_cut_renditions_again(django_capture_on_commit_callbacks: Any) -> None:
    picture = Picture.objects.get(pk=make.make_picture(original=make.picture_file(size=(900, 300))).pk)
    before, old = stored_files(), picture.stored("thumb")
    with django_capture_on_commit_callbacks(execute=True):
        picture.focus_x, picture.focus_y = 17, 83
        picture.save()
    assert picture.stored("thumb") != old
    assert not renditions().exists(old)
    assert _sizes(picture)["thumb"] == (300, 300)
    assert len(stored_files()) == len(before)


def test_picture_saved_as_it_is_writes_no_file() -> None:
    picture = Picture.objects.get(pk=make.make_picture().pk)
    before = stored_files()
    picture.credit = "The office"
    picture.save()
    assert stored_files() == before


@pytest.mark.parametrize("focus", [{"focus_x": 101}, {"focus_y": 250}])
def test_focal_point_lies_inside(focus: dict[str, int]) -> None:
    before = stored_files()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_picture(**focus)
    assert stored_files() == before


def test_picture_whose_renditions_cannot_be_stored_leaves_nothing(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "renditions").touch()  # a file where a folder must be
    with pytest.raises(OSError, match="renditions"):
        make.make_picture()
    assert (stored_files(), Picture.objects.count()) == ({"renditions"}, 0)


def test_deleted_picture_takes_its_files_along(django_capture_on_commit_callbacks: Any) -> None:
    before = stored_files()
    picture = make.make_picture()
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert stored_files() == before


def test_picture_in_use_is_not_deleted() -> None:
    picture = make.make_photo().picture
    with pytest.raises(ProtectedError):
        picture.delete()
    assert originals().exists(picture.original.name)


def test_picture_outlives_its_event() -> None:
    event = make.make_event()
    picture = make.make_picture(taken_at=event)
    event.delete()
    picture.refresh_from_db()
    assert picture.taken_at is None


def test_history_says_who_uploaded_it(publisher: Any) -> None:
    answer = publisher.post(
        "/admin/events/picture/add/", {"original": make.picture_file(), "focus": "17,83", "title": "Hall", "credit": ""}
    )
    assert answer.status_code == 302
    first = Picture.objects.get().history.last()
    assert (first.history_user.username, first.history_type) == ("publisher", "+")


def test_key_of_a_picture_finds_it_again() -> None:
    picture = make.make_picture()
    assert Picture.objects.get_by_natural_key(*picture.natural_key()) == picture
