"""Mean and median of counted values, rounded half up to one decimal."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from events.figures import rounded


def _decimal(value: Fraction) -> Decimal:
    return rounded(Decimal(value.numerator) / Decimal(value.denominator), 1)


def mean(counts: Mapping[int, int]) -> Decimal | None:
    """The mean of values by how often each was given; `None` where nobody gave one."""
    given = sum(counts.values())
    if not given:
        return None
    return _decimal(Fraction(sum(value * count for value, count in counts.items()), given))


def middle(counts: Mapping[int, int]) -> tuple[int, int] | None:
    """The two values in the middle, which are one value unless an even number of answers is split between two."""
    given = sum(counts.values())
    if not given:
        return None
    return _place(counts, (given + 1) // 2), _place(counts, given // 2 + 1)


def _place(counts: Mapping[int, int], place: int) -> int:
    reached = 0
    for value, count in sorted(counts.items()):
        reached += count
        if reached >= place:
            return value
    raise ValueError(place)


def median(counts: Mapping[int, int]) -> Decimal | None:
    """The value in the middle, half way between the two of an even number of answers."""
    found = middle(counts)
    return None if found is None else _decimal(Fraction(sum(found), 2))
