"""One hash for each attempt, and who a name belongs to."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User

from tests.unpog_portal.accounts.people import PASSWORD, make_alice
from unpog_portal.accounts.backend import find_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that reached the hasher."""
    seen: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        seen.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return seen


@pytest.mark.parametrize("name", ["alice", " Alice ", "ALICE", "alice@example.org", "Alice@Example.ORG"])
def test_account_is_found_by_name_or_address_however_typed(name: str) -> None:
    alice = make_alice()
    assert find_account(name) == alice


@pytest.mark.parametrize("name", ["", " ", "alic", "alıce", "alice@example.com", "%", "a_ice"])
def test_account_is_not_found_by_what_is_only_near(name: str) -> None:
    make_alice()
    assert find_account(name) is None


def test_address_of_two_accounts_belongs_to_neither() -> None:
    make_alice()
    User.objects.create_user("alice2", "ALICE@example.org")
    assert find_account("alice@example.org") is None


def test_user_name_comes_before_an_address() -> None:
    alice = make_alice()
    sly = User.objects.create_user("alice@example.org", "sly@example.org")
    assert (find_account("alice@example.org"), find_account("alice")) == (sly, alice)


@pytest.mark.parametrize("name", ["alice", "alice@example.org", "nobody", "nobody@example.org"])
def test_every_attempt_hashes_one_password(hashes: list[str], name: str) -> None:
    make_alice()
    hashes.clear()
    assert authenticate(None, username=name, email=name, password="wrong") is None
    assert hashes == ["wrong"]


def test_right_password_of_a_closed_account_opens_nothing() -> None:
    alice = make_alice(is_active=False)
    assert authenticate(None, username="alice", password=PASSWORD) is None
    alice.is_active = True
    alice.save()
    assert authenticate(None, username="alice", password=PASSWORD) == alice
    assert authenticate(None, username="alice", password="") is None
