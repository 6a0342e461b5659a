"""Apps, recovery codes and their secrets: added, asked for, used once, counted, removed, logged."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from tests.one_time_codes import code_now
from tests.public_pages import text, words
from tests.unpog_portal.accounts.people import PASSWORD, SECRET, give_app, give_codes, knock, log, make_alice
from unpog_portal.accounts.second_factors import SecondFactorAdapter, has_second_factor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CODE = "/accounts/code/"


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """What an earlier test showed is forgotten."""
    cache.clear()


def _at_the_second_step() -> Client:
    client = Client()
    assert knock(client)["Location"] == CODE
    assert "_auth_user_id" not in client.session
    return client


def _show(client: Client, code: str) -> int:
    return client.post(CODE, {"code": code}).status_code


def test_app_is_added_with_its_first_code_and_recovery_codes_are_shown_once(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    alice = make_alice()
    knock(client)
    page = client.get("/accounts/app/add/")
    secret = page.context["form"].secret
    assert f'<code class="secret">{secret}</code>' in text(page)
    assert 'src="data:image/svg+xml;base64,' in text(page)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/accounts/app/add/", {"code": code_now(secret)})
    assert answer["Location"] == "/accounts/recovery-codes/"
    shown = client.get("/accounts/recovery-codes/")
    codes = re.findall(r"<li><code>(\d{8})</code>", text(shown))
    assert (len(codes), "%0A".join(codes) in text(shown)) == (10, True)
    assert not any(code in text(client.get("/accounts/recovery-codes/")) for code in codes)
    assert has_second_factor(alice)
    assert ("alice", "second_factor", "alice", "added an authenticator app") in log()


def test_app_is_not_added_with_a_wrong_code(client: Client) -> None:
    make_alice()
    knock(client)
    secret = client.get("/accounts/app/add/").context["form"].secret
    answer = client.post("/accounts/app/add/", {"code": code_now(secret, steps=9)})
    assert f'<code class="secret">{secret}</code>' in text(answer)
    assert "This code is not right" in words(answer)
    assert not Authenticator.objects.exists()


def test_password_alone_opens_nothing_once_there_is_an_app() -> None:
    give_app(make_alice())
    client = _at_the_second_step()
    assert client.get("/admin/").status_code == 302
    assert _show(client, "000000") == 200
    answer = client.post(CODE, {"code": code_now(SECRET)})
    assert (answer["Location"], client.get("/admin/").status_code) == ("/admin/", 200)
    assert log() == [
        ("", "sign_in_failed", "alice", "wrong code"),
        ("alice", "signed_in", "", "password and one-time code"),
    ]


def test_code_is_good_half_a_minute_before_and_after() -> None:
    give_app(make_alice())
    for steps, status in ((-2, 200), (-1, 302), (1, 302), (2, 200)):
        assert (steps, _show(_at_the_second_step(), code_now(SECRET, steps=steps))) == (steps, status)


def test_code_is_good_once_over_all_workers() -> None:
    give_app(make_alice())
    with time_machine.travel(NOON, tick=False) as clock:
        code = code_now(SECRET)
        assert _show(_at_the_second_step(), code) == 302
        cache.clear()  # another worker remembers nothing
        assert _show(_at_the_second_step(), f"{code[:3]} {code[3:]}") == 200
        clock.shift(29)
        cache.clear()
        assert _show(_at_the_second_step(), code) == 200


def test_recovery_code_opens_once() -> None:
    alice = make_alice()
    give_app(alice)
    codes = give_codes(alice)
    assert _show(_at_the_second_step(), codes[3]) == 302
    assert _show(_at_the_second_step(), codes[3]) == 200
    assert _show(_at_the_second_step(), codes[4]) == 302
    assert log()[0] == ("alice", "signed_in", "", "password and recovery code")


def test_sixth_wrong_code_is_refused_and_so_is_a_right_one_until_the_time_is_over() -> None:
    alice = make_alice()
    give_app(alice)
    with time_machine.travel(NOON, tick=False) as clock:
        client = _at_the_second_step()
        assert [_show(client, f"00000{number}") for number in range(7)] == [200] * 5 + [429] * 2
        assert _show(_at_the_second_step(), code_now(SECRET)) == 429
        clock.shift(15 * 60)
        assert _show(_at_the_second_step(), code_now(SECRET)) == 302


def test_right_code_clears_the_count() -> None:
    give_app(make_alice())
    for steps in (-1, 0, 1):
        client = _at_the_second_step()
        assert [_show(client, f"00000{number}") for number in range(4)] == [200] * 4
        assert _show(client, code_now(SECRET, steps=steps)) == 302


def test_app_is_removed_after_one_says_who_one_is(client: Client, django_capture_on_commit_callbacks) -> None:
    alice = make_alice()
    give_app(alice)
    give_codes(alice)
    client.force_login(alice)
    confirm = client.post("/accounts/app/remove/")["Location"]
    assert confirm == "/accounts/confirm/?next=%2Faccounts%2Fapp%2Fremove%2F"
    assert "This is not your password." in words(client.post(confirm, {"password": "wrong"}))
    assert has_second_factor(alice)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(confirm, {"password": PASSWORD})["Location"] == "/accounts/"
    assert not Authenticator.objects.exists()
    assert ("alice", "second_factor", "alice", "removed the authenticator app") in log()


def test_who_is_signed_in_may_confirm_by_a_code(client: Client) -> None:
    alice = make_alice()
    give_app(alice)
    client.force_login(alice)
    page = client.get("/accounts/confirm/?next=/accounts/recovery-codes/new/")
    assert 'href="/accounts/code/confirm/?next=%2Faccounts%2Frecovery-codes%2Fnew%2F"' in text(page)
    answer = client.post("/accounts/code/confirm/?next=/accounts/recovery-codes/new/", {"code": code_now(SECRET)})
    assert answer["Location"] == "/accounts/recovery-codes/new/"
    assert client.post("/accounts/recovery-codes/new/")["Location"] == "/accounts/recovery-codes/"


def test_who_signed_in_long_ago_confirms_and_who_just_came_need_not() -> None:
    make_alice()
    client = Client()
    with time_machine.travel(NOON, tick=False) as clock:
        knock(client)
        assert client.get("/accounts/app/add/").status_code == 200
        clock.shift(301)
        assert client.get("/accounts/app/add/")["Location"].startswith("/accounts/confirm/?next=")


def test_secrets_are_kept_encrypted_and_read_with_an_earlier_key(settings) -> None:
    kept = give_app(make_alice()).data["secret"]
    assert SECRET not in kept
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [settings.SECRET_KEY]
    assert SecondFactorAdapter().decrypt(kept) == SECRET


def test_secret_whose_key_is_gone_fits_no_code(settings) -> None:
    alice = make_alice()
    give_app(alice)
    codes = give_codes(alice)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", []
    client = _at_the_second_step()
    assert (_show(client, code_now(SECRET)), _show(client, codes[0])) == (200, 200)
