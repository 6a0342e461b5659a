"""The staff's desk in Chromium: accessible, silent under its policy, and all within reach of the keyboard."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.desk import Found, Walk, expected_names, open_desk, violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]


@pytest.fixture(scope="module")
def walked(browser: Browser, portal: str, portal_environment: dict[str, str]) -> Iterator[Found]:
    """Every page of the desk, looked at once for all tests of this module."""
    key, seeds = open_desk({**os.environ, **portal_environment})
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": key, "url": portal}])
    yield Walk(context, portal).from_page_to_page(seeds)
    context.close()


def test_every_page_is_reached_by_links(walked: Found) -> None:
    assert expected_names() - set(walked.names) == set()
    assert walked.refused == []


def test_no_page_has_an_accessibility_violation(walked: Found) -> None:
    assert walked.violations == []


def test_browser_complains_of_nothing(walked: Found) -> None:
    assert walked.complaints == []
    assert walked.states >= 60


def test_no_page_is_wider_than_a_narrow_screen(walked: Found) -> None:
    assert walked.wide == []


def _errors(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/person/add/")
    desk.click("[name=_save] >> nth=0")
    desk.wait_for_selector(".errornote")


def _rows_and_another(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/evaluations/question/add/")
    desk.click("#choices-group .add-row a")


def _open_search(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/travelline/add/")
    desk.click("[aria-labelledby=select2-id_person-container]")
    desk.fill(".select2-search__field", "opoku")
    desk.locator(".select2-results__option", has_text="Opoku-Mensah").wait_for()


def _open_calendar(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/dsarate/add/")
    desk.click(".datetimeshortcuts a >> nth=1")


def _deleting_selected(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/abbreviation/")
    desk.check("input.action-select >> nth=0")
    desk.select_option("select[name=action]", "delete_selected")
    desk.click("button[name=index]")
    desk.wait_for_selector("text=Are you sure")


def _nothing_found(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/person/?q=zebra-crossing")


def _counted_and_sorted(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/participation/?_facets=True&o=1.-2&has_attended__exact=1")


def _pop_up(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/organization/add/?_popup=1")


IN_USE = (
    _errors,
    _rows_and_another,
    _open_search,
    _open_calendar,
    _deleting_selected,
    _nothing_found,
    _counted_and_sorted,
    _pop_up,
)


@pytest.mark.parametrize("use", IN_USE, ids=lambda use: use.__name__.strip("_"))
def test_page_in_use_has_no_accessibility_violation(use: Callable, desk: Page, portal: str) -> None:
    use(desk, portal)
    assert violations(desk) == []


FOCUSED = "document.activeElement"


def _tab_to(desk: Page, condition: str, *, most: int = 150) -> int:
    """Presses Tab until the condition on the focused element holds; says how often."""
    for presses in range(most):
        if desk.evaluate(f"(one => one.matches('*') && ({condition}))({FOCUSED})"):
            return presses
        desk.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {condition}")


def test_keyboard_skips_to_the_content(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/")
    desk.keyboard.press("Tab")
    assert desk.evaluate(f"{FOCUSED}.textContent") == "Skip to main content"
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    assert desk.evaluate(f"{FOCUSED}.closest('main') !== null")


def test_notice_is_written_and_saved_by_keyboard_alone(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/")
    _tab_to(desk, "one.textContent.trim() === 'New notice'")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/post/add/")
    _tab_to(desk, "one.id === 'id_title'")
    desk.keyboard.type("Written without a mouse")
    _tab_to(desk, "one.id === 'id_dated_on'")
    desk.keyboard.type("2026-11-20")
    _tab_to(desk, "one.name === '_publish'")
    _tab_to(desk, "one.name === '_save'")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".messagelist")
    assert desk.input_value("#id_title") == "Written without a mouse"


def test_person_is_chosen_by_keyboard_alone(desk: Page, portal: str) -> None:
    desk.goto(f"{portal}/admin/events/travelline/add/")
    _tab_to(desk, "one.getAttribute('aria-labelledby') === 'select2-id_person-container'")
    desk.keyboard.press("Enter")
    desk.keyboard.type("opoku")
    desk.locator(".select2-results__option", has_text="Opoku-Mensah").wait_for()
    desk.keyboard.press("Enter")
    shown = desk.locator("#select2-id_person-container")
    chosen = shown.get_attribute("title") or ""
    assert chosen.startswith("Aida Opoku-Mensah")
    assert shown.get_attribute("aria-label") == f"Person: {chosen}"


@pytest.mark.parametrize("path", ["/admin/", "/admin/events/post/", "/admin/events/person/add/"])
def test_focus_is_seen_wherever_it_is(path: str, desk: Page, portal: str) -> None:
    desk.goto(portal + path)
    unseen, seen = [], 0
    for _ in range(40):
        desk.keyboard.press("Tab")
        found = desk.evaluate(
            f"""(one => {{
                const style = getComputedStyle(one);
                const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
                return [one.outerHTML.slice(0, 80), style.boxShadow !== "none" || ring];
            }})({FOCUSED})"""
        )
        seen += found[1]
        unseen += [] if found[1] or found[0].startswith("<body") else [found[0]]
    assert unseen == []
    assert seen > 10
