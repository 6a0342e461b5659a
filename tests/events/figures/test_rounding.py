"""One rounding, half up; shares are never moved to reach 100."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.figures import rounded, share

DECIMALS = st.integers(0, 1)
COUNTS = st.integers(1, 100_000)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [("42.5", 0, "43"), ("43.5", 0, "44"), ("5.25", 1, "5.3"), ("5.24", 1, "5.2"), ("0.4999", 0, "0"), ("0.5", 0, "1")],
)
def test_rounded_goes_half_up(value: str, decimals: int, expected: str) -> None:
    assert str(rounded(Decimal(value), decimals)) == expected


@pytest.mark.parametrize(
    ("part", "expected"), [(29, 43), (34, 50), (4, 6), (9, 13), (51, 75), (15, 22), (2, 3), (0, 0), (68, 100)]
)
def test_share_of_68_respondents(part: int, expected: int) -> None:
    assert share(part, 68) == expected


def test_share_of_one_decimal() -> None:
    assert str(share(4, 68, 1)) == "5.9"


def test_share_of_nothing_is_nought() -> None:
    assert share(0, 0) == 0


@given(st.decimals(-1_000_000, 1_000_000, places=3), DECIMALS)
def test_rounded_is_the_nearest_and_half_goes_away_from_nought(value: Decimal, decimals: int) -> None:
    step = Fraction(1, 10**decimals)
    distance = Fraction(rounded(value, decimals)) - Fraction(value)
    assert abs(distance) <= step / 2
    if abs(distance) == step / 2:
        assert (distance > 0) == (value > 0)


@given(COUNTS, DECIMALS)
def test_share_of_all_is_100(count: int, decimals: int) -> None:
    assert share(count, count, decimals) == 100


@given(st.data(), COUNTS, DECIMALS)
def test_share_is_within_half_a_step_of_the_truth(data: st.DataObject, whole: int, decimals: int) -> None:
    part = data.draw(st.integers(0, whole))
    distance = abs(Fraction(share(part, whole, decimals)) - Fraction(100 * part, whole))
    assert distance <= Fraction(1, 2 * 10**decimals)


@given(st.data(), st.integers(1, 400))
def test_share_grows_with_its_part(data: st.DataObject, whole: int) -> None:
    part = data.draw(st.integers(0, whole - 1))
    assert share(part, whole) <= share(part + 1, whole)
