"""The attendance list in Chromium: typing filters, the keyboard alone marks and undoes, a phone has large targets."""

import json
from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import in_portal
from tests.browser.desk import OPTIONS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MAKE = """
import json, secrets
from datetime import timedelta
from django.utils import timezone
from events.actions.badges import badge_code
from tests import factories as make
today = timezone.localdate()
dates = {"starts_on": today, "ends_on": today + timedelta(days=1)}
event = make.make_event(title="Forum at the door", slug=secrets.token_hex(8), **dates)
form = make.make_registration_form(event=event, capacity=9, needs_approval=True)
make.make_registration(form=form, name="Ana Silva")
names = (("Asare-Boateng", "Efua"), ("LEE", "Byungshik"), ("Lee", "Minji"), ("Wójcik", "Katarzyna"))
people = [make.make_person(family_name=f, given_name=g, distinction=event.slug) for f, g in names]
rows = [make.make_participation(event=event, person=one, has_attended=False) for one in people]
print("made " + json.dumps([event.pk, badge_code(rows[3])]))
"""
PRESENT = """
import json
from events.models import Participation
rows = Participation.objects.filter(event=%d, has_attended=True)
print("found " + json.dumps(sorted(f"{one.person.given_name} {one.is_registered}" for one in rows)))
"""


@pytest.fixture
def made(portal: str, portal_environment: dict[str, str]) -> tuple[int, str]:
    event, code = json.loads(in_portal(portal_environment, MAKE).rpartition("made ")[2])
    return event, code


def _present(environment: dict[str, str], event: int) -> list[str]:
    return json.loads(in_portal(environment, PRESENT % event).rpartition("found ")[2])


def _focus(page: Page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.tagName")


def test_keyboard_alone_finds_marks_and_undoes(
    desk: Page, portal: str, portal_environment: dict[str, str], made: tuple[int, str]
) -> None:
    event, _ = made
    desk.goto(f"{portal}/admin/events/event/{event}/attendance/")
    assert _focus(desk) == "q"
    desk.keyboard.type("wojcik")
    expect(desk.locator(".attendee")).to_have_count(1)
    desk.keyboard.press("Enter")
    expect(desk.locator(".last-mark")).to_contain_text("Katarzyna Wójcik is present.")
    expect(desk.locator(".big-count")).to_have_text("1 of 4 present")
    assert _focus(desk) == "q"
    desk.keyboard.type("lee")  # what was typed before is selected, and gives way
    expect(desk.locator(".attendee")).to_have_count(2)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Space")
    expect(desk.locator(".big-count")).to_have_text("2 of 4 present")
    assert (_focus(desk), len(_present(portal_environment, event))) == ("q", 2)
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    assert _focus(desk) == "BUTTON"
    desk.keyboard.press("Enter")
    expect(desk.locator(".last-mark")).to_contain_text("is not marked as present now.")
    assert _present(portal_environment, event) == ["Katarzyna True"]


def test_walk_in_is_added_where_nobody_is_found(
    desk: Page, portal: str, portal_environment: dict[str, str], made: tuple[int, str]
) -> None:
    event, _ = made
    desk.goto(f"{portal}/admin/events/event/{event}/attendance/")
    desk.keyboard.type("Amara Okafor")
    expect(desk.locator(".found-count")).to_have_text("Nobody found.")
    desk.click("summary:has-text('not on the list')")
    assert desk.input_value("#id_name") == "Amara Okafor"
    desk.press("#id_organization", "Enter")
    expect(desk.locator(".messagelist")).to_contain_text("Amara Okafor is on the list now, and present.")
    assert _present(portal_environment, event) == ["Amara False"]


def test_list_works_without_the_script(
    signed_in: Callable[..., BrowserContext], portal: str, portal_environment: dict[str, str], made: tuple[int, str]
) -> None:
    event, _ = made
    page = signed_in("bob", java_script_enabled=False).new_page()
    page.goto(f"{portal}/admin/events/event/{event}/attendance/")
    page.fill("#q", "efua")
    page.press("#q", "Enter")
    page.click("text=Mark present")
    page.locator(".messagelist", has_text="Efua Asare-Boateng is present.").wait_for()
    assert _present(portal_environment, event) == ["Efua True"]
    page.click(".messagelist button")
    page.locator(".messagelist", has_text="is not marked as present now.").wait_for()
    assert _present(portal_environment, event) == []


def test_badge_is_marked_with_one_key(
    desk: Page, portal: str, portal_environment: dict[str, str], made: tuple[int, str]
) -> None:
    event, code = made
    desk.goto(f"{portal}/admin/events/event/{event}/attendance/{code}/")
    assert _present(portal_environment, event) == []
    desk.keyboard.press("Enter")
    expect(desk.locator(".verdict")).to_have_text("Katarzyna Wójcik is marked as present")
    assert _present(portal_environment, event) == ["Katarzyna True"]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_accessibility_violation(
    width: int, scheme: str, signed_in: Callable[..., BrowserContext], portal: str, made: tuple[int, str]
) -> None:
    event, code = made
    page = signed_in("bob", width=width, color_scheme=scheme).new_page()
    found = list[str]()
    for tail in ("attendance/", f"attendance/{code}/", "attendance/x/", "registrations/", "registration/"):
        page.goto(f"{portal}/admin/events/event/{event}/{tail}")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found += _violations(page)
    page.goto(f"{portal}/admin/events/event/{event}/attendance/")
    page.click(".attendee button >> nth=0")
    expect(page.locator(".last-mark")).to_contain_text("is present.")
    found += _violations(page)
    sizes = [box.bounding_box() for box in page.locator(".attendee button").all()]
    assert found == []
    assert [size for size in sizes if size and (size["height"] < 44 or size["width"] < 44)] == []


def _violations(page: Page) -> list[str]:
    """What axe finds, and how much too wide the page is."""
    page.evaluate(AXE_SCRIPT)
    found = [v["id"] for v in page.evaluate("options => axe.run(options)", OPTIONS)["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{page.url}: {name}" for name in [*found, *([f"{wide} px too wide"] if wide > 0 else [])]]
