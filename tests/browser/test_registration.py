"""The pages of a registration in a browser: accessible in every state, of modest size, silent, and by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import in_portal
from tests.browser.test_survey import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PREPARE = """
import sys
from datetime import timedelta
from django.utils import timezone
from events.forms.catalogue import FIELDS
from events.models import RegistrationForm
from tests import factories as make
now = timezone.now()
def form(slug, stage="announced", taken=0, **fields):
    days = {"starts_on": "2999-05-03", "ends_on": "2999-05-04"}
    event = make.make_event(slug=slug, title=f"Workshop {slug}", stage=stage, **days)
    made = make.make_registration_form(event=event, **fields)
    RegistrationForm.objects.filter(pk=made.pk).update(taken=taken)
    return made
asks = form("open", closes_at=now + timedelta(days=9), intro="Welcome.")
form("everything", fields=[*FIELDS], offers_remote=True, capacity=1, taken=1)
form("full", capacity=1, taken=1, has_waiting_list=False)
form("soon", opens_at=now + timedelta(days=1))
form("for-guests", access="invited")
form("off", stage="cancelled")
form("later", stage="postponed")
states = ("invited", "pending", "confirmed", "waiting", "refused", "cancelled")
people = [make.make_registration(form=asks, state=state, is_remote=True, decision="For officials.") for state in states]
sys.stdout.write("TOKENS " + " ".join(one.token for one in people))
"""
STATES = ("invited", "pending", "confirmed", "waiting", "refused", "cancelled")
PAGES = (
    *("open/", "open/registration/", "open/registration/thanks/", "open/registration/no-such-link/"),
    *("everything/", "everything/registration/", "full/", "full/registration/", "soon/", "soon/registration/"),
    *("for-guests/", "for-guests/registration/", "off/registration/", "later/registration/"),
    *(f"open/registration/{{{state}}}/" for state in STATES),
    *("open/registration/{confirmed}/change/", "open/registration/{confirmed}/cancel/"),
)


@pytest.fixture(scope="module")
def tokens(portal: str, portal_environment: dict[str, str]) -> dict[str, str]:
    """The links of people in every state."""
    made = in_portal(portal_environment, PREPARE).rpartition("TOKENS ")[2].split()
    return dict(zip(STATES, made, strict=True))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_small_and_silent(page: Page, portal: str, tokens: dict[str, str], path: str) -> None:
    responses, complaints = list[Response](), list[str]()
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 - a built-in takes no mark
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{portal}/events/{path.format(**tokens)}", wait_until="networkidle")
    sizes = {
        kind: sum(len(r.body()) for r in responses if r.request.resource_type == kind)
        for kind in ("document", "stylesheet", "script")
    }
    assert [r.url for r in responses if not r.url.startswith(portal)] == []
    assert [said for said in complaints if "404" not in said] == []
    assert page.context.cookies() == []
    assert (sizes["document"] <= 60_000, sizes["stylesheet"] <= 20_000, sizes["script"]) == (True, True, 0)
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_errors_take_the_focus_and_lead_to_their_fields(page: Page, portal: str, tokens: dict[str, str]) -> None:
    page.goto(f"{portal}/events/everything/registration/")
    page.locator("#id_email").fill("name@example")
    page.locator("#id_email").press("Enter")
    assert page.evaluate("document.activeElement.className") == "alert alert-danger"
    assert page.title().startswith("Error: ")
    assert violations(page) == []
    page.get_by_role("link", name="Choose where you come from").press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_sector_0"
    boxes = "['.invalid-feedback', 'input'].map(name => document.querySelector(`#div_id_sector ${name}`)"
    error, first = page.evaluate(f"{boxes}.getBoundingClientRect().y)")
    assert error < first


def test_registration_is_made_without_scripts(browser: Browser, portal: str, tokens: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{portal}/events/open/registration/")
    page.get_by_label("Full name").fill("Ana María de Jesús")
    page.get_by_label("Organization", exact=False).first.fill("Bank of Y")
    page.get_by_label("E-mail").fill("ana@example.org")
    page.get_by_label("Country or area").select_option("BR")
    page.get_by_label("Government").check()
    page.wait_for_timeout(3000)  # nobody fills it in faster
    page.get_by_role("button", name="Register").click()
    assert page.url.endswith("/registration/thanks/")
    assert context.cookies() == []
    context.close()
