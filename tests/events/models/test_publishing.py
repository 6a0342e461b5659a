"""What the public may see: the switch, and the two dates around now."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError

from events.models import Event, OldAddress, Post
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2012, 10, 18, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
STATES: dict[str, dict[str, Any]] = {
    "draft": {"live": False},
    "scheduled": {"go_live_at": NOW + HOUR},
    "expired": {"go_live_at": NOW - 2 * HOUR, "expire_at": NOW - HOUR},
    "withdrawn": {"live": False, "withdrawn_at": NOW - HOUR, "withdrawn_reason": "It was replaced."},
    "ready": {"live": False, "is_ready": True},
    "published": {"go_live_at": NOW - HOUR, "expire_at": NOW + HOUR},
}
NOUNS = [(Post, make.make_post), (Event, make.make_event)]


@pytest.mark.parametrize(("model", "factory"), NOUNS)
def test_published_shows_only_what_is_public_now(model: Any, factory: Callable[..., Any]) -> None:
    with time_machine.travel(NOW, tick=False):
        rows = {state: factory(**fields) for state, fields in STATES.items()}
        assert list(model.objects.published()) == [rows["published"]]
        assert {state: row.state for state, row in rows.items()} == {state: state for state in STATES}
        assert [row.is_published for row in rows.values()] == [False, False, False, False, False, True]


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


@pytest.mark.parametrize(("model", "factory"), NOUNS)
def test_item_is_not_withdrawn_without_a_reason(model: Any, factory: Any) -> None:
    with pytest.raises(IntegrityError):
        factory(live=False, withdrawn_at=NOW)


@pytest.mark.parametrize(("model", "factory"), NOUNS)
def test_first_and_last_day_in_public_are_remembered(model: Any, factory: Any) -> None:
    with time_machine.travel(NOW, tick=False):
        draft = factory(live=False)
        assert (draft.first_published_at, draft.last_published_at) == (None, None)
        draft.live = True
        draft.save()
    with time_machine.travel(NOW + HOUR, tick=False):
        draft.save()
    assert (draft.first_published_at, draft.last_published_at) == (NOW, NOW + HOUR)


@pytest.mark.parametrize(("model", "factory"), NOUNS)
def test_changed_slug_is_kept_as_an_old_address(model: Any, factory: Any) -> None:
    item = model.objects.get(pk=factory(slug="first").pk)
    for slug in ("second", "third"):
        item.slug = slug
        item.save()
    assert sorted(OldAddress.objects.of(item).values_list("slug", flat=True)) == ["first", "second"]


def test_slug_of_what_never_was_public_leaves_nothing() -> None:
    post = Post.objects.get(pk=make.make_post(live=False, slug="first").pk)
    post.slug = "second"
    post.save()
    assert not OldAddress.objects.exists()


def test_slug_taken_back_is_no_old_address_any_more() -> None:
    post = Post.objects.get(pk=make.make_post(slug="first").pk)
    for slug in ("second", "first"):
        post.slug = slug
        post.save()
    assert list(OldAddress.objects.of(post).values_list("slug", flat=True)) == ["second"]


def test_old_address_is_not_given_to_another_item() -> None:
    post = Post.objects.get(pk=make.make_post(slug="first", title="The first").pk)
    post.slug = "second"
    post.save()
    assert make.complaints(make.make_post(slug="third")) == {}
    other = make.make_post()
    other.slug = "first"
    assert make.complaints(other) == {"slug": ["This address leads to “The first”, which had it once."]}
    event = make.make_event()
    event.slug = "first"
    assert make.complaints(event) == {}
