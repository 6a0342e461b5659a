"""Numbers in at most ten even bins, none of them lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.figures.bins import MOST_BINS, bins


@given(lowest=st.integers(-500, 500), width=st.integers(1, 1000), data=st.data())
def test_bins_hold_every_number_once_and_are_even(lowest: int, width: int, data: st.DataObject) -> None:
    highest = lowest + width
    counts = data.draw(st.dictionaries(st.integers(lowest, highest), st.integers(0, 9), max_size=9))
    found = bins(counts, lowest=lowest, highest=highest)
    assert sum(one.count for one in found) == sum(counts.values())
    assert 1 <= len(found) <= MOST_BINS
    assert [one.first for one in found] == [lowest, *(one.last + 1 for one in found[:-1])]
    assert found[-1].last == highest
    assert len({one.last - one.first for one in found[:-1]}) <= 1


@pytest.mark.parametrize(
    ("lowest", "highest", "labels"),
    [(1, 5, ["1", "2", "3", "4", "5"]), (0, 19, ["0–1", "2–3"]), (-9, 10, ["-9 to -8", "-7 to -6"])],
)
def test_bins_are_named_by_their_ends(lowest: int, highest: int, labels: list[str]) -> None:
    assert [one.label for one in bins({}, lowest=lowest, highest=highest)][: len(labels)] == labels


def test_range_follows_the_numbers_where_the_question_has_none() -> None:
    assert [(one.label, one.count) for one in bins({3: 2, 5: 1}, lowest=None, highest=None)] == [
        ("3", 2),
        ("4", 0),
        ("5", 1),
    ]
    assert bins({}, lowest=None, highest=None) == ()
