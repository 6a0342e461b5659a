"""The roof's own pages, and what machines ask for."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests.public_pages import HIDDEN, assert_public_page, hidden, text, words

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["publisher", "editor", "stranger"])
def anyone(request: pytest.FixtureRequest) -> Client:
    """One of the three; a public page is the same for all of them."""
    return request.getfixturevalue(request.param)


def test_home_shows_the_latest_of_each(anyone: Client) -> None:
    for month in range(1, 7):
        make.make_post(title=f"Notice of month {month}", dated_on=date(2013, month, 1))
    event = make.make_event(title="The forum")
    day = timezone.localdate() + timedelta(days=7)
    make.make_event(title="The next meeting", starts_on=day, ends_on=day)
    report = make.make_report(event=event)
    response = anyone.get("/")
    assert_public_page(response)
    page = words(response)
    assert "Notice of month 6" in page
    assert "Notice of month 2" not in page
    assert page.index("Upcoming events") < page.index("The next meeting") < page.index("The forum")
    assert f'href="/reports/{report.slug}/"' in text(response)


def test_home_of_an_empty_portal_is_a_page(stranger: Client) -> None:
    response = stranger.get("/")
    assert_public_page(response)
    assert "There is no event yet." in text(response)


def test_home_costs_five_queries_for_one_and_for_three(stranger: Client, django_assert_num_queries) -> None:
    make.make_report()
    make.make_post()
    with django_assert_num_queries(5):
        stranger.get("/")
    make.make_report()
    make.make_post()
    make.make_post()
    with django_assert_num_queries(5):
        stranger.get("/")


@pytest.mark.parametrize("state", HIDDEN)
def test_home_leaves_out_what_is_hidden(stranger: Client, state: str) -> None:
    day = timezone.localdate() + timedelta(days=7)
    make.make_post(title="Canary", **hidden(state))
    make.make_event(title="Canary", **hidden(state))
    make.make_event(title="Canary", starts_on=day, ends_on=day, **hidden(state))
    make.make_report(slug="canary", **hidden(state))
    assert "canary" not in text(stranger.get("/")).lower()


@pytest.mark.parametrize("address", ["/about/", "/data/", "/search/"])
def test_page_asks_no_query(anyone: Client, address: str, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = anyone.get(address)
    assert_public_page(response)


def test_about_gives_an_address_only_where_there_is_one(stranger: Client, settings) -> None:
    assert "mailto:" not in text(stranger.get("/about/"))
    settings.PORTAL = settings.PORTAL | {"email": "office@example.org"}
    response = stranger.get("/about/")
    assert_public_page(response)
    assert 'href="mailto:office@example.org"' in text(response)


def test_navigation_marks_where_one_is(stranger: Client) -> None:
    post = make.make_post()
    assert '<a href="/news/" aria-current="page">News</a>' in text(stranger.get("/news/"))
    assert '<a href="/news/" aria-current="true">News</a>' in text(stranger.get(f"/news/{post.slug}/"))
    assert "aria-current" not in text(stranger.get("/"))


def test_navigation_leaves_the_names_of_a_page_alone(stranger: Client) -> None:
    report = make.make_report()
    assert report.title in text(stranger.get("/reports/"))


def test_languages_are_listed_only_where_there_are_several(stranger: Client, rf) -> None:
    languages = [
        {"code": "en", "name": "English", "url": "/", "is_current": True},
        {"code": "ko", "name": "한국어", "url": "/ko/", "is_current": False},
    ]
    assert "Languages" not in text(stranger.get("/"))
    page = render_to_string("base.html", {"languages": languages}, rf.get("/"))
    assert '<a href="/ko/" lang="ko" hreflang="ko">한국어</a>' in page


def test_missing_page_helps_on(anyone: Client) -> None:
    response = anyone.get("/nowhere/")
    assert_public_page(response, status=404)
    assert 'name="q"' in text(response)
    assert all(f'<li><a href="/{part}/">' in text(response) for part in ("events", "reports", "news"))


def test_error_page_needs_nothing() -> None:
    page = render_to_string("500.html")
    assert "<h1>Something went wrong</h1>" in page
    assert " style=" not in page


def test_robots_names_the_sitemap(stranger: Client) -> None:
    response = stranger.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    assert text(response).splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /preview/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_live_needs_no_database(stranger: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert text(stranger.get("/health/live")) == "ok"


def test_ready_asks_the_database_once(stranger: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert text(stranger.get("/health/ready")) == "ok"


def test_ready_says_when_the_database_is_down(stranger: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError):
        assert stranger.get("/health/ready").status_code == 503


@pytest.mark.parametrize("address", ["/about/", "/data/", "/robots.txt"])
def test_page_answers_304_to_the_same_question(stranger: Client, address: str) -> None:
    etag = stranger.get(address)["ETag"]
    assert stranger.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_favicon_leads_to_the_drawn_icon() -> None:
    answer = Client().get("/favicon.ico")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/static/img/favicon.svg")
