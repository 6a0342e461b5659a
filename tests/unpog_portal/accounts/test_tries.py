"""Wrong passwords, codes and letters are counted, kindly refused, and none the wiser who has an account."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from events.models import Limit
from tests.public_pages import words
from tests.unpog_portal.accounts.people import knock, log, make_alice
from unpog_portal.accounts import tries

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WAIT = "There were too many tries. Please wait 15 minutes, then try again."


def _statuses(times: int, **more: str) -> list[int]:
    return [knock(Client(), password=f"wrong {number}", **more).status_code for number in range(times)]


@pytest.mark.parametrize("name", ["alice", "nobody"])
def test_sixth_wrong_password_is_refused_and_told_when_to_come_back(name: str) -> None:
    make_alice()
    with time_machine.travel(NOON, tick=False):
        for _ in range(5):
            answer = knock(Client(), name, "wrong")
            assert "The name and the password do not fit together." in words(answer)
        answer = knock(Client(), name, "wrong")
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert WAIT in words(answer)
    assert words(answer).count("Error: Sign in – UNPOG") == 1


def test_right_password_is_refused_while_the_name_is_locked_and_taken_afterwards() -> None:
    make_alice()
    with time_machine.travel(NOON, tick=False) as clock:
        _statuses(5)
        assert knock(Client()).status_code == 429
        clock.shift(15 * 60)
        assert knock(Client()).status_code == 302


def test_name_is_counted_from_every_address_and_however_it_is_typed() -> None:
    make_alice()
    for number, name in enumerate(["alice", "ALICE", " alice", "Alice", "alice "]):
        assert knock(Client(), name, "wrong", REMOTE_ADDR=f"198.51.100.{number}").status_code == 200
    assert knock(Client(), REMOTE_ADDR="198.51.100.9").status_code == 429


def test_address_is_counted_over_all_names_and_locks_no_more_of_them() -> None:
    make_alice()
    statuses = [knock(Client(), f"name{number}", "wrong").status_code for number in range(20)]
    assert statuses == [200] * 5 + [429] * 15
    assert knock(Client(), "alice").status_code == 429
    assert knock(Client(), "name19", "wrong", REMOTE_ADDR="198.51.100.9").status_code == 200


def test_success_clears_the_name_and_gives_its_try_back_to_the_address() -> None:
    make_alice()
    for _ in range(3):
        assert _statuses(1) == [200]
        assert knock(Client()).status_code == 302
    assert _statuses(2) == [200, 200]
    assert _statuses(1) == [429]
    assert _statuses(4, REMOTE_ADDR="198.51.100.9") == [200, 200, 200, 429]


def test_locked_name_does_not_use_up_the_address_of_its_owner() -> None:
    make_alice()
    _statuses(5, REMOTE_ADDR="198.51.100.9")
    assert set(_statuses(8)) == {429}
    assert [knock(Client(), "bob", "wrong").status_code for _ in range(5)] == [200] * 5


def test_limits_hold_no_name_and_no_address() -> None:
    make_alice()
    _statuses(6)
    kept = " ".join(Limit.objects.values_list("key", flat=True))
    assert not any(word in kept for word in ("alice", "127.0.0.1"))


def test_log_holds_one_entry_for_a_lock_and_never_what_was_typed() -> None:
    make_alice()
    _statuses(3)
    for _ in range(9):
        knock(Client(), "my secret passphrase", "alice")
    failures = [(name, detail.partition(" (")[0]) for _, action, name, detail in log() if action == "sign_in_failed"]
    assert failures == [("alice", "wrong password")] * 3 + [("", "no such name")] * 2
    assert [detail for _, action, _, detail in log() if action == "refused"] == ["too many tries (password)"]
    assert "passphrase" not in str(log())


def test_lifting_lets_somebody_try_again() -> None:
    alice = make_alice()
    _statuses(5, REMOTE_ADDR="198.51.100.9")
    assert knock(Client()).status_code == 429
    tries.lift(username="alice", email=alice.email, pk=alice.pk)
    assert knock(Client()).status_code == 302


def test_letters_are_counted_like_passwords(mailoutbox) -> None:
    make_alice()
    letters = [Client().post("/accounts/password/reset/", {"email": "alice@example.org"}) for _ in range(7)]
    assert [letter.status_code for letter in letters] == [302] * 5 + [429] * 2
    assert len(mailoutbox) == 5


def test_old_passwords_are_counted_when_one_changes_it() -> None:
    client = Client()
    client.force_login(make_alice())
    form = {"oldpassword": "wrong", "password1": "three-blind-mice", "password2": "three-blind-mice"}
    statuses = [client.post("/accounts/password/", form).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
