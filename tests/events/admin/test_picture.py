"""The library of pictures: added with a focal point, seen by the staff alone, and kept while it is used."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from events.models import Picture, WorkingCopy
from tests import factories as make
from tests.pages import complaints, filled
from tests.stored import stored_files

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/events/picture/", "/admin/events/picture/add/"


def _page(picture: Picture, name: str = "change") -> str:
    return f"/admin/events/picture/{picture.pk}/{name}/"


def test_picture_is_added_with_its_focal_point(author: Client) -> None:
    answer = author.post(ADD, filled(author.get(ADD), original=make.picture_file(name="hall.png"), focus="83,17"))
    picture = Picture.objects.get()
    assert (answer.status_code, str(picture), picture.focus_x, picture.focus_y) == (302, "hall", 83, 17)


def test_picture_that_is_none_is_refused_beside_the_file(editor: Client) -> None:
    before = stored_files()
    answer = editor.post(ADD, filled(editor.get(ADD), original=ContentFile(b"<html>", name="hall.png"), focus="50,50"))
    said = "“hall.png” is a web page, not a JPEG, PNG or WebP picture. Choose a picture: JPEG, PNG or WebP."
    assert complaints(answer) == {"original": [said]}
    assert stored_files() == before


@pytest.mark.parametrize("focus", ["", "50", "101,3", "-1,3", "a,b", "50,50,50", "1e1,2", "٣,٣"])
def test_focal_point_that_is_none_is_refused(editor: Client, focus: str) -> None:
    picture = make.make_picture()
    answer = editor.post(_page(picture), filled(editor.get(_page(picture)), focus=focus))
    assert list(complaints(answer)) == ["focus"]


def test_form_offers_nine_places_and_the_exact_one(editor: Client) -> None:
    page = editor.get(_page(make.make_picture())).content.decode()
    assert page.count('type="radio" name="focus"') == 10
    assert 'value="50,50" checked' in page
    exact = editor.get(_page(make.make_picture(focus_x=37, focus_y=62))).content.decode()
    assert 'value="37,62" checked' in exact
    assert exact.count(" checked") == 1


def test_form_sent_back_as_it_is_keeps_the_exact_place(editor: Client) -> None:
    picture = make.make_picture(focus_x=37, focus_y=62)
    values = filled(editor.get(_page(picture)), focus="37,62", credit="The office")
    assert editor.post(_page(picture), values).status_code == 302
    picture.refresh_from_db()
    assert (picture.focus_x, picture.focus_y, picture.credit) == (37, 62, "The office")


def test_author_adds_pictures_and_changes_none(author: Client) -> None:
    picture = make.make_picture()
    answers = [author.get(LIST), author.get(_page(picture)), author.post(_page(picture), {"focus": "17,17"})]
    assert [answer.status_code for answer in answers] == [200, 200, 403]
    assert author.post(_page(picture, "delete"), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("name", ["large", "card", "thumb"])
def test_renditions_are_shown_to_the_staff_alone(editor: Client, stranger: Client, name: str) -> None:
    address = f"/admin/events/picture/{make.make_picture().pk}/{name}.webp"
    answer = editor.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"].startswith("private, no-store")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert stranger.get(address).status_code == 302


def test_original_is_shown_to_nobody(publisher: Client) -> None:
    picture = make.make_picture()
    tried = [
        f"/admin/events/picture/{picture.pk}/original.webp",
        f"/admin/events/material/files/{picture.original.name}",
    ]
    assert [publisher.get(address).status_code for address in tried] == [404, 404]


def _post_with(picture: Picture) -> Any:
    return make.make_post(title="The notice", picture=picture, picture_is_decorative=True)


def _copy_with(picture: Picture) -> Any:
    post = make.make_post(title="The notice")
    WorkingCopy.objects.create(item=post, changes={"fields": {"picture_id": picture.pk}})
    return post


def _photo_in_copy(picture: Picture) -> Any:
    event = make.make_event(title="The notice")
    changes = {"rows": {"photos": {"added": {"4503599627370496": {"picture_id": picture.pk}}}}}
    WorkingCopy.objects.create(item=event, changes=changes)
    return event


@pytest.mark.parametrize("use", [_post_with, _copy_with, _photo_in_copy])
def test_picture_in_use_stays_and_the_answer_says_where(publisher: Client, use: Any) -> None:
    picture = make.make_picture(title="Hall")
    use(picture)
    answer = publisher.post(_page(picture, "delete"), {"post": "yes"}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert said == ["“Hall” is in use and stays: “The notice”. Take it out there first."]
    chosen = {"action": "delete_selected", "_selected_action": [picture.pk], "post": "yes"}
    publisher.post(LIST, chosen)
    assert Picture.objects.filter(pk=picture.pk).exists()
    assert "The notice" in publisher.get(_page(picture)).content.decode()


def test_pictures_that_nobody_uses_are_deleted_with_their_files(
    publisher: Client, django_capture_on_commit_callbacks: Any
) -> None:
    before = stored_files()
    pictures = [make.make_picture() for _ in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        publisher.post(_page(pictures[0], "delete"), {"post": "yes"})
        keys = [picture.pk for picture in pictures[1:]]
        publisher.post(LIST, {"action": "delete_selected", "_selected_action": keys, "post": "yes"})
    assert (Picture.objects.count(), stored_files()) == (0, before)
