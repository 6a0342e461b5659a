"""The named participants of an event as a table that the import reads again without a change."""

from collections.abc import Iterator
from typing import Any

from events.exports.tables import Value
from events.models import Event

HEADER = (
    "Family name",
    "Given name",
    "Honorific",
    "Distinction",
    "Family name first",
    "Organization",
    "Position",
    "Country",
    "E-mail",
    "Role",
    "Origin",
    "Sector",
    "Registered",
    "Attended",
    "Remotely",
    "In the public list",
    "Inside a counted group",
    "Note",
)


def _row(row: Any) -> list[Value]:
    person = row.person
    return [
        person.family_name,
        person.given_name,
        person.honorific,
        person.distinction,
        person.is_family_name_first,
        row.organization.name if row.organization else "",
        row.position,
        row.country.code or "",
        person.email,
        row.get_role_display(),
        row.get_origin_display(),
        row.get_sector_display(),
        row.is_registered,
        row.has_attended,
        row.is_remote,
        row.is_listed,
        row.is_in_headcount,
        row.note,
    ]


def participants_table(event: Event) -> Iterator[list[Value]]:
    """A row for each named participant, in the order of their names."""
    rows = event.participations.select_related("person", "organization")
    return (_row(row) for row in rows.order_by("person__family_name", "person__given_name", "pk"))
