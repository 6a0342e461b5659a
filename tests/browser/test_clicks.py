"""How many clicks the office's daily work takes from the first page. Typing is none, whatever it fills in."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# Every press of a mouse button on whatever page of the window: a person's hand, not a script's click. The count is kept
# in the browser's store, because a call to the outside is lost when the press leads to another page at once.
COUNT = """addEventListener('pointerdown', event => {
  if (event.isTrusted) localStorage.presses = 1 + Number(localStorage.presses || 0);
}, true)"""
PROGRAMME = """Date\tTime\tTitle\tSpeakers
2 June 2031\t09:00-10:00\tOpening of the counted workshop\tMinji Countwell
2 June 2031\t10:00-11:00\tWorking session on counting\tAmara Countwell
"""
PARTICIPANTS = """Family name\tGiven name\tCountry
Countwell\tMinji\tRepublic of Korea
Countwell\tAmara\tKenya
"""


class Hand:
    """A window whose clicks are counted by the pages themselves."""

    def __init__(self, context: BrowserContext, portal: str) -> None:
        self.portal = portal
        context.add_init_script(COUNT)
        self.context, self.page = context, context.new_page()
        self.start()

    @property
    def clicks(self) -> int:
        """The presses since the start, in whatever tab."""
        return int(self.page.evaluate("Number(localStorage.presses || 0)"))

    def start(self) -> None:
        """Begins again at the first page."""
        self.page.goto(f"{self.portal}/admin/")
        self.page.evaluate("localStorage.removeItem('presses')")


@pytest.fixture
def hand(signed_in: Callable[..., BrowserContext], portal: str) -> Iterator[Hand]:
    yield Hand(signed_in(), portal)


def _write(page: Page, name: str, text: str) -> None:
    """Types into a field of rich text, or into a plain one."""
    if page.locator(f"#id_{name}[data-writing]").count():
        page.locator(f".field-{name} [contenteditable=true]").first.focus()  # waits until the editor is there
        page.keyboard.type(text)
    else:
        page.fill(f"#id_{name}", text)


def _notice(page: Page, title: str) -> None:
    page.fill("#id_title", title)
    page.fill("#id_dated_on", "2026-11-20")
    _write(page, "lead", "The office invites experts to a workshop on open data.")


def _published(page: Page) -> Any:
    return expect(page.locator(".messagelist")).to_contain_text("is published")


def test_presses_are_counted_and_typing_is_not(hand: Hand) -> None:
    hand.page.click("text=New notice")
    hand.page.fill("#id_title", "Counted")
    hand.page.keyboard.press("Tab")
    hand.page.goto(f"{hand.portal}/admin/")
    hand.page.click("text=New event")
    hand.page.locator("#id_title").evaluate("box => box.click()")
    assert hand.clicks == 2


def test_notice_is_published_with_two_clicks_and_previewed_with_one_more(hand: Hand) -> None:
    hand.page.click("text=New notice")
    _notice(hand.page, "Workshop on counted clicks")
    before = hand.clicks
    with hand.context.expect_page() as opened:
        hand.page.click("button[name=_preview] >> nth=0")
    opened.value.wait_for_load_state()
    expect(opened.value.locator("h1")).to_have_text("Workshop on counted clicks")
    assert hand.clicks - before == 1
    opened.value.close()
    hand.page.click("button[name=_publish] >> nth=0")
    _published(hand.page)
    assert hand.clicks == 3  # two, and the one for the preview
    assert hand.page.goto(f"{hand.portal}/news/workshop-on-counted-clicks/").status == 200  # type: ignore[union-attr]


def test_new_version_of_a_notice_is_published_with_three_clicks(hand: Hand) -> None:
    hand.page.click("text=New notice")
    _notice(hand.page, "Second thoughts are counted")
    hand.page.click("button[name=_publish] >> nth=0")
    _published(hand.page)
    hand.start()
    hand.page.click(".task a:text-is('News notices')")
    hand.page.click("#result_list a:text-is('Second thoughts are counted')")
    hand.page.fill("#id_title", "Second thoughts were counted")
    hand.page.click("button[name=_publish] >> nth=0")
    _published(hand.page)
    assert hand.clicks == 3


def test_latest_item_is_one_click_away(hand: Hand) -> None:
    hand.page.click("text=New notice")
    _notice(hand.page, "Near at hand")
    hand.page.click("button[name=_publish] >> nth=0")
    _published(hand.page)
    hand.start()
    hand.page.click(".latest a:text-is('Near at hand')")
    expect(hand.page.locator("#id_title")).to_have_value("Near at hand")
    assert hand.clicks == 1


def _event(page: Page, title: str) -> None:
    page.fill("#id_title", title)
    page.fill("#id_starts_on", "2031-06-02")
    page.fill("#id_ends_on", "2031-06-03")
    page.fill("#id_city", "Daejeon")
    for field, words in (("kind", "Workshop"), ("country", "Republic of K")):  # a list is typed into, too
        page.focus(f"#id_{field}")
        page.keyboard.type(words)
    assert page.input_value("#id_country") == "KR"


def test_event_with_its_programme_takes_at_most_five_clicks(hand: Hand) -> None:
    hand.page.click("text=New event")
    _event(hand.page, "Counted workshop")
    hand.page.click("[name=_programme]")
    hand.page.fill("#id_text", PROGRAMME)
    hand.page.click("[name=_check]")
    hand.page.click("[name=_add] >> nth=0")
    expect(hand.page.locator(".messagelist")).to_contain_text("2 sessions")
    assert hand.clicks <= 5


def test_participants_are_imported_with_at_most_four_clicks(hand: Hand) -> None:
    hand.page.click("text=New event")
    _event(hand.page, "Workshop with counted people")
    hand.page.click("[name=_save] >> nth=0")
    hand.start()
    hand.page.click(".latest a:text-is('Workshop with counted people')")
    hand.page.click(".flow-links a:text-is('Import participants')")
    hand.page.fill("#id_text", PARTICIPANTS)
    hand.page.click("[name=_check]")
    hand.page.click("[name=_add] >> nth=0")
    expect(hand.page.locator(".messagelist")).to_contain_text("2 people")
    assert hand.clicks <= 4


def test_import_button_of_the_first_page_asks_for_the_event(hand: Hand) -> None:
    hand.page.click("text=Import participants")
    hand.page.focus("#id_event")
    hand.page.keyboard.type("2012 Global")
    hand.page.fill("#id_text", PARTICIPANTS)
    hand.page.click("[name=_check]")
    expect(hand.page.locator("h1")).to_contain_text("2012 Global e-Government Forum")
    assert hand.clicks == 2
