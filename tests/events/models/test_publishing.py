"""What the public may see: the switch, and the two dates around now."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError

from events.models import Event, Post
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2012, 10, 18, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
STATES: dict[str, dict[str, Any]] = {
    "draft": {"live": False},
    "scheduled": {"go_live_at": NOW + HOUR},
    "expired": {"go_live_at": NOW - 2 * HOUR, "expire_at": NOW - HOUR},
    "public": {"go_live_at": NOW - HOUR, "expire_at": NOW + HOUR},
}
NOUNS = [(Post, make.make_post), (Event, make.make_event)]


@pytest.mark.parametrize(("model", "factory"), NOUNS)
def test_published_shows_only_what_is_public_now(model: Any, factory: Callable[..., Any]) -> None:
    with time_machine.travel(NOW, tick=False):
        rows = {state: factory(**fields) for state, fields in STATES.items()}
        assert list(model.objects.published()) == [rows["public"]]
        assert {state: row.state for state, row in rows.items()} == {state: state for state in STATES}
        assert [row.is_published for row in rows.values()] == [False, False, False, True]


@pytest.mark.parametrize(("model", "factory"), NOUNS)
def test_published_opens_and_closes_on_the_moment(model: Any, factory: Callable[..., Any]) -> None:
    factory(go_live_at=NOW, expire_at=NOW + HOUR)
    moments = [NOW - timedelta(microseconds=1), NOW, NOW + HOUR - timedelta(microseconds=1), NOW + HOUR]
    assert [model.objects.published(at=at).count() for at in moments] == [0, 1, 1, 0]


@pytest.mark.parametrize("moment", [NOW - HOUR, NOW, NOW + HOUR, NOW + 2 * HOUR])
def test_is_published_agrees_with_published(moment: datetime) -> None:
    post = make.make_post(go_live_at=NOW, expire_at=NOW + HOUR)
    with time_machine.travel(moment, tick=False):
        assert post.is_published == Post.objects.published().exists()


@pytest.mark.parametrize("expire_at", [NOW, NOW - HOUR])
@pytest.mark.parametrize(("model", "factory"), NOUNS)
def test_item_does_not_expire_before_it_is_public(model: Any, factory: Any, expire_at: datetime) -> None:
    row = factory(go_live_at=NOW)
    row.expire_at = expire_at
    assert make.complaints(row) == {"expire_at": ["“Public until” must be later than “public from”."]}
    with pytest.raises(IntegrityError):
        row.save()


def test_in_language_keeps_one_language() -> None:
    korean = make.make_post(language="ko")
    make.make_post(language="en")
    assert list(Post.objects.in_language("ko")) == [korean]


def test_make_public_remembers_when_and_leaves_the_others() -> None:
    public = make.make_post()
    draft = make.make_post(live=False)
    assert draft.first_published_at is None
    assert Post.objects.all().make_public() == [draft]
    draft.refresh_from_db()
    assert draft.live
    assert draft.first_published_at == draft.last_published_at
    stored = public.last_published_at
    public.refresh_from_db()
    assert public.last_published_at == stored


def test_take_offline_keeps_the_first_day() -> None:
    post = make.make_post()
    first = post.first_published_at
    assert Post.objects.all().take_offline() == [post]
    post.refresh_from_db()
    assert (post.live, post.first_published_at) == (False, first)
    assert Post.objects.all().take_offline() == []
