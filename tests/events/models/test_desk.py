"""What is kept beside an item goes with it, and a preview link holds only while it is meant to."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError

from events.models import Event, OldAddress, Post, PreviewLink, WorkingCopy
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def _link(**fields: object) -> PreviewLink:
    return PreviewLink.objects.create(item=make.make_post(), expires_at=NOW, **fields)


def test_token_finds_its_link_until_it_expires() -> None:
    link = _link()
    moments = [NOW - timedelta(seconds=1), NOW]
    assert [PreviewLink.by_token(link.token, at=at) for at in moments] == [link, None]


def test_revoked_link_is_not_found() -> None:
    link = _link(revoked_at=NOW - timedelta(days=2))
    assert PreviewLink.by_token(link.token, at=NOW - timedelta(days=1)) is None


@pytest.mark.parametrize("token", ["", "1", "x:y", "MQ:1abc:2def"])
def test_token_of_another_hand_is_not_found(token: str) -> None:
    link = _link()
    assert PreviewLink.by_token(token or link.token[:-1], at=NOW - timedelta(days=1)) is None


def test_what_is_beside_an_item_goes_with_it() -> None:
    post, event = make.make_post(), make.make_event()
    for item in (post, event):
        WorkingCopy.objects.create(item=item)
        OldAddress.objects.create(item=item, language="en", slug=f"old-{item.slug}")
        PreviewLink.objects.create(item=item, expires_at=NOW)
    post.delete()
    kept = [list(model.objects.all()) for model in (WorkingCopy, OldAddress, PreviewLink)]
    assert [[row.item for row in rows] for rows in kept] == [[event]] * 3


def test_item_has_one_working_copy() -> None:
    post = make.make_post()
    WorkingCopy.objects.create(item=post)
    with pytest.raises(IntegrityError):
        WorkingCopy.objects.create(item=post)


def test_items_of_different_kinds_with_one_number_are_not_mixed_up() -> None:
    post = make.make_post()
    event = make.make_event(pk=post.pk)
    copy = WorkingCopy.objects.create(item=event)
    assert (list(WorkingCopy.objects.of(post)), list(WorkingCopy.objects.of(event))) == ([], [copy])
    assert copy.item_type == ContentType.objects.get_for_model(Event)
    assert [*Post.objects.annotate(has=WorkingCopy.objects.beside(Post)).values_list("has", flat=True)] == [False]
    assert [*Event.objects.annotate(has=WorkingCopy.objects.beside(Event)).values_list("has", flat=True)] == [True]
