"""The admin site: Django's own, under the portal's content security policy."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest

# What Django's admin needs beyond the public pages: its own scripts, its look-ups, and drawn icons.
ADMIN_POLICY = {"script-src": [SELF], "connect-src": [SELF], "img-src": ["data:"]}
_policed: Callable[[Any], Any] = csp_update(ADMIN_POLICY)


class PortalAdminSite(AdminSite):
    """Django's admin with the office's name; scripts come from the portal itself, nothing is inline."""

    site_title = f"{settings.PORTAL['acronym']} Portal"
    site_header = f"{settings.PORTAL['acronym']} Portal"
    index_title = "Office"

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Every page of the admin, under its policy."""
        return _policed(super().admin_view(view, cacheable))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The page for signing in, under the same policy."""
        return _policed(super().login)(request, extra_context)
