"""The columns of a list of participants: ours, and those of Indico, pretix and spreadsheets of any kind."""

import re
from typing import Any

from events.imports.table import Column
from events.imports.values import CellError, read_yes
from events.models import Origin, Role, Sector

COLUMNS = (
    Column(
        "family_name",
        "Family name",
        ("surname", "last name", "family", "attendee name: family name", "invoice address: family name", "성"),
        hint="as they write it",
    ),
    Column(
        "given_name",
        "Given name",
        ("first name", "forename", "given names", "given", "attendee name: given name"),
    ),
    Column("name", "Full name", ("name", "participant", "person", "attendee name", "이름", "성명"), hint="one column"),
    Column(
        "honorific", "Honorific", ("title", "salutation", "prefix", "mr/ms", "attendee name: title"), hint="Mr., Ms."
    ),
    Column("distinction", "Distinction", hint="tells two people of one name apart"),
    Column("family_first", "Family name first", hint="yes or no"),
    Column(
        "organization",
        "Organization",
        ("organisation", "affiliation", "institution", "institute", "company", "attendee company", "employer", "소속"),
    ),
    Column("position", "Position", ("job title", "function title", "post", "직위", "직책"), hint="Director"),
    Column(
        "country",
        "Country",
        ("nationality", "state", "member state", "country/area", "attendee country", "국가"),
        hint="Kenya, KE, KEN",
    ),
    Column(
        "email",
        "E-mail",
        ("e-mail address", "email address", "mail", "attendee e-mail", "이메일"),
        hint="not public",
    ),
    Column(
        "role", "Role", ("as", "function", "participant type", "역할"), hint="Delegate, Speaker, Minister or Observer"
    ),
    Column("origin", "Origin", ("from",), hint="International or National"),
    Column("sector", "Sector", ("group", "category"), hint="Government, Private sector, Academia and others"),
    Column("registered", "Registered", ("registration state", "status", "order status"), hint="yes or no"),
    Column(
        "attended", "Attended", ("attendance", "present", "came", "checked in", "check-in", "참석"), hint="yes or no"
    ),
    Column("remote", "Remotely", ("remote", "online", "attends remotely"), hint="yes or no"),
    Column("listed", "In the public list", ("listed", "agreed to be listed"), hint="yes or no"),
    Column("counted", "Inside a counted group", ("in headcount",), hint="yes or no"),
    Column("note", "Note", ("remark", "remarks", "comment", "comments"), hint="for the office"),
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
# How other systems say how far a registration is.
_STATES: dict[str, Any] = {
    **dict.fromkeys(("complete", "completed", "confirmed", "approved", "paid", "registered"), True),
    **dict.fromkeys(("pending", "unpaid", "rejected", "withdrawn", "canceled", "cancelled", "expired"), False),
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(\.\d+)?([+-]\d\d:?\d\d|Z)?)?|\d\d?[./]\d\d?[./]\d{4}.*")


def read_state(text: str) -> bool:
    """Whether somebody is registered: yes or no, or the state of a registration in another system."""
    known = _STATES.get(text.strip().lower())
    return read_yes(text) if known is None else known


def read_presence(text: str) -> bool:
    """Whether somebody came: yes or no, or the moment when they were checked in."""
    return True if _MOMENT.fullmatch(text.strip()) else read_yes(text)


def read_one_line(text: str) -> str:
    """A cell that says one thing. Raises CellError where it holds several lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1:
        raise CellError("There are several lines in this cell.", "Give each person a row of their own.")
    return text


def look_at_name(text: str) -> None:
    """Refuses what is no name. Raises CellError."""
    if "@" in text and re.fullmatch(r"\S+@\S+\.\S+", text):
        raise CellError(f"“{text}” is an e-mail address, not a name.", "Write the name.")
    if re.fullmatch(r"[\d\s.,/-]+", text) and sum(sign.isdigit() for sign in text) > 2:
        raise CellError(f"“{text}” is a number, not a name.", "Write the name; look whether the columns are shifted.")
