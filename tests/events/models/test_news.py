"""News notices: their links and attachments."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from events.models import PostAttachment, PostLink
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_post_outlives_its_event() -> None:
    post = make.make_post(event=make.make_event())
    post.event.delete()
    post.refresh_from_db()
    assert post.event is None


def test_link_has_a_place_of_its_own() -> None:
    link = make.make_post_link()
    again = PostLink(post=link.post, position=link.position, label="Again", url="https://example.org/")
    assert list(make.complaints(again)) == ["position"]
    with pytest.raises(IntegrityError):
        again.save()


def test_link_is_an_address_of_the_web() -> None:
    link = PostLink(post=make.make_post(), label="Run", url="javascript:alert(1)")
    assert list(make.complaints(link)) == ["url"]


def test_attachment_title_is_taken_once() -> None:
    attachment = make.make_post_attachment()
    file = make.pdf_file()
    again = PostAttachment(post=attachment.post, title=attachment.title, file=file)
    assert list(make.complaints(again)) == ["title"]
    with pytest.raises(IntegrityError):
        again.save()


def test_attachment_needs_a_file_of_an_allowed_type() -> None:
    post = make.make_post()
    assert list(make.complaints(PostAttachment(post=post, title="None"))) == ["file"]
    page = ContentFile(b"<html>", name="a.html")
    assert list(make.complaints(PostAttachment(post=post, title="Page", file=page))) == ["file"]


def test_keys_of_news_find_it_again() -> None:
    for row in (make.make_post(), make.make_post_link(), make.make_post_attachment()):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row


def test_picture_of_a_notice_needs_words_or_is_decorative() -> None:
    picture = make.make_picture()
    wrong: list[dict[str, Any]] = [
        {"picture": picture},
        {"picture": picture, "picture_alternative_text": "Hall", "picture_is_decorative": True},
        {"picture_alternative_text": "Hall"},
        {"picture_is_decorative": True},
    ]
    for fields in wrong:
        post = make.make_post()
        for name, value in fields.items():
            setattr(post, name, value)
        assert list(make.complaints(post)) == ["picture_alternative_text"]
        with pytest.raises(IntegrityError), transaction.atomic():
            post.save()


@pytest.mark.parametrize("words", [{"picture_alternative_text": "Hall"}, {"picture_is_decorative": True}])
def test_picture_of_a_notice_with_words_or_none_is_kept(words: dict[str, Any]) -> None:
    post = make.make_post(picture=make.make_picture(), **words)
    assert make.complaints(post) == {}
