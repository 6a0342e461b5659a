"""A table of travel lines, checked against an event: a row is a traveller with days, legs and amounts."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from events.imports.checking import Check, CheckedRow, RowReader, RowState, Tell, asked_once, silent
from events.imports.known import FoundOrganization, FoundPerson, Organizations, People
from events.imports.money import read_amount, read_days, read_number
from events.imports.participants import name_of
from events.imports.rates import AllRates, Funds
from events.imports.table import LARGE_BYTES, LARGE_ROWS, Row, Table, TableError, limited_records, read
from events.imports.travel_allowance import look_at_allowance
from events.imports.travel_columns import COLUMNS, LEGS, STATUSES, leg_columns
from events.imports.travel_parts import PartPlan, deduction_plans, leg_plans, written_deductions, written_legs
from events.imports.values import read_choice, read_date, read_yes
from events.models import Budget, Event, TravelLine

# From which column each field comes.
_FIELDS = {
    "status": "status",
    "is_cancelled": "cancelled",
    "stays_from": "stays_from",
    "stays_until": "stays_until",
    "funding_source_id": "funding_source",
    "planned_amount": "planned",
    "authorized_amount": "authorized",
    "variance_reason": "reason",
    "travel_cost": "travel_cost",
    "dsa_days": "dsa_days",
    "dsa_rate_id": "dsa_rate",
    "dsa_amount_per_day": "dsa_per_day",
    "dsa_amount_after_60_days": "dsa_later",
    "note": "note",
}
_AMOUNTS = ("planned", "authorized", "travel_cost", "dsa_per_day", "dsa_later")
_SINCE = re.compile(r"(.*?),?\s+from\s+(\d{4}-\d\d-\d\d)", re.DOTALL)
_TELL_EVERY = 100


@dataclass(frozen=True)
class TravelPlan:
    """What a row would write; `number` is None where the next free one is meant."""

    pk: int | None
    number: int | None
    person: FoundPerson | None
    organization: FoundOrganization | None
    payer: FoundOrganization | None
    values: dict[str, Any]
    legs: tuple[PartPlan, ...]
    deductions: tuple[PartPlan, ...]


def read_travel(text: str) -> Table:
    """The table of travel lines. Raises TableError where the text is none."""
    records = limited_records(text, most_rows=LARGE_ROWS, most_bytes=LARGE_BYTES)
    header = next(record for record in records if any(cell.strip() for cell in record))
    table = read(text, (*COLUMNS, *leg_columns(header)), records)
    if not {"family_name", "name", "number"} & {column.key for column in table.columns}:
        raise TableError("The first row must name the columns. Missing: Traveller (or Family name, or No.).")
    return table


class _Lines:
    """The lines of the event as they are, and those that the table named so far."""

    def __init__(self, event: Event, answers: Mapping[str, str], *, may_add: bool) -> None:
        self.event, self.rates = event, AllRates(event)
        self.people = People(answers, may_add=may_add)
        self.organizations = Organizations(answers, may_add=may_add)
        rows = event.travel_lines.select_related("person", "organization", "ticket_payer", "funding_source", "dsa_rate")
        self.by_number = {row.number: row for row in rows.prefetch_related("legs", "deductions")}
        self.by_person: dict[int, list[TravelLine]] = {}
        for row in self.by_number.values():
            self.by_person.setdefault(row.person_id or 0, []).append(row)
        self.funds = Funds()
        self.seen: dict[Any, int] = {}

    def rate(self, text: str) -> Any:
        """The DSA rate of "Seoul" or "Seoul, from 2012-01-01". Raises CellError."""
        found = _SINCE.fullmatch(text)
        return self.rates.dsa.find(found[1], date.fromisoformat(found[2])) if found else self.rates.dsa.find(text)

    def line(self, number: int | None, person: FoundPerson | None) -> TravelLine | None:
        """The line that a row means: by its number, or the only one of a traveller."""
        if number:
            return self.by_number.get(number)
        own = self.by_person.get(person.pk, []) if person and person.pk else []
        return own[0] if len(own) == 1 else None

    def is_named_before(self, reader: RowReader, key: Any, words: str) -> None:
        """Notes where an earlier row says the same."""
        number = self.seen.setdefault(key, reader.row.number)
        if number != reader.row.number:
            reader.duplicate("", f"Row {number} {words} already.", "Take one of the two rows out.")


def _values(reader: RowReader, lines: _Lines) -> dict[str, Any]:
    currency, near = lines.event.currency, lines.event.starts_on
    rate = reader.read("dsa_rate", lines.rate)
    amounts = {key: reader.read(key, read_amount, currency) for key in _AMOUNTS}
    values = {
        "status": reader.read("status", read_choice, TravelLine.Status.choices, STATUSES),
        "is_cancelled": reader.read("cancelled", read_yes),
        "stays_from": reader.read("stays_from", read_date, near),
        "stays_until": reader.read("stays_until", read_date, near),
        "funding_source_id": reader.read("funding_source", lines.funds.find),
        "planned_amount": amounts["planned"],
        "authorized_amount": amounts["authorized"],
        "variance_reason": reader.text("reason") or None,
        "travel_cost": amounts["travel_cost"],
        "dsa_days": reader.read("dsa_days", read_days),
        "dsa_rate_id": rate.pk if rate else None,
        "dsa_amount_per_day": amounts["dsa_per_day"],
        "dsa_amount_after_60_days": amounts["dsa_later"],
        "note": reader.text("note") or None,
    }
    stated = {name: value for name, value in values.items() if value is not None}
    reader.judge(TravelLine(**stated), {name.removesuffix("_id"): _FIELDS[name] for name in stated})
    return stated


def _complete(reader: RowReader, values: dict[str, Any], line: TravelLine | None, lines: _Lines) -> None:
    """Adds what follows from what is stated, and notes what does not fit together."""
    rate = next((r for rs in lines.rates.dsa.by_name.values() for r in rs if r.pk == values.get("dsa_rate_id")), None)
    if rate and not (line and line.dsa_rate_id == rate.pk):
        later = None if "dsa_amount_per_day" in values else rate.after_60_days
        values.setdefault("dsa_amount_per_day", rate.first_60_days)
        values.setdefault("dsa_amount_after_60_days", later)
    whole = lambda name: values.get(name, getattr(line, name, None) if line else None)  # noqa: E731
    if whole("is_cancelled"):
        for name in ("travel_cost", "dsa_days"):
            if values.get(name):
                reader.complain(_FIELDS[name], "A cancelled line costs nothing.", "Empty the cell, or write 0.")
            elif line and getattr(line, name):
                values[name] = Decimal(0)
    if (whole("dsa_days") or 0) > 0 and whole("dsa_amount_per_day") is None:
        remedy = "Name the place under “DSA rate”, or write the amount under “DSA a day”."
        reader.complain("dsa_days", "Days of allowance need a rate or an amount a day.", remedy)
    first, last = whole("stays_from"), whole("stays_until")
    if first and last and last < first:
        reader.complain("stays_until", "The stay ends before it begins.", "Correct one of the two days.")


def _before(line: TravelLine, plan: TravelPlan, lines: _Lines) -> dict[str, str]:
    """What the line says now in the columns that the row would change."""
    found = {}
    for name, value in plan.values.items():
        if getattr(line, name) != value:
            found[_FIELDS[name]] = _shown(line, name)
    for name, column, body in (
        ("organization", "organization", plan.organization),
        ("ticket_payer", "ticket_payer", plan.payer),
    ):
        if body and getattr(line, f"{name}_id") != body.pk:
            found[column] = str(getattr(line, name) or "nothing")
    if plan.person and line.person_id != plan.person.pk:
        found["name"] = found["family_name"] = str(line.person or "nobody")
    if plan.legs:
        legs = written_legs(line.legs.all(), lines.rates) or "none"
        found |= {"legs": legs} | {f"{LEGS}{part.name}": legs for part in plan.legs}
    if plan.deductions:
        found["deductions"] = written_deductions(line.deductions.all(), lines.rates) or "none"
    return found


def _shown(line: TravelLine, name: str) -> str:
    name = name.removesuffix("_id")
    value = getattr(line, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:,}"
    shown = getattr(line, f"get_{name}_display", lambda: value)()
    return str(shown) if shown not in (None, "") else "nothing"


def _person(reader: RowReader, lines: _Lines, body: FoundOrganization | None) -> FoundPerson | None:
    if not any(reader.text(key) for key in ("family_name", "given_name", "name")):
        return None
    name = name_of(reader)
    if name is None:
        return None
    column = "family_name" if reader.text("family_name") or not reader.text("name") else "name"
    if "distinction" in reader.row.cells:
        found = lines.people.find_exactly(reader, column, name, reader.text("distinction"))
        if found:
            return found
    return lines.people.find(reader, column, name, organization=body.pk if body else None)


def _checked(row: Row, table: Table, lines: _Lines) -> CheckedRow:
    reader = RowReader(row)
    reader.look_for_damage()
    number = reader.read("number", read_number)
    body = lines.organizations.find(reader, "organization", reader.text("organization"))
    payer = lines.organizations.find(reader, "ticket_payer", reader.text("ticket_payer"))
    person, values = _person(reader, lines, body), _values(reader, lines)
    line = lines.line(number, person)
    _complete(reader, values, line, lines)
    is_cancelled = values.get("is_cancelled", line.is_cancelled if line else False)
    if not (person or is_cancelled or (line and line.person_id)) and not reader.problems:
        reader.complain("name", "The traveller is missing.", "Write the name, or “yes” under “Cancelled”.")
    if line or number:
        lines.is_named_before(reader, line.number if line else number, "is this line")
    elif person:
        lines.is_named_before(reader, person.pk or person.key, "names this traveller")
    legs = tuple(leg_plans(reader, line, lines.rates))
    deductions = tuple(deduction_plans(reader, line, lines.rates))
    if not is_cancelled:
        look_at_allowance(reader, line, values, deductions)
    plan = TravelPlan(line.pk if line else None, number, person, body, payer, values, legs, deductions)
    before = _before(line, plan, lines) if line else {}
    state = RowState.NEW if not line else RowState.CHANGED if before else RowState.SAME
    return reader.checked(table, state, before, plan)


def check_travel(  # noqa: PLR0913 - named one by one
    *,
    event: Event,
    text: str,
    answers: Mapping[str, str],
    may_add: bool = True,
    may_change: bool = True,
    tell: Tell = silent,
) -> Check:
    """Every row against the event as it is. Raises TableError where the text is no table, or the budget is final."""
    if Budget.objects.filter(event=event, stage=Budget.Stage.FINAL).exists():
        raise TableError("The budget of this event is final. Open it again on its page before you import travel lines.")
    table, lines = read_travel(text), _Lines(event, answers, may_add=may_add)
    checked = list[CheckedRow]()
    for number, row in enumerate(table.rows):
        if number % _TELL_EVERY == 0:
            tell("Checking", number, len(table.rows))
        checked.append(_checked(row, table, lines))
    rows = asked_once(checked)
    count = Counter(row.state for row in rows)
    return Check(table.columns, table.unknown, rows, new=count[RowState.NEW], changed=count[RowState.CHANGED])
