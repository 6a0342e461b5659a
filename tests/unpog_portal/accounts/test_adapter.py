"""The door: in by name or address, out again, on to where one wanted to go; and what the log keeps of it."""

import re
from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.public_pages import words
from tests.unpog_portal.accounts.people import LOGIN, PASSWORD, knock, log, make_alice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["alice", "ALICE@example.org"])
def test_password_opens_the_staff_desk_and_is_logged(client: Client, name: str) -> None:
    make_alice()
    answer = knock(client, name)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200
    assert log() == [("alice", "signed_in", "", "password")]


def test_session_ends_with_the_browser_and_after_ten_hours(client: Client) -> None:
    make_alice()
    cookie = knock(client).cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Lax")
    assert client.session.get_expiry_age() == 36000


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/admin/events/event/", "/admin/events/event/"),
        ("https://evil.example/", "/admin/"),
        ("//evil.example/", "/admin/"),
        ("http://[", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
    ],
)
def test_door_leads_on_to_addresses_of_this_site_only(client: Client, wanted: str, reached: str) -> None:
    make_alice()
    assert client.get(LOGIN, {"next": wanted}).status_code == 200
    assert client.post(LOGIN, {"login": "alice", "password": PASSWORD, "next": wanted})["Location"] == reached


def test_admin_has_no_door_of_its_own(client: Client) -> None:
    answer = client.get("/admin/events/event/?q=a", follow=True)
    assert [address for address, _ in answer.redirect_chain] == [
        "/admin/login/?next=/admin/events/event/%3Fq%3Da",
        "/accounts/login/?next=/admin/events/event/%3Fq%3Da",
    ]
    make_alice()
    assert client.post("/admin/login/", {"username": "alice", "password": PASSWORD}).status_code == 302
    assert "sessionid" not in client.cookies


def test_closed_account_hears_what_everybody_hears(client: Client) -> None:
    make_alice(is_active=False)
    assert "do not fit together" in words(knock(client))


def test_account_that_is_no_staff_gets_no_further(client: Client) -> None:
    User.objects.create_user("guest", "g@example.org", PASSWORD)
    knock(client, "guest")
    answer = client.get("/admin/", follow=True)
    assert (answer.status_code, "not for your account" in words(answer)) == (403, True)
    assert log()[-1] == ("guest", "refused", "", "GET /admin/login/")


@pytest.mark.parametrize("door", ["/accounts/logout/", "/admin/logout/"])
def test_way_out_takes_a_form_and_is_logged(client: Client, door: str) -> None:
    make_alice()
    knock(client)
    assert (client.get(door).status_code, "_auth_user_id" in client.session) == (200, True)
    answer = client.post(door, follow=True)
    assert (answer.redirect_chain, "You are signed out." in words(answer)) == ([(LOGIN, 302)], True)
    assert "_auth_user_id" not in client.session
    assert log()[-1][:2] == ("alice", "signed_out")


def test_nobody_signs_up(client: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert client.get("/accounts/signup/").status_code == 404
    assert client.post("/accounts/signup/", {"username": "eve", "password1": PASSWORD}).status_code == 404


def test_forgotten_password_is_chosen_anew_by_a_link_that_works_once(client: Client, mailoutbox) -> None:
    make_alice()
    answer = client.post("/accounts/password/reset/", {"email": "Alice@example.org"})
    assert answer["Location"] == "/accounts/password/reset/sent/"
    link = re.search(r"http://testserver(/\S+)", mailoutbox[0].body)[1]
    assert mailoutbox[0].subject == "UNPOG Portal: A new password"
    assert "Your user name is alice." in mailoutbox[0].body
    form = client.get(link, follow=True)
    assert form.redirect_chain[0][0].endswith("-set-password/")
    new = {"password1": "three-blind-mice", "password2": "three-blind-mice"}
    assert client.post(form.redirect_chain[0][0], new)["Location"] == "/accounts/password/reset/done/"
    assert knock(client, password="three-blind-mice").status_code == 302
    assert "This link no longer works" in words(Client().get(link, follow=True))
    assert not EmailAddress.objects.exists()


def test_stranger_gets_the_same_answer_and_no_letter(client: Client, mailoutbox) -> None:
    answer = client.post("/accounts/password/reset/", {"email": "eve@example.org"})
    assert (answer["Location"], mailoutbox) == ("/accounts/password/reset/sent/", [])


def test_mail_server_that_is_down_shows_nothing(client: Client, caplog) -> None:
    make_alice()
    with patch.object(EmailBackend, "send_messages", side_effect=SMTPServerDisconnected):
        answer = client.post("/accounts/password/reset/", {"email": "alice@example.org"})
    assert answer["Location"] == "/accounts/password/reset/sent/"
    assert "could not be sent" in caplog.text


def test_changed_password_ends_other_sessions_and_keeps_this_one(client: Client) -> None:
    make_alice()
    other = Client()
    knock(client)
    knock(other)
    new = {"oldpassword": PASSWORD, "password1": "three-blind-mice", "password2": "three-blind-mice"}
    answer = client.post("/accounts/password/", new, follow=True)
    assert "Your password is changed." in words(answer)
    assert (client.get("/admin/").status_code, other.get("/admin/").status_code) == (200, 302)
    assert client.get("/admin/password_change/")["Location"] == "/accounts/password/"


def test_first_password_is_chosen_by_who_has_none(client: Client) -> None:
    alice = make_alice()
    alice.set_unusable_password()
    alice.save()
    client.force_login(alice)
    assert client.get("/accounts/password/")["Location"] == "/accounts/password/first/"
    assert "Choose a password" in words(client.get("/accounts/password/first/"))
    client.post("/accounts/password/first/", {"password1": "three-blind-mice", "password2": "three-blind-mice"})
    alice.refresh_from_db()
    assert alice.check_password("three-blind-mice")
