"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, Any]:
    """The office's names, as `office.unit` and so on, and what a preview adds to the addresses of files."""
    return {"office": settings.PORTAL, "preview_query": getattr(request, "preview_query", "")}
