"""The flow of an event in Chromium: counted clicks, tabs by keyboard, a paste that is checked, no fault for axe."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.desk import OPTIONS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PROGRAMME = """Day\tTime\tTrack\tTitle\tSpeakers
18 October\t09:00–10:30\t\tOpening session\tTiziana Bonapace
\t11:00–12:30\t1: Services\tServices for everyone\tAna Silvestre (Ministry of Words); Moderator: Tiziana Bonapac
19 October\t09:00\t1\tMore services\t
"""
WRONG = """Day\tTime\tTrack\tTitle\tSpeakers
18 October\t09:00\t\tOpening session\tTiziana Bonapac
21 October\t25:00\t7\tToo late\tJohn Smith and Mary Jones
"""
LIST = "Family name\tGiven name\tCountry\nSilvestre\tAna\tBrazil\nNewcomer\tBo\tKenya\n"
SignedIn = Callable[..., BrowserContext]


class Counted:
    """A page whose clicks are counted; it also gathers what the browser complains about."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.complaints = page, 0, list[str]()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.click(selector)


@pytest.fixture
def desk(signed_in: SignedIn, portal: str) -> Iterator[Counted]:
    counted = Counted(signed_in("bob").new_page())
    counted.page.goto(f"{portal}/admin/")
    yield counted
    assert counted.complaints == []


def _event(portal: str, page: Page, title: str = "2012 Global e-Government Forum") -> str:
    """The address of the form of an event of the demo."""
    page.goto(f"{portal}/admin/events/event/?q={title.replace(' ', '+')}")
    return portal + str(page.get_attribute("#result_list tbody a >> nth=0", "href")).partition("?")[0]


def _violations(page: Page) -> list[tuple[int, str, str]]:
    found = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            answer = Axe().run(page, options=OPTIONS)
            found += [(width, v["id"], v["nodes"][0]["html"]) for v in answer.response["violations"]]
    return found


def test_event_with_its_programme_is_published_in_five_clicks(desk: Counted, portal: str) -> None:
    page = desk.page
    desk.click("text=New event")
    for field, value in {
        "title": "Forum on words",
        "starts_on": "2012-10-18",
        "ends_on": "2012-10-19",
        "city": "Seoul",
    }.items():
        page.fill(f"#id_{field}", value)
        page.keyboard.press("Tab")
    page.fill("#id_slug", "forum-on-words")
    page.select_option("#id_kind", "forum")
    page.select_option("#id_country", "KR")
    desk.click("[name=_programme]")
    page.fill("#id_text", PROGRAMME)
    desk.click("[name=_check]")
    assert page.inner_text("[name=_add] >> nth=0") == "Add 3 sessions"
    desk.click("[name=_add] >> nth=0")
    desk.click("[name=_publish]")
    assert desk.clicks == 5
    page.goto(f"{portal}/events/forum-on-words/")
    assert page.locator("text=Services for everyone").count() >= 1


def test_participants_are_imported_in_four_clicks(desk: Counted) -> None:
    page = desk.page
    desk.click("text=Import participants")
    page.fill("#id_text", LIST)
    desk.click("[name=_check]")
    assert page.inner_text("[name=_add] >> nth=0") == "Import 2 people"
    desk.click("[name=_add] >> nth=0")
    assert desk.clicks <= 4
    page.locator("#result_list", has_text="Bo Newcomer").wait_for()


def test_tabs_are_moved_through_by_keyboard(desk: Counted, portal: str) -> None:
    page = desk.page
    page.goto(_event(portal, page))
    page.focus("#tab-facts")
    seen = []
    for key in ("ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.dataset.tab"))
    assert seen == ["texts", "publishing", "facts", "publishing", "facts"]
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("#texts")
    tabbable = page.locator("[role=tab][tabindex='0']")
    assert (tabbable.count(), tabbable.get_attribute("aria-selected")) == (1, "true")
    assert page.locator("[role=tabpanel]:visible").get_attribute("aria-labelledby") == "tab-texts"
    page.reload()
    assert page.get_attribute("[aria-selected=true]", "data-tab") == "texts"


def test_tab_with_an_error_is_marked_and_opened(desk: Counted, portal: str) -> None:
    page = desk.page
    page.goto(_event(portal, page))
    page.click("#tab-publishing")
    page.evaluate("document.querySelector('#id_ends_on').value = '2012-10-01'")
    page.click("[name=_save]")
    page.locator(".errorlist >> nth=0").wait_for()
    assert page.get_attribute("[aria-selected=true]", "data-tab") == "facts"
    assert page.inner_text("#tab-facts .tab-errors") == "1 error"
    assert page.locator(".tab-errors").count() == 1


def test_tab_is_kept_over_saving(desk: Counted, portal: str) -> None:
    page = desk.page
    page.goto(_event(portal, page))
    page.click("#tab-hosts")
    page.click("[name=_save]")
    page.locator(".messagelist").wait_for()
    assert page.get_attribute("[aria-selected=true]", "data-tab") == "hosts"


def test_form_is_one_long_page_without_scripts(signed_in: SignedIn, portal: str) -> None:
    page = signed_in("bob", java_script_enabled=False).new_page()
    page.goto(_event(portal, page))
    assert page.locator("[role=tab]").count() == 0
    for place in page.locator(".tabs a").all():
        target = str(place.get_attribute("href"))
        assert page.locator(target).is_visible()


def test_problem_of_a_paste_is_reached_from_the_summary(desk: Counted, portal: str) -> None:
    page = desk.page
    page.goto(_event(portal, page).replace("/change/", "/programme/"))
    page.fill("#id_text", WRONG)
    page.click("[name=_check]")
    page.wait_for_selector("#problems")
    assert page.evaluate("document.activeElement.getAttribute('aria-labelledby')") == "problems"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Row 3, Day"
    page.keyboard.press("Enter")
    assert page.url.endswith("#row-3-day")
    assert "21 October 2012 is not a day of the event." in page.inner_text("#row-3-day")


def test_stage_moves_and_moves_back(desk: Counted, portal: str) -> None:
    page = desk.page
    page.goto(_event(portal, page))
    before = page.inner_text(".stepper [aria-current=step]")
    page.click(".stage summary")
    page.click("text=Mark as held")
    assert page.inner_text(".stepper [aria-current=step]") == "Concluded"
    page.click("text=Undo")
    assert page.inner_text(".stepper [aria-current=step]") == before


@pytest.mark.parametrize("tab", ["facts", "programme", "participation", "photos", "publishing"])
def test_form_has_no_accessibility_violation(desk: Counted, portal: str, tab: str) -> None:
    desk.page.goto(f"{_event(portal, desk.page)}#{tab}")
    assert _violations(desk.page) == []


def test_pages_of_an_import_have_no_accessibility_violation(desk: Counted, portal: str) -> None:
    page = desk.page
    page.goto(_event(portal, page).replace("/change/", "/programme/"))
    assert _violations(page) == []
    page.fill("#id_text", "nonsense")
    page.click("[name=_check]")
    assert _violations(page) == []
    page.fill("#id_text", WRONG)
    page.click("[name=_check]")
    assert _violations(page) == []
    page.goto(f"{portal}/admin/events/participation/import/")
    assert _violations(page) == []


def test_other_pages_of_the_flow_have_no_accessibility_violation(desk: Counted, portal: str) -> None:
    page = desk.page
    form = _event(portal, page)
    for address in (
        f"{portal}/admin/events/event/add/",
        form.replace("/change/", "/clone/"),
        f"{portal}/admin/events/person/duplicates/",
        f"{portal}/admin/events/person/1/merge/2/",
    ):
        page.goto(address)
        assert (address, _violations(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
