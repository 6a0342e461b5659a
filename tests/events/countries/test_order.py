"""Names in the alphabetical order of each language."""

import pytest

from events.countries import COUNTRIES, country_name, sort_key


@pytest.mark.parametrize(
    ("language", "codes"),
    [
        ("en", ["AF", "AX", "AL", "AT", "CI", "HR", "KR", "TR", "TM", "VN", "ZW"]),
        ("fr", ["AF", "ZA", "DE", "CI", "EG", "EC", "US", "ET", "KR", "ZW"]),
        ("es", ["AF", "AT", "ES", "US", "KR", "ZW"]),
        ("ru", ["AU", "AT", "IS", "IT", "YE", "CV", "KR"]),
        ("ar", ["RU", "ET", "AZ", "JO", "AM", "ER", "ES", "AF", "AL", "DE", "AE", "BH"]),
        ("zh", ["AL", "DZ", "AF", "AR", "EG", "KR", "DE", "FR", "PH", "FJ", "FI", "NA", "NR", "NP", "CN"]),
        ("ko", ["GH", "GA", "KR", "RU", "US", "HT", "TD"]),
    ],
)
def test_states_stand_in_the_order_of_the_language(language: str, codes: list[str]) -> None:
    shuffled = sorted(codes)
    assert sorted(shuffled, key=lambda code: sort_key(country_name(code, language), language)) == codes


def test_every_name_has_a_place_of_its_own() -> None:
    for language in ("ar", "zh", "en", "fr", "ru", "es", "ko"):
        keys = [sort_key(country.names[language], language) for country in COUNTRIES.values()]
        assert len(set(keys)) == 249


def test_a_name_that_no_table_knows_is_sorted_too() -> None:
    assert sorted(["Zoo", "", "Ähre", "ahre"], key=sort_key) == ["", "ahre", "Ähre", "Zoo"]
