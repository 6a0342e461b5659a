"""The imports of tables, as they went."""

from django.contrib import admin

from events.desk.keys import ReadOnlyAdmin
from events.models import ImportRun


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """Each import with its numbers."""

    list_display = [
        "event",
        "kind",
        "state",
        "new_count",
        "changed_count",
        "left_out_count",
        "actor_name",
        "created_at",
    ]
    list_filter = ["kind", "state"]
    list_select_related = ["event"]
    search_fields = ["event__title", "actor_name"]
    fields = [
        "event",
        "kind",
        "state",
        "note",
        ("row_count", "new_count", "changed_count", "left_out_count"),
        ("created_at", "finished_at"),
        "actor_name",
    ]
