"""Pictures wait until they are described; none is shown without its words."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from events.actions.pictures import Description, show, take_in, uses, waiting
from events.actions.publishing import StaleError
from events.models import Event, Picture, WorkingCopy
from tests import factories as make
from tests.stored import stored_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob(db: None) -> User:
    return User.objects.create_user("bob", is_staff=True)


def _taken(event: Event, number: int = 1) -> list[Picture]:
    return [take_in(upload=make.picture_file(name=f"hall {n}.png"), event=event) for n in range(number)]


def test_picture_waits_at_its_event() -> None:
    event, other = make.make_event(), make.make_event()
    first, second = _taken(event, 2)
    make.make_picture(taken_at=other)
    assert waiting(event) == [first, second]
    assert event.photos.count() == 0


def test_bad_picture_is_refused_and_leaves_nothing() -> None:
    before = stored_files()
    with pytest.raises(ValidationError):
        take_in(upload=ContentFile(b"<html>", name="hall.jpg"), event=make.make_event())
    assert (Picture.objects.count(), stored_files()) == (0, before)


def test_picture_that_cannot_be_stored_is_refused_in_plain_words(settings: Any, tmp_path: Any) -> None:
    event = make.make_event()
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "originals").touch()  # a file where a folder must be
    with pytest.raises(ValidationError, match="could not be stored"):
        take_in(upload=make.picture_file(), event=event)
    assert Picture.objects.count() == 0


def test_shown_pictures_come_last_in_the_order_given(bob: User) -> None:
    event = make.make_event()
    make.make_photo(event=event, position=7)
    first, second = _taken(event, 2)
    descriptions = [
        Description(second, "The hall", credit="Kim"),
        Description(first, is_decorative=True, caption="Doors"),
    ]
    show(event=event, descriptions=descriptions, by=bob)
    rows = [
        (photo.position, photo.picture, photo.alternative_text, photo.is_decorative) for photo in event.photos.all()
    ]
    assert rows[1:] == [(8, second, "The hall", False), (9, first, "", True)]
    assert (waiting(event), Picture.objects.get(pk=second.pk).credit) == ([], "Kim")
    event.refresh_from_db()
    assert (event.revision, event.changed_by) == (1, bob)


@pytest.mark.parametrize("words", [{}, {"alternative_text": "Hall", "is_decorative": True}])
def test_picture_without_words_keeps_all_from_being_shown(bob: User, words: dict[str, Any]) -> None:
    event = make.make_event()
    first, second = _taken(event, 2)
    with pytest.raises(ValidationError):
        show(event=event, descriptions=[Description(first, "The hall"), Description(second, **words)], by=bob)
    event.refresh_from_db()
    assert (event.photos.count(), event.revision) == (0, 0)


def test_event_that_somebody_else_saved_is_left_alone(bob: User) -> None:
    event = make.make_event()
    (picture,) = _taken(event)
    Event.objects.filter(pk=event.pk).update(revision=3)
    with pytest.raises(StaleError):
        show(event=event, descriptions=[Description(picture, "The hall")], by=bob)
    assert event.photos.count() == 0


def test_picture_in_a_working_copy_waits_no_more() -> None:
    event = make.make_event()
    first, second = _taken(event, 2)
    changes = {"rows": {"photos": {"added": {"4503599627370496": {"picture_id": first.pk}}}}}
    WorkingCopy.objects.create(item=event, changes=changes)
    assert waiting(event) == [second]


def test_uses_name_each_item_once() -> None:
    picture = make.make_picture()
    event = make.make_event()
    make.make_photo(event=event, picture=picture)
    make.make_photo(event=event, picture=picture)
    post = make.make_post(picture=picture, picture_is_decorative=True)
    WorkingCopy.objects.create(item=post, changes={"fields": {"picture_id": picture.pk}})
    WorkingCopy.objects.create(item=make.make_post(), changes={"fields": {"title": "x"}})
    assert uses(picture) == [event, post]
    assert uses(make.make_picture()) == []
