"""Who may see which edition of a report."""

from django.contrib.auth.models import AnonymousUser, User


def may_see_internal_edition(user: User | AnonymousUser) -> bool:
    """The internal edition names travellers beside amounts: for those who may see travel lines and reports."""
    return user.has_perms(["reports.view_report", "events.view_travelline"])
