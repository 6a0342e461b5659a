"""What people type to sign in, in the portal's words."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.core import context
from django import forms

from events.actions.addresses import network_address
from unpog_portal.accounts import tries

LONGEST_NAME = 254
LONGEST_PASSWORD = 1000
REPEAT = "Type the new password once more, so that a slip is noticed."


def _field(kind: type[PasswordField], label: str, autocomplete: str, **settings: Any) -> forms.Field:
    """A password field without the words in the box that vanish while one types."""
    missing = {"required": f"Type the {label[0].lower()}{label[1:]}."}
    field: forms.Field = kind(
        label=label, autocomplete=autocomplete, max_length=LONGEST_PASSWORD, error_messages=missing, **settings
    )
    field.widget.attrs.pop("placeholder", None)
    return field


def _current(label: str = "Password") -> Any:
    return _field(PasswordField, label, "current-password")


def _new() -> Any:
    return _field(SetPasswordField, "New password", "new-password")


def _again() -> Any:
    return _field(PasswordField, "New password, once more", "new-password", help_text=REPEAT)


class SignInForm(account.LoginForm):
    """A user name or e-mail address, and the password."""

    password = _current()

    class Media:
        js = ("js/passkey.js",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        name = forms.CharField(
            label="User name or e-mail",
            max_length=LONGEST_NAME,
            widget=forms.TextInput(attrs=hint),
            error_messages={"required": "Type your user name or e-mail."},
        )
        self.fields["login"] = name


class ConfirmForm(account.ReauthenticateForm):
    """The password of somebody who is signed in."""

    password = _current()


class ChangePasswordForm(account.ChangePasswordForm):
    """The old password, which is counted like one at the door, and the new one twice."""

    oldpassword = _current("Password until now")
    password1 = _new()
    password2 = _again()

    def clean_oldpassword(self) -> str:
        """The old password, if it is right."""
        typed: str = self.cleaned_data["oldpassword"]
        if not get_adapter(context.request).reauthenticate(self.user, typed):
            raise get_adapter().validation_error("enter_current_password")
        return typed


class SetPasswordForm(account.SetPasswordForm):
    """A first password."""

    password1 = _new()
    password2 = _again()


class NewPasswordForm(account.ResetPasswordKeyForm):
    """A new password for one that was forgotten."""

    password1 = _new()
    password2 = _again()


class ForgottenPasswordForm(account.ResetPasswordForm):
    """Where to send the letter; the answer is the same whether there is an account or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail"
        self.fields["email"].error_messages["required"] = "Type your e-mail address."
        self.fields["email"].help_text = "The address that the office has for your account."
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        """The address, if not too many letters were asked for already."""
        email: str = super().clean_email()
        tries.claim(tries.LETTER, name=email, address=network_address(context.request))
        return email
