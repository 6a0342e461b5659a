"""The rates and rules that hold for an event, by place and kind, and the sources of funds."""

from collections import defaultdict
from datetime import date
from typing import Any

from events.imports.names import plain
from events.imports.values import CellError
from events.models import DeductionRule, DsaRate, Event, FundingSource, TerminalRate


class Rates:
    """All rates of a kind; of each place the one that holds when an event begins, or from a day that is said."""

    def __init__(self, model: Any, event: Event) -> None:
        self.noun, self.event = model._meta.verbose_name, event
        self.by_name: dict[str, list[Any]] = defaultdict(list)
        for rate in model.objects.order_by("-effective_from", "-pk"):
            self.by_name[plain(rate.kind if isinstance(rate, DeductionRule) else rate.place)].append(rate)

    def holding(self, name: str, since: date | None = None) -> Any:
        """The rate, or None."""
        rates = self.by_name.get(plain(name), [])
        if since:
            return next((rate for rate in rates if rate.effective_from == since), None)
        return next((rate for rate in rates if rate.effective_from <= self.event.starts_on), None)

    def find(self, name: str, since: date | None = None) -> Any:
        """The rate. Raises CellError where there is none, or in another currency."""
        rate = self.holding(name, since)
        day = since or self.event.starts_on
        if rate is None:
            raise CellError(
                f"There is no {self.noun} for “{name}” on {day:%-d %B %Y}.", "Add it first, or write the amount itself."
            )
        if getattr(rate, "currency", self.event.currency) != self.event.currency:
            have, want = rate.currency or "no currency", self.event.currency or "no currency"
            raise CellError(f"The {self.noun} of “{name}” is in {have}.", f"The event's budget is in {want}.")
        return rate


class Funds:
    """All sources of funds, by their codes and names."""

    def __init__(self) -> None:
        # From the surest to the least sure way to name one.
        self.ways: tuple[dict[str, set[int]], ...] = (defaultdict(set), defaultdict(set), defaultdict(set))
        for fund in FundingSource.objects.all():
            self.ways[0][fund.code].add(fund.pk)
            self.ways[1][fund.code.casefold()].add(fund.pk)
            for text in (fund.code, fund.name, str(fund)):
                self.ways[2][plain(text)].add(fund.pk)

    def find(self, text: str) -> int:
        """The key of a source of funds. Raises CellError where a text names none, or several."""
        keys = (text, text.casefold(), plain(text))
        found = next((way[key] for way, key in zip(self.ways, keys, strict=True) if key in way), set())
        if not found:
            raise CellError(f"“{text}” is no source of funds that we know.", "Add it first, or write its code.")
        if len(found) > 1:
            raise CellError(f"“{text}” may be one of several sources of funds.", "Write its code as it stands there.")
        return next(iter(found))


class AllRates:
    """The three kinds."""

    def __init__(self, event: Event) -> None:
        self.dsa, self.terminal = Rates(DsaRate, event), Rates(TerminalRate, event)
        self.rules = Rates(DeductionRule, event)
