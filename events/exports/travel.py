"""The travel lines of an event as a table that the import reads again without a change."""

from collections.abc import Iterator
from typing import Any

from events.exports.tables import Value
from events.imports.rates import AllRates
from events.imports.travel_parts import written_deductions, written_legs
from events.models import Event

HEADER = (
    "No.",
    "Family name",
    "Given name",
    "Honorific",
    "Distinction",
    "Organization",
    "Status",
    "Cancelled",
    "Stay from",
    "Stay until",
    "Source of funds",
    "Planned",
    "Authorized",
    "Reason for the difference",
    "Travel cost",
    "Ticket paid by",
    "DSA days",
    "DSA rate",
    "DSA a day",
    "DSA a day after 60 days",
    "Legs",
    "Deductions",
    "Note",
)


def _rate(row: Any, rates: AllRates) -> str:
    """The place of the rate; with its first day where another rate of the place would be found."""
    rate = row.dsa_rate
    if rate is None:
        return ""
    place = str(rate.place)
    return place if rates.dsa.holding(place) == rate else f"{place}, from {rate.effective_from.isoformat()}"


def _row(row: Any, rates: AllRates) -> list[Value]:
    person = row.person
    return [
        row.number,
        person.family_name if person else "",
        person.given_name if person else "",
        person.honorific if person else "",
        person.distinction if person else "",
        row.organization.name if row.organization else "",
        row.get_status_display(),
        row.is_cancelled,
        row.stays_from.isoformat() if row.stays_from else "",
        row.stays_until.isoformat() if row.stays_until else "",
        row.funding_source.code if row.funding_source else "",
        row.planned_amount,
        row.authorized_amount,
        row.variance_reason,
        row.travel_cost,
        row.ticket_payer.name if row.ticket_payer else "",
        f"{row.dsa_days.normalize():f}",
        _rate(row, rates),
        row.dsa_amount_per_day,
        row.dsa_amount_after_60_days,
        written_legs(row.legs.all(), rates),
        written_deductions(row.deductions.all(), rates),
        row.note,
    ]


def travel_table(event: Event) -> Iterator[list[Value]]:
    """A row for each line, in the order of their numbers."""
    rates = AllRates(event)
    rows = event.travel_lines.select_related("person", "organization", "ticket_payer", "funding_source", "dsa_rate")
    rows = rows.prefetch_related("legs__rate", "deductions__rule")
    return (_row(row, rates) for row in rows.order_by("number"))
