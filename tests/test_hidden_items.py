"""Walks all that is public as a stranger, and looks for a word that stands in every text of every hidden item."""

import re
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from tests.canaries import CANARY, LURE, Portal, build, dead_links, live_link
from tests.public_pages import text

pytestmark = pytest.mark.django_db
_LINK = re.compile(
    r"""(?:href|src|srcset)=["']([^"'\s]+)|content="((?:https?:/)?/[^"\s]+)"|<loc>([^<]+)</loc>|^URL:(\S+)""",
    re.MULTILINE,
)
_ELSEWHERE = re.compile("^/(static|admin|accounts|media)/|^/reports/[^/]+[.]pdf$")
_LONG_AGO = "Sat, 01 Jan 2000 00:00:00 GMT"
MOST_ADDRESSES = 400


@pytest.fixture(scope="module")
def portal(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """One portal for all tests of this module."""
    with (
        override_settings(VAR_DIR=tmp_path_factory.mktemp("var")),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def visitor() -> Client:
    """One of the public."""
    return Client()


def _plain_addresses(resolver: Any, space: str = "") -> Iterator[str]:
    """Every address of the URLconf that names no object."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _plain_addresses(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name:
            try:
                yield reverse(f"{space}{pattern.name}")
            except NoReverseMatch:
                continue


def _links(address: str, page: str) -> Iterator[str]:
    for found in _LINK.findall(page):
        there = urlsplit(urljoin(f"http://testserver{address}", "".join(found).replace("&amp;", "&")))
        if there.netloc in ("testserver", "example.com") and not _ELSEWHERE.match(there.path):
            yield there.path + (f"?{there.query}" if there.query else "")


def _said(answer: Any) -> str:
    """All that an answer says: headers, cookies and body."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n{answer.cookies.output()}\n{text(answer)}"


def _walk(visitor: Client, *starts: str) -> dict[str, Any]:
    """The answers of all addresses that are reached from some."""
    answers: dict[str, Any] = {}
    queue = [*starts]
    while queue and len(answers) < MOST_ADDRESSES:
        address = queue.pop(0)
        if address not in answers:
            answer = answers[address] = visitor.get(address)
            answer.said = _said(answer)
            queue += _links(address, answer.said) if answer.status_code == 200 else []
    assert not [address for address in queue if address not in answers]
    return answers


def test_canary_is_in_no_public_page_feed_calendar_or_file(portal: Portal, visitor: Client) -> None:
    plain = {address for address in _plain_addresses(get_resolver()) if not _ELSEWHERE.match(address)}
    answers = _walk(visitor, *sorted(plain), f"/search/?q={LURE}", "/search/?q=public", "/search/?q=venue")
    shown = {portal.event: "/events/{}/", portal.post: "/news/{}/", portal.report: "/reports/{}/"}
    assert {place.format(item.slug) for item, place in shown.items()} <= set(answers)
    assert len(answers) > 25
    assert {address for address, answer in answers.items() if CANARY.lower() in answer.said.lower()} == set()
    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code >= 400} == {}


def test_public_answers_set_no_cookie_and_are_the_same_for_all(portal: Portal, visitor: Client) -> None:
    answers = _walk(visitor, "/")
    assert {address for address, answer in answers.items() if answer.cookies} == set()
    assert {address for address, answer in answers.items() if "cookie" in answer.get("Vary", "").lower()} == set()


def _unlike(visitor: Client, wanted: dict[str, int], method: str = "get", **headers: str) -> dict[str, Any]:
    """The addresses that answer otherwise than they should, or that say the word."""
    found = {}
    for address, status in wanted.items():
        answer = getattr(visitor, method)(address, headers=headers or None)
        if answer.status_code != status or CANARY.lower() in _said(answer).lower() or answer.cookies:
            found[address] = (answer.status_code, status)
    return found


def test_every_address_of_a_hidden_item_says_nothing(portal: Portal, visitor: Client) -> None:
    wanted = portal.addresses()
    assert len(wanted) > 150
    assert _unlike(visitor, wanted) == {}


def test_hidden_addresses_say_nothing_to_who_asks_for_the_head_or_for_changes(portal: Portal, visitor: Client) -> None:
    wanted = portal.addresses(one_of_each=True)
    assert _unlike(visitor, wanted, "head") == {}
    assert _unlike(visitor, wanted, **{"if-none-match": "*", "if-modified-since": _LONG_AGO}) == {}


def test_conditional_requests_for_public_pages_do_not_show_the_canary(portal: Portal, visitor: Client) -> None:
    for address in ("/", "/news/", "/events/", "/sitemap.xml", "/news/feed.atom", "/events/calendar.ics"):
        first = visitor.get(address)
        again = visitor.get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, CANARY in _said(again)) == (304, False)


def test_withdrawn_item_gives_its_reason_and_nothing_else(portal: Portal, visitor: Client) -> None:
    item = next(item for state, item in portal.hidden if (state, item._meta.model_name) == ("withdrawn", "post"))
    answer = visitor.get(reverse("events:news_detail", args=[item.slug]))
    assert answer.status_code == 410
    assert "Replaced by another." in text(answer)


def test_dead_links_to_previews_show_nothing(portal: Portal, visitor: Client) -> None:
    wanted = {reverse("preview", args=[token]): 404 for token in dead_links(portal)}
    assert _unlike(visitor, wanted) == {}


def test_link_to_one_preview_opens_no_other_item(portal: Portal, visitor: Client) -> None:
    token = live_link(portal)
    others = portal.addresses(one_of_each=True)
    assert visitor.get(reverse("preview", args=[token])).status_code == 200
    assert _unlike(visitor, {f"{address}?preview={token}": status for address, status in others.items()}) == {}


def test_canary_is_really_there(portal: Portal, visitor: Client) -> None:
    _, item = portal.hidden[0]
    type(item).objects.filter(pk=item.pk).update(live=True)
    assert CANARY in text(visitor.get("/events/"))
    type(item).objects.filter(pk=item.pk).update(live=False)


@pytest.mark.pdf
def test_canary_is_not_in_the_pdf_of_a_public_report(portal: Portal, visitor: Client) -> None:
    answer = visitor.get(reverse("reports:report_pdf", args=[portal.report.slug]))
    content = b"".join(answer.streaming_content)
    read = subprocess.run(["/usr/bin/pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    said = read.stdout.decode()
    assert "held in Seoul" in said
    assert CANARY not in said
    assert CANARY.encode() not in content
