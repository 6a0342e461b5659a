"""A list of participants pasted from a spreadsheet, checked against an event: a row is a person who takes part."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from events.imports.checking import Check, CheckedRow, RowReader, RowState, asked_once
from events.imports.known import FoundOrganization, FoundPerson, Organizations, People, country_name
from events.imports.names import Name, split
from events.imports.table import Column, Row, Table, TableError, read
from events.imports.values import read_choice, read_country, read_yes
from events.models import Event, Origin, Participation, Role, Sector

COLUMNS = (
    Column("family_name", "Family name", ("surname", "last name", "lastname", "family", "성"), hint="as they write it"),
    Column("given_name", "Given name", ("first name", "firstname", "forename", "given names", "given")),
    Column("name", "Full name", ("name", "participant", "person", "이름", "성명"), hint="instead of the two names"),
    Column("honorific", "Honorific", ("title", "salutation", "prefix", "mr/ms"), hint="Mr., Ms., Professor"),
    Column("organization", "Organization", ("organisation", "affiliation", "institution", "company", "소속")),
    Column(
        "country", "Country", ("nationality", "state", "member state", "country/area", "국가"), hint="Kenya, KE, KEN"
    ),
    Column(
        "role", "Role", ("as", "function", "participant type", "역할"), hint="Delegate, Speaker, Minister or Observer"
    ),
    Column("origin", "Origin", ("from",), hint="International or National"),
    Column("sector", "Sector", ("group", "category"), hint="Government, Private sector, Academia and others"),
    Column("attended", "Attended", ("attendance", "present", "came", "참석"), hint="yes or no"),
)
EXAMPLE = (
    ("Family name", "Given name", "Honorific", "Organization", "Country", "Role", "Attended"),
    ("Silva", "Ana", "Ms.", "Ministry of the Interior", "Brazil", "Minister", "yes"),
    ("de Jesus", "Jo", "Dr.", "UNDP", "Timor-Leste", "Speaker", "yes"),
)
ROLES = {
    "participant": Role.DELEGATE,
    "attendee": Role.DELEGATE,
    "representative": Role.DELEGATE,
    "minister": Role.MINISTER,
    "vice minister": Role.MINISTER,
    "viceminister": Role.MINISTER,
    "presenter": Role.SPEAKER,
    "moderator": Role.SPEAKER,
    "panellist": Role.SPEAKER,
    "organiser": Role.ORGANIZER,
    "host": Role.ORGANIZER,
    "staff": Role.ORGANIZER,
}
ORIGINS = {
    "foreign": Origin.INTERNATIONAL,
    "overseas": Origin.INTERNATIONAL,
    "abroad": Origin.INTERNATIONAL,
    "domestic": Origin.NATIONAL,
    "local": Origin.NATIONAL,
    "host country": Origin.NATIONAL,
}
SECTORS = {
    "public sector": Sector.GOVERNMENT,
    "public": Sector.GOVERNMENT,
    "private": Sector.PRIVATE,
    "business": Sector.PRIVATE,
    "industry": Sector.PRIVATE,
    "academic": Sector.ACADEMIA,
    "university": Sector.ACADEMIA,
    "united nations": Sector.INTERNATIONAL_ORGANIZATION,
    "un": Sector.INTERNATIONAL_ORGANIZATION,
    "ngo": Sector.CIVIL_SOCIETY,
    "press": Sector.MEDIA,
}
# From which column each field of a participation comes.
_FIELDS = {"role": "role", "origin": "origin", "sector": "sector", "country": "country", "has_attended": "attended"}


@dataclass(frozen=True)
class ParticipantPlan:
    """What a row would write: the participation's key where there is one, and the values that the row states."""

    pk: int | None
    person: FoundPerson
    organization: FoundOrganization | None
    values: dict[str, Any]


def _name(reader: RowReader) -> Name | None:
    """The name from one column or two; a title before it is the honorific."""
    family, given = reader.text("family_name"), reader.text("given_name")
    if family or given:
        split_given = split(given) if given else Name("")
        honorific = reader.text("honorific") or (split_given.honorific if split_given.family else "")
        return Name(family or given, given.removeprefix(honorific).strip() if family else "", honorific)
    if not reader.text("name"):
        column = "name" if "name" in reader.row.cells else "family_name"
        reader.complain(column, "The name is missing.", "Write the family name and the given name.")
        return None
    found = split(reader.text("name"))
    return Name(found.family, found.given, reader.text("honorific") or found.honorific, found.is_family_first)


def _values(reader: RowReader) -> dict[str, Any]:
    values = {
        "country": reader.read("country", read_country),
        "role": reader.read("role", read_choice, Role.choices, ROLES),
        "origin": reader.read("origin", read_choice, Origin.choices, ORIGINS),
        "sector": reader.read("sector", read_choice, Sector.choices, SECTORS),
        "has_attended": reader.read("attended", read_yes),
    }
    return {name: value for name, value in values.items() if value is not None}


class _List:
    """The event's participants as they are, and those that the table named so far."""

    def __init__(self, event: Event) -> None:
        rows = event.participations.select_related("organization")
        self.by_person = {row.person_id: row for row in rows}
        self.seen: dict[Any, int] = {}

    def is_named_before(self, reader: RowReader, person: FoundPerson) -> bool:
        """Notes where an earlier row of the table names the same person."""
        number = self.seen.setdefault(person.pk or person.key, reader.row.number)
        if number == reader.row.number:
            return False
        reader.complain("", f"Row {number} names this person already.", "Take one of the two rows out.")
        return True


def _before(row: Participation, values: dict[str, Any], organization: FoundOrganization | None) -> dict[str, str]:
    """What the list says now in the columns that a row would change."""
    found = {}
    for name, column in _FIELDS.items():
        if name in values and getattr(row, name) != values[name]:
            found[column] = _shown(row, name)
    if organization and row.organization_id != organization.pk:
        found["organization"] = str(row.organization or "nothing")
    return found


def _shown(row: Participation, name: str) -> str:
    if name == "has_attended":
        return "yes" if row.has_attended else "no"
    if name == "country":
        return country_name(row.country.code) if row.country else "nothing"
    return getattr(row, f"get_{name}_display")() or "nothing"


def _checked(row: Row, table: Table, present: _List, people: People, organizations: Organizations) -> CheckedRow:
    reader = RowReader(row)
    values, name = _values(reader), _name(reader)
    body = organizations.find(reader, "organization", reader.text("organization"), values.get("sector", ""))
    column = "family_name" if reader.text("family_name") else "name"
    person = None
    if name:
        place, country = body.pk if body else None, values.get("country", "")
        person = people.find(reader, column, name, organization=place, country=country)
    if person:
        present.is_named_before(reader, person)
    known = present.by_person.get(person.pk) if person and person.pk else None
    before = _before(known, values, body) if known else {}
    state = RowState.NEW if not known else RowState.CHANGED if before else RowState.SAME
    plan = ParticipantPlan(known.pk if known else None, person, body, values) if person else None
    return reader.checked(table, state, before, plan)


def check_participants(*, event: Event, text: str, answers: Mapping[str, str], may_add: bool = True) -> Check:
    """Every row of a pasted list against the event as it is. Raises TableError where the text is no table."""
    table = read(text, COLUMNS)
    if not {"family_name", "name"} & {column.key for column in table.columns}:
        raise TableError("The first row must name the columns. Missing: Family name (or Full name).")
    present = _List(event)
    people, organizations = People(answers, may_add=may_add), Organizations(answers, may_add=may_add)
    rows = asked_once(_checked(row, table, present, people, organizations) for row in table.rows)
    count = Counter(row.state for row in rows)
    return Check(table.columns, table.unknown, rows, new=count[RowState.NEW], changed=count[RowState.CHANGED])
