"""Makes staff enrol: until they have a second factor, the portal knows them nowhere but where they get one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from unpog_portal.accounts.second_factors import has_second_factor

# Where somebody without a second factor is known: the way to one, and the way out.
ENROLMENT = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_logout",
    "admin:logout",
}
# Where everybody is asked who they are. Elsewhere the session is not even read.
GUARDED = ("admin/", "accounts/")


def _lacks(user: Any) -> bool:
    return user.is_authenticated and user.is_staff and not has_second_factor(user)


def _known(user: Any) -> Any:
    """The user, or nobody: decided only when somebody asks."""
    return AnonymousUser() if _lacks(user) else user


class SecondFactorMiddleware:
    """Stands right behind the one that reads the session, so that nothing behind it knows more."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        """Hides the user, where the office asks for a second factor."""
        if settings.PORTAL_REQUIRE_SECOND_FACTOR:
            request.signed_in_user = request.user
            request.user = SimpleLazyObject(partial(_known, request.user))
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponseRedirect | None:
        """Shows the user again on the way to a second factor, and leads there from every other guarded page."""
        found = request.resolver_match
        if not settings.PORTAL_REQUIRE_SECOND_FACTOR or not found.route.startswith(GUARDED):
            return None
        if found.view_name in ENROLMENT:
            request.user = request.signed_in_user
            request.must_enrol = _lacks(request.signed_in_user)
        elif _lacks(request.signed_in_user):
            return HttpResponseRedirect(reverse("mfa_index"))
        return None
