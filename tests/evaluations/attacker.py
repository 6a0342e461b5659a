"""One who adds up everything published of groups, and says which unpublished counts from 1 to 4 can be computed.

Knows nothing of how tables are coarsened: only the tables, the totals of the survey, and which groups a joined row may
hold. First by bounds, narrowed until nothing moves; then by exact elimination over fractions, and bounds again.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Unknown = Hashable
Number = int | Fraction  # whole while it may be: fractions are slow
Sum = Mapping[Unknown, Number]
SMALL = range(1, 5)


@dataclass(frozen=True)
class Seen:
    """One published table: its blocks of columns, and rows as (groups in it, people, a count for each block).

    `totals` are the counts of the whole survey by column; in a table of several choices, `ticked_none` people stand in
    no column, and the columns from `opinions` on are the want of an opinion.
    """

    question: int
    totals: tuple[int, ...]
    blocks: tuple[tuple[int, ...], ...]
    rows: tuple[tuple[tuple[str, ...], int, tuple[int, ...]], ...]
    is_multiple: bool = False
    opinions: int = 0
    ticked_none: int = 0


@dataclass
class Attacker:
    """What is known: sums of unknown counts that equal a number, or are at most one; and the bounds of each count."""

    equal: list[tuple[dict[Unknown, Number], Number]] = field(default_factory=list)
    at_most: list[tuple[dict[Unknown, Number], Number]] = field(default_factory=list)
    low: dict[Unknown, int] = field(default_factory=dict)
    high: dict[Unknown, int] = field(default_factory=dict)

    def meets(self, *, everybody: int, terms: Mapping[Unknown, int], value: int, exactly: bool = True) -> None:
        """Learns that a sum of counts is a number, or at most a number."""
        for unknown in terms:
            self.low.setdefault(unknown, 0)
            self.high.setdefault(unknown, everybody)
        (self.equal if exactly else self.at_most).append((dict(terms), value))

    def look(self, seen: Seen, everybody: int) -> None:
        """Learns all that one table says."""
        for place, (members, size, counts) in enumerate(seen.rows):
            self.meets(everybody=everybody, terms={("size", m): 1 for m in members}, value=size)
            for block, count in zip(seen.blocks, counts, strict=True):
                cells: dict[Unknown, int] = {(seen.question, "row", place, column): 1 for column in block}
                self.meets(everybody=everybody, terms=cells, value=count)
                if len(members) > 1:
                    sums: dict[Unknown, int] = {(seen.question, m, block): 1 for m in members}
                    self.meets(everybody=everybody, terms=sums, value=count)
            if len(members) > 1:
                self._look_inside(seen, place, members, everybody)
            if seen.is_multiple:
                self._look_at_choices(seen, place, size, counts, everybody)
        for column, total in enumerate(seen.totals):
            cells = {(seen.question, "row", place, column): 1 for place in range(len(seen.rows))}
            self.meets(everybody=everybody, terms=cells, value=total)
        if seen.is_multiple:
            none: dict[Unknown, int] = {(seen.question, "none", place): 1 for place in range(len(seen.rows))}
            self.meets(everybody=everybody, terms=none, value=seen.ticked_none)

    def _look_inside(self, seen: Seen, place: int, members: tuple[str, ...], everybody: int) -> None:
        """A joined row is the sum of its groups, of which each is as large in every question."""
        for block in seen.blocks:
            for column in block:
                terms: dict[Unknown, int] = {(seen.question, m, column): 1 for m in members}
                self.meets(everybody=everybody, terms=terms | {(seen.question, "row", place, column): -1}, value=0)
        for member in members:
            for block in seen.blocks:
                terms = {(seen.question, member, column): 1 for column in block}
                self.meets(everybody=everybody, terms=terms | {(seen.question, member, block): -1}, value=0)
            whole: dict[Unknown, int] = {(seen.question, member, block): 1 for block in seen.blocks}
            if not seen.is_multiple:
                self.meets(everybody=everybody, terms=whole | {("size", member): -1}, value=0)
                continue
            for unknown in whole:
                terms = {unknown: 1, ("size", member): -1}
                self.meets(everybody=everybody, terms=terms, value=0, exactly=False)

    def _look_at_choices(self, seen: Seen, place: int, size: int, counts: tuple[int, ...], everybody: int) -> None:
        """Who ticked nothing: as many as are left at least, and no more than are outside the most frequent choice."""
        none = (seen.question, "none", place)
        said, unsaid = counts[: seen.opinions], sum(counts[seen.opinions :])
        self.meets(everybody=everybody, terms={none: -1}, value=sum(counts) - size, exactly=False)
        most = size - unsaid - max(said, default=0)
        self.meets(everybody=everybody, terms={none: 1}, value=most, exactly=False)

    def _narrowed(self, row: Sum, value: Number, *, exactly: bool) -> bool:
        """Narrows the bounds of every count in a sum; says whether any moved."""
        low, high, has_moved = self.low, self.high, False
        least = sum(factor * (low if factor > 0 else high)[unknown] for unknown, factor in row.items())
        most = sum(factor * (high if factor > 0 else low)[unknown] for unknown, factor in row.items())
        for unknown, factor in row.items():
            near, far = (low, high) if factor > 0 else (high, low)
            room = value - least + factor * near[unknown]  # what is left for this one at most
            need = value - most + factor * far[unknown]  # and at least
            if factor < 0:
                room, need = need, room
            # A count is whole: what is at most 7/2 is at most 3. An inequality bounds one side alone.
            if (exactly or factor > 0) and room // factor < high[unknown]:
                high[unknown], has_moved = int(room // factor), True
            if (exactly or factor < 0) and -(-need // factor) > low[unknown]:
                low[unknown], has_moved = int(-(-need // factor)), True
            if has_moved:
                return True
        return False

    def narrow(self) -> None:
        """Every sum again and again, until no bound moves."""
        sums = [(row, value, True) for row, value in self.equal] + [(row, value, False) for row, value in self.at_most]
        has_moved = True
        while has_moved:
            has_moved = False
            for row, value, exactly in sums:
                while self._narrowed(row, value, exactly=exactly):
                    has_moved = True

    def eliminate(self) -> None:
        """Replaces the sums by their reduced form, in which a count that follows from them stands alone."""
        done: dict[Unknown, tuple[dict[Unknown, Number], Number]] = {}
        for row, value in self.equal:
            rest, left = dict(row), value
            for unknown in [u for u in rest if u in done]:
                rest, left = _less(rest, left, rest[unknown], *done[unknown])
            if not rest:
                assert left == 0, "What is published contradicts itself."
                continue
            head, factor = next(iter(rest.items()))
            inverse = factor if factor in (1, -1) else 1 / Fraction(factor)
            rest, left = {u: one * inverse for u, one in rest.items()}, left * inverse
            for other, (terms, sum_) in done.items():
                if head in terms:
                    done[other] = _less(terms, sum_, terms[head], rest, left)
            done[head] = rest, left
        self.equal += done.values()

    def small_counts(self) -> dict[Unknown, int]:
        """The counts from 1 to 4 that follow from what was seen."""
        self.narrow()
        self.eliminate()
        self.narrow()
        return {u: low for u, low in self.low.items() if low == self.high[u] and low in SMALL}


def _less(terms: Sum, value: Number, times: Number, other: Sum, of: Number) -> tuple[dict[Unknown, Number], Number]:
    """A sum less another one, `times` over."""
    found = dict(terms)
    for unknown, factor in other.items():
        left = found.get(unknown, 0) - times * factor
        if left:
            found[unknown] = left
        else:
            found.pop(unknown, None)
    return found, value - times * of


def small_counts(tables: Iterable[Seen], everybody: int) -> dict[Unknown, int]:
    """What an attacker computes from the tables of one dimension, all questions together."""
    attacker = Attacker()
    for table in tables:
        attacker.look(table, everybody)
    return attacker.small_counts() if attacker.equal else {}
