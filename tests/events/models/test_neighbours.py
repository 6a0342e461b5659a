"""Before and after: in the order of days, published, in the same language, in one statement."""

from datetime import date

import pytest

from events.models import Event, Neighbour, Post, neighbour
from tests import factories as make
from tests.public_pages import HIDDEN, hidden

pytestmark = pytest.mark.django_db


def _slugs(found: Event | Post) -> list[str | None]:
    sides = (neighbour(found, side) for side in ("earlier", "later"))
    return [side and side.slug for side in sides]


def test_neighbours_come_with_their_dates(django_assert_num_queries) -> None:
    first = make.make_event(slug="first", title="First", starts_on=date(2011, 1, 1), ends_on=date(2011, 1, 3))
    make.make_event(slug="second")
    list(Event.objects.with_neighbours())  # Django asks SQLite once in a process whether it knows JSON
    with django_assert_num_queries(1):
        found = Event.objects.with_neighbours().get(slug="second")
    assert neighbour(found, "earlier") == Neighbour("first", "First", first.starts_on, first.ends_on)
    assert neighbour(found, "later") is None


def test_neighbours_of_one_day_keep_a_fixed_order() -> None:
    for slug in ("a", "b", "c"):
        make.make_post(slug=slug)
    found = Post.objects.with_neighbours().order_by("id")
    assert [_slugs(post) for post in found] == [[None, "b"], ["a", "c"], ["b", None]]


def test_neighbours_are_in_the_same_language() -> None:
    for slug, language in (("a", "en"), ("b", "ko"), ("c", "en")):
        make.make_post(slug=slug, language=language)
    assert _slugs(Post.objects.with_neighbours().get(slug="c")) == ["a", None]
    assert _slugs(Post.objects.with_neighbours().get(slug="b")) == [None, None]


@pytest.mark.parametrize("state", HIDDEN)
def test_neighbours_are_public(state: str) -> None:
    make.make_post(slug="a", **hidden(state))
    make.make_post(slug="b")
    assert _slugs(Post.objects.with_neighbours().get(slug="b")) == [None, None]
