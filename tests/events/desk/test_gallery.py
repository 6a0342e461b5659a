"""The page "Photographs": many pictures at once, each reported by itself, and words before anything is public."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from events.models import Event, Picture
from tests import factories as make
from tests.pages import filled
from tests.public_pages import text

pytestmark = pytest.mark.django_db


def _page(event: Event) -> str:
    return f"/admin/events/event/{event.pk}/photos/"


def _files(*names: str) -> list[ContentFile]:
    return [make.picture_file(name=name) for name in names]


def _said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_many_pictures_are_taken_and_bad_ones_named(editor: Client) -> None:
    event = make.make_event()
    files = [*_files("one.png", "two.png"), ContentFile(b"<html>", name="page.jpg")]
    answer = editor.post(_page(event), {"pictures": files}, follow=True)
    assert _said(answer) == [
        "“one.png” is in the library and waits for its words below.",
        "“two.png” is in the library and waits for its words below.",
        "“page.jpg” is a web page, not a JPEG, PNG or WebP picture. Choose a picture: JPEG, PNG or WebP.",
    ]
    assert [str(form.picture) for form in answer.context["forms"]] == ["one", "two"]
    assert "photographs" not in text(editor.get(f"/events/{event.slug}/"))


def test_script_gets_an_answer_for_each_file(editor: Client) -> None:
    event = make.make_event()
    for name, is_kept in (("one.png", True), ("page.html", False)):
        file = make.picture_file(name=name) if is_kept else ContentFile(b"", name=name)
        answer = editor.post(_page(event), {"pictures": [file]}, headers={"Accept": "application/json"})
        assert answer["Content-Type"] == "application/json"
        if is_kept:
            (result,) = answer.json()["results"]
            assert (result["name"], result["is_kept"]) == (name, True)


def test_nothing_chosen_is_said(editor: Client) -> None:
    assert _said(editor.post(_page(make.make_event()), {}, follow=True)) == ["Choose at least one picture."]


def _waiting(event: Event, number: int = 2) -> list[Picture]:
    return [make.make_picture(taken_at=event, title=f"Hall {n}") for n in range(1, number + 1)]


def _typed(picture: Picture, **words: Any) -> dict[str, Any]:
    return {f"picture-{picture.pk}-{name}": value for name, value in words.items()}


def test_described_pictures_are_shown_and_others_wait(editor: Client) -> None:
    event = make.make_event()
    first, second, third = _waiting(event, 3)
    typed = {
        **_typed(first, alternative_text="Delegates arrive", caption="Morning", credit="Kim", order=2),
        **_typed(second, is_decorative="on", order=1),
    }
    answer = editor.post(_page(event), filled(editor.get(_page(event)), describe=1, **typed), follow=True)
    assert _said(answer) == ["2 pictures are on the event’s public page now."]
    shown = [(photo.picture, photo.alternative_text, photo.caption) for photo in event.photos.all()]
    assert shown == [(second, "", ""), (first, "Delegates arrive", "Morning")]
    assert [form.picture for form in answer.context["forms"]] == [third]
    page = text(editor.get(f"/events/{event.slug}/"))
    assert page.count("card.webp") == 2
    assert "Photograph: Kim" in page


def test_words_that_contradict_are_refused_beside_them_and_kept(editor: Client) -> None:
    event = make.make_event()
    first, second = _waiting(event)
    typed = {
        **_typed(first, alternative_text="Delegates", is_decorative="on"),
        **_typed(second, caption="The afternoon"),
    }
    answer = editor.post(_page(event), filled(editor.get(_page(event)), describe=1, **typed))
    assert [list(form.errors) for form in answer.context["forms"]] == [["alternative_text"], ["alternative_text"]]
    page = text(answer)
    assert "one of the two, not both" in page
    assert 'value="The afternoon"' in page
    assert event.photos.count() == 0


def test_nothing_described_is_said(editor: Client) -> None:
    event = make.make_event()
    _waiting(event)
    answer = editor.post(_page(event), filled(editor.get(_page(event)), describe=1))
    assert _said(answer) == ["Nothing was added: describe at least one picture, or mark it as decorative."]


def test_author_fills_the_gallery_of_an_own_draft(author: Client) -> None:
    user = author.get("/admin/").wsgi_request.user
    event = make.make_event(live=False, author=user)
    author.post(_page(event), {"pictures": _files("hall.png")})
    typed = _typed(Picture.objects.get(), alternative_text="Delegates")
    answer = author.post(_page(event), filled(author.get(_page(event)), describe=1, **typed), follow=True)
    assert _said(answer) == ["1 picture is in the gallery now."]
    assert event.photos.count() == 1


def test_author_brings_pictures_to_a_public_event_that_an_editor_shows(author: Client) -> None:
    event = make.make_event()
    answer = author.post(_page(event), {"pictures": _files("hall.png")}, follow=True)
    assert "1 picture of this event waits for an editor" in text(answer)
    typed = _typed(Picture.objects.get(), alternative_text="Delegates")
    assert author.post(_page(event), {"describe": 1, **typed}).status_code == 403
    assert event.photos.count() == 0


def test_finance_looks_and_changes_nothing(finance: Client) -> None:
    event = make.make_event()
    _waiting(event)
    page = finance.get(_page(event))
    assert (page.status_code, "multipart/form-data" in text(page)) == (200, False)
    answers = [finance.post(_page(event), data) for data in ({"pictures": _files("a.png")}, {"describe": 1})]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert Picture.objects.count() == 2


def test_stranger_is_sent_to_sign_in(stranger: Client) -> None:
    event = make.make_event()
    answers = [stranger.get(_page(event)), stranger.post(_page(event), {"pictures": _files("a.png")})]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Picture.objects.count() == 0


def test_page_costs_the_same_for_one_and_for_three(editor: Client, django_assert_max_num_queries: Any) -> None:
    event = make.make_event()
    for number in (1, 3):
        _waiting(event, number)
        for _ in range(number):
            make.make_photo(event=event)
        with django_assert_max_num_queries(12):
            assert editor.get(_page(event)).status_code == 200


def test_form_of_the_event_leads_to_the_page(editor: Client) -> None:
    event = make.make_event()
    assert f'href="{_page(event)}"' in text(editor.get(f"/admin/events/event/{event.pk}/change/"))
