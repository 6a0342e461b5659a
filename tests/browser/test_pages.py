"""Every public page: accessible, of modest size, silent, and never wider than the screen."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

EVENT = "global-e-government-forum-2012"
PAGES = (
    "/",
    "/news/",
    "/news/consultative-meeting-on-e-government-for-sustainable-development/",
    "/events/",
    f"/events/{EVENT}/",
    f"/events/{EVENT}/people/",
    f"/events/{EVENT}/evaluation/",
    "/events/wego-general-assembly-2014/",
    "/events/consultative-meeting-2015/",
    "/events/expert-group-meeting-2012/",
    "/reports/",
    f"/reports/{EVENT}/",
    "/search/?q=seoul",
    "/search/?q=nothing-of-the-kind",
    "/data/",
    "/about/",
    "/no-such-page/",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def opened(browser: Browser, address: str, *, width: int, scheme: str = "light") -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_accessibility_violation(browser: Browser, portal: str, path: str) -> None:
    found = []
    with opened(browser, portal + path, width=1280) as page:
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
                found += [(scheme, width, v["id"], v["nodes"][0]["html"]) for v in answer.response["violations"]]
    assert found == []


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_a_narrow_screen(browser: Browser, portal: str, path: str) -> None:
    with opened(browser, portal + path, width=320) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", PAGES)
def test_page_keeps_its_budget(browser: Browser, portal: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, responses, complaints = context.new_page(), list[Response](), list[str]()
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 - a built-in takes no mark
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(portal + path, wait_until="networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    sizes = {kind: sum(len(r.body()) for r in responses if r.request.resource_type == kind) for kind in _KINDS}
    cookies = context.cookies()
    context.close()
    assert [r.url for r in responses if not r.url.startswith(portal)] == []
    assert [text for text in complaints if "404" not in text] == []
    assert cookies == []
    assert sizes["script"] == 0
    assert sizes["document"] <= 60_000
    assert sizes["stylesheet"] <= 20_000
    assert sizes["font"] <= 100_000
    assert len(responses) <= 12


_KINDS = ("document", "stylesheet", "font", "script")


def test_keyboard_reaches_the_content_first(browser: Browser, portal: str) -> None:
    with opened(browser, portal + f"/events/{EVENT}/", width=1280) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_page_mirrors_for_right_to_left_text(browser: Browser, portal: str) -> None:
    with opened(browser, portal + f"/events/{EVENT}/", width=1280) as page:
        page.evaluate("document.documentElement.dir = 'rtl'")
        contents = page.locator(".toc").bounding_box()
        heading = page.locator("#overview h2").bounding_box()
        assert contents and heading
        assert contents["x"] > heading["x"]
        assert page.evaluate("document.documentElement.scrollWidth") == 1280
