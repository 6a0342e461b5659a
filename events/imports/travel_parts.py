"""Legs and deductions of a travel line: what a row states against what the line has, and how they are written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from events.imports.checking import RowReader
from events.imports.money import Part, read_days, read_parts, written_part
from events.imports.names import plain
from events.imports.rates import AllRates
from events.imports.travel_columns import KINDS, LEGS
from events.imports.values import CellError
from events.models import DsaDeduction, TerminalLegs, TravelLine


@dataclass(frozen=True)
class PartPlan:
    """Legs or a deduction that a row states: `values` for a new row, or what changes; `pk` of a known one."""

    pk: int | None
    name: str
    values: dict[str, Any]
    goes: bool = False


def _parts(reader: RowReader, key: str, **options: Any) -> tuple[Part, ...]:
    try:
        return read_parts(reader.lines(key), **options)
    except (CellError, ValueError) as error:
        message = error.message if isinstance(error, CellError) else f"“{reader.text(key)}” names no day."
        reader.complain(key, message, getattr(error, "remedy", "Write the day like 2012-01-01."))
        return ()


def _stated_legs(reader: RowReader) -> tuple[list[tuple[str, Part]], bool]:
    """The legs with the column of each, and whether these are all that the line has."""
    found = [("legs", part) for part in _parts(reader, "legs")]
    for key in reader.row.cells:
        if key.startswith(LEGS) and (count := reader.read(key, read_days)) is not None:
            found.append((key, Part(key.removeprefix(LEGS), count)))
    for key, part in found:
        if part.count != int(part.count) or part.count > 100:
            reader.complain(key, f"“{part.name}” has {part.count} legs.", "Write a whole number up to 100.")
        stated = {"place": part.name} | ({} if part.amount is None else {"amount": part.amount})
        reader.judge_values(TerminalLegs, stated, dict.fromkeys(stated, key))
    places = Counter(plain(part.name) for _, part in found)
    for key, part in found:
        if key != "legs" and places[plain(part.name)] > 1:
            reader.complain(key, f"“{part.name}” is named twice.", "Name each place in one column only.")
    return found, bool(reader.text("legs"))


def leg_plans(reader: RowReader, line: TravelLine | None, rates: AllRates) -> list[PartPlan]:
    """What a row changes in the legs of a line; one cell for all places names all that the line has."""
    stated, is_all = _stated_legs(reader)
    known = {plain(leg.place): leg for leg in line.legs.all()} if line else {}
    plans = []
    for key, part in stated:
        leg = known.pop(plain(part.name), None)
        if part.count == 0:
            plans += [PartPlan(leg.pk, part.name, {}, goes=True)] if leg else []
            continue
        values: dict[str, Any] = {"count": int(part.count)}
        if key == "legs":  # a column of its own says nothing of vehicles
            values["has_vehicle"] = part.has_vehicle
        if part.amount is not None:
            values["amount"] = part.amount
        if leg is None or part.since or part.rate:
            values |= _priced(reader, key, part, rates)
        elif part.amount is None and leg.rate and leg.has_vehicle != values.get("has_vehicle", leg.has_vehicle):
            values["amount"] = _usual(leg.rate, has_vehicle=part.has_vehicle)
        changed = {name: value for name, value in values.items() if not leg or getattr(leg, name) != value}
        if changed:
            plans.append(PartPlan(leg.pk if leg else None, part.name, changed))
    if is_all:
        plans += [PartPlan(leg.pk, leg.place, {}, goes=True) for leg in known.values()]
    return plans


def _usual(rate: Any, *, has_vehicle: bool) -> Decimal:
    """What a rate pays for a leg."""
    amount: Decimal = TerminalLegs(has_vehicle=has_vehicle).priced_by(rate)["amount"] or Decimal(0)
    return amount


def _priced(reader: RowReader, key: str, part: Part, rates: AllRates) -> dict[str, Any]:
    """The rate of new legs with its amount, or the amount that is stated."""
    if part.amount is not None and not (part.since or part.rate):
        return {"amount": part.amount}
    try:
        rate = rates.terminal.find(part.rate or part.name, part.since)
    except CellError as error:
        reader.complain(key, error.message, f"{error.remedy[:-1]}: {part.name}: {part.count} × 38.00.")
        return {}
    usual = _usual(rate, has_vehicle=part.has_vehicle)
    return {"rate_id": rate.pk, "amount": usual if part.amount is None else part.amount}


def deduction_plans(reader: RowReader, line: TravelLine | None, rates: AllRates) -> list[PartPlan]:
    """What a row changes in the deductions of a line; the cell names all that the line has."""
    known = {row.kind: row for row in line.deductions.all()} if line else {}
    kinds = {plain(str(label)): value for value, label in KINDS.items()}
    plans, parts = [], _parts(reader, "deductions", is_share=True)
    for part in parts:
        kind = kinds.get(plain(part.name))
        if kind is None:
            known_kinds = ", ".join(str(label) for label in KINDS.values())
            reader.complain(
                "deductions", f"“{part.name}” is nothing that is deducted.", f"Write one of: {known_kinds}."
            )
            continue
        _judge_share(reader, part)
        row, values = known.pop(kind, None), dict[str, Any](days=part.count)
        if part.amount is not None:
            values["per_cent"] = part.amount
        if part.since or (row is None and part.amount is None):
            values |= _ruled(reader, kind, part, rates)
        changed = {name: value for name, value in values.items() if not row or getattr(row, name) != value}
        if changed:
            plans.append(PartPlan(row.pk if row else None, kind, changed))
    if reader.text("deductions"):
        plans += [PartPlan(row.pk, row.kind, {}, goes=True) for row in known.values()]
    return plans


def _judge_share(reader: RowReader, part: Part) -> None:
    stated = {"days": part.count} | ({} if part.amount is None else {"per_cent": part.amount})
    reader.judge_values(DsaDeduction, stated, dict.fromkeys(stated, "deductions"))
    if part.amount is not None and part.amount > 100:
        message = f"“{part.name}” takes {part.amount}%."
        reader.complain("deductions", message, "A share lies between 0 and 100 per cent.")


def _ruled(reader: RowReader, kind: str, part: Part, rates: AllRates) -> dict[str, Any]:
    try:
        rule = rates.rules.find(kind, part.since)
    except CellError as error:
        reader.complain(
            "deductions", error.message, f"Add it first, or write the share: {part.name}: {part.count} × 50%."
        )
        return {}
    return {"rule_id": rule.pk, "per_cent": rule.per_cent if part.amount is None else part.amount}


def written_legs(rows: Iterable[Any], rates: AllRates | None = None) -> str:
    """Legs in one cell; a rate that holds anyway is left out, where `rates` says which that are."""
    parts = []
    for row in rows:
        holding = rates.terminal.holding(row.place) if rates else None
        usual = row.priced_by(row.rate)["amount"] if row.rate else None
        if row.rate and holding == row.rate and row.amount == usual:
            parts.append(Part(row.place, Decimal(row.count), has_vehicle=row.has_vehicle))
            continue
        since = row.rate.effective_from if rates and row.rate else None
        is_elsewhere = since and plain(row.rate.place) != plain(row.place)
        place = row.rate.place if is_elsewhere else ""
        parts.append(Part(row.place, Decimal(row.count), row.amount, since, row.has_vehicle, place))
    return "; ".join(written_part(part) for part in parts)


def written_deductions(rows: Iterable[Any], rates: AllRates | None = None) -> str:
    """Deductions in one cell, in the same way."""
    parts = []
    for row in rows:
        label, holding = str(row.get_kind_display()), rates.rules.holding(row.kind) if rates else None
        if row.rule and holding == row.rule and row.per_cent == row.rule.per_cent:
            parts.append(Part(label, row.days))
        else:
            since = row.rule.effective_from if row.rule else None
            parts.append(Part(label, row.days, row.per_cent, since))
    return "; ".join(written_part(part, is_share=True) for part in parts)
