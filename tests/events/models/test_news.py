"""News notices: their links and attachments."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

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
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n")
    again = PostAttachment(post=attachment.post, title=attachment.title, file=file)
    assert list(make.complaints(again)) == ["title"]
    with pytest.raises(IntegrityError):
        again.save()


def test_attachment_needs_a_file_of_an_allowed_type() -> None:
    post = make.make_post()
    assert list(make.complaints(PostAttachment(post=post, title="None"))) == ["file"]
    page = SimpleUploadedFile("a.html", b"<html>")
    assert list(make.complaints(PostAttachment(post=post, title="Page", file=page))) == ["file"]


def test_keys_of_news_find_it_again() -> None:
    for row in (make.make_post(), make.make_post_link(), make.make_post_attachment()):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
