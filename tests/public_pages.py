"""What every public page keeps: valid HTML, one h1, nothing inline, no cookie, the policy; and how items are hidden."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import html5lib
from django.http import HttpResponse
from django.utils import timezone

POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
LONG_AGO = datetime(2012, 1, 1, tzinfo=UTC)
HIDDEN = {
    "draft": lambda: {"live": False},
    "scheduled": lambda: {"go_live_at": timezone.now() + timedelta(days=1)},
    "expired": lambda: {"go_live_at": LONG_AGO, "expire_at": timezone.now() - timedelta(days=1)},
}


def hidden(state: str) -> dict[str, Any]:
    """The fields of an item that the public may not see."""
    return HIDDEN[state]()


def text(response: HttpResponse) -> str:
    """The body as text, streamed or not."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace")


def words(response: HttpResponse) -> str:
    """The page without tags, white space folded: what a reader reads."""
    return " ".join(re.sub(r"<[^>]*>", " ", text(response)).split())


def assert_public_page(response: HttpResponse, *, status: int = 200) -> None:
    """Holds for every page of the portal, whoever looks at it."""
    page = text(response)
    assert response.status_code == status
    html5lib.HTMLParser(strict=True).parse(page)
    assert page.count("<h1") == 1
    assert len(re.search("<title>(.*?)</title>", page)[1]) < 70
    assert 'lang="en"' in page
    assert " style=" not in page
    assert "<script" not in page
    assert "[unknown figure" not in page
    assert not response.cookies
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    levels = [int(level) for level in re.findall(r"<h([1-6])", page.split("<main")[1].split("</main>")[0])]
    assert all(level - previous <= 1 for previous, level in zip([1, *levels], levels, strict=False))
