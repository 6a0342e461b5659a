"""Every page about accounts: valid, named, kept by nobody, with no more policy than it needs."""

import re
from typing import Any

import html5lib
import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, reverse

from tests.public_pages import POLICY, text, words
from tests.unpog_portal.accounts.people import PASSWORD, give_app, give_codes, knock, make_alice
from tests.unpog_portal.accounts.test_passkeys import give_passkey
from unpog_portal.accounts.urls import urlpatterns

pytestmark = pytest.mark.django_db
SCRIPTED = POLICY | {"script-src 'self'", "connect-src 'self'"}
DRAWN = (POLICY - {"img-src 'self'"}) | {"img-src 'self' data:"}
INLINE = re.compile(r'\sstyle=|<style|\son[a-z]+=|<script(?! src="/static/js/passkey.js"| id="options" type="app)')
SPECIAL = {
    "account_login": SCRIPTED,
    "mfa_authenticate": SCRIPTED,
    "mfa_add_webauthn": SCRIPTED,
    "mfa_reauthenticate_webauthn": SCRIPTED,
    "mfa_activate_totp": DRAWN,
}
# What each page needs in order to be one, and not a way to another.
STRANGERS = [
    "account_login",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_reset_password_from_key",
]
WITHOUT = ["mfa_index", "account_logout", "account_change_password", "mfa_activate_totp", "mfa_list_webauthn"]
WITH = [
    "mfa_index",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
]
ARGUMENTS = {"account_reset_password_from_key": {"uidb36": "1", "key": "c-0"}}


def _address(name: str) -> str:
    if name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        return reverse(name, args=[Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk])
    return reverse(name, kwargs=ARGUMENTS.get(name))


def assert_account_page(answer: Any, name: str) -> None:
    page = text(answer)
    assert answer.status_code == 200
    html5lib.HTMLParser(strict=True).parse(page)
    assert page.count("<h1") == 1
    assert len(re.search("<title>(.*?)</title>", page)[1]) < 70
    assert not INLINE.search(page)
    assert set(answer["Content-Security-Policy"].split("; ")) == SPECIAL.get(name, POLICY)
    assert "no-store" in answer["Cache-Control"]
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    levels = [int(level) for level in re.findall(r"<h([1-6])", page.split("<main")[1].split("</main>")[0])]
    assert all(level - previous <= 1 for previous, level in zip([1, *levels], levels, strict=False))


@pytest.mark.parametrize("name", STRANGERS)
def test_page_for_everybody(client: Client, name: str) -> None:
    assert_account_page(client.get(_address(name)), name)


@pytest.mark.parametrize("name", WITHOUT)
def test_page_of_somebody_without_a_second_factor(client: Client, name: str) -> None:
    make_alice()
    knock(client)
    assert_account_page(client.get(_address(name)), name)


@pytest.mark.parametrize("name", WITH)
def test_page_of_somebody_with_every_second_factor(client: Client, name: str) -> None:
    alice = make_alice()
    client.force_login(alice)
    client.post("/accounts/confirm/?next=/accounts/", {"password": PASSWORD})
    give_app(alice)
    give_codes(alice)
    give_passkey(alice)
    assert_account_page(client.get(_address(name)), name)


def test_second_step_is_a_page_between_two_others(client: Client) -> None:
    give_app(make_alice())
    knock(client)
    assert_account_page(client.get("/accounts/code/"), "mfa_authenticate")


def test_page_for_a_first_password(client: Client) -> None:
    alice = make_alice()
    alice.set_unusable_password()
    alice.save()
    client.force_login(alice)
    assert_account_page(client.get("/accounts/password/first/"), "account_set_password")


def test_every_page_is_tried() -> None:
    names = {found.name for found in urlpatterns if isinstance(found, URLPattern)}
    apart = {"mfa_authenticate", "account_set_password", "mfa_login_webauthn"}
    assert names == {*STRANGERS, *WITHOUT, *WITH} | apart


def test_errors_stand_first_and_lead_to_their_fields(client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": "", "password": ""})
    assert_account_page(answer, "account_login")
    page = text(answer)
    main = page[page.index("<main") :]
    assert main.index('role="alert"') < main.index("<h1")
    assert '<li><a href="#id_login">Type your user name or e-mail.</a></li>' in main
    assert "<title>Error: Sign in – UNPOG</title>" in page


def test_challenges_for_passkeys_are_rationed(client: Client) -> None:
    asked = [Client().get("/accounts/passkeys/login/", headers={"Accept": "application/json"}) for _ in range(61)]
    assert {answer.status_code for answer in asked[:60]} == {200}
    assert (asked[60].status_code, words(asked[60])) == (429, "Please wait a little, then try again.")
