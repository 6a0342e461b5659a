"""People with passwords and second factors, and how they come to the door."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import User
from django.test import Client

from events.models import AuditEntry
from unpog_portal.accounts.second_factors import SecondFactorAdapter

PASSWORD = "correct-horse-battery"  # noqa: S105
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105
LOGIN = "/accounts/login/"


def make_alice(**fields: Any) -> User:
    """One of the staff, with a password."""
    return User.objects.create_user("alice", "alice@example.org", PASSWORD, is_staff=True, **fields)


def give_app(user: User) -> Authenticator:
    """Adds an app with a known secret."""
    kept = SecondFactorAdapter().encrypt(SECRET)
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": kept})


def give_codes(user: User) -> list[str]:
    """Adds recovery codes, and says them."""
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def knock(client: Client, name: str = "alice", password: str = PASSWORD, **more: Any) -> Any:
    """Sends the form at the door."""
    return client.post(LOGIN, {"login": name, "password": password}, **more)


def log() -> list[tuple[str, str, str, str]]:
    """The audit log, the oldest first: who, what, of whom, how."""
    entries = AuditEntry.objects.order_by("id").values_list("actor_name", "action", "item_name", "detail")
    return list(entries)
