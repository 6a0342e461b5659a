"""Regions and sub-regions of M49."""

from collections import Counter

from events.countries import COUNTRIES, REGIONS, region_of, sub_region_of


def test_every_country_is_in_a_sub_region_of_its_region() -> None:
    placed = {code: (region_of(code), sub_region_of(code)) for code in COUNTRIES}
    assert placed.pop("AQ") == (None, None)
    known = {(region, part) for region, parts in REGIONS.items() for part in parts}
    assert set(placed.values()) == known
    assert (len(REGIONS), len(known)) == (5, 22)


def test_member_states_are_spread_over_the_regions_as_the_united_nations_counts_them() -> None:
    members = Counter(region_of(code) for code, country in COUNTRIES.items() if country.is_member)
    assert members == {"Africa": 54, "Americas": 35, "Asia": 47, "Europe": 43, "Oceania": 14}


def test_region_of_a_country_is_known_and_of_nothing_is_none() -> None:
    assert (region_of("KR"), sub_region_of("KR")) == ("Asia", "Eastern Asia")
    assert (region_of("TR"), sub_region_of("MX")) == ("Asia", "Central America")
    assert (region_of("ZZ"), sub_region_of("")) == (None, None)
