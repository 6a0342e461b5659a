"""The door numbers of accounts: allauth's names, and only the doors that are wanted here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from unpog_portal.accounts.pages import DRAWING_POLICY, PASSKEY_POLICY, private, rationed

KEY = r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("", private(mfa.index), name="mfa_index"),
    path("login/", private(account.login, PASSKEY_POLICY), name="account_login"),
    path("logout/", private(account.logout), name="account_logout"),
    path("inactive/", private(account.account_inactive), name="account_inactive"),
    path("confirm/", private(account.reauthenticate), name="account_reauthenticate"),
    path("password/", private(account.password_change), name="account_change_password"),
    path("password/first/", private(account.password_set), name="account_set_password"),
    path("password/reset/", private(account.password_reset), name="account_reset_password"),
    path("password/reset/sent/", private(account.password_reset_done), name="account_reset_password_done"),
    path(
        "password/reset/done/",
        private(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(KEY, private(account.password_reset_from_key), name="account_reset_password_from_key"),
    path("code/", private(mfa.authenticate, PASSKEY_POLICY), name="mfa_authenticate"),
    path("code/confirm/", private(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("app/add/", private(totp.activate_totp, DRAWING_POLICY), name="mfa_activate_totp"),
    path("app/remove/", private(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("recovery-codes/", private(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", private(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("passkeys/", private(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", private(webauthn.add_webauthn, PASSKEY_POLICY), name="mfa_add_webauthn"),
    path("passkeys/login/", private(rationed(webauthn.login_webauthn)), name="mfa_login_webauthn"),
    path(
        "passkeys/confirm/",
        private(webauthn.reauthenticate_webauthn, PASSKEY_POLICY),
        name="mfa_reauthenticate_webauthn",
    ),
    path("passkeys/<int:pk>/edit/", private(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", private(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
]
