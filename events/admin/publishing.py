"""What the lists and forms of news and events have in common: the public switch."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from events.admin.keys import KeyedAdmin

ADDRESS: Any = ("Address and language", {"fields": ["slug", "language"]})
PUBLIC: Any = (
    "Who can see it",
    {
        "description": "Nothing is public until you tick the box. The two dates are optional limits: a date in the "
        "future holds the page back until then.",
        "fields": [("live", "go_live_at", "expire_at"), ("first_published_at", "last_published_at")],
    },
)


class PublishableAdmin(KeyedAdmin):
    """An item with an address, a language and a time in public."""

    actions = ["make_public", "take_offline"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["first_published_at", "last_published_at"]

    @admin.action(description="Make public", permissions=["change"])
    def make_public(self, request: HttpRequest, queryset: Any) -> None:
        """Turns the public switch on, and says so in each item's history."""
        self._note(request, queryset.make_public(), "Made public")

    @admin.action(description="Take offline", permissions=["change"])
    def take_offline(self, request: HttpRequest, queryset: Any) -> None:
        """Turns the public switch off, and says so in each item's history."""
        self._note(request, queryset.take_offline(), "Taken offline")

    def _note(self, request: HttpRequest, items: list[Any], message: str) -> None:
        for item in items:
            self.log_change(request, item, f"{message}.")
        self.message_user(request, f"{message}: {len(items)}.")
