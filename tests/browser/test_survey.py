"""The form of a survey in a browser: accessible in every state, by keyboard, without scripts, without a connection."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import in_portal

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PREPARE = """
import sys
from datetime import timedelta
from django.utils import timezone
from evaluations.models import Invitation
from tests import factories as make
from tests.evaluations.posted import make_every_kind
event = make.make_event(title="Forum of the browser")
now = timezone.now()
survey = make_every_kind(event=event, slug="in-the-browser", title="Evaluation of the forum", intro="Dear all.")
make.make_survey(event=event, translation_of=survey, language="ar", slug="in-arabic", title="\\u062a\\u0642\\u064a")
make_every_kind(event=event, slug="not-open-yet", opens_at=now + timedelta(days=1))
make_every_kind(event=event, slug="closed-already", closes_at=now - timedelta(days=1))
invited = make_every_kind(event=event, slug="for-invited", access="invited")
make.make_invitation(survey=invited, seed="waiting")
make.make_invitation(survey=invited, seed="answered", is_answered=True)
sys.stdout.write("TOKENS " + " ".join(map(Invitation.token_of, ("waiting", "answered"))))
"""


@pytest.fixture(scope="module")
def places(portal: str, portal_environment: dict[str, str]) -> dict[str, str]:
    """The addresses of the form and its states."""
    waiting, answered = in_portal(portal_environment, PREPARE).rpartition("TOKENS ")[2].split()
    paths = {
        "form": "in-the-browser/",
        "arabic": "in-arabic/",
        "thanks": "in-the-browser/thanks/",
        "planned": "not-open-yet/",
        "closed": "closed-already/",
        "personal": "for-invited/",
        "invited": f"for-invited/{waiting}/",
        "answered": f"for-invited/{answered}/",
        "unknown": "for-invited/no-such-link/",
        "nothing": "no-such-survey/",
    }
    return {name: f"{portal}/surveys/{path}" for name, path in paths.items()}


def violations(page: Page) -> list[Any]:
    """What axe finds, wide and narrow, light and dark; and where the page is wider than the screen."""
    found: list[Any] = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
            found += [(scheme, width, v["id"], v["nodes"][0]["html"]) for v in answer.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") != width:
            found.append((width, "wider than the screen"))
    return found


STATES = ("form", "arabic", "thanks", "planned", "closed", "personal", "invited", "answered", "unknown", "nothing")


@pytest.fixture
def page(browser: Browser) -> Any:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("state", STATES)
def test_state_of_the_form_has_no_accessibility_violation(page: Page, places: dict[str, str], state: str) -> None:
    complaints = list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(places[state])
    for tick in page.locator("[id^=to-]").all():
        tick.check()
    assert violations(page) == []
    assert [said for said in complaints if "404" not in said] == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("state", ["form", "arabic"])
def test_refused_form_is_accessible_and_leads_to_its_errors(page: Page, places: dict[str, str], state: str) -> None:
    page.goto(places[state])
    page.locator("#to-1").check()
    page.locator("#id_q6").fill("many")
    page.locator("#id_q8").fill("a" * 5001)
    page.locator("#id_q2_1").evaluate("control => { control.value = 'x'; control.checked = true; }")
    page.locator("main button[type=submit]").click()
    page.wait_for_selector("[role=alert]")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert violations(page) == []
    page.locator("[role=alert] a").last.click()
    assert page.evaluate("document.activeElement.id || location.hash") in ("id_q8", "#id_q8")
    assert page.locator("#id_q6").input_value() == "many"


def test_form_keeps_its_budget(browser: Browser, places: dict[str, str]) -> None:
    page = browser.new_page()
    sizes: dict[str, int] = {}

    def weigh(response: Any) -> None:
        kind = response.request.resource_type
        sizes[kind] = sizes.get(kind, 0) + len(response.body())

    page.on("response", weigh)
    page.goto(places["form"], wait_until="networkidle")
    page.context.close()
    assert sizes["stylesheet"] <= 20_000
    assert sizes["script"] <= 8_000
    assert sizes["document"] <= 60_000
    assert sizes["font"] <= 100_000


def test_form_is_filled_in_by_keyboard_alone(page: Page, places: dict[str, str]) -> None:
    page.goto(places["form"])
    keys, reached = page.keyboard, list[str]()
    for _ in range(80):
        keys.press("Tab")
        name = page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
        reached.append(name)
        if name in ("q1", "q3"):
            keys.press("ArrowDown")
        elif name in ("role", "q5"):
            keys.press("Space")
        elif name == "q6":
            keys.type("7")
        elif name in ("q7", "q8"):
            keys.type("Good")
        elif name == "Send answers":
            break
    asked = [name for name in reached if name.startswith("q") and name[1:].isdigit()]
    assert list(dict.fromkeys(asked)) == [f"q{number}" for number in range(1, 10)]
    assert "homepage" not in reached
    page.wait_for_timeout(3000)
    keys.press("Enter")
    page.wait_for_url("**/thanks/")


def test_questions_for_some_appear_when_they_concern(page: Page, places: dict[str, str]) -> None:
    page.goto(places["form"])
    speakers, opening = page.locator("#div_id_q9"), page.locator("#div_id_q10")
    assert (speakers.is_visible(), opening.is_visible()) == (False, False)
    page.locator("#to-1").check()
    assert (speakers.is_visible(), opening.is_visible()) == (True, False)
    page.locator("input[name=role]:not(#to-1)").first.check()
    page.locator("#to-2").check()
    assert (speakers.is_visible(), opening.is_visible()) == (False, True)


def test_form_works_without_scripts(browser: Browser, places: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(places["form"])
    assert not page.locator("[data-clear]").is_visible()
    assert not page.locator("[data-kept]").is_visible()
    page.locator("#to-1").check()
    page.locator("#id_q9_0").check()
    page.locator("#id_q8").fill("Well done")
    page.wait_for_timeout(3000)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/thanks/")
    context.close()


def _drafted(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.locator("#id_q1_1").check()
    page.locator("#id_q5_2").check()
    page.locator("#id_q8").fill("Half a sentence")
    return page


def _answers(page: Page) -> tuple[bool, bool, str]:
    return (
        page.locator("#id_q1_1").is_checked(),
        page.locator("#id_q5_2").is_checked(),
        page.locator("#id_q8").input_value(),
    )


def test_draft_survives_a_lost_connection_and_a_reload(browser: Browser, places: dict[str, str]) -> None:
    context = browser.new_context()
    page = _drafted(context, places["form"])
    context.set_offline(True)
    page.locator("main button[type=submit]").click()
    page.wait_for_function("document.querySelector('[data-told]').textContent.includes('no connection')")
    assert _answers(page) == (True, True, "Half a sentence")
    context.set_offline(False)
    page.reload()
    assert _answers(page) == (True, True, "Half a sentence")
    assert "put back" in page.locator("[data-told]").inner_text()
    assert violations(page) == []
    page.goto(places["arabic"])
    assert _answers(page) == (True, True, "Half a sentence")
    page.wait_for_timeout(3000)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/thanks/")
    page.goto(places["form"])
    assert _answers(page) == (False, False, "")
    context.close()


def test_draft_is_forgotten_after_a_day_and_when_the_form_is_cleared(browser: Browser, places: dict[str, str]) -> None:
    context = browser.new_context()
    page = _drafted(context, places["form"])
    stored = page.evaluate("localStorage['survey:in-the-browser']")
    assert "ticket" not in stored
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-clear]").click()
    assert _answers(page) == (False, False, "")
    assert page.evaluate("localStorage.length") == 0
    page.goto(places["closed"])
    page.evaluate(
        "kept => { const draft = JSON.parse(kept); draft.at -= 25 * 3600 * 1000;"
        " localStorage['survey:in-the-browser'] = JSON.stringify(draft); }",
        stored,
    )
    page.goto(places["form"])
    assert _answers(page) == (False, False, "")
    context.close()
