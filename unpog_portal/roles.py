"""The roles of the office and the rights of each over every model, in one table from which groups are made."""

from collections.abc import Iterable
from enum import StrEnum

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction


class Role(StrEnum):
    """What somebody is in the office; the value is the name of the group."""

    AUTHOR = "author"
    EDITOR = "editor"
    FINANCE = "finance"
    ADMINISTRATOR = "administrator"


ALL = "view add change delete"
# For each family of models the verbs of author, editor, finance and administrator. What a verb means for one object,
# such as that an author deletes only an own draft, is said in `events/policy.py`.
FAMILIES: dict[tuple[str, ...], tuple[str, str, str, str]] = {
    # Items with a life in public.
    ("events.post", "events.event", "reports.report"): (ALL, f"{ALL} publish", "view", f"{ALL} publish"),
    # Rows of items.
    (
        "events.postlink",
        "events.postattachment",
        "events.host",
        "events.outcome",
        "events.track",
        "events.session",
        "events.presentation",
        "events.headcount",
        "events.participation",
        "events.registrationform",
        "events.material",
        "events.photo",
        "reports.reportsection",
        "evaluations.survey",
        "evaluations.question",
        "evaluations.choice",
        "evaluations.tally",
        "evaluations.openanswer",
        "evaluations.group",
        "evaluations.theme",
    ): (ALL, ALL, "view", ALL),
    # What all items share: an author adds to it, and changes nothing that other items name.
    (
        "events.organization",
        "events.organizationalias",
        "events.person",
        "events.picture",
        "events.abbreviation",
        "events.series",
        "evaluations.scale",
        "evaluations.template",
    ): ("view add", ALL, "view", ALL),
    # Money, and who travelled for it.
    (
        "events.travelline",
        "events.terminallegs",
        "events.dsadeduction",
        "events.dsarate",
        "events.terminalrate",
        "events.deductionrule",
        "events.budget",
        "events.othercost",
        "events.fundingsource",
    ): ("", "", ALL, ALL),
    # What the portal keeps beside the items.
    (
        "events.workingcopy",
        "events.oldaddress",
        "events.previewlink",
        "events.registration",
        "evaluations.answer",
        "evaluations.grouptally",
        "evaluations.paperform",
        "evaluations.invitation",
        "evaluations.mailing",
        "evaluations.letter",
    ): ("view", "view", "", "view"),
    # What the portal keeps for its safety.
    ("events.auditentry", "events.limit", "events.importrun", "events.message"): ("", "", "", "view"),
    # Who may sign in, and as what.
    ("auth.user", "auth.group"): ("", "", "", ALL),
}


def rights_of(role: Role) -> frozenset[tuple[str, str, str]]:
    """The rights of a role as app label, model name and codename."""
    found = set()
    for models, verbs in FAMILIES.items():
        for label in models:
            app, model = label.split(".")
            for verb in verbs[list(Role).index(role)].split():
                found.add((app, model, f"{verb}_{model}"))
    return frozenset(found)


def _permissions(rights: Iterable[tuple[str, str, str]]) -> list[Permission]:
    every = Permission.objects.select_related("content_type")
    known = {(found.content_type.app_label, found.content_type.model, found.codename): found for found in every}
    return [known[right] for right in rights]


def apply_roles() -> dict[Role, Group]:
    """Makes a group for each role, with exactly the rights of the table. Running it again changes nothing."""
    groups = {}
    with transaction.atomic():
        for role in Role:
            groups[role], _ = Group.objects.get_or_create(name=role.value)
            groups[role].permissions.set(_permissions(rights_of(role)))
    return groups


def beyond_roles() -> list[str]:
    """The names of accounts that hold rights of their own, or whose group is no role; superusers are not meant."""
    roles = [role.value for role in Role]
    direct = User.objects.filter(user_permissions__isnull=False)
    other = User.objects.filter(groups__in=Group.objects.exclude(name__in=roles))
    return sorted({user.get_username() for user in (direct | other).distinct()})
