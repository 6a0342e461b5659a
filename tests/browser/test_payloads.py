"""Hostile markup on a real public page: nothing runs behind the sanitizer, and nothing runs behind the policy alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import in_portal, store_raw
from tests.data.payloads import PAYLOADS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]

SLUG = "a-notice-full-of-traps"
# Some hundreds, from every family.
STEP, A_PAGE = 8, 30
CHOSEN = PAYLOADS[::STEP]
PREPARE = """
from tests import factories as make
print('key', make.make_post(title='A notice full of traps', slug='{slug}').pk)
"""
CLEANED = """
import json, sys
from events.models import Post
from tests.data.payloads import PAYLOADS
Post.objects.filter(pk={key}).update(body="<p>Next</p>".join(PAYLOADS[{first}:{last}:{step}]))
"""
# Everything that a visitor might touch, touched.
TOUCH = """() => {
  for (const one of document.querySelectorAll("main *")) {
    for (const type of ["mouseover", "focus", "pointerenter", "toggle", "animationstart", "click"]) {
      const event = new Event(type, { bubbles: true, cancelable: true })
      if (type !== "click" || !/^https?:/.test(one.href || "")) one.dispatchEvent(event)
    }
    if (/^javascript:/i.test(one.href || "")) one.click()
  }
}"""


@pytest.fixture(scope="module")
def notice(portal: str, portal_environment: dict[str, str]) -> Iterator[int]:
    """A public notice; it goes when its tests are through, for other tests count what is public."""
    key = int(in_portal(portal_environment, PREPARE.format(slug=SLUG)).rpartition("key ")[2])
    yield key
    in_portal(portal_environment, f"from events.models import Post\nPost.objects.filter(pk={key}).delete()")


@pytest.fixture
def trap(browser: Browser, portal: str) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A page, what ran on it, and which foreign hosts it asked; no request leaves this machine."""
    context = browser.new_context()
    page, ran, asked = context.new_page(), list[str](), list[str]()
    context.expose_function("pwn", lambda *_: ran.append(page.url))
    page.on("dialog", lambda dialog: dialog.dismiss())

    def answer(route: Route) -> None:
        if route.request.url.startswith(portal):
            route.continue_()
        else:
            asked.append(f"{route.request.resource_type} {route.request.url}")
            route.abort()

    context.route("**/*", answer)
    yield page, ran, asked
    context.close()


def _visit(page: Page, address: str) -> str:
    answer = page.goto(address, wait_until="load")
    source = answer.text() if answer else ""
    try:
        page.evaluate(TOUCH)
    except Exception as error:
        assert "navigation" in str(error) or "context was destroyed" in str(error), error
    return source


def test_nothing_runs_behind_the_sanitizer(
    trap: tuple[Page, list[str], list[str]], portal: str, portal_environment: dict[str, str], notice: int
) -> None:
    page, ran, asked = trap
    for first in range(0, len(CHOSEN), A_PAGE):
        code = CLEANED.format(key=notice, first=first * STEP, last=(first + A_PAGE) * STEP, step=STEP)
        in_portal(portal_environment, code)
        _visit(page, f"{portal}/news/{SLUG}/")
        assert page.locator("main").count() == 1
    page.wait_for_timeout(300)
    assert (ran, asked) == ([], [])


def test_nothing_runs_behind_the_policy_alone(
    trap: tuple[Page, list[str], list[str]], portal: str, portal_environment: dict[str, str], notice: int
) -> None:
    """Written past the sanitizer, one piece a page, for an open element swallows what follows."""
    page, ran, asked = trap
    whole = 0
    for payload in CHOSEN:
        store_raw(portal_environment, notice, payload)
        window = page.context.new_page()  # the one before may be on its way elsewhere
        whole += payload in _visit(window, f"{portal}/news/{SLUG}/")
        window.close()
    assert whole > 0.9 * len(CHOSEN)
    assert ran == []
    # A policy stops what a page loads; it cannot stop a page that sends its visitor elsewhere.
    assert [address for address in asked if not address.startswith("document ")] == []


def test_trap_springs_where_neither_is_in_the_way(trap: tuple[Page, list[str], list[str]]) -> None:
    page, ran, asked = trap
    page.set_content("<main><img src=https://evil.example/x onerror=pwn()><a href=javascript:pwn()>x</a></main>")
    page.evaluate(TOUCH)
    page.wait_for_timeout(300)
    assert len(ran) == 2
    assert asked == ["image https://evil.example/x"]
