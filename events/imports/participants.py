"""A list of participants pasted from a spreadsheet, checked against an event: a row is a person who takes part."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from events.imports.checking import Check, CheckedRow, RowReader, RowState, Tell, asked_once, silent
from events.imports.known import FoundOrganization, FoundPerson, Organizations, People, country_name
from events.imports.names import Name, split
from events.imports.participant_columns import (
    COLUMNS,
    ORIGINS,
    ROLES,
    SECTORS,
    look_at_name,
    read_one_line,
    read_presence,
    read_state,
)
from events.imports.table import Row, Table, TableError, read_large
from events.imports.values import read_choice, read_country, read_yes
from events.models import Event, Origin, Participation, Person, Role, Sector

# From which column each field of a participation comes.
FIELDS = {
    "role": "role",
    "origin": "origin",
    "sector": "sector",
    "country": "country",
    "position": "position",
    "is_registered": "registered",
    "has_attended": "attended",
    "is_remote": "remote",
    "is_listed": "listed",
    "is_in_headcount": "counted",
    "note": "note",
}
_TELL_EVERY = 200
# Made once: an enumeration makes its choices anew whenever it is asked.
_ROLES, _ORIGINS, _SECTORS = Role.choices, Origin.choices, Sector.choices


@dataclass(frozen=True)
class ParticipantPlan:
    """What a row would write: the participation's key where there is one, and the values that the row states.

    `email` is for the person; empty where it is not stated, or known already.
    """

    pk: int | None
    person: FoundPerson
    organization: FoundOrganization | None
    values: dict[str, Any]
    email: str = ""


def name_of(reader: RowReader) -> Name | None:
    """The name from one column or two; a title before it is the honorific, unless that has a column of its own."""
    for key in ("family_name", "given_name", "name"):
        reader.read_lines(key, read_one_line)
        reader.read(key, look_at_name)
    family, given = reader.text("family_name"), reader.text("given_name")
    is_first = bool(reader.read("family_first", read_yes, empty=False))
    if family or given:
        split_given = split(given) if given and "honorific" not in reader.row.cells else Name("")
        honorific = reader.text("honorific") or (split_given.honorific if split_given.family else "")
        bare = given if reader.text("honorific") else given.removeprefix(honorific).strip()
        return Name(family or given, bare if family else "", honorific, is_first)
    if not reader.text("name"):
        column = "name" if "name" in reader.row.cells else "family_name"
        reader.complain(column, "The name is missing.", "Write the family name and the given name.")
        return None
    found = split(reader.text("name"))
    return Name(found.family, found.given, reader.text("honorific") or found.honorific, found.is_family_first)


def _values(reader: RowReader) -> dict[str, Any]:
    values = {
        "country": reader.read("country", read_country),
        "role": reader.read("role", read_choice, _ROLES, ROLES),
        "origin": reader.read("origin", read_choice, _ORIGINS, ORIGINS),
        "sector": reader.read("sector", read_choice, _SECTORS, SECTORS),
        "position": reader.text("position") or None,
        "is_registered": reader.read("registered", read_state),
        "has_attended": reader.read("attended", read_presence),
        "is_remote": reader.read("remote", read_yes),
        "is_listed": reader.read("listed", read_yes),
        "is_in_headcount": reader.read("counted", read_yes),
        "note": reader.text("note") or None,
    }
    written = {name: values[name] for name in ("position", "note") if values[name]}
    reader.judge_values(Participation, written, {name: name for name in written})
    return {name: value for name, value in values.items() if value is not None}


def _email(reader: RowReader, person: Person | None, *, may_change: bool) -> str:
    """The address that the person gets; an address that is known is replaced only before everybody's eyes."""
    email = reader.text("email")
    if not email:
        return ""
    reader.judge_values(Person, {"email": email}, {"email": "email"})
    if person is None:
        return email
    if person.email == email:
        return ""
    if may_change:
        return email
    reader.notes.append("the e-mail address is not the one that is known; an editor can change it")
    return ""


class _List:
    """The event's participants as they are, and those that the table named so far."""

    def __init__(self, event: Event) -> None:
        rows = event.participations.select_related("organization")
        self.by_person = {row.person_id: row for row in rows}
        self.seen: dict[Any, tuple[int, tuple[str, str]]] = {}

    def is_named_before(self, reader: RowReader, person: FoundPerson, told: tuple[str, str]) -> bool:
        """Notes where an earlier row names the same person, or somebody new of whom it has `told` something else."""
        number, before = self.seen.setdefault(person.pk or person.key, (reader.row.number, told))
        if number == reader.row.number:
            return False
        remedy = "Take one of the two rows out."
        if person.pk is None and before != told:
            remedy += " If they are two people, tell them apart in a column “Distinction”."
        reader.duplicate("", f"Row {number} names this person already.", remedy)
        return True


def _before(row: Participation, values: dict[str, Any], organization: FoundOrganization | None) -> dict[str, str]:
    """What the list says now in the columns that a row would change."""
    found = {}
    for name, column in FIELDS.items():
        if name in values and getattr(row, name) != values[name]:
            found[column] = _shown(row, name)
    if organization and row.organization_id != organization.pk:
        found["organization"] = str(row.organization or "nothing")
    return found


def _shown(row: Participation, name: str) -> str:
    value = getattr(row, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "country":
        return country_name(row.country.code) if row.country else "nothing"
    return getattr(row, f"get_{name}_display", lambda: value)() or "nothing"


@dataclass(frozen=True)
class _Sources:
    """What the rows are held against."""

    table: Table
    present: _List
    people: People
    organizations: Organizations
    may_change: bool

    def person(self, reader: RowReader, name: Name, body: FoundOrganization | None, country: str) -> FoundPerson | None:
        """Who a row names; the distinction says it for sure."""
        column = "family_name" if reader.text("family_name") or not reader.text("name") else "name"
        if "distinction" in reader.row.cells:
            found = self.people.find_exactly(reader, column, name, reader.text("distinction"))
            if found:
                return found
        place, present = body.pk if body else None, self.present.by_person
        return self.people.find(reader, column, name, organization=place, country=country, present=present)

    def check(self, row: Row) -> CheckedRow:
        """One row with what would become of it."""
        reader = RowReader(row)
        reader.look_for_damage()
        values, name = _values(reader), name_of(reader)
        body = self.organizations.find(reader, "organization", reader.text("organization"), values.get("sector", ""))
        person = self.person(reader, name, body, values.get("country", "")) if name else None
        if person:
            told = (values.get("country", ""), reader.text("email").casefold())
            self.present.is_named_before(reader, person, told)
        who = self.people.known.get(person.pk) if person and person.pk else None
        email = _email(reader, who, may_change=self.may_change)
        known = self.present.by_person.get(person.pk) if person and person.pk else None
        before = _before(known, values, body) if known else {}
        if who and email:
            before["email"] = who.email or "nothing"
        state = RowState.NEW if not known else RowState.CHANGED if before else RowState.SAME
        plan = ParticipantPlan(known.pk if known else None, person, body, values, email) if person else None
        return reader.checked(self.table, state, before, plan)


def read_participants(text: str) -> Table:
    """The table of a list of participants. Raises TableError where the text is none."""
    table = read_large(text, COLUMNS)
    if not {"family_name", "name"} & {column.key for column in table.columns}:
        raise TableError("The first row must name the columns. Missing: Family name (or Full name).")
    return table


def check_participants(  # noqa: PLR0913 - named one by one
    *,
    event: Event,
    text: str,
    answers: Mapping[str, str],
    may_add: bool = True,
    may_change: bool = True,
    tell: Tell = silent,
) -> Check:
    """Every row of a list against the event as it is. Raises TableError where the text is no table."""
    table = read_participants(text)
    people, organizations = People(answers, may_add=may_add), Organizations(answers, may_add=may_add)
    sources = _Sources(table, _List(event), people, organizations, may_change)
    checked = list[CheckedRow]()
    for number, row in enumerate(table.rows):
        if number % _TELL_EVERY == 0:
            tell("Checking", number, len(table.rows))
        checked.append(sources.check(row))
    rows = asked_once(checked)
    count = Counter(row.state for row in rows)
    return Check(table.columns, table.unknown, rows, new=count[RowState.NEW], changed=count[RowState.CHANGED])
