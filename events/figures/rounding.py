"""The one rounding of the portal: half up, to none or one decimal."""

from decimal import ROUND_HALF_UP, Decimal


def rounded(value: Decimal, decimals: int = 0) -> Decimal:
    """`value` rounded half up: 42.5 becomes 43, 5.25 with one decimal 5.3."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def share(part: Decimal | int, whole: Decimal | int, decimals: int = 0) -> Decimal:
    """The share of `part` in `whole` in per cent, rounded; nought of nought is nought.

    Never moved to make a column reach 100 (DOMAIN rule: a sum of 101 is printed and explained).
    """
    if not whole:
        return rounded(Decimal(0), decimals)
    return rounded(Decimal(part) * 100 / Decimal(whole), decimals)
