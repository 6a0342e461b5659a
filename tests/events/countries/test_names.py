"""The table of countries: whole, unique, and the one source of every name that the portal shows."""

from django.conf import settings
from django_countries import countries
from django_countries.data import ALT_CODES
from django_countries.data import COUNTRIES as ISO

from events.countries import COUNTRIES, ENGLISH_NAMES, LANGUAGES, country_name, is_member_state
from events.models import Language


def test_every_iso_area_is_there_with_its_codes() -> None:
    ours = {code: (country.alpha3, int(country.m49)) for code, country in COUNTRIES.items()}
    assert ours == {code: ALT_CODES[code] for code in ISO}


def test_every_code_is_its_own() -> None:
    for codes in ([c.alpha3 for c in COUNTRIES.values()], [c.m49 for c in COUNTRIES.values()]):
        assert len(set(codes)) == len(codes) == 249
    assert {len(country.m49) for country in COUNTRIES.values()} == {3}


def test_every_name_is_there_in_the_seven_languages() -> None:
    assert set(LANGUAGES) == set(Language.values)
    assert [c.code for c in COUNTRIES.values() if not all(c.names.values()) or len(c.names) != 7] == []
    assert [name for c in COUNTRIES.values() for name in c.names.values() if name != name.strip()] == []


def test_name_of_a_language_is_one_countrys_alone() -> None:
    for language in LANGUAGES:
        assert len({country.names[language] for country in COUNTRIES.values()}) == 249


def test_members_and_observers_are_counted_right() -> None:
    assert sum(is_member_state(code) for code in COUNTRIES) == 193
    assert [code for code, country in COUNTRIES.items() if country.status == "observer"] == ["PS", "VA"]
    assert not is_member_state("ZZ")


def test_name_is_given_in_a_language_or_in_english() -> None:
    assert [country_name("KR", language) for language in LANGUAGES] == [
        *("جمهورية كوريا", "大韩民国", "Republic of Korea", "République de Corée"),
        *("Республика Корея", "República de Corea", "대한민국"),
    ]
    assert (country_name("TR"), country_name("TR", "de"), country_name("TR", "zh-hans")) == (
        "Türkiye",
        "Türkiye",
        "土耳其",
    )
    assert (country_name("ZZ"), country_name("")) == ("ZZ", "")


def test_forms_show_the_same_english_names() -> None:
    assert settings.COUNTRIES_OVERRIDE == ENGLISH_NAMES
    assert {code: str(name) for code, name in countries} == ENGLISH_NAMES
