"""Who did what, and what was tried too often."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from events.desk.keys import ReadOnlyAdmin
from events.models import AuditEntry, Limit
from events.policy import is_administrator


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Everything that was signed into, published, refused, imported or exported, the latest first."""

    list_display = ["at", "actor_name", "action", "item_name", "detail"]
    list_filter = ["action"]
    search_fields = ["actor_name", "item_name", "detail"]
    date_hierarchy = "at"
    fields = ["at", "actor_name", "action", "item_type", "item_id", "item_name", "detail"]


@admin.register(Limit)
class LimitAdmin(ReadOnlyAdmin):
    """What was tried, how often, and until when that counts; deleting a row lets somebody try again at once."""

    list_display = ["key", "count", "resets_at"]
    search_fields = ["key"]
    fields = ["key", "count", "resets_at"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """An administrator lifts a lock; whose account it is, only the list of accounts knows."""
        return is_administrator(request.user)
