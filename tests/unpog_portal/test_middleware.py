"""An old address leads on for ever, with all that stands under it; a withdrawn one says why."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Event, Post
from reports.models import Report
from tests import factories as make

pytestmark = pytest.mark.django_db
REASON = {"live": False, "withdrawn_reason": "Replaced.", "withdrawn_at": make.LONG_AGO}


def _rename(item: Event | Post | Report, slug: str) -> None:
    stored = type(item).objects.get(pk=item.pk)
    stored.slug = slug
    stored.save()


def test_old_address_of_a_notice_leads_to_the_new_one(stranger: Client) -> None:
    post = make.make_post(slug="first")
    _rename(post, "second")
    _rename(post, "third")
    for slug in ("first", "second"):
        answer = stranger.get(f"/news/{slug}/", {"from": "mail"})
        assert (answer.status_code, answer["Location"]) == (301, "/news/third/?from=mail")


@pytest.mark.parametrize("tail", ["/", ".ics", "/people/", "/evaluation/", "/evaluation.csv", "/evaluation.json"])
def test_old_address_of_an_event_leads_on_with_what_is_under_it(stranger: Client, tail: str) -> None:
    event = make.make_event(slug="first")
    _rename(event, "second")
    answer = stranger.get(f"/events/first{tail}")
    assert (answer.status_code, answer["Location"]) == (301, f"/events/second{tail}")


@pytest.mark.parametrize("tail", ["/", ".pdf", "/cover.svg"])
def test_old_address_of_a_report_leads_on(stranger: Client, tail: str) -> None:
    report = make.make_report(slug="first")
    _rename(report, "second")
    assert stranger.get(f"/reports/first{tail}")["Location"] == f"/reports/second{tail}"


def test_address_that_a_new_item_has_is_its_own(stranger: Client) -> None:
    post = make.make_post(slug="first")
    _rename(post, "second")
    Post.objects.filter(pk=make.make_post().pk).update(slug="first")
    assert stranger.get("/news/first/").status_code == 200


def test_old_address_of_a_hidden_item_tells_nothing(stranger: Client) -> None:
    post = make.make_post(slug="first")
    _rename(post, "second")
    Post.objects.update(live=False)
    assert stranger.get("/news/first/").status_code == 404


def test_withdrawn_item_says_why_under_all_its_addresses(stranger: Client) -> None:
    post, event = make.make_post(slug="first"), make.make_event(slug="forum")
    _rename(post, "second")
    for model in (Post, Event):
        model.objects.update(**REASON)
    for address in ("/news/first/", "/news/second/", f"/events/{event.slug}/", f"/events/{event.slug}/people/"):
        answer = stranger.get(address)
        assert answer.status_code == 410
        assert b"Its reason: Replaced." in answer.content


def test_page_that_is_there_asks_nothing_more(stranger: Client) -> None:
    post = make.make_post()
    with CaptureQueriesContext(connection) as queries:
        assert stranger.get(f"/news/{post.slug}/").status_code == 200
    assert len(queries) == 1


def test_unknown_address_is_not_found(stranger: Client) -> None:
    for address in ("/news/x/", "/events/x/", "/reports/x.pdf", "/nowhere/"):
        assert stranger.get(address).status_code == 404
