"""Mean and median, against a way of counting of the test's own."""

import statistics
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.figures.averages import mean, median, middle

COUNTS = st.dictionaries(st.integers(-1000, 1000), st.integers(0, 40), max_size=8)


@given(counts=COUNTS)
def test_averages_are_those_of_the_single_answers(counts: dict[int, int]) -> None:
    answers = [Decimal(value) for value, count in counts.items() for _ in range(count)]
    if not answers:
        assert (mean(counts), median(counts), middle(counts)) == (None, None, None)
        return
    assert mean(counts) == (sum(answers) / len(answers)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert median(counts) == statistics.median(answers).quantize(Decimal("0.1"), ROUND_HALF_UP)


@pytest.mark.parametrize(("counts", "expected"), [({4: 3, 5: 1}, "4.3"), ({4: 1, 5: 1}, "4.5"), ({3: 19, 4: 1}, "3.1")])
def test_mean_is_rounded_half_up(counts: dict[int, int], expected: str) -> None:
    assert mean(counts) == Decimal(expected)  # 4.25, 4.5 and 3.05


def test_middle_is_two_values_where_the_answers_are_split() -> None:
    assert middle({2: 3, 5: 3}) == (2, 5)
    assert middle({2: 3, 5: 4}) == (5, 5)
