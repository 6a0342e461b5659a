"""Names taken apart and found again, whatever their order, accents and signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.imports.names import Index, Name, abbreviates, plain, split, without_a_letter
from events.text import is_one_letter_away

WORDS = st.text("abcde", max_size=6)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Tiziana Bonapace", Name("Bonapace", "Tiziana")),
        ("Bonapace, Tiziana", Name("Bonapace", "Tiziana")),
        ("Ms. Aida Opoku-Mensah", Name("Opoku-Mensah", "Aida", "Ms.")),
        ("Rafael de Jesus", Name("de Jesus", "Rafael")),
        ("María de la Cruz", Name("de la Cruz", "María")),
        ("LEE Byungshik", Name("LEE", "Byungshik", "", True)),
        ("Jürgen VON DER LEYEN", Name("VON DER LEYEN", "Jürgen")),
        ("Kim Minsoo", Name("Kim", "Minsoo", "", True)),
        ("Minsoo Kim", Name("Kim", "Minsoo")),
        ("Mr. Fredriksson", Name("Fredriksson", "", "Mr.")),
        ("H.E. Dr. He Ming", Name("Ming", "He", "H.E. Dr.")),
        ("T.J. O’Brien", Name("O’Brien", "T.J.")),
        ("김민수", Name("김민수")),
        ("", Name("")),
        (" \u200b", Name("")),
    ],
)
def test_name_is_taken_apart_and_keeps_its_letters(typed: str, name: Name) -> None:
    assert split(typed) == name


def test_plain_name_has_neither_accents_nor_signs() -> None:
    assert plain("Søren  O’Neill-Åström, Ł.") == "soren oneillastrom l"


@given(WORDS, WORDS)
def test_one_letter_away_is_mutual_and_shares_a_shortened_word(one: str, other: str) -> None:
    found = is_one_letter_away(one, other)
    assert found == is_one_letter_away(other, one)
    if found:
        assert set(without_a_letter(one)) & set(without_a_letter(other))


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("malitkov", "malitikov", True),
        ("malitkov", "malitkow", True),
        ("malitkov", "maltikov", True),
        ("malitkov", "malitkov", False),
        ("malitkov", "maltikow", False),
        ("abc", "bca", False),
    ],
)
def test_one_letter_more_less_other_or_swapped_is_near(one: str, other: str, is_near: bool) -> None:
    assert is_one_letter_away(one, other) is is_near


def test_short_given_name_stands_for_a_longer_one() -> None:
    assert [abbreviates(short, "Tiziana") for short in ("T.", "", "Tizi", "Ti", "Tiziana", "Anna")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_index_finds_the_same_name_in_any_order() -> None:
    index = Index.of([(1, "Opoku-Mensah", "Aida"), (2, "Lee", "Byung-shik"), (3, "Fredriksson", "")])
    assert [index.same(split(text)) for text in ("Aida Opoku Mensah", "LEE Byungshik", "Mr. Fredriksson", "Ann")] == [
        {1},
        {2},
        {3},
        set(),
    ]


def test_index_finds_nearly_the_same_name() -> None:
    index = Index.of([(1, "Malitikov", "Anna"), (2, "Kim", "Jin"), (3, "Bonapace", "Tiziana")])
    typed = ("Anna Malitkov", "Kim, Jun", "T. Bonapace", "Bonapace")
    assert [index.alike(split(text)) for text in typed] == [{1}, set(), {3}, {3}]
