"""The travel summary: the whole event in one table, and how the amounts of each traveller come about.

It names people beside amounts: for those who keep the money.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from events.countries import country_name
from events.figures import BudgetLine, budget_figures
from events.models import Event
from events.narrative import amount, explanations
from reports.documents.paper import Paper, Part, in_parts
from reports.pdf import Document

TITLE = "Travel summary"
TRAVELLERS_IN_A_FILE = 60


@dataclass(frozen=True)
class Row:
    """A row of the table of all, or of one of the tables of sums."""

    label: str
    more: str
    travel: str
    dsa: str
    terminal: str
    total: str
    number: int | None = None


@dataclass(frozen=True)
class Traveller:
    """One line of the budget, explained."""

    number: int
    name: str
    more: str
    terms: tuple[tuple[str, str], ...]
    total: str


def _row(label: str, more: str, sums: Any, number: int | None = None) -> Row:
    travel, dsa, terminal, total = (amount(one) for one in (sums.travel, sums.dsa, sums.terminal, sums.total))
    return Row(label, more, travel, dsa, terminal, total, number)


def _money(value: Decimal, currency: str) -> str:
    return f"{amount(value)} {currency}".strip()


def _difference(line: BudgetLine, currency: str) -> list[tuple[str, str]]:
    """Planned and authorized amounts, and what was different in the end."""
    found = [("Planned", _money(line.planned, currency))] if line.planned is not None else []
    if line.authorized is None or line.variance is None:
        return found
    found.append(("Authorized", _money(line.authorized, currency)))
    if line.variance:
        words = f"{_money(abs(line.variance), currency)} {'more' if line.variance > 0 else 'less'} than authorized"
        found.append(("Difference", f"{words}: {line.variance_reason or 'no reason recorded'}"))
    return found


def traveller(line: BudgetLine, currency: str) -> Traveller:
    """What stands about one traveller."""
    terms = [("Travel", _money(line.travel, currency)), *explanations(line), *_difference(line, currency)]
    terms += [("Paid from", line.source)] if line.source else []
    terms += [("Note", line.note)] if line.note else []
    more = ", ".join(part for part in (line.organization, line.status.lower()) if part)
    return Traveller(line.number, line.traveller, more, tuple(terms), _money(line.total, currency))


def travel_summary(event: Event) -> list[Part]:
    """The summary, in English as the budget is; in several files where there are many travellers."""
    figures = budget_figures(event)
    country = country_name(str(event.country.code))
    cancelled = ", ".join(str(number) for number in figures.cancelled)
    context = {
        "place": ", ".join(part for part in (event.venue, event.city, country) if part),
        "currency": figures.currency,
        "rows": [_row(line.traveller, line.organization, line, line.number) for line in figures.lines],
        "total": _row("Total", "", figures.totals),
        "travellers": figures.totals.travellers,
        "sums": [
            ("By status", [_row(one.label, "", one.totals) for one in figures.by_status]),
            ("By organization", [_row(one.label, "", one.totals) for one in figures.by_organization]),
        ],
        "cancelled": cancelled,
        "title": TITLE,
    }

    def make(items: tuple[Any, ...], pages_before: int) -> Document:
        own = {"people": [traveller(line, figures.currency) for line in items], "is_first": not pages_before}
        return Paper("travel_summary", TITLE, event, "en", "", pages_before, context | own).document()

    return in_parts("travel-summary", figures.lines, TRAVELLERS_IN_A_FILE, make)
