"""Pages by place: no item is lost or shown twice, whatever the dates."""

from datetime import date

import pytest
from django.http import QueryDict

from events.models import Post
from events.views.paging import PAGE_SIZE, page
from tests import factories as make

pytestmark = pytest.mark.django_db


def _all_pages() -> list[int]:
    seen, asked = [], QueryDict("year=2012")
    while True:
        found = page(Post.objects.all(), asked)
        seen += [post.pk for post in found.items]
        if not found.older:
            return seen
        assert "year=2012" in found.older
        asked = QueryDict(found.older.removeprefix("?"))


def test_pages_hold_every_item_once_when_many_share_a_day() -> None:
    posts = [make.make_post(dated_on=date(2012, 1, 1 + n // 20)) for n in range(2 * PAGE_SIZE + 3)]
    assert _all_pages() == [post.pk for post in reversed(posts)]


@pytest.mark.parametrize("count", [0, 1, PAGE_SIZE])
def test_one_page_links_no_other(count: int) -> None:
    for _ in range(count):
        make.make_post()
    found = page(Post.objects.all(), QueryDict(""))
    assert (len(found.items), found.newer, found.older) == (count, "", "")


@pytest.mark.parametrize("place", ["2012-13-01.1", "2012-01-01", "x", "2012-01-01.-1", "2012-01-01.1 or 1=1", "\x00"])
def test_place_that_is_none_shows_the_first_page(place: str) -> None:
    post = make.make_post()
    asked = QueryDict(mutable=True)
    asked["before"] = place
    assert page(Post.objects.all(), asked).items == (post,)
