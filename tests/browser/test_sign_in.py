"""Signing in with Chromium: passwords, one-time codes, recovery codes and passkeys; every page passes axe."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ROOT
from tests.one_time_codes import code_now

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-desk")]
PASSWORD = "correct-horse-battery"  # noqa: S105
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = ((1280, "light"), (390, "dark"))
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def account(portal: str, portal_environment: dict[str, str]) -> Callable[[str], str]:
    """Makes an account of the staff with a password."""

    def _make(name: str) -> str:
        code = (
            "from django.contrib.auth.models import User; "
            f"User.objects.create_superuser({name!r}, {name + '@example.org'!r}, {PASSWORD!r})"
        )
        environment = {**os.environ, **portal_environment}
        subprocess.run([sys.executable, "manage.py", "shell", "-c", code], cwd=ROOT, env=environment, check=True)
        return name

    return _make


@pytest.fixture
def page(browser: Browser, portal: str) -> Iterator[Page]:
    """A window at the portal by its name, as passkeys need it; it fails the test when the browser complains."""
    name = portal.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=name, viewport={"width": 1280, "height": 900})
    opened, complaints = context.new_page(), list[str]()
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def _assert_accessible(page: Page) -> None:
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found: Any = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
        problems = [(problem["id"], node["html"]) for problem in found for node in problem["nodes"]]
        assert (page.url, width, scheme, problems) == (page.url, width, scheme, [])
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.set_viewport_size({"width": 1280, "height": 900})


def _sign_in(page: Page, name: str) -> None:
    page.goto("/admin/")
    page.get_by_label("User name or e-mail").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def _sign_out(page: Page) -> None:
    page.goto("/accounts/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You are signed out.").wait_for()


def test_door_shows_what_is_wrong_first_and_works_by_keyboard(page: Page, account: Callable[[str], str]) -> None:
    name = account("kim")
    page.goto("/admin/events/event/")
    _assert_accessible(page)
    page.get_by_role("button", name="Sign in", exact=True).click()
    _assert_accessible(page)
    assert page.title() == "Error: Sign in – UNPOG"
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#id_login").focus()
    for text in (name, PASSWORD):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/events/event/")


@pytest.mark.parametrize("path", ["/accounts/password/reset/", "/accounts/password/reset/sent/", "/accounts/inactive/"])
def test_page_for_everybody_is_accessible(page: Page, path: str) -> None:
    page.goto(path)
    _assert_accessible(page)


def test_app_and_recovery_codes_from_enrolment_to_removal(page: Page, account: Callable[[str], str]) -> None:
    name = account("lena")
    _sign_in(page, name)
    for path in ("/accounts/", "/accounts/password/", "/accounts/logout/", "/accounts/app/add/"):
        page.goto(path)
        _assert_accessible(page)
    assert page.evaluate("document.querySelector('.qr').naturalWidth > 0")
    secret = page.inner_text(".secret")
    page.get_by_label("Code").fill(code_now(secret))
    page.get_by_role("button", name="Add the app").click()
    page.wait_for_url("**/recovery-codes/")
    _assert_accessible(page)
    codes = page.locator(".codes code").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as text").click()
    assert download.value.path().read_text().split()[-10:] == codes
    _sign_out(page)

    _sign_in(page, name)
    page.wait_for_url("**/accounts/code/")
    _assert_accessible(page)
    page.get_by_label("Code").fill(code_now(secret, steps=1))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
    _sign_out(page)

    _sign_in(page, name)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
    for path in ("/accounts/", "/accounts/recovery-codes/", "/accounts/recovery-codes/new/", "/accounts/app/remove/"):
        page.goto(path)
        _assert_accessible(page)
    page.get_by_role("button", name="Remove the app").click()
    page.get_by_text("The app is removed.").wait_for()


def test_passkey_from_enrolment_to_removal(page: Page, account: Callable[[str], str]) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    name = account("mina")
    _sign_in(page, name)
    page.goto("/accounts/passkeys/add/")
    _assert_accessible(page)
    page.get_by_label("Name of the passkey").fill("Office laptop")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    for path in ("/accounts/", "/accounts/passkeys/"):
        page.goto(path)
        _assert_accessible(page)
    _sign_out(page)

    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/admin/")
    _sign_out(page)

    _sign_in(page, name)
    page.wait_for_url("**/accounts/code/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/")

    page.goto("/accounts/passkeys/")
    page.get_by_role("link", name="Rename Office laptop").click()
    _assert_accessible(page)
    page.goto("/accounts/passkeys/")
    page.get_by_role("link", name="remove Office laptop").click()
    _assert_accessible(page)
    page.get_by_role("button", name="Remove the passkey").click()
    page.get_by_text("You have no passkey.").wait_for()


def test_passkey_that_is_not_there_is_said_kindly(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("No passkey was used. Try again, or take another way.").wait_for()
    _assert_accessible(page)
