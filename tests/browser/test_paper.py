"""Paper forms in Chromium: one click from the survey, then the keyboard alone; the pages are accessible."""

import json
from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import in_portal
from tests.browser.desk import OPTIONS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
# A survey whose fields are role, q1 … q6: see `make_paper_survey`.
MAKE = """
import json, secrets
from events.models import Event
from tests.evaluations.imports.test_paper import make_paper_survey
survey = make_paper_survey(event=Event.objects.first(), title="On paper", slug=secrets.token_hex(8))
print("made " + json.dumps(survey.pk))
"""
COUNTS = """
import json
from evaluations.models import PaperForm, Tally
forms = {form.serial: form.entry for form in PaperForm.objects.filter(survey=%d)}
print("found " + json.dumps(forms))
"""


@pytest.fixture
def survey(portal: str, portal_environment: dict[str, str]) -> int:
    return json.loads(in_portal(portal_environment, MAKE).rpartition("made ")[2])


@pytest.fixture
def desk(signed_in: Callable[..., BrowserContext]) -> Page:
    return signed_in("bob").new_page()


def _entries(environment: dict[str, str], survey: int) -> dict[str, dict]:
    found = json.loads(in_portal(environment, COUNTS % survey).rpartition("found ")[2])
    return {serial: {name: entry[name] for name in entry if name != "on"} for serial, entry in found.items()}


def _focus(page: Page) -> str:
    return page.evaluate("document.activeElement.name")


def _kept(page: Page, serial: int) -> None:
    page.locator(".messagelist", has_text=f"Form {serial} is kept.").wait_for()


def test_three_forms_are_typed_with_one_click_and_the_keyboard(
    desk: Page, portal: str, portal_environment: dict[str, str], survey: int
) -> None:
    desk.goto(f"{portal}/admin/evaluations/survey/{survey}/change/")
    desk.get_by_role("link", name="Paper forms", exact=True).click()
    desk.wait_for_selector("[data-paper]")
    assert _focus(desk) == "role"
    # Role 1, sessions 1 and 2, good, tea and water, 7, words, the first and the twelfth city, yes.
    desk.keyboard.type("112 113 7Well done")
    assert _focus(desk) == "q4"
    desk.keyboard.press("Tab")
    desk.keyboard.type("1,12 1")
    desk.keyboard.press("Enter")
    _kept(desk, 1)
    desk.keyboard.type("2 0")
    assert _focus(desk) == "q2"
    desk.keyboard.press("Enter")
    _kept(desk, 2)
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.type("77")
    desk.keyboard.press("Tab")
    desk.keyboard.type("  3")
    desk.keyboard.press("Enter")
    _kept(desk, 77)
    everything = {"1": ["good"], "2": ["tea", "water"], "5": ["city-1", "city-12"], "6": ["yes"]}
    groups = ["role:speaker", "session:opening", "session:closing"]
    assert _entries(portal_environment, survey) == {
        "1": {"choices": everything, "numbers": {"3": 7}, "texts": {"4": "Well done"}, "groups": groups},
        "2": {"choices": {"1": ["none"]}, "numbers": {}, "texts": {}, "groups": ["role:delegate"]},
        "77": {"choices": {"1": ["poor"]}, "numbers": {}, "texts": {}, "groups": []},
    }


def test_wrong_key_is_refused_beside_its_field(desk: Page, portal: str, survey: int) -> None:
    desk.goto(f"{portal}/admin/evaluations/survey/{survey}/paper/")
    desk.focus("#id_q1")
    desk.keyboard.type("8")
    message = "“8” is not possible here. Type 1 to 3, or 0 for “No opinion”."
    assert (desk.inner_text("#error_q1"), desk.input_value("#id_q1"), _focus(desk)) == (message, "", "q1")
    desk.keyboard.type("2")
    assert (desk.inner_text("#error_q1"), _focus(desk)) == ("", "q2")
    desk.keyboard.type("14")
    assert desk.input_value("#id_q2") == "1"


def test_enter_keeps_a_form_without_the_script(
    signed_in: Callable[..., BrowserContext], portal: str, portal_environment: dict[str, str], survey: int
) -> None:
    page = signed_in("bob", java_script_enabled=False).new_page()
    page.goto(f"{portal}/admin/evaluations/survey/{survey}/paper/")
    page.fill("#id_q1", "2")
    page.press("#id_q1", "Enter")
    _kept(page, 1)
    assert _entries(portal_environment, survey)["1"]["choices"] == {"1": ["fair"]}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_accessibility_violation(
    width: int, scheme: str, signed_in: Callable[..., BrowserContext], portal: str, survey: int
) -> None:
    page = signed_in("bob", width=width, color_scheme=scheme).new_page()
    address = f"{portal}/admin/evaluations/survey/{survey}"
    page.goto(f"{address}/paper/")
    page.keyboard.type("1 9")
    found = _violations(page)
    page.keyboard.press("Backspace")
    page.fill("#id_q1", "1")
    page.press("#id_q1", "Enter")
    _kept(page, 1)
    found += _violations(page)
    for path in ("paper-form/1/", "paper-second/1/", "paper-seconds/", "totals/", "answers/"):
        page.goto(f"{address}/{path}")
        found += _violations(page)
    page.fill("#id_text", "Q1\tName\tQ3\nGood\tAna\t3\nSuperb\tBea\t99")
    page.click("[name=_check]")
    assert found + _violations(page) == []


def _violations(page: Page) -> list[str]:
    """What axe finds, and how much too wide the page is."""
    page.evaluate(AXE_SCRIPT)
    found = [v["id"] for v in page.evaluate("options => axe.run(options)", OPTIONS)["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{page.url}: {name}" for name in [*found, *([f"{wide} px too wide"] if wide > 0 else [])]]
