"""The staff's work by task: every kind of row that the admin keeps stands in exactly one group."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Task:
    """A group of lists that somebody needs for one kind of work, in the order of use."""

    key: str
    name: str
    models: tuple[str, ...]


TASKS = (
    Task(
        "publish",
        "Publish",
        (
            "events.post",
            "events.event",
            "reports.report",
            "events.workingcopy",
            "events.previewlink",
            "events.postlink",
            "reports.reportsection",
            "events.oldaddress",
        ),
    ),
    Task(
        "people",
        "People",
        (
            "events.registrationform",
            "events.registration",
            "events.participation",
            "events.headcount",
            "events.person",
            "events.organization",
            "events.organizationalias",
        ),
    ),
    Task(
        "programme",
        "Programme",
        (
            "events.track",
            "events.session",
            "events.presentation",
            "events.host",
            "events.outcome",
            "events.series",
            "events.abbreviation",
        ),
    ),
    Task(
        "money",
        "Money",
        (
            "events.budget",
            "events.travelline",
            "events.othercost",
            "events.terminallegs",
            "events.dsadeduction",
            "events.dsarate",
            "events.terminalrate",
            "events.deductionrule",
            "events.fundingsource",
        ),
    ),
    Task(
        "evaluations",
        "Evaluations",
        (
            "evaluations.survey",
            "evaluations.question",
            "evaluations.choice",
            "evaluations.tally",
            "evaluations.openanswer",
            "evaluations.theme",
            "evaluations.group",
            "evaluations.grouptally",
            "evaluations.answer",
            "evaluations.paperform",
            "evaluations.invitation",
            "evaluations.mailing",
            "evaluations.letter",
            "evaluations.template",
            "evaluations.scale",
        ),
    ),
    Task("files", "Pictures and files", ("events.picture", "events.photo", "events.material", "events.postattachment")),
    Task(
        "operations",
        "Operations",
        ("auth.user", "auth.group", "events.auditentry", "events.importrun", "events.message", "events.limit"),
    ),
)


def by_task(models: Iterable[dict[str, Any]], *, index: str) -> list[dict[str, Any]]:
    """The admin's own entries for models, grouped by task; a task without any is left out.

    `index` is the address of the page on which each task is a section.
    """
    known = {entry["model"]._meta.label_lower: entry for entry in models}
    groups = []
    for task in TASKS:
        if found := [known[label] for label in task.models if label in known]:
            address = f"{index}#{task.key}"
            group = {"name": task.name, "app_label": task.key, "app_url": address, "has_module_perms": True}
            groups.append(group | {"models": found})
    return groups
