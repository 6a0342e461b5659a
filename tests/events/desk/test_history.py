"""The history says who changed what and brings every version back, rows and all."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from events.actions.publishing import working_copy
from events.desk import history
from events.models import Post
from tests import factories as make
from tests.pages import filled
from tests.public_pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[Traveller]:
    """Time stands still but for a minute before each saving."""
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def _address(item: Any, page: str, *more: Any) -> str:
    return reverse(f"admin:events_post_{page}", args=[item.pk, *more])


def _save(client: Client, clock: Traveller, post: Post, **typed: Any) -> None:
    clock.shift(60)
    assert (
        client.post(_address(post, "change"), filled(client.get(_address(post, "change")), **typed)).status_code == 302
    )


def test_versions_say_who_when_why_and_what(publisher: Client, clock: Traveller) -> None:
    post = make.make_post(live=False, title="First title", body="<p>One two three.</p>")
    _save(publisher, clock, post, title="Second title", body="<p>One 2 three.</p>", why="figures")
    latest, first = history.versions(post)
    assert (latest.who, latest.why, latest.is_first, first.is_first) == ("publisher", "figures", False, True)
    found = {one.label: [(p.kind, p.text.strip()) for p in one.pieces] for one in latest.differences}
    assert found["Title"] == [("removed", "First"), ("added", "Second"), ("same", "title")]
    assert found["Body"] == [("same", "One"), ("removed", "two"), ("added", "2"), ("same", "three.")]
    page = text(publisher.get(_address(post, "history")))
    assert "added: </span>Second" in page


def test_version_of_a_draft_comes_back_with_its_rows(publisher: Client, clock: Traveller) -> None:
    post = make.make_post(live=False, title="First title")
    make.make_post_link(post=post, label="First link")
    number = history.versions(post)[0].number
    _save(publisher, clock, post, title="Second title", **{"links-0-DELETE": "on"})
    assert not post.links.exists()
    clock.shift(60)
    publisher.post(_address(post, "restore", "version", number))
    post.refresh_from_db()
    assert (post.title, [link.label for link in post.links.all()]) == ("First title", ["First link"])
    assert history.versions(post)[0].why == "restored an older version"


def test_version_of_a_published_item_waits_in_a_working_copy(publisher: Client, clock: Traveller) -> None:
    post = make.make_post(title="First title", slug="first")
    number = history.versions(post)[0].number
    clock.shift(60)
    post.title, post.slug = "Second title", "second"
    post.save()
    clock.shift(60)
    publisher.post(_address(post, "restore", "version", number))
    post.refresh_from_db()
    assert (post.title, post.slug) == ("Second title", "second")
    assert working_copy(post).changes == {"fields": {"title": "First title"}}


def test_discarded_copy_comes_back(publisher: Client, clock: Traveller) -> None:
    post = make.make_post(title="Public title")
    _save(publisher, clock, post, title="Lost title")
    clock.shift(60)
    publisher.post(_address(post, "discard"))
    (lost,) = history.copies(post)
    assert "Lost" in text(publisher.get(_address(post, "history")))
    clock.shift(60)
    publisher.post(_address(post, "restore", "copy", lost.number))
    assert working_copy(post).changes == {"fields": {"title": "Lost title"}}


def test_version_of_another_item_is_not_found(publisher: Client, clock: Traveller) -> None:
    post = make.make_post()
    clock.shift(60)
    other = make.make_post()
    number = history.versions(other)[0].number
    assert publisher.post(_address(post, "restore", "version", number)).status_code == 404
    assert publisher.post(_address(post, "restore", "copy", 1)).status_code == 404


def test_restoring_needs_the_button(publisher: Client, clock: Traveller) -> None:
    post = make.make_post(title="Title")
    number = history.versions(post)[0].number
    response = publisher.get(_address(post, "restore", "version", number))
    assert (response.status_code, response["Location"]) == (302, _address(post, "history"))
