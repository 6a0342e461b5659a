"""How allauth signs people in here: nobody signs up, every try is counted, and what happened is kept."""

import logging
from smtplib import SMTPException
from time import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from events.actions.addresses import network_address
from events.models import AuditEntry
from unpog_portal.accounts import tries
from unpog_portal.accounts.backend import find_account, plain

logger = logging.getLogger(__name__)
Action = AuditEntry.Action
WRONG = "The name and the password do not fit together. Check both, and whether Caps Lock is on."
WAYS = {"totp": "one-time code", "recovery_codes": "recovery code", "webauthn": "passkey"}
CONFIRMATIONS = {
    "reauthenticate": "Type your password",
    "mfa_reauthenticate": "Type a one-time code or a recovery code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}
# allauth announces each of these to the owner; the log keeps them.
CHANGES = {
    "account/email/password_changed": "with the old one",
    "account/email/password_set": "for the first time",
    "account/email/password_reset": "by a letter",
    "mfa/email/totp_activated": "added an authenticator app",
    "mfa/email/totp_deactivated": "removed the authenticator app",
    "mfa/email/webauthn_added": "added a passkey",
    "mfa/email/webauthn_removed": "removed a passkey",
    "mfa/email/recovery_codes_generated": "made new recovery codes",
}


def _typed_name(credentials: dict[str, Any]) -> str:
    return credentials.get("username") or credentials.get("email") or ""


def pseudonym(name: str) -> str:
    """Stands for a name that nobody has, which may well be a password in the wrong field."""
    return salted_hmac("accounts.pseudonym", plain(name), algorithm="sha256").hexdigest()[:8]


class AccountAdapter(DefaultAccountAdapter):
    """Counts and records around allauth's own steps."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "incorrect_password": "This is not your password. Check whether Caps Lock is on.",
        "enter_current_password": "This is not your password. Check whether Caps Lock is on.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the office."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether an address to go on to is on this site."""
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, self.request.is_secure())

    def get_client_ip(self, request: HttpRequest) -> str:
        """The network address, as the limits count it."""
        return network_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts a try before any password is hashed."""
        tries.claim(tries.PASSWORD, name=_typed_name(credentials), address=network_address(request))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The account that fits; its count is cleared."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            tries.succeed(tries.PASSWORD, name=_typed_name(credentials), address=network_address(request))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Keeps which account it was, never what was typed."""
        name = _typed_name(credentials)
        account = find_account(name)
        detail = "wrong password" if account else f"no such name ({pseudonym(name)})"
        AuditEntry.record(Action.SIGN_IN_FAILED, by=request.user, item=account, detail=detail)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in need not show the password again."""
        records = get_authentication_records(self.request, self.request.user)
        is_fresh = bool(records) and time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not is_fresh and super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show that it is still you, in the portal's words."""
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": CONFIRMATIONS[way["id"]]} for way in ways]

    def login(self, request: HttpRequest, user: User) -> None:
        """Opens the session, and keeps by which way."""
        records = get_authentication_records(request, user)
        ways = [WAYS.get(record.get("type", ""), record["method"]) for record in records]
        super().login(request, user)
        AuditEntry.record(Action.SIGNED_IN, by=user, detail=" and ".join(dict.fromkeys(ways)))

    def logout(self, request: HttpRequest) -> None:
        """Closes the session."""
        AuditEntry.record(Action.SIGNED_OUT, by=request.user)
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        """A new password is a new start."""
        super().set_password(user, password)
        tries.lift(username=user.get_username(), email=user.email, pk=user.pk)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down must not show who has an account; the log of the server says it."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("A letter of the sign-in could not be sent")

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """What changes about the password or the second factor goes to the log."""
        if template_prefix in CHANGES:
            action = Action.PASSWORD if template_prefix.startswith("account/") else Action.SECOND_FACTOR
            AuditEntry.record(action, by=user, item=user, detail=CHANGES[template_prefix])
        super().send_notification_mail(template_prefix, user, *args, **kwargs)
