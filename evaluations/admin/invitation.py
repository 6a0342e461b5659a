"""Who was invited to answer, and by which letters."""

from django.contrib import admin

from evaluations.models import Invitation, Letter, Mailing
from events.desk.keys import ReadOnlyAdmin


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """People who may answer once, and whether they did."""

    list_display = ["person", "email", "survey", "is_answered"]
    list_filter = ["is_answered", ("survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["person", "survey"]
    search_fields = ["person__family_name", "person__given_name", "email"]
    fields = ["survey", "person", "email", "language", "is_answered"]


@admin.register(Mailing)
class MailingAdmin(ReadOnlyAdmin):
    """Rounds of letters."""

    list_display = ["survey", "number", "kind", "created_at", "created_by"]
    list_filter = [("survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["survey"]
    fields = ["survey", "number", "kind", "note", "created_at", "created_by"]


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """Single letters, and what became of each."""

    list_display = ["invitation", "mailing", "state", "reason"]
    list_filter = ["state", ("mailing__survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["invitation__person", "mailing__survey"]
    search_fields = ["invitation__email", "invitation__person__family_name"]
    fields = ["mailing", "invitation", "state", "reason"]
