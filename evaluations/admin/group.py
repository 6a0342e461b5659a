"""Groups of respondents, and how each answered."""

from django.contrib import admin

from evaluations.models import Group, GroupTally
from events.desk.keys import KeyedAdmin, ReadOnlyAdmin


@admin.register(Group)
class GroupAdmin(KeyedAdmin):
    """Roles, regions and sessions that surveys ask for."""

    list_display = ["label", "dimension", "survey", "respondent_count"]
    list_filter = ["dimension", ("survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["survey"]
    search_fields = ["label", "code", "survey__title"]
    autocomplete_fields = ["survey", "session"]


@admin.register(GroupTally)
class GroupTallyAdmin(ReadOnlyAdmin):
    """How many of a group ticked a choice."""

    list_display = ["choice", "group", "count"]
    list_filter = [("group__survey", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["choice", "group"]
    fields = ["group", "choice", "count"]
