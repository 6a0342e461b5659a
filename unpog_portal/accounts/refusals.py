"""What somebody sees who may not do something; of people with an account the log keeps it."""

from django.http import HttpRequest, HttpResponseForbidden
from django.views.defaults import permission_denied

from events.models import AuditEntry


def _where(request: HttpRequest) -> str:
    """The address inside the admin; elsewhere its pattern, because an address may hold a secret."""
    found = request.resolver_match
    return request.path if found is None or found.route.startswith("admin/") else found.route


def refused(request: HttpRequest, exception: Exception) -> HttpResponseForbidden:
    """The page for what is not allowed."""
    if request.user.is_authenticated:
        AuditEntry.record(AuditEntry.Action.REFUSED, by=request.user, detail=f"{request.method} {_where(request)}")
    return permission_denied(request, exception)
