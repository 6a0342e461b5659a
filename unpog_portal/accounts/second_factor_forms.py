"""What people type or show as a second factor, in the portal's words; wrong ones are counted and kept."""

from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from events.actions.addresses import network_address
from events.actions.limits import claim_attempt, limit_key
from events.models import AuditEntry
from unpog_portal.accounts import tries

LONGEST_CODE = 20
BROWSER_SCRIPTS = forms.Media(js=["js/passkey.js"])


def _code_field(label: str, hint: str) -> Any:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    missing = {"required": "Type the code."}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST_CODE, error_messages=missing, widget=widget)


def _keep_failure(user: User | None, detail: str) -> None:
    AuditEntry.record(AuditEntry.Action.SIGN_IN_FAILED, by=context.request.user, item=user, detail=detail)


def _is_used(user: User, code: str) -> bool:
    """Whether a one-time code was shown before; asked of the database, because every worker must know."""
    plain = "".join(character for character in code if character.isdigit())
    lifetime = settings.MFA_TOTP_PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 1)
    return not claim_attempt(key=limit_key("code:used", f"{user.pk} {plain}"), most=1, seconds=lifetime)


def _counted(check: Callable[[], str], user: User, form: Any) -> str:
    """A code that is right; each wrong one is counted for its account."""
    tries.claim(tries.CODE, name=str(user.pk))
    try:
        code = check()
        if form.authenticator.type == Authenticator.Type.TOTP and _is_used(user, code):
            raise get_adapter().validation_error("incorrect_code")
    except ValidationError:
        _keep_failure(user, "wrong code")
        raise
    tries.succeed(tries.CODE, name=str(user.pk))
    return code


class CodeForm(base.AuthenticateForm):
    """The second step at the door."""

    code = _code_field("Code", "The six digits that your app shows now, or one of your recovery codes.")

    def clean_code(self) -> str:
        """A code that is right and was not used before."""
        return _counted(super().clean_code, self.user, self)


class ConfirmCodeForm(base.ReauthenticateForm):
    """A code of somebody who is signed in."""

    code = _code_field("Code", "The six digits that your app shows now, or one of your recovery codes.")

    def clean_code(self) -> str:
        """A code that is right and was not used before."""
        return _counted(super().clean_code, self.user, self)


class AddAppForm(totp.ActivateTOTPForm):
    """The first code of an app, which proves that the secret arrived."""

    code = _code_field("Code", "The six digits that the app shows after you added the portal.")


class _ShownPasskey:
    """What a browser sends for a passkey: anything at all may arrive here."""

    user: User | None
    cleaned_data: dict[str, Any]

    @property
    def media(self) -> forms.Media:
        """The script that speaks with the browser about passkeys."""
        return BROWSER_SCRIPTS

    def clean_credential(self) -> Authenticator:
        """The passkey that this is, if it is one of the account's."""
        address = network_address(context.request)
        tries.claim(tries.PASSKEY, address=address)
        try:
            found: Authenticator = super().clean_credential()  # type: ignore[misc]
        except (ValidationError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            _keep_failure(self.user, "wrong passkey")
            raise ValidationError("This passkey does not belong to an account here.", code="incorrect") from error
        tries.succeed(tries.PASSKEY, address=address)
        return found


class PasskeySignInForm(_ShownPasskey, webauthn.LoginWebAuthnForm):
    """A passkey instead of name and password."""


class PasskeyForm(_ShownPasskey, webauthn.AuthenticateWebAuthnForm):
    """A passkey as the second step at the door."""


class ConfirmPasskeyForm(_ShownPasskey, webauthn.ReauthenticateWebAuthnForm):
    """A passkey of somebody who is signed in."""


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """A new passkey, which always asks for a finger, a face or a PIN, and so stands for both factors."""

    passwordless = None
    name = forms.CharField(
        label="Name of the passkey", max_length=60, required=False, help_text="For example “Office laptop”."
    )

    @property
    def media(self) -> forms.Media:
        """The script that speaks with the browser about passkeys."""
        return BROWSER_SCRIPTS

    def clean(self) -> dict[str, Any]:
        """The answer of the browser, whatever shape it has."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except (ValidationError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise ValidationError("The passkey could not be added. Please try again.") from error
        return cleaned


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label="Name of the passkey", max_length=60)
