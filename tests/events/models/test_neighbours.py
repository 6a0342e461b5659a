"""Items before and after another, in the order of their date."""

from datetime import date
from typing import Any

import pytest

from events.models import Event, Post, neighbour
from tests import factories as make

pytestmark = pytest.mark.django_db
DAYS = (date(2012, 10, 22), date(2012, 10, 22), date(2012, 9, 1), date(2015, 5, 1))


def _posts() -> list[Post]:
    return [make.make_post(dated_on=day) for day in DAYS]


def test_latest_first_keeps_the_order_of_one_day() -> None:
    first, second, oldest, newest = _posts()
    assert list(Post.objects.latest_first()) == [newest, second, first, oldest]


def test_before_and_after_walk_the_same_way() -> None:
    first, second, oldest, newest = _posts()
    assert list(Post.objects.before(second)) == [first, oldest]
    assert list(Post.objects.after(second)) == [newest]
    assert list(Post.objects.after(oldest)) == [first, second, newest]


def test_neighbours_come_in_the_same_query(django_assert_num_queries: Any) -> None:
    first, second, oldest, newest = _posts()
    with django_assert_num_queries(1):
        found = {post.pk: post for post in Post.objects.with_neighbours()}
    links = {post.pk: (neighbour(post, "earlier"), neighbour(post, "later")) for post in found.values()}
    slugs = [[link.slug if link else None for link in links[post.pk]] for post in (oldest, first, second, newest)]
    assert slugs == [
        [None, first.slug],
        [oldest.slug, second.slug],
        [first.slug, newest.slug],
        [second.slug, None],
    ]


def test_neighbours_are_public_and_of_the_same_language() -> None:
    post = make.make_post(dated_on=date(2012, 10, 22))
    make.make_post(dated_on=date(2012, 10, 23), live=False)
    make.make_post(dated_on=date(2012, 10, 21), language="ko")
    found = Post.objects.with_neighbours().get(pk=post.pk)
    assert (found.earlier, found.later) == (None, None)


def test_neighbour_has_its_dates() -> None:
    event = make.make_event()
    later = make.make_event(starts_on=date(2013, 1, 1), ends_on=date(2013, 1, 2))
    found = neighbour(Event.objects.with_neighbours().get(pk=event.pk), "later")
    assert found is not None
    assert (found.slug, found.title, found.starts_on, found.ends_on) == (
        later.slug,
        later.title,
        date(2013, 1, 1),
        date(2013, 1, 2),
    )
