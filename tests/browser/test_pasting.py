"""The clipboard of other programs in Chromium: what comes out is plain, and nothing of it runs."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.test_writing import ADD, BODY
from tests.data.pasted import PASTED
from tests.data.payloads import PAYLOADS
from tests.sanitized import strangers

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PASTE = """([selector, markup]) => {
  const data = new DataTransfer()
  data.setData("text/html", markup)
  data.setData("text/plain", "plain")
  document.querySelector(selector).dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def new_notice(signed_in: Callable[..., BrowserContext], portal: str) -> Iterator[Page]:
    """The form of a new notice; fails the test when the browser complains."""
    page, complaints = signed_in().new_page(), list[str]()
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(portal + ADD)
    page.click(BODY)
    yield page
    assert complaints == []


def test_pasted_markup_comes_out_plain(new_notice: Page) -> None:
    found = {}
    for piece in PASTED:
        new_notice.evaluate(PASTE, [BODY, piece.markup])
        found[piece.name] = new_notice.input_value("#id_body")
        new_notice.keyboard.press("Control+a")
        new_notice.keyboard.press("Delete")
        assert new_notice.input_value("#id_body") == ""
    assert found == {piece.name: piece.kept for piece in PASTED}


def test_hostile_markup_is_pasted_without_a_trace(signed_in: Callable[..., BrowserContext], portal: str) -> None:
    """What is malformed may make the browser complain while it parses; it runs nothing and leaves nothing."""
    page, ran = signed_in().new_page(), list[str]()
    page.expose_function("pwn", lambda: ran.append("ran"))
    page.goto(portal + ADD)
    page.click(BODY)
    for payload in PAYLOADS[::20]:
        page.evaluate(PASTE, [BODY, payload])
    page.wait_for_timeout(200)
    assert ran == []
    assert strangers(page.input_value("#id_body")) == []


def test_handlers_and_styles_of_a_web_page_are_pasted_in_silence(new_notice: Page) -> None:
    markup = (
        """<style>p{color:red}</style><p onclick="go('>')" style='color:red'>a <b STYLE="font-weight:400">b</b></p>"""
    )
    new_notice.evaluate(PASTE, [BODY, markup])
    assert new_notice.input_value("#id_body") == "<p>a b</p>"
