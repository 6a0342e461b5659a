"""Letters of the portal that wait or went."""

from django.contrib import admin

from events.desk.keys import ReadOnlyAdmin
from events.models import Message


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """Each letter, with what the mail server said."""

    list_display = ["subject", "address", "state", "attempts", "created_at", "sent_at"]
    list_filter = ["state"]
    search_fields = ["subject", "address"]
