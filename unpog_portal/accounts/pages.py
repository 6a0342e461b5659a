"""What every page about accounts has: nothing is kept by browsers or search engines, and few of them run a script."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from events.actions.addresses import network_address
from events.actions.limits import claim_attempt, limit_key
from unpog_portal.accounts import tries

View = Callable[..., Any]
# A browser speaks with passkeys through a script of ours, and the drawn code of an app is part of its page.
PASSKEY_POLICY = {"script-src": [SELF], "connect-src": [SELF]}
DRAWING_POLICY = {"img-src": ["data:"]}
MOST_CHALLENGES = 60


def _is_locked(response: Any) -> bool:
    form = (getattr(response, "context_data", None) or {}).get("form")
    errors = form.errors.as_data() if form is not None and form.is_bound else {}
    return any(error.code == tries.LOCKED for found in errors.values() for error in found)


def private(view: View, policy: dict[str, Any] | None = None) -> View:
    """A page about an account, under the public policy or one with what it needs besides."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        # Stricter than this, a browser hides the origin of its own forms, and they are refused.
        response["Referrer-Policy"] = "same-origin"
        if _is_locked(response):
            response.status_code = 429
            response["Retry-After"] = str(settings.PORTAL_TRIES_SECONDS)
        return response

    return csp_update(policy)(answer) if policy else answer


def rationed(view: View) -> View:
    """An answer that costs the database a session, given so many times to one network address."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        key = limit_key("challenge:address", network_address(request))
        if not claim_attempt(key=key, most=MOST_CHALLENGES, seconds=settings.PORTAL_TRIES_SECONDS):
            return HttpResponse("Please wait a little, then try again.", status=429, content_type="text/plain")
        return view(request, *args, **kwargs)

    return answer
