"""Whether the allowance of a travel line still makes sense once a row is written: what is deducted against its days."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from events.figures.travel import BudgetLine
from events.imports.checking import RowReader
from events.imports.travel_columns import KINDS
from events.imports.travel_parts import PartPlan
from events.models import TravelLine

_AMOUNTS = ("dsa_days", "dsa_amount_per_day", "dsa_amount_after_60_days")
_Shares = Mapping[str, tuple[Decimal, Decimal]]


def _deducted(line: TravelLine | None, plans: tuple[PartPlan, ...]) -> tuple[_Shares, _Shares]:
    """The days and the share of each kind, as they are and as they will be."""
    before = {row.kind: (row.days, row.per_cent or Decimal(0)) for row in line.deductions.all()} if line else {}
    after = dict(before)
    for plan in plans:
        if plan.goes:
            after.pop(plan.name, None)
            continue
        days, share = before.get(plan.name, (Decimal(0), Decimal(0)))
        after[plan.name] = (plan.values.get("days", days), plan.values.get("per_cent", share))
    return before, after


def _allowance(amounts: Mapping[str, Decimal | None], deducted: _Shares) -> Decimal:
    """What the days come to, less what is deducted."""
    return BudgetLine(
        number=0,
        person=None,
        traveller="",
        organization="",
        status="",
        travel=Decimal(0),
        dsa_days=amounts["dsa_days"] or Decimal(0),
        dsa_per_day=amounts["dsa_amount_per_day"] or Decimal(0),
        legs=(),
        note="",
        dsa_after_60_days=amounts["dsa_amount_after_60_days"],
        provided=tuple((kind, days, share) for kind, (days, share) in deducted.items()),
    ).dsa


def look_at_allowance(
    reader: RowReader, line: TravelLine | None, values: Mapping[str, Any], plans: tuple[PartPlan, ...]
) -> None:
    """Complains where a row would deduct more days than there are, or more than the allowance."""
    kept = {name: getattr(line, name, None) for name in _AMOUNTS}
    amounts = kept | {name: values[name] for name in _AMOUNTS if name in values}
    before, after = _deducted(line, plans)
    is_as_before = line and not line.is_cancelled and amounts == kept and after == before
    if reader.problems or is_as_before:
        return
    column = "deductions" if reader.text("deductions") else "dsa_days"
    whole = amounts["dsa_days"] or Decimal(0)
    for kind, (days, _) in after.items():
        if days > whole:
            message = f"{KINDS[kind]} is deducted for {days.normalize():f} days of {whole.normalize():f}."
            reader.complain(column, message, "Deduct no more days than “DSA days” says.")
    if not reader.problems and _allowance(amounts, after) < 0:
        reader.complain(column, "More is deducted than the allowance comes to.", "Lower the days or the shares.")
