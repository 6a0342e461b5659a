"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, Any]:
    """The office's names, as `office.unit`, `office.acronym` and so on."""
    return {"office": settings.PORTAL}
