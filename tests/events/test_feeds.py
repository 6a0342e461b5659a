"""The news feed: valid Atom of the public notices, with absolute addresses."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client

from tests import factories as make
from tests.public_pages import HIDDEN, hidden, text

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def _feed(client: Client) -> ElementTree.Element:
    response = client.get("/news/feed.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own feed


def test_feed_has_the_notice_with_its_dates(stranger: Client) -> None:
    with time_machine.travel(datetime(2012, 10, 22, 9, tzinfo=UTC), tick=False):
        post = make.make_post(title="Q&A <1>", slug="questions", lead="<p>One &amp; two. {participants} came.</p>")
    feed = _feed(stranger)
    entry = feed.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Q&A <1>"
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/news/questions/"
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{post.translation_key}"
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == datetime(2012, 10, 22, 9, tzinfo=UTC)
    assert entry.findtext(f"{ATOM}summary").strip() == "One &amp; two."
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "United Nations Project Office on Governance"


def test_feed_is_the_newest_first_and_ends(stranger: Client, django_assert_num_queries) -> None:
    for day in range(1, 25):
        make.make_post(title=f"Notice {day}", dated_on=date(2013, 5, day))
    with django_assert_num_queries(1):
        titles = [entry.findtext(f"{ATOM}title") for entry in _feed(stranger).iter(f"{ATOM}entry")]
    assert titles == [f"Notice {day}" for day in range(24, 4, -1)]


@pytest.mark.parametrize("state", HIDDEN)
def test_feed_leaves_out_hidden_notices(stranger: Client, state: str) -> None:
    make.make_post(title="Canary", **hidden(state))
    assert "Canary" not in text(stranger.get("/news/feed.atom"))
