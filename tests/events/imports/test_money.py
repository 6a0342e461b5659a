"""Amounts, days and parts as cells state them; what can be read in two ways is not guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.imports.money import Part, read_amount, read_days, read_number, read_parts, written_part
from events.imports.values import CellError


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *(("1234.50", "1234.50"), ("1,234.50", "1234.50"), ("1,234", "1234"), ("0", "0"), ("12.5", "12.5")),
        *(("1 234.50", "1234.50"), ("1’234.50", "1234.50"), ("$1,234.50", "1234.50"), ("USD 12", "12")),
        *(("12 USD", "12"), ("US$ 12", "12"), ("1,234,567.89", "1234567.89"), ("+82", "82")),
    ],
)
def test_amount_is_read(text: str, amount: str) -> None:
    assert read_amount(text, "USD") == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.234,50", "has a comma before its decimals"),
        ("12,50", "has a comma before its decimals"),
        ("1.234", "may mean 1234 or 1.23"),
        ("1234.567", "more than two decimals"),
        ("1,23,456", "is no amount"),
        ("€ 12", "in another currency"),
        ("EUR 12", "in another currency"),
        ("₩12", "in another currency"),
        ("-5", "below zero"),
        ("(5.00)", "below zero"),
        ("15%", "is no amount"),
        ("1E3", "is no amount"),
        ("twelve", "is no amount"),
    ],
)
def test_amount_that_is_not_sure_is_refused(text: str, words: str) -> None:
    with pytest.raises(CellError) as refused:
        read_amount(text, "USD")
    assert words in refused.value.message
    assert refused.value.remedy


@given(st.decimals(0, 999_999_999, places=2))
def test_every_amount_is_read_as_it_is_written(amount: Decimal) -> None:
    assert read_amount(f"{amount:,}", "USD") == read_amount(str(amount), "") == amount


def test_days_and_numbers_are_whole_or_half() -> None:
    assert (read_days("4.5"), read_number("13")) == (Decimal("4.5"), 13)
    for reader, text in ((read_days, "4.55"), (read_days, "four"), (read_number, "0"), (read_number, "99999")):
        with pytest.raises(CellError):
            reader(text)


def test_parts_are_read_in_one_cell() -> None:
    assert read_parts('New York: 2; elsewhere: 2 × 38.00 (vehicle)\n"a;b": 1') == (
        Part("New York", Decimal(2)),
        Part("elsewhere", Decimal(2), Decimal("38.00"), None, True),
        Part("a;b", Decimal(1)),
    )
    assert read_parts("Lodging: 1.5 × 50%", is_share=True) == (Part("Lodging", Decimal("1.5"), Decimal(50)),)


@pytest.mark.parametrize("text", ["New York", "New York 2", ": 2", "a: 2 × x", "a: 2; A: 3", "a: 2 × 50%", "a: 2 3"])
def test_parts_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(CellError):
        read_parts(text)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=9), st.integers(1, 9)
)
def test_part_is_read_as_it_is_written(name: str, count: int) -> None:
    part = Part(name, Decimal(count), Decimal("12.30"))
    try:
        assert read_parts(written_part(part)) == (part,)
    except CellError:
        assert not name.strip()
