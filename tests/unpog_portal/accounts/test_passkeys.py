"""Passkeys: added, shown instead of a password or after it, and whatever else may arrive in their place."""

import json
from itertools import count
from typing import Any

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client
from fido2.utils import websafe_encode
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.passkeys import HOST, Passkey
from tests.public_pages import words
from tests.unpog_portal.accounts.people import knock, log, make_alice
from unpog_portal.accounts.second_factors import has_second_factor

pytestmark = pytest.mark.django_db
ADD, SHOW, CODE = "/accounts/passkeys/add/", "/accounts/passkeys/login/", "/accounts/code/"


@pytest.fixture
def client() -> Client:
    """A browser that knows the portal by its name."""
    return Client(SERVER_NAME=HOST)


def give_passkey(user: User, **made: Any) -> Passkey:
    """Adds a passkey as the form would."""
    passkey = Passkey(**made)
    identity = websafe_encode(user_pk_to_url_str(user).encode())
    options = {"publicKey": {"user": {"id": identity}, "challenge": "AAAA"}}
    data = {"name": "Office laptop", "credential": json.loads(passkey.create(options))}
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    return passkey


def _challenge(client: Client) -> dict[str, Any]:
    options: dict[str, Any] = client.get(SHOW, headers={"Accept": "application/json"}).json()["request_options"]
    return options


def _shown(client: Client, passkey: Passkey, **more: str) -> Any:
    return client.post(SHOW, {"credential": passkey.show(_challenge(client)), **more})


def test_passkey_is_added_and_listed(client: Client, django_capture_on_commit_callbacks) -> None:
    alice, passkey = make_alice(), Passkey()
    knock(client)
    options = client.get(ADD).context["js_data"]["creation_options"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ADD, {"name": "Office laptop", "credential": passkey.create(options)})
    assert (answer["Location"], has_second_factor(alice)) == ("/accounts/recovery-codes/", True)
    assert "Office laptop" in words(client.get("/accounts/passkeys/"))
    assert ("alice", "second_factor", "alice", "added a passkey") in log()


def test_key_that_does_not_ask_who_is_there_is_not_added(client: Client) -> None:
    make_alice()
    knock(client)
    options = client.get(ADD).context["js_data"]["creation_options"]
    answer = client.post(ADD, {"credential": Passkey(is_verifying=False).create(options)})
    assert "The passkey could not be added." in words(answer)
    assert not Authenticator.objects.exists()


def test_passkey_opens_without_a_password(client: Client) -> None:
    passkey = give_passkey(make_alice())
    answer = _shown(client, passkey, next="/admin/events/event/")
    assert (answer["Location"], client.get("/admin/").status_code) == ("/admin/events/event/", 200)
    assert log() == [("alice", "signed_in", "", "passkey")]


def test_passkey_opens_after_the_password(client: Client) -> None:
    passkey = give_passkey(make_alice())
    assert knock(client)["Location"] == CODE
    options = client.get(CODE).context["js_data"]["request_options"]
    assert client.post(CODE, {"credential": passkey.show(options)})["Location"] == "/admin/"
    assert log() == [("alice", "signed_in", "", "password and passkey")]


def test_passkey_is_believed_once(client: Client) -> None:
    passkey = give_passkey(make_alice())
    answer = passkey.show(_challenge(client))
    assert client.post(SHOW, {"credential": answer})["Location"] == "/admin/"
    assert client.post("/accounts/logout/").status_code == 302
    assert client.post(SHOW, {"credential": answer})["Location"] == "/accounts/login/"


@pytest.mark.parametrize("made", [{}, {"is_verifying": False}])
def test_passkey_of_nobody_opens_nothing(client: Client, made: dict[str, bool]) -> None:
    alice = make_alice()
    stranger = Passkey(**made)
    stranger.owner = user_pk_to_url_str(alice).encode()
    answer = _shown(client, stranger)
    assert answer["Location"] == "/accounts/login/"
    assert "This passkey does not belong to an account here." in words(client.get("/accounts/login/"))
    assert log() == [("", "sign_in_failed", "", "wrong passkey")]


def test_key_that_does_not_ask_who_is_there_opens_nothing_alone(client: Client) -> None:
    passkey = give_passkey(make_alice(), is_verifying=False)
    assert _shown(client, passkey)["Location"] == "/accounts/login/"


def test_passkey_of_a_closed_account_opens_nothing(client: Client) -> None:
    passkey = give_passkey(make_alice(is_active=False))
    answer = client.post(SHOW, {"credential": passkey.show(_challenge(client))}, follow=True)
    assert "This account is not in use" in words(answer)
    assert client.get("/admin/").status_code == 302


def test_wrong_passkeys_are_counted_by_address(client: Client) -> None:
    passkey = give_passkey(make_alice())
    for _ in range(6):
        client.post(SHOW, {"credential": '{"id": "none"}'})
    assert len([entry for entry in log() if entry[1] == "sign_in_failed"]) == 5
    assert _shown(client, passkey)["Location"] == "/accounts/login/"
    other = Client(SERVER_NAME=HOST, REMOTE_ADDR="198.51.100.9")
    assert _shown(other, passkey)["Location"] == "/admin/"


def test_passkey_is_renamed_and_removed_by_its_owner_alone(client: Client) -> None:
    alice, bob = make_alice(), User.objects.create_user("bob", password="three-blind-mice", is_staff=True)
    give_passkey(alice)
    pk = Authenticator.objects.get().pk
    knock(client, "bob", "three-blind-mice")
    assert client.post(f"/accounts/passkeys/{pk}/remove/").status_code == 404
    own = Client()
    own.force_login(alice)
    own.post("/accounts/confirm/?next=/accounts/", {"password": "correct-horse-battery"})
    own.post(f"/accounts/passkeys/{pk}/edit/", {"name": "Key ring"})
    assert "Key ring" in words(own.get("/accounts/passkeys/"))
    assert own.post(f"/accounts/passkeys/{pk}/remove/").status_code == 302
    assert not Authenticator.objects.exists()
    assert bob.is_active


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
parts = st.sampled_from(["clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject"])
encoded = st.binary(max_size=24).map(websafe_encode)
nearly = st.fixed_dictionaries(
    {"id": encoded, "rawId": encoded | anything, "type": st.just("public-key") | anything},
    optional={
        "response": anything | st.dictionaries(parts, encoded | anything, max_size=5),
        "clientExtensionResults": anything,
    },
)
# Every visitor has an address of its own, or the sixth would not get in at all.
addresses = (f"10.{number // 250 % 250}.{number % 250}.1" for number in count())


@given(sent=anything.map(json.dumps) | nearly.map(json.dumps) | st.text(max_size=20))
@settings(max_examples=150)
def test_anything_may_arrive_instead_of_a_passkey(sent: str) -> None:
    client = Client(SERVER_NAME=HOST, REMOTE_ADDR=next(addresses))
    _challenge(client)
    assert client.post(SHOW, {"credential": sent}).status_code == 302
    assert "_auth_user_id" not in client.session


@given(name=st.text(max_size=40), password=st.text(max_size=40), onward=st.text(max_size=20))
@settings(max_examples=100)
def test_anything_may_be_typed_at_the_door(name: str, password: str, onward: str) -> None:
    typed = {"login": name, "password": password, "next": onward}
    assert Client(REMOTE_ADDR=next(addresses)).post("/accounts/login/", typed).status_code in (200, 429)
