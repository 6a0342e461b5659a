"""Applies a rate or a rule that was changed to the lines that use it; final budgets keep their amounts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from events.models import AuditEntry, Budget, DeductionRule, DsaDeduction, DsaRate, Event, TerminalLegs, TerminalRate
from events.narrative import amount

AnyRate = DsaRate | TerminalRate | DeductionRule


@dataclass
class Repriced:
    """What became of the lines that use a rate, by their numbers in the database; by event where they were changed."""

    changed: dict[int, set[int]] = field(default_factory=dict)
    final: set[int] = field(default_factory=set)
    typed: set[int] = field(default_factory=set)

    @property
    def lines(self) -> int:
        """How many lines have another amount now."""
        return sum(map(len, self.changed.values()))

    @property
    def sentence(self) -> str:
        """What happened: "3 lines of 2 open budgets now use it; 13 lines of final budgets keep theirs."."""
        parts = []
        if self.lines:
            uses = "uses" if self.lines == 1 else "use"
            parts.append(f"{_count(self.lines, 'line')} of {_count(len(self.changed), 'open budget')} now {uses} it")
        if self.final:
            keeps = "keeps its amount" if len(self.final) == 1 else "keep theirs"
            parts.append(f"{_count(len(self.final), 'line')} of final budgets {keeps}")
        if self.typed:
            keeps = "keeps" if len(self.typed) == 1 else "keep"
            parts.append(f"{_count(len(self.typed), 'line')} {keeps} the amount that was typed there")
        return f"{'; '.join(parts)}." if parts else "No line uses it yet."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _users(rate: AnyRate) -> Any:
    """The rows that took their amount from a rate."""
    if isinstance(rate, DsaRate):
        return rate.travel_lines.order_by("pk")
    rows = rate.legs if isinstance(rate, TerminalRate) else rate.deductions
    return rows.select_related("line").order_by("pk")


def _differences(row: Any, was: AnyRate, rate: AnyRate) -> Iterator[tuple[str, Any, bool]]:
    """Amounts of a row that are not the rate's: field, new amount, and whether it was taken from the rate."""
    old, new = row.priced_by(was), row.priced_by(rate)
    for name, value in new.items():
        if getattr(row, name) != value:
            yield name, value, getattr(row, name) == old[name]


def apply_rate(*, rate: AnyRate, was: AnyRate, by: Any) -> Repriced:
    """Lines of open budgets take the amounts of a rate that was changed; `was` is the rate as it stood before.

    Final budgets keep their amounts, and so do amounts that somebody typed in place of the rate's.
    """
    result = Repriced()
    with transaction.atomic():
        final = _locked_finals(rate)
        for row in _users(rate):
            line = row.line if isinstance(row, TerminalLegs | DsaDeduction) else row
            found = list(_differences(row, was, rate))
            taken = {name: value for name, value, is_taken in found if is_taken}
            if not found:
                continue
            if line.event_id in final:
                result.final.add(line.pk)
            elif taken:
                type(row)._default_manager.filter(pk=row.pk).update(**taken)
                result.changed.setdefault(line.event_id, set()).add(line.pk)
            else:
                result.typed.add(line.pk)
        _record(result, rate=rate, was=was, by=by)
    return result


def _locked_finals(rate: AnyRate) -> set[int]:
    """The events whose budgets are final; nobody closes or opens one of those that use the rate meanwhile."""
    way = "line__event" if not isinstance(rate, DsaRate) else "event"
    concerned = Budget.objects.filter(event__in=_users(rate).order_by().values(way))
    return {budget.event_id for budget in concerned.select_for_update(of=("self",)) if budget.is_final}


def price(rate: AnyRate) -> str:
    """What a rate brings: "409", "409, after 60 days 300", "63, with a vehicle 25", "50 per cent"."""
    if isinstance(rate, DeductionRule):
        return f"{rate.per_cent.normalize():f} per cent"
    first, second, word = (
        (rate.first_60_days, rate.after_60_days, "after 60 days")
        if isinstance(rate, DsaRate)
        else (rate.amount, rate.amount_with_vehicle, "with a vehicle")
    )
    return amount(first) + (f", {word} {amount(second)}" if second is not None else "")


def _record(result: Repriced, *, rate: AnyRate, was: AnyRate, by: Any) -> None:
    """An entry of the log for each budget whose lines were changed."""
    for event in Event.objects.filter(pk__in=result.changed):
        lines = result.changed[event.pk]
        detail = f"{rate._meta.verbose_name} {rate}: {price(was)} → {price(rate)}; {_count(len(lines), 'line')}"
        AuditEntry.record(AuditEntry.Action.REPRICED, by=by, item=event, detail=detail)
