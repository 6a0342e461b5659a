"""Accounts in the admin: made with a role and an address, helped, and no ladder to more rights."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.test import Client

from events.models import Limit
from tests.pages import filled
from tests.public_pages import words
from tests.unpog_portal.accounts.people import give_app, knock, log, make_alice

pytestmark = pytest.mark.django_db
USERS = "/admin/auth/user/"


def _act(client: Client, action: str, *users: User) -> str:
    form = {"action": action, "_selected_action": [user.pk for user in users]}
    return words(client.post(USERS, form, follow=True))


def test_account_is_made_with_an_address_and_a_role(administrator: Client, mailoutbox) -> None:
    role = Group.objects.get(name="author")
    page = administrator.get(f"{USERS}add/")
    assert 'name="is_superuser"' not in page.content.decode()
    new = filled(page, username="dalia", email="dalia@example.org", groups=str(role.pk), usable_password="false")
    assert administrator.post(f"{USERS}add/", new).status_code == 302
    dalia = User.objects.get(username="dalia")
    assert (dalia.is_staff, dalia.is_superuser, [*dalia.groups.all()]) == (True, False, [role])
    Client().post("/accounts/password/reset/", {"email": "dalia@example.org"})
    assert "/accounts/password/reset/" in mailoutbox[0].body


@pytest.mark.parametrize("address", ["", "ALICE@example.org"])
def test_address_is_needed_and_belongs_to_one_account(administrator: Client, address: str) -> None:
    make_alice()
    new = {"username": "dalia", "email": address, "usable_password": "false"}
    answer = administrator.post(f"{USERS}add/", new)
    assert answer.context["adminform"].form.errors["email"]
    assert not User.objects.filter(username="dalia").exists()


def test_account_keeps_its_own_address_when_it_is_saved(administrator: Client) -> None:
    alice = make_alice()
    form = filled(administrator.get(f"{USERS}{alice.pk}/change/"), first_name="Alice")
    assert administrator.post(f"{USERS}{alice.pk}/change/", form).status_code == 302
    alice.refresh_from_db()
    assert (alice.first_name, alice.email) == ("Alice", "alice@example.org")


def test_administrator_climbs_no_higher(administrator: Client) -> None:
    boss = User.objects.create_superuser("boss", "boss@example.org", "three-blind-mice")
    own = User.objects.get(username="administrator")
    for user in (boss, own):
        form = {"username": user.username, "email": f"{user.pk}@example.org", "is_superuser": "on", "is_staff": "on"}
        administrator.post(f"{USERS}{user.pk}/change/", form | {"is_active": "on", "user_permissions": ["1"]})
    new = {"password1": "taken-over-now", "password2": "taken-over-now", "usable_password": "true"}
    assert administrator.post(f"{USERS}{boss.pk}/password/", new).status_code == 403
    assert administrator.post(f"{USERS}{boss.pk}/delete/", {"post": "yes"}).status_code == 403
    give_app(boss)
    _act(administrator, "remove_second_factor", boss)
    administrator.post(USERS, {"action": "delete_selected", "_selected_action": [boss.pk], "post": "yes"})
    for user in (boss, own):
        user.refresh_from_db()
    assert (own.is_superuser, own.user_permissions.count(), boss.email) == (False, 0, "boss@example.org")
    assert boss.check_password("three-blind-mice")
    assert Authenticator.objects.filter(user=boss).exists()


def test_superuser_may_give_rights_beyond_roles(publisher: Client) -> None:
    alice = make_alice()
    assert 'name="is_superuser"' in publisher.get(f"{USERS}{alice.pk}/change/").content.decode()


def test_lost_second_factor_is_removed_and_logged(administrator: Client) -> None:
    alice = make_alice()
    give_app(alice)
    own = User.objects.get(username="administrator")
    give_app(own)
    assert "Second factor removed: 1 of 2." in _act(administrator, "remove_second_factor", alice, own)
    assert [factor.user for factor in Authenticator.objects.all()] == [own]
    assert ("administrator", "second_factor", "alice", "removed by an administrator") in log()
    assert knock(Client())["Location"] == "/admin/"


def test_lock_is_lifted_for_one_account(administrator: Client) -> None:
    alice = make_alice()
    for _ in range(5):
        knock(Client(), password="wrong", REMOTE_ADDR="198.51.100.9")
    assert knock(Client()).status_code == 429
    assert "May try again at once: 1." in _act(administrator, "lift_lock", alice)
    assert knock(Client()).status_code == 302


def test_limit_is_deleted_by_administrators_alone(administrator: Client, editor: Client) -> None:
    for _ in range(5):
        knock(Client(), password="wrong")
    assert knock(Client(), "bob").status_code == 429
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in Limit.objects.all()], "post": "yes"}
    assert editor.post("/admin/events/limit/", chosen).status_code == 403
    assert administrator.post("/admin/events/limit/", chosen).status_code == 302
    assert knock(Client(), "bob").status_code == 200


@pytest.mark.parametrize("role", ["editor", "finance", "author"])
def test_accounts_are_seen_by_administrators_alone(request: pytest.FixtureRequest, role: str) -> None:
    client = request.getfixturevalue(role)
    assert client.get(USERS).status_code == 403
    assert client.get("/admin/mfa/authenticator/").status_code == 404


def test_list_asks_as_much_for_three_as_for_one(administrator: Client, django_assert_max_num_queries) -> None:
    make_alice()
    with django_assert_max_num_queries(12):
        administrator.get(USERS)
    for number in range(8):
        give_app(User.objects.create_user(f"user{number}"))
    with django_assert_max_num_queries(12):
        administrator.get(USERS)
