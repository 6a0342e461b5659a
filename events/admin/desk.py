"""What waits beside the items: working copies, old addresses, links to previews."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from events.desk.keys import ReadOnlyAdmin
from events.models import OldAddress, PreviewLink, WorkingCopy


class BesideAdmin(ReadOnlyAdmin):
    """Rows beside items of several kinds."""

    def get_queryset(self, request: HttpRequest) -> Any:
        """The rows with their items, one query for each kind."""
        return super().get_queryset(request).prefetch_related("item")


@admin.register(WorkingCopy)
class WorkingCopyAdmin(BesideAdmin):
    """Changes of published items that wait for publishing."""

    list_display = ["item", "saved_at", "saved_by", "is_ready"]
    list_filter = ["is_ready"]
    list_select_related = ["saved_by", "item_type"]
    fields = ["item", "saved_at", "saved_by", "is_ready", "changes"]


@admin.register(OldAddress)
class OldAddressAdmin(BesideAdmin):
    """Addresses that still lead to the items that had them."""

    list_display = ["slug", "language", "item"]
    list_filter = ["language"]
    search_fields = ["slug"]
    fields = ["slug", "language", "item"]


@admin.register(PreviewLink)
class PreviewLinkAdmin(BesideAdmin):
    """Links that show an item before its time."""

    list_display = ["item", "note", "made_by", "made_at", "expires_at", "revoked_at"]
    list_select_related = ["made_by", "item_type"]
    search_fields = ["note"]
    fields = ["item", "note", "made_by", "made_at", "expires_at", "revoked_at"]
