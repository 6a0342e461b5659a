"""Numbers that were given, gathered into at most ten even bins of the range that was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_BINS = 10


@dataclass(frozen=True)
class Bin:
    """Whole numbers from `first` to `last`, and how many of the given ones lie there."""

    first: int
    last: int
    count: int

    @property
    def label(self) -> str:
        """How tables and charts name it: "7", "10–19"."""
        if self.first == self.last:
            return str(self.first)
        joint = " to " if self.first < 0 else "–"
        return f"{self.first}{joint}{self.last}"

    @property
    def code(self) -> str:
        """How files name it."""
        return f"{self.first}" if self.first == self.last else f"{self.first}_{self.last}"


def bins(counts: Mapping[int, int], *, lowest: int | None, highest: int | None) -> tuple[Bin, ...]:
    """The bins of a range, the empty ones among them; they follow from the question, never from what was answered.

    Where the question states no range, the given numbers do. The last bin ends with the range.
    """
    first = min([*counts, *(() if lowest is None else (lowest,))], default=None)
    last = max([*counts, *(() if highest is None else (highest,))], default=None)
    if first is None or last is None:
        return ()
    width = -(-(last - first + 1) // MOST_BINS)
    return tuple(_bin(counts, start, min(start + width - 1, last)) for start in range(first, last + 1, width))


def _bin(counts: Mapping[int, int], first: int, last: int) -> Bin:
    return Bin(first, last, sum(count for value, count in counts.items() if first <= value <= last))
