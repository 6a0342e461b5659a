"""Tables by group without holes: coarsened until nothing that is not printed can be computed from what is.

What may be published of a group: a count that is nought or at least five. A table with hidden cells invites to
subtract, so there are none: columns are gathered, then rows, until every printed cell may be seen, or nothing is left.

What a reader can add up. (1) A column of the whole survey is public, with its small counts, and so is every row's size.
(2) Where columns are gathered to a block, the cell of a row `g` and an answer `a` inside it is hidden; all that is
known of the block is its rows' sums F, its columns' sums C and their total S, which is a transportation table, and its
exact bounds are max(0, F_g + C_a - S) and min(F_g, C_a). Where both are one number from 1 to 4, the block leaks. Blocks
share no cell, so nothing else bounds it. (3) Dimensions of one question share only its columns' sums: for any two
tables with the same sums there are answers that fit both, so that one tells nothing of the cells of the other. The same
holds for sessions, which overlap. (4) Questions share only the groups' sizes. The rows of every question are unions of
the same first rows, each of at least five people: the sizes of one table taken from those of another leave sizes of
at least five. Inside such a union a hidden cell is bounded only by these sizes, and as they and the union's
cell are at least five, the bounds meet at nought or at the whole size alone. (5) Several choices of one question are
tables of yes and no, whose rows are the same. They bound who ticked none of them, which is hidden: it is checked, too.
(6) Who knows this rule may ask which sizes make it join groups. Groups of nobody are in no row, so that a missing group
may have none; groups of fewer than five are joined, and where their sum admits only one size for each, one more group
joins them. (7) Page, CSV, JSON and PDF print the same tables: there is nothing to compare between them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

SMALLEST_CELL = 5
OTHERS = "Other groups"

Block = tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """Respondents of some groups: how many, and how many of them are at each column."""

    label: str
    size: int
    counts: tuple[int, ...]
    members: tuple[int, ...] = ()  # the sizes of the groups that were joined

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes of the groups in it."""
        return self.members or (self.size,)

    def of(self, block: Block) -> int:
        """How many are at one of some columns."""
        return sum(self.counts[column] for column in block)


@dataclass(frozen=True)
class Table:
    """What may be printed: the columns of each block, and the rows with a count for each block."""

    blocks: tuple[Block, ...]
    rows: tuple[Row, ...]


def _may_be_seen(count: int) -> bool:
    return count == 0 or count >= SMALLEST_CELL


def _joined(first: Row, second: Row) -> Row:
    counts = tuple(a + b for a, b in zip(first.counts, second.counts, strict=True))
    return Row(OTHERS, first.size + second.size, counts, first.sizes + second.sizes)


def _tells_its_sizes(row: Row) -> bool:
    """Whether only one size for each group fits the rule by which they were joined."""
    small = sum(size < SMALLEST_CELL for size in row.sizes)
    large = len(row.sizes) - small
    return row.size == small + SMALLEST_CELL * large or (not large and row.size == (SMALLEST_CELL - 1) * small)


def first_rows(groups: Sequence[Row]) -> tuple[Row, ...]:
    """The groups that have anybody, those of fewer than five joined with each other, and with the next larger ones."""
    ordered = sorted((row for row in groups if row.size), key=lambda row: row.size)
    small = [row for row in ordered if row.size < SMALLEST_CELL]
    large = ordered[len(small) :]
    if not small:
        return tuple(row for row in groups if row.size)
    others = reduce(_joined, small) if len(small) > 1 else small[0]
    while large and (len(others.sizes) == 1 or others.size < SMALLEST_CELL or _tells_its_sizes(others)):
        others = _joined(others, large.pop(0))
    if others.size < SMALLEST_CELL or len(others.sizes) == 1 or _tells_its_sizes(others):
        return ()
    return _in_order(groups, large, others)


def _in_order(groups: Sequence[Row], kept: Sequence[Row], others: Row) -> tuple[Row, ...]:
    return (*(row for row in groups if any(row is one for one in kept)), others)


def fewer_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The smallest row joins the joined one, or the next smallest; the others keep their order."""
    joined = [row for row in rows if row.members]
    single = sorted((row for row in rows if not row.members), key=lambda row: row.size)
    pair = (*joined, *single)[:2]
    return _in_order(rows, [row for row in rows if all(row is not one for one in pair)], _joined(*pair))


def _is_hidden_well(rows: Sequence[Row], block: Block) -> bool:
    """Whether no cell of one column inside the block can be computed, from 1 to 4."""
    whole = sum(row.of(block) for row in rows)
    for column in block:
        total = sum(row.counts[column] for row in rows)
        for row in rows:
            least, most = max(0, row.of(block) + total - whole), min(row.of(block), total)
            if least == most and not _may_be_seen(least):
                return False
    return True


def _is_safe(rows: Sequence[Row], blocks: Iterable[Block]) -> bool:
    return all(
        all(_may_be_seen(row.of(block)) for row in rows) and (len(block) == 1 or _is_hidden_well(rows, block))
        for block in blocks
    )


def table_of_answers(groups: Sequence[Row], layouts: Sequence[tuple[Block, ...]], *, may_join: bool = True) -> Table:
    """The finest table in which everybody stands in one column; without rows where none may be printed.

    `groups` have every respondent in one row and one column. `layouts` are gathered columns, the finest first.
    """
    rows = first_rows(groups) if may_join else tuple(row for row in groups if row.size)
    while len(rows) > 1 and all(row.size >= SMALLEST_CELL for row in rows):
        for blocks in layouts:
            if _is_safe(rows, blocks):
                printed = tuple(Row(row.label, row.size, tuple(map(row.of, blocks)), row.members) for row in rows)
                return Table(blocks, printed)
        rows = fewer_rows(rows) if may_join else ()
    return Table((), ())


def _hides_who_ticked_none(rows: Sequence[Row], opinions: int, ticked_none: int) -> bool:
    """Whether it cannot be computed, from 1 to 4, how many of a row ticked nothing."""
    bounds = []
    for row in rows:
        said = row.counts[:opinions]
        most = row.size - sum(row.counts[opinions:]) - max(said, default=0)
        bounds.append((max(0, row.size - sum(row.counts)), min(most, ticked_none)))
    least, most = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    for low, high in bounds:
        narrow = max(low, ticked_none - (most - high)), min(high, ticked_none - (least - low))
        if narrow[0] == narrow[1] and not _may_be_seen(narrow[0]):
            return False
    return True


def table_of_choices(groups: Sequence[Row], *, opinions: int, ticked_none: int, may_join: bool = True) -> Table:
    """The same where several choices may be ticked: each column is a table of yes and no.

    The first `opinions` columns are answers, the others the want of one; `ticked_none` people ticked nothing.
    """
    rows = first_rows(groups) if may_join else tuple(row for row in groups if row.size)
    while len(rows) > 1 and all(row.size >= SMALLEST_CELL for row in rows):
        cells = [(row.size, count) for row in rows for count in row.counts]
        if all(_may_be_seen(count) and _may_be_seen(size - count) for size, count in cells) and _hides_who_ticked_none(
            rows, opinions, ticked_none
        ):
            return Table(tuple((column,) for column in range(len(rows[0].counts))), rows)
        rows = fewer_rows(rows) if may_join else ()
    return Table((), ())
