"""Which country is meant, in seven languages; the names that django-countries translates are the second witness."""

from collections import defaultdict

import pytest
from django.utils import translation
from django.utils.translation import to_language
from django_countries.data import COUNTRIES as ISO

from events.countries import COUNTRIES, find_country, nearest_country
from events.countries.finding import _key, _names

# Mistakes of that catalogue: another country's name, or one that stands for two.
ITS_MISTAKES = {
    ("zh_Hans", "DM", "多米尼加"),
    ("zh_Hans", "KR", "朝鲜"),
}


def test_every_name_of_ours_finds_its_country() -> None:
    lost = [(c.code, name) for c in COUNTRIES.values() for name in _names(c) if find_country(name) != c.code]
    assert lost == []


def test_no_name_stands_for_two_countries() -> None:
    codes = defaultdict(set)
    for country in COUNTRIES.values():
        for name in _names(country):
            codes[_key(name)].add(country.code)
    assert {key: found for key, found in codes.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("catalogue", "unknown"), [("en", 1), ("fr", 11), ("es", 10), ("ru", 12), ("ko", 25), ("ar", 40), ("zh_Hans", 25)]
)
def test_names_of_another_source_find_the_same_country(catalogue: str, unknown: int) -> None:
    with translation.override(to_language(catalogue)):
        found = {code: (str(name), find_country(str(name))) for code, name in ISO.items()}
    wrong = {(catalogue, code, name) for code, (name, ours) in found.items() if ours not in (code, None)}
    assert wrong - ITS_MISTAKES == set()
    assert sum(ours is None for _, ours in found.values()) <= unknown


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("South Korea", "KR"), ("Korea, Republic of", "KR"), ("REPUBLIC OF  KOREA", "KR"), ("한국", "KR")),
        *(("Corea del Sur", "KR"), ("la República de Corea", "KR"), ("大韩民国", "KR"), ("كوريا الجنوبية", "KR")),
        *(("Russia", "RU"), ("Россия", "RU"), ("Iran", "IR"), ("Vietnam", "VN"), ("Turkey", "TR"), ("USA", "US")),
        *(("U.S.A.", "US"), ("the United States", "US"), ("UK", "GB"), ("Ivory Coast", "CI"), ("Cote d'Ivoire", "CI")),
        *(("kr", "KR"), ("KOR", "KR"), ("410", "KR"), (" 008 ", "AL"), ("Le Sénégal", "SN"), ("SENEGAL", "SN")),
        *(("Kingdom of Spain", "ES"), ("République du Mali", "ML"), ("Republica de Chile", "CL"), ("케냐공화국", "KE")),
        *(("肯尼亚共和国", "KE"), ("St. Lucia", "LC"), ("Guinea", "GN"), ("Congo", "CG"), ("Niger", "NE")),
        *(("Congo, Democratic Republic of the", "CD"), ("Democratic Republic of Congo", "CD"), ("Georgia", "GE")),
        *(("Trinidad & Tobago", "TT"), ("Соломоновы о-ва", "SB"), ("보스니아헤르체고비나", "BA"), ("Bolivia", "BO")),
    ],
)
def test_country_is_found_however_it_is_written(written: str, code: str) -> None:
    assert find_country(written) == code


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "Korea", "Corée", "Republic of China", "Virgin Islands", "Saint Martin", "Atlantis", "the", "4"),
        *("XX", "999", "Republic", "Federal Republic of Korea", "Democratic Republic", "()", "공화국", "N/A", "Asia"),
    ],
)
def test_doubtful_name_finds_none(written: str) -> None:
    assert find_country(written) is None


def test_near_name_is_a_guess() -> None:
    assert (find_country("Kyrgystan"), nearest_country("Kyrgystan")) == (None, "KG")
    assert nearest_country("Atlantis") is None
