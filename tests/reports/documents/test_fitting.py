"""A text that is said to fit fits; a longer one is never set larger."""

from hypothesis import given
from hypothesis import strategies as st

from reports.documents.fitting import LINE, height_of, lines_of, size_that_fits, width_of

SIZES = (4, 8, 12, 16, 24, 32)


def test_short_text_takes_the_largest_size() -> None:
    assert size_that_fits("Ana", width=80, height=20, sizes=SIZES) == 32


def test_long_text_takes_a_smaller_size() -> None:
    found = [size_that_fits("Ana Maria " * count, width=80, height=20, sizes=SIZES) for count in (1, 3, 8, 30)]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[-1]


def test_wide_letters_are_wider_than_narrow_ones() -> None:
    assert width_of("漢字漢字") > width_of("WWWW") > width_of("iiii")


def test_marks_take_no_room() -> None:
    assert width_of("e\u0301") == width_of("e")


def test_words_break_after_hyphens_and_chinese_anywhere_but_korean_at_spaces() -> None:
    assert lines_of("Opoku-Mensah", width_of("Opoku-M")) == 2
    assert lines_of("漢字漢字", 2.2) == 2
    assert lines_of("행정안전부", 2.2) is None
    assert lines_of("행정안전부", 2.2, breaks_words=True) is not None


def test_nothing_has_no_height() -> None:
    assert height_of("", width=80, size=12) == 0


@given(st.text(alphabet="AWiaz -語行م", min_size=1, max_size=240), st.integers(40, 200), st.integers(8, 60))
def test_size_that_fits_is_the_largest_that_does(text: str, width: int, height: int) -> None:
    found = size_that_fits(text, width=width, height=height, sizes=SIZES)
    for size in SIZES:
        lines = lines_of(text, width / (25.4 / 72) / size, breaks_words=size == min(SIZES))
        if lines is not None and lines * size * LINE * 25.4 / 72 <= height:
            assert found >= size
    if found > min(SIZES):
        assert height_of(text, width=width, size=found) <= height
