"""The admin's own content security policy."""

import pytest
from django.test import Client

from tests.public_pages import POLICY

pytestmark = pytest.mark.django_db
ADMIN = (POLICY - {"img-src 'self'"}) | {"script-src 'self'", "connect-src 'self'", "img-src 'self' data:"}


@pytest.mark.parametrize("address", ["/admin/", "/admin/events/event/", "/admin/jsi18n/", "/admin/nowhere/"])
def test_admin_pages_run_their_own_scripts_only(publisher: Client, address: str) -> None:
    policy = set(publisher.get(address)["Content-Security-Policy"].split("; "))
    assert policy in (ADMIN, POLICY)
    assert policy == ADMIN or address == "/admin/nowhere/"


def test_sign_in_has_the_same_policy(stranger: Client) -> None:
    assert stranger.get("/admin/").status_code == 302
    response = stranger.get("/admin/login/")
    assert set(response["Content-Security-Policy"].split("; ")) == ADMIN
    assert b"UNPOG Portal" in response.content


def test_public_policy_stays_as_it_was(stranger: Client) -> None:
    stranger.get("/admin/login/")
    assert set(stranger.get("/about/")["Content-Security-Policy"].split("; ")) == POLICY
