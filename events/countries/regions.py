"""The five regions and 22 sub-regions of the M49 standard, in its own order."""

from events.countries.names import COUNTRIES

REGIONS = {
    "Africa": ("Northern Africa", "Eastern Africa", "Middle Africa", "Southern Africa", "Western Africa"),
    "Americas": ("Caribbean", "Central America", "South America", "Northern America"),
    "Asia": ("Central Asia", "Eastern Asia", "South-eastern Asia", "Southern Asia", "Western Asia"),
    "Europe": ("Eastern Europe", "Northern Europe", "Southern Europe", "Western Europe"),
    "Oceania": ("Australia and New Zealand", "Melanesia", "Micronesia", "Polynesia"),
}


def region_of(code: str) -> str | None:
    """The M49 region of a country, such as "Asia"; none for Antarctica and for what is no country."""
    country = COUNTRIES.get(code)
    return (country.region or None) if country else None


def sub_region_of(code: str) -> str | None:
    """The M49 sub-region of a country, such as "Eastern Asia"."""
    country = COUNTRIES.get(code)
    return (country.sub_region or None) if country else None
