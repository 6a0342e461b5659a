"""Search: all the words, every kind, nothing hidden."""

import pytest
from django.test import Client

from tests import factories as make
from tests.public_pages import HIDDEN, assert_public_page, hidden, text, words
from unpog_portal import search

pytestmark = pytest.mark.django_db


def _titles(question: str) -> dict[str, list[str]]:
    return {found.kind: [hit.title for hit in found.hits] for found in search.search(question)}


def test_search_finds_every_kind() -> None:
    make.make_event(title="A forum", theme="Smart government")
    make.make_post(title="A notice", body="<p>On smart government.</p>")
    make.make_report(title="A report", lead="<p>Government, smart.</p>")
    make.make_post(title="Smart only")
    assert _titles("  SMART  government ") == {"Events": ["A forum"], "Reports": ["A report"], "News": ["A notice"]}


@pytest.mark.parametrize("question", ["", " ", "\x00", "\u202e"])
def test_search_for_nothing_asks_nothing(question: str, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert search.search(question) == ()


def test_search_takes_eight_words_of_a_hundred_characters() -> None:
    assert search.words("a " * 80) == ("a",) * 8
    assert search.words("x" * 5000) == ("x" * 100,)


@pytest.mark.parametrize("question", ["%", "_", "' OR 1=1 --", '"', "\\", "{{ 7 }}", "\x00zebra"])
def test_search_takes_signs_as_they_are(stranger: Client, question: str) -> None:
    make.make_post(title="Plain")
    response = stranger.get("/search/", {"q": question})
    assert_public_page(response)
    assert "Plain" not in text(response)


def test_page_groups_what_was_found(stranger: Client, django_assert_num_queries) -> None:
    make.make_event(title="The survey meeting")
    make.make_post(title="Survey announced", lead="<p>The {days} days begin. It is open.</p>")
    with django_assert_num_queries(3):
        response = stranger.get("/search/?q=survey")
    assert_public_page(response)
    assert "Events 18–19 October 2012 The survey meeting" in words(response)
    assert "News 22 October 2012 Survey announced It is open." in words(response)
    assert '<meta name="robots" content="noindex">' in text(response)


def test_page_says_when_nothing_was_found(stranger: Client) -> None:
    response = stranger.get("/search/?q=<b>zebra</b>")
    assert_public_page(response)
    assert "Nothing here has all of these words: &lt;b&gt;zebra&lt;/b&gt;" in text(response)


def test_page_says_when_there_is_more(stranger: Client) -> None:
    for _ in range(search.MOST_FOUND + 1):
        make.make_post()
    response = stranger.get("/search/?q=notice")
    assert "There are more." in text(response)
    assert text(response).count("Notice ") == search.MOST_FOUND


@pytest.mark.parametrize("state", HIDDEN)
def test_search_finds_nothing_hidden(state: str) -> None:
    event = make.make_event(title="Canary", **hidden(state))
    make.make_post(title="Canary", **hidden(state))
    make.make_report(title="Canary", event=event)
    make.make_report(title="Canary", **hidden(state))
    assert _titles("canary") == {}
