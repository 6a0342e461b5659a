"""Who was invited to answer, and by which letters."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from evaluations.actions.bounces import mark_bounced
from evaluations.models import Invitation, Letter, Mailing
from events.desk.keys import ReadOnlyAdmin
from events.policy import may_publish


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
    list_select_related = ["invitation__person", "mailing__survey__event"]
    search_fields = ["invitation__email", "invitation__person__family_name"]
    fields = ["mailing", "invitation", "state", "reason"]
    actions = ["mark_returned"]

    @admin.action(description="Mark as returned", permissions=["view"])
    def mark_returned(self, request: HttpRequest, letters: Any) -> None:
        """Notes by hand that letters came back; only of events that one may publish, and of letters that went out."""
        mine = [one for one in letters if may_publish(request.user, one.mailing.survey.event)]
        marked = sum(mark_bounced(letter=one, reason="Marked as returned by hand.") for one in mine)
        left = len(letters) - marked
        if marked:
            messages.success(request, f"Letters marked as returned: {marked}.")
        if left:
            messages.warning(request, f"Letters left as they are: {left}. They did not go out, or are not yours.")
