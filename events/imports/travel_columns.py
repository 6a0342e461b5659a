"""The columns of a table of travel lines."""

from events.imports.table import Column
from events.models import DeductionRule, TravelLine

COLUMNS = (
    Column("number", "No.", ("no", "number", "line", "line no", "#"), hint="tells a line from the others"),
    Column("family_name", "Family name", ("surname", "last name", "family")),
    Column("given_name", "Given name", ("first name", "forename", "given")),
    Column(
        "name", "Traveller", ("traveler", "full name", "name", "participant", "person"), hint="instead of two names"
    ),
    Column("honorific", "Honorific", ("title",)),
    Column("distinction", "Distinction", hint="tells two people of one name apart"),
    Column("organization", "Organization", ("organisation", "affiliation", "institution", "company")),
    Column("status", "Status", ("contract", "category"), hint="Staff, Consultant, Government-nominated and others"),
    Column("cancelled", "Cancelled", ("canceled",), hint="yes or no"),
    Column("stays_from", "Stay from", ("arrival", "from", "first day of the stay"), hint="2012-10-17"),
    Column("stays_until", "Stay until", ("departure", "until", "to", "last day of the stay")),
    Column("funding_source", "Source of funds", ("fund", "funding source", "budget line"), hint="its code"),
    Column("planned", "Planned", ("planned amount", "estimate"), hint="1,636.00"),
    Column("authorized", "Authorized", ("authorised", "authorized amount", "authorised amount")),
    Column("reason", "Reason for the difference", ("reason", "variance reason")),
    Column("travel_cost", "Travel cost", ("ticket", "airfare", "fare", "travel")),
    Column("ticket_payer", "Ticket paid by", ("paid by", "ticket payer"), hint="where the office did not pay it"),
    Column("dsa_days", "DSA days", ("days", "dsa day")),
    Column("dsa_rate", "DSA rate", ("dsa place", "duty station", "place"), hint="a place that has a rate: Seoul"),
    Column("dsa_per_day", "DSA a day", ("dsa amount", "dsa per day", "daily rate"), hint="where no rate holds"),
    Column("dsa_later", "DSA a day after 60 days", ("dsa after 60 days",)),
    Column("legs", "Legs", ("terminal legs", "terminal expenses"), hint="New York: 2; elsewhere: 2"),
    Column("deductions", "Deductions", ("dsa deductions",), hint="Lodging: 2"),
    Column("note", "Note", ("remark", "remarks", "comment")),
)
EXAMPLE = (
    ("No.", "Family name", "Given name", "Status", "Travel cost", "DSA days", "DSA rate", "Legs"),
    ("1", "Silva", "Ana", "Staff", "1,850.00", "4", "Seoul", "New York: 2; elsewhere: 2"),
    ("2", "de Jesus", "Jo", "Consultant", "940", "4", "Seoul", "elsewhere: 4"),
)
_STATUS = TravelLine.Status
STATUSES = {
    "ic": _STATUS.CONTRACTOR,
    "contractor": _STATUS.CONTRACTOR,
    "no fee ssa": _STATUS.NO_FEE,
    "nofee ssa": _STATUS.NO_FEE,
    "ssa": _STATUS.NO_FEE,
    "government": _STATUS.GOVERNMENT,
    "government nominee": _STATUS.GOVERNMENT,
    "self": _STATUS.SELF_FUNDED,
    "un staff": _STATUS.STAFF,
}
KINDS = dict(DeductionRule.Kind.choices)
LEGS = "legs:"


def leg_columns(header: list[str]) -> tuple[Column, ...]:
    """The columns such as “Legs New York”, one a place."""
    places = (name.strip()[5:].strip() for name in header if name.strip().lower().startswith("legs "))
    return tuple(Column(f"{LEGS}{place}", f"Legs {place}") for place in dict.fromkeys(places) if place)
