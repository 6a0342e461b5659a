"""What is wrong with the budget of an event: each finding names its line, the two facts, and what to do.

Shown to those who keep the money, on the page of the event's budget; the review of the event itself has none of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from events.figures import BudgetFigures, BudgetLine, Cost, budget_figures
from events.models import Budget, Event, Origin, Participation, Presentation, TravelLine
from events.narrative import amount, counted, date_range, listed
from events.review.finding import Finding

_DAY = timedelta(days=1)
# So few tickets may all be round by chance.
FEWEST_ROUND = 3


@dataclass(frozen=True)
class Ledger:
    """All that the rules look at: rows of travel with their figures, and who was there."""

    event: Event
    is_final: bool
    figures: BudgetFigures
    rows: tuple[tuple[TravelLine, BudgetLine], ...]
    people: dict[int, Participation]
    modes: dict[int, set[str]]

    @property
    def is_over(self) -> bool:
        """Whether the last day is past, so that attendance can be known."""
        return self.event.ends_on < timezone.localdate()


Rule = Callable[[Ledger], Iterator[Finding]]


def read_ledger(event: Event) -> Ledger:
    """Reads the budget of an event, its named participants and its speakers, in a fixed number of queries."""
    figures = budget_figures(event)
    lines = {line.pk: line for line in figures.lines}
    rows = event.travel_lines.select_related("dsa_rate").filter(is_cancelled=False)
    modes: dict[int, set[str]] = {}
    for speaker, mode in Presentation.objects.filter(session__event=event).values_list("speaker", "mode"):
        modes.setdefault(speaker, set()).add(mode)
    people = {one.person_id: one for one in event.participations.select_related("person")}
    pairs = tuple((row, lines[row.pk]) for row in rows if row.pk in lines)
    return Ledger(event, Budget.is_final_for(event.pk), figures, pairs, people, modes)


def _about(rule: str, line: BudgetLine, message: str, remedy: str) -> Finding:
    return Finding(rule, f"line-{line.number}", f"Line {line.number}, {line.traveller}", message, remedy)


def currency(ledger: Ledger) -> Iterator[Finding]:
    """Amounts without a currency."""
    if not ledger.figures.currency and (ledger.rows or ledger.figures.costs):
        total = amount(ledger.figures.sums.actual)
        message = f"{total} is spent, and no currency is recorded."
        write = "rite the currency into the event, under “Figures”, where the source states one."
        remedy = f"Open the budget again; then w{write}" if ledger.is_final else f"W{write}"
        yield Finding("currency", "", "The whole budget", message, remedy)


def round_estimates(ledger: Ledger) -> Iterator[Finding]:
    """A final budget whose tickets all cost round hundreds."""
    tickets = [line.travel for _, line in ledger.rows if line.travel]
    if ledger.is_final and len(tickets) >= FEWEST_ROUND and not any(ticket % 100 for ticket in tickets):
        number = len(tickets)
        message = f"The budget is final, and all {number} tickets cost round hundreds: they look like estimates."
        yield Finding("round", "", "Travel costs", message, "Enter what the tickets really cost.")


def numbers(ledger: Ledger) -> Iterator[Finding]:
    """Numbers that no line has, cancelled or not."""
    used = {line.number for line in (*ledger.figures.lines, *ledger.figures.called_off)}
    missing = [str(number) for number in range(1, max(used, default=0)) if number not in used]
    if missing:
        noun = "number" if len(missing) == 1 else "numbers"
        message = f"The last line is number {max(used)}, and no line has the {noun} {listed(missing)}."
        remedy = "Add a cancelled line for each journey that was given up."
        yield Finding("numbers", "", "Numbers of the lines", message, remedy)


def _absence(ledger: Ledger, person: int) -> str:
    """What speaks against somebody having been there; empty where nothing does."""
    one = ledger.people.get(person)
    words = []
    if one is None:
        words.append("the person is not among the named participants")
    elif not one.has_attended:
        words.append("the list of participants says “not attended”")
    if ledger.modes.get(person) == {Presentation.Mode.VIDEO}:
        words.append("the person spoke by video only")
    return " and ".join(words)


def absent(ledger: Ledger) -> Iterator[Finding]:
    """Paid for, and not present: not recorded, recorded as absent, or heard by video only."""
    remedy = "Correct the attendance, or settle the line and say in its note what was decided."
    for row, line in ledger.rows:
        words = _absence(ledger, row.person_id or 0)
        if words and ledger.is_over and line.total:
            yield _about("absent", line, f"{amount(line.total)} is paid for the journey; {words}.", remedy)


def unpaid(ledger: Ledger) -> Iterator[Finding]:
    """Present from abroad, with no line and no note that says who paid."""
    paid = {row.person_id for row, _ in ledger.rows}
    if not ledger.rows or not ledger.is_over:
        return
    for one in ledger.people.values():
        came = one.has_attended and not one.is_remote and one.origin == Origin.INTERNATIONAL
        if came and not one.note and one.person_id not in paid:
            yield Finding(
                "unpaid",
                f"person-{one.pk}",
                str(one.person),
                "Attended from abroad; there is no line for the journey and no note about who paid it.",
                "Add a line, or write into the note of the participation who paid.",
            )


def nights(ledger: Ledger) -> Iterator[Finding]:
    """Stays that go beyond the event and a day of travel on each side; more days of allowance than of stay."""
    event = ledger.event
    held = date_range(event.starts_on, event.ends_on)
    for row, line in ledger.rows:
        first, last = row.stays_from, row.stays_until
        if _is_outside(event, first, last):
            stay = date_range(first or event.starts_on, last or event.ends_on)
            message = f"The stay is {stay}; the event, {held}, with a day of travel on each side is shorter."
            yield _about("nights", line, message, "Correct the stay, or say in the note who pays the other nights.")
        days = (last - first).days + 1 if first and last else None
        if days is not None and line.dsa_days > days:
            given = f"{line.dsa_days.normalize():f}"
            message = f"{given} days of allowance are paid; the stay has {counted(days, 'day')}."
            yield _about("days", line, message, "Correct the days or the stay.")


def _is_outside(event: Event, first: date | None, last: date | None) -> bool:
    early = first is not None and first < event.starts_on - _DAY
    return early or (last is not None and last > event.ends_on + _DAY)


def legs(ledger: Ledger) -> Iterator[Finding]:
    """A journey that does not lead back."""
    for _, line in ledger.rows:
        count = sum(number for _, number, _ in line.legs)
        if count % 2:
            message = (
                f"{counted(count, 'leg').capitalize()} {'is' if count == 1 else 'are'} paid; a return trip has four."
            )
            yield _about(
                "legs", line, message, "Correct the number of legs, or say in the note how the person travelled."
            )


def rates(ledger: Ledger) -> Iterator[Finding]:
    """Allowances that no rate explains."""
    for row, line in ledger.rows:
        if not line.dsa_days:
            continue
        typed = amount(line.dsa_per_day)
        if row.dsa_rate is None:
            message = f"{amount(line.dsa)} of allowance is computed with {typed} a day; no rate is named."
            yield _about("rate", line, message, "Choose the rate, or say in the note where the amount comes from.")
        elif not ledger.is_final and row.dsa_rate.first_60_days != line.dsa_per_day:
            rate = amount(row.dsa_rate.first_60_days)
            message = f"The line has {typed} a day; the rate of {row.dsa_rate.place} is {rate}."
            yield _about("rate", line, message, "Empty the amount a day to take the rate's, or say in the note why.")


def tickets(ledger: Ledger) -> Iterator[Finding]:
    """A journey without a price and without anybody who paid it."""
    for row, line in ledger.rows:
        if not line.travel and row.ticket_payer_id is None and row.status != TravelLine.Status.SELF_FUNDED:
            message = f"The ticket costs 0; {amount(line.total)} is paid for the rest, and nobody is named who paid it."
            yield _about("ticket", line, message, "Enter the price, or name the organization that paid the ticket.")


def twice(ledger: Ledger) -> Iterator[Finding]:
    """Two lines for one person."""
    first: dict[int, BudgetLine] = {}
    for row, line in ledger.rows:
        earlier = first.setdefault(row.person_id or 0, line)
        if earlier is not line:
            message = f"Line {earlier.number} is for the same person: {amount(earlier.total)} and {amount(line.total)}."
            yield _about("twice", line, message, "Cancel one of them, or say in the note why there are two.")


def _costs(ledger: Ledger) -> Iterator[tuple[str, str, BudgetLine | Cost]]:
    """All lines and other costs, with the place and the name of each."""
    for line in ledger.figures.lines:
        yield f"line-{line.number}", f"Line {line.number}, {line.traveller}", line
    for cost in ledger.figures.costs:
        yield f"cost-{cost.number}", f"Cost {cost.number}, {cost.description}", cost


def exceeded(ledger: Ledger) -> Iterator[Finding]:
    """More than was authorized, and nobody says why."""
    for place, name, item in _costs(ledger):
        if (item.variance or Decimal(0)) > 0 and not item.variance_reason:
            spent, given = amount(item.actual or Decimal(0)), amount(item.authorized or Decimal(0))
            message = f"It cost {spent}; {given} was authorized, and no reason is given."
            yield Finding("exceeded", place, name, message, "Write the reason for the difference into the line.")


def sources(ledger: Ledger) -> Iterator[Finding]:
    """What nobody pays, where others name their source of funds."""
    items = list(_costs(ledger))
    named = sum(bool(item.source) for _, _, item in items)
    for place, name, item in items if named else []:
        if not item.source:
            verb = "names" if named == 1 else "name"
            message = f"No source of funds is named; {counted(named, 'other row')} {verb} one."
            yield Finding("source", place, name, message, "Choose the source of funds.")


RULES: tuple[Rule, ...] = (
    *(currency, round_estimates, numbers),
    *(absent, tickets, rates, nights, legs, twice, exceeded, sources),
    unpaid,
)


def review_budget(event: Event) -> tuple[Finding, ...]:
    """All findings about the budget of an event as the database has it: the whole first, then rule by rule."""
    ledger = read_ledger(event)
    return tuple(finding for rule in RULES for finding in rule(ledger))
