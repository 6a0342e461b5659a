"""Writes what a table of travel lines says: travellers, lines, legs and deductions."""

from typing import Any

from django.db.models import Max

from events.actions.journal import Journal
from events.actions.writing_people import NewPeople, Organizations
from events.actions.writing_rows import at_row
from events.imports.checking import Tell, silent
from events.imports.travel import TravelPlan
from events.imports.travel_parts import PartPlan
from events.models import DsaDeduction, Event, TerminalLegs, TravelLine

_TELL_EVERY = 50


class TravelWriter:
    """Writes travel lines with all that hangs on them."""

    def __init__(self, event: Event, journal: Journal, tell: Tell = silent) -> None:
        self.event, self.journal, self.tell = event, journal, tell
        self.people, self.bodies = NewPeople(journal), Organizations(journal)
        self.last = event.travel_lines.aggregate(last=Max("number"))["last"] or 0

    def write(self, plans: list[TravelPlan]) -> None:
        """All rows."""
        for plan in plans:
            if plan.person:
                self.people.add(plan.person, organization=self.bodies.key_of(plan.organization))
        self.people.save()
        self.last = max([self.last, *(plan.number for plan in plans if plan.number)])
        known = {line.pk: line for line in self.event.travel_lines.all()}
        for number, plan in enumerate(plans):
            if number % _TELL_EVERY == 0:
                self.tell("Writing", number, len(plans))
            with at_row(number):
                line = self._line(plan, known.get(plan.pk) if plan.pk else None)
                self._parts(TerminalLegs, line, "place", plan.legs)
                self._parts(DsaDeduction, line, "kind", plan.deductions)

    def _line(self, plan: TravelPlan, line: TravelLine | None) -> TravelLine:
        values: dict[str, Any] = dict(plan.values)
        if plan.person:
            values["person_id"] = self.people.key_of(plan.person)
        for name, found in (("organization_id", plan.organization), ("ticket_payer_id", plan.payer)):
            if found:
                values[name] = self.bodies.key_of(found)
        if line is None:
            line = TravelLine(event=self.event, number=plan.number or self._next(), **values)
            line.save()
            self.journal.made(line)
        elif self.journal.change(line, values):
            line.save()
        return line

    def _next(self) -> int:
        self.last += 1
        return self.last

    def _parts(self, model: Any, line: TravelLine, name: str, plans: tuple[PartPlan, ...]) -> None:
        """Legs or deductions of a line."""
        for plan in plans:
            row = model.objects.get(pk=plan.pk) if plan.pk else model(line=line, **{name: plan.name}, **plan.values)
            if plan.goes:
                self.journal.taken(row)
                row.delete()
            elif plan.pk is None:
                row.save()
                self.journal.made(row)
            elif self.journal.change(row, plan.values):
                row.save()
