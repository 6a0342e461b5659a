"""The countries and areas of the world: ISO 3166 and M49 codes, UN short names in seven languages, regions."""

import csv
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es", "ko")


@dataclass(frozen=True)
class Country:
    """A Member State, an observer State, or another area of ISO 3166; `others` are further names that people use."""

    code: str
    alpha3: str
    m49: str
    status: str
    region: str
    sub_region: str
    names: dict[str, str]
    others: tuple[str, ...]

    @property
    def is_member(self) -> bool:
        """Whether it is a Member State of the United Nations."""
        return self.status == "member"


def _read() -> dict[str, Country]:
    with (Path(__file__).parent / "names.csv").open(encoding="utf-8", newline="") as table:
        return {
            row["alpha2"]: Country(
                code=row["alpha2"],
                alpha3=row["alpha3"],
                m49=row["m49"],
                status=row["status"],
                region=row["region"],
                sub_region=row["sub_region"],
                names={language: row[language] for language in LANGUAGES},
                others=tuple(name for name in row["others"].split("; ") if name),
            )
            for row in csv.DictReader(table)
        }


COUNTRIES = _read()
# What the forms and pages of the whole portal show: the settings hand it to django-countries.
ENGLISH_NAMES = {code: country.names["en"] for code, country in COUNTRIES.items()}


def country_name(code: str, language: str = "en") -> str:
    """The UN short name in a language ("zh-hans" is "zh"), in English where we have none; an unknown code stays."""
    country = COUNTRIES.get(code)
    return country.names.get(language[:2], country.names["en"]) if country else code


def is_member_state(code: str) -> bool:
    """Whether a code stands for a Member State of the United Nations."""
    country = COUNTRIES.get(code)
    return bool(country and country.is_member)
