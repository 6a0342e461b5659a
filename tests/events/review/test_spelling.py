"""One letter away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.review.spelling import Spellings
from events.text import is_one_letter_away

WORDS = st.text("abcd", min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [("upog", "unpog"), ("unpgo", "unpog"), ("unpoc", "unpog"), ("unpogg", "unpog"), ("a", ""), ("ab", "ba")],
)
def test_one_edit(one: str, other: str) -> None:
    assert is_one_letter_away(one, other)
    assert is_one_letter_away(other, one)


@pytest.mark.parametrize(("one", "other"), [("unpog", "unpog"), ("upg", "unpog"), ("gopnu", "unpog"), ("abcd", "badc")])
def test_no_edit_or_more_than_one(one: str, other: str) -> None:
    assert not is_one_letter_away(one, other)


@given(WORDS, st.lists(WORDS, max_size=8))
def test_near_finds_what_comparing_with_each_finds(word: str, known: list[str]) -> None:
    near = Spellings(known).near(word)
    expected = {other for other in known if is_one_letter_away(word, other)} if word not in known else set()
    assert (near in expected) if expected else near is None
