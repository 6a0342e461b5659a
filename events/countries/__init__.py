"""Countries: codes, UN short names in seven languages, regions, and how to find one; knows no model."""

from events.countries.finding import find_country, nearest_country
from events.countries.names import COUNTRIES, ENGLISH_NAMES, LANGUAGES, Country, country_name, is_member_state
from events.countries.order import sort_key
from events.countries.regions import REGIONS, region_of, sub_region_of

__all__ = [
    "COUNTRIES",
    "ENGLISH_NAMES",
    "LANGUAGES",
    "REGIONS",
    "Country",
    "country_name",
    "find_country",
    "is_member_state",
    "nearest_country",
    "region_of",
    "sort_key",
    "sub_region_of",
]
