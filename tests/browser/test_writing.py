"""Writing in Chromium: by keyboard, from the clipboard, in two directions, and with nothing lost."""

import re
import sqlite3
from collections.abc import Callable, Iterator

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import in_portal, store_raw
from tests.browser.test_pages import RULES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ADD = "/admin/events/post/add/"
BODY, LEAD = ".writing:has(#id_body) .writing-text", ".writing:has(#id_lead) .writing-text"
# Markup that the sanitizer keeps, and that an editor easily forgets.
KEPT = (
    '<p lang="fr" title="x">a <b>b</b> <i>c</i> <u>d</u> <s>e</s> <q>f</q> <cite>g</cite> <code>h</code></p>',
    '<p><abbr title="Nations">UN</abbr> <ins>a</ins> <del>b</del> <small>c</small> H<sub>2</sub>O <sup>1</sup></p>',
    '<p><span lang="ar" dir="rtl">منتدى</span> <a href="/x" hreflang="ar">there</a></p>',
    '<h2>a</h2><h3 dir="rtl">b</h3><h4>c</h4><blockquote lang="es"><p>d</p></blockquote><p>e<br>f</p>',
    '<ul lang="fr"><li>a<ol start="4"><li>b</li></ol></li><li><p>c</p><p>d</p></li></ul>',
    "<dl><dt>a</dt><dd>b</dd><dd><p>c</p><p>d</p></dd></dl>",
    '<table><caption>a <em>b</em></caption><thead><tr><th scope="col">c</th><th scope="col">d</th></tr></thead><tbody>'
    '<tr><th scope="row" rowspan="2">e</th><td>f</td></tr><tr><td>g</td></tr></tbody>'
    '<tfoot><tr><td colspan="2">h</td></tr>'
    "</tfoot></table>",
    "<p>{participants} people, {Track.3.presentations} talks</p>",
)
# Markup that the editor's own order of things would change.
BEYOND = '<table><thead lang="fr"><tr><th scope="col">a</th></tr></thead></table>'


@pytest.fixture
def desk(signed_in: Callable[..., BrowserContext]) -> Iterator[Page]:
    """A page that is signed in, and that fails the test when the browser complains."""
    page, complaints = signed_in().new_page(), list[str]()
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def new_notice(desk: Page, portal: str) -> Page:
    desk.goto(portal + ADD)
    expect(desk.locator(BODY)).to_be_visible()
    return desk


@pytest.fixture(scope="module")
def draft_key(portal: str, portal_environment: dict[str, str]) -> int:
    """A draft of a notice."""
    made = "make.make_post(live=False, title='A draft', slug='a-draft-to-write')"
    code = f"from tests import factories as make\nprint('key', {made}.pk)"
    return int(in_portal(portal_environment, code).rpartition("key ")[2])


@pytest.fixture
def opened(desk: Page, portal: str, portal_environment: dict[str, str], draft_key: int) -> Callable[[str], Page]:
    """Opens the form of the draft, whose text is as given, whatever the sanitizer would say."""

    def _open(body: str) -> Page:
        store_raw(portal_environment, draft_key, body)
        desk.goto(f"{portal}/admin/events/post/{draft_key}/change/")
        expect(desk.locator("#id_body[hidden], #id_body[data-writing=plain]")).to_be_attached()
        return desk

    return _open


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _save(page: Page) -> None:
    with page.expect_navigation():
        page.locator("[name=_save]").first.click()


def _tools(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="Tools for Body")


def _body(environment: dict[str, str], key: int) -> str:
    with sqlite3.connect(environment["DATABASE_URL"].removeprefix("sqlite:///"), timeout=20) as database:
        return database.execute("SELECT body FROM events_post WHERE id = ?", (key,)).fetchone()[0]


def test_text_is_typed_formatted_and_saved(
    opened: Callable[[str], Page], portal_environment: dict[str, str], draft_key: int
) -> None:
    page = opened("")
    page.click(BODY)
    page.keyboard.type("Welcome to {participants} ")
    _press(page, "Control+b")
    page.keyboard.type("people")
    _press(page, "Control+b", "Enter")
    _tools(page).get_by_role("button", name="Heading 2").click()
    page.keyboard.type("Results")
    _press(page, "Enter")
    page.keyboard.type("- one")
    _press(page, "Enter")
    page.keyboard.type("two")
    _press(page, "Control+]", "Enter", "Enter", "Enter")
    page.keyboard.type("See the site")
    _press(page, "Control+Shift+ArrowLeft")
    page.wait_for_timeout(100)  # the browser tells of a selection a little later
    _press(page, "Control+k")
    page.keyboard.type("www.un.org/publicadministration")
    _press(page, "Enter")
    expect(page.locator("#id_body")).to_have_value(re.compile("https://www.un.org"))
    _save(page)
    assert _body(portal_environment, draft_key) == (
        "<p>Welcome to {participants} <strong>people</strong></p><h2>Results</h2>"
        "<ul><li>one<ul><li>two</li></ul></li></ul>"
        '<p>See the <a href="https://www.un.org/publicadministration">site</a></p>'
    )


def test_link_to_a_script_is_refused(new_notice: Page) -> None:
    page = new_notice
    page.click(BODY)
    _press(page, "Control+k")
    page.keyboard.type("javascript:alert(1)")
    _press(page, "Enter")
    expect(page.get_by_role("dialog", name="Link").get_by_role("alert")).to_contain_text("Write an address")
    _press(page, "Escape")
    assert page.input_value("#id_body") == ""
    expect(page.locator(BODY)).to_be_focused()


def test_table_has_a_head_a_caption_and_a_way_out(new_notice: Page) -> None:
    page = new_notice
    page.click(BODY)
    _tools(page).get_by_role("button", name="Table", exact=True).click()
    page.keyboard.type("Country")
    _press(page, "Tab")
    page.keyboard.type("People")
    page.wait_for_timeout(600)  # what is typed and done without a pause is undone together
    _tools(page).get_by_role("button", name="Delete the row").click()
    assert "Country" not in page.input_value("#id_body")
    _press(page, "Control+z")
    _tools(page).get_by_role("button", name="Caption of the table").click()
    page.keyboard.type("Who came")
    assert page.input_value("#id_body").startswith(
        '<table><caption>Who came</caption><thead><tr><th scope="col">Country</th><th scope="col">People</th>'
    )
    page.locator(f"{BODY} td").last.click()
    _press(page, "Tab")
    assert not page.locator(BODY).evaluate("box => box === document.activeElement")


@pytest.mark.parametrize("markup", KEPT)
def test_nothing_that_the_sanitizer_keeps_is_lost(
    opened: Callable[[str], Page], portal_environment: dict[str, str], draft_key: int, markup: str
) -> None:
    """A word is typed at the end, and the rest is as it was."""
    page = opened(f"{markup}<p>end</p>")
    page.locator(f"{BODY} > p").last.click()
    _press(page, "Control+End")
    page.keyboard.type("!")
    _save(page)
    stored = _body(portal_environment, draft_key)
    assert _canonical(stored) == _canonical(f"{markup}<p>end!</p>")


def _canonical(markup: str) -> list[tuple[str, list[tuple[str, str]], str, str]]:
    """Elements in order with their attributes sorted, and their words."""
    root = html5lib.parseFragment(markup, namespaceHTMLElements=False)
    return [(node.tag, sorted(node.attrib.items()), node.text or "", node.tail or "") for node in root.iter()]


def test_text_that_the_editor_cannot_hold_is_edited_as_it_is_written(opened: Callable[[str], Page]) -> None:
    page = opened(BEYOND)
    box = page.get_by_role("textbox", name="Body")
    assert (box.evaluate("box => box.localName"), box.input_value()) == ("textarea", BEYOND)
    expect(page.locator("#id_body_plain")).to_contain_text("markup that the editor cannot show without loss")


def test_text_is_reached_left_and_formatted_by_keyboard(new_notice: Page) -> None:
    page = new_notice
    page.focus(f"{LEAD}")
    _press(page, "Tab")  # the tools are one stop
    expect(_tools(page).get_by_role("button", name="Heading 2")).to_be_focused()
    _press(page, "ArrowRight", "ArrowRight", "ArrowRight")
    expect(_tools(page).get_by_role("button", name="Bold")).to_be_focused()
    _press(page, "Enter")
    page.keyboard.type("bold")
    expect(_tools(page).get_by_role("button", name="Bold")).to_have_attribute("aria-pressed", "true")
    assert page.input_value("#id_body") == "<p><strong>bold</strong></p>"
    _press(page, "Alt+F10")
    expect(_tools(page).get_by_role("button", name="Bold")).to_be_focused()
    _press(page, "Escape")
    expect(page.locator(BODY)).to_be_focused()
    _press(page, "Tab")
    assert not page.locator(BODY).evaluate("box => box.contains(document.activeElement)")
    _press(page, "Shift+Tab")
    expect(page.locator(BODY)).to_be_focused()


def test_every_tool_has_a_name_and_every_text_too(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/session/add/")
    expect(desk.get_by_role("textbox", name="Summary")).to_be_visible()
    names = desk.locator(".writing-tools button").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert len(names) > 20
    assert [name for name in names if not name] == []
    described = desk.get_by_role("textbox", name="Key point").get_attribute("aria-describedby") or ""
    assert "id_key_point_helptext" in described.split()
    assert desk.locator("style").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_editor_has_no_accessibility_violation(
    signed_in: Callable[..., BrowserContext], portal: str, width: int, scheme: str
) -> None:
    page = signed_in(width=width, color_scheme=scheme).new_page()
    page.goto(portal + ADD)
    page.click(BODY)
    page.keyboard.type("Welcome")
    _tools(page).get_by_role("button", name="Table", exact=True).click()
    for head in ("Country", "People", "Share"):
        page.keyboard.type(head)
        _press(page, "Tab")
    options = {"runOnly": {"type": "tag", "values": RULES}, "preload": False}
    for _ in ("text", "window"):
        answer = Axe().run(page, context=".writing", options=options)
        assert [(found["id"], found["nodes"][0]["html"]) for found in answer.response["violations"]] == []
        _press(page, "Control+k")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_arabic_keeps_its_direction_and_language(
    opened: Callable[[str], Page], portal_environment: dict[str, str], draft_key: int
) -> None:
    page = opened('<p lang="ar" dir="rtl">منتدى</p>')
    assert page.locator(f"{BODY} p").evaluate("box => getComputedStyle(box).direction") == "rtl"
    expect(page.locator(BODY)).to_have_attribute("dir", "auto")
    expect(page.locator(BODY)).to_have_attribute("lang", "en")
    page.click(BODY)
    _press(page, "Control+End", "Enter")
    page.keyboard.type("الحكومة")
    _press(page, "Enter")
    _tools(page).get_by_role("button", name="Right to left").click()
    page.keyboard.type("Seoul 2012")
    _save(page)
    assert _canonical(_body(portal_environment, draft_key)) == _canonical(
        '<p lang="ar" dir="rtl">منتدى</p><p lang="ar" dir="rtl">الحكومة</p><p lang="ar">Seoul 2012</p>'
    )


def test_words_of_another_language_are_marked(new_notice: Page) -> None:
    page = new_notice
    page.click(BODY)
    page.keyboard.type("a coup")
    _press(page, "Control+Shift+ArrowLeft")
    _tools(page).get_by_role("button", name="Language").click()
    window = page.get_by_role("dialog", name="Language of the chosen words")
    window.get_by_label("Language").select_option("fr")
    window.get_by_role("button", name="Set").click()
    expect(page.locator("#id_body")).to_have_value('<p>a <span lang="fr">coup</span></p>')


def test_arabic_typed_into_an_english_text_says_its_direction(new_notice: Page) -> None:
    new_notice.click(BODY)
    new_notice.keyboard.type("منتدى")
    assert new_notice.input_value("#id_body") == '<p dir="rtl">منتدى</p>'


def test_row_that_is_added_has_an_editor(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/session/add/")
    desk.get_by_text("Add another Presentation").click()
    box = desk.locator(".writing:has(#id_presentations-0-findings) .writing-text")
    box.click()
    desk.keyboard.type("Said.")
    assert desk.input_value("#id_presentations-0-findings") == "<p>Said.</p>"


def test_footnote_stands_in_the_text_of_a_report(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/reports/report/add/")
    desk.click(".writing:has(#id_summary) .writing-text")
    tools = desk.get_by_role("toolbar", name="Tools for Summary")
    desk.keyboard.type("Held")
    tools.get_by_role("button", name="Footnote").click()
    desk.keyboard.type("In Seoul.")
    tools.get_by_role("button", name="Footnote").click()
    desk.keyboard.type(" once.")
    assert desk.input_value("#id_summary") == "<p>Held<small>In Seoul.</small> once.</p>"
