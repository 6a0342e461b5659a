"""The names that the portal knows: organizations, people, abbreviations, countries, and a few that all know."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django_countries import countries

from events.models import Abbreviation, Organization, OrganizationAlias, Person
from events.review.spelling import Spellings
from events.review.words import letters
from events.text import is_one_letter_away

WORD = re.compile(r"[^\W_]+(?:[-’'&][^\W_]+)*")
SHORTEST_ACRONYM, SHORTEST_NAME, SHORTEST_FAMILY_NAME = 4, 7, 6
# Short forms that need no explanation anywhere.
EVERYWHERE = {
    *("UN", "US", "USA", "UK", "EU", "UAE", "TV", "PDF", "URL", "ID", "AM", "PM", "OK", "NB", "RSVP", "FAQ", "Q&A"),
    *("PhD", "MA", "MBA", "BA", "BC", "AD", "CE", "BCE", "UTC", "GMT", "KST", "USD", "EUR", "KRW", "GBP", "JPY"),
    *("CHF", "CNY", "KB", "MB", "GB", "TB", "Hz", "DVD", "CD", "USB", "HTML", "CSV", "XLSX", "DOCX", "PPTX", "ZIP"),
    *("TBC", "TBD"),
}


def words(name: str) -> list[str]:
    """The words of a name."""
    return WORD.findall(name)


@dataclass(frozen=True)
class Register:
    """Known names as they are written, by the letters that their spellings share.

    `names` are names of two words and more, `single` organizations named by one word, `family_names` those of people;
    `everywhere` holds short forms that are known to all, but to which no misspelling is traced back.
    """

    acronyms: Mapping[str, str]
    names: Mapping[str, str]
    single: Mapping[str, str]
    family_names: Mapping[str, str]
    everywhere: frozenset[str]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every known name."""
        written = (*self.acronyms.values(), *self.names.values(), *self.single.values(), *self.family_names.values())
        return frozenset(letters(word) for name in written for word in words(name))

    def knows(self, word: str) -> bool:
        """Whether the letters of a word are those of a known name, acronym, or part of one."""
        return word in self.acronyms or word in self.everywhere or word in self.words

    @cached_property
    def by_word_count(self) -> Mapping[int, Spellings]:
        """The names of two words and more, by the number of their words."""
        found = defaultdict(list)
        for key, name in self.names.items():
            if len(key) >= SHORTEST_NAME:
                found[len(words(name))].append(key)
        return {count: Spellings(keys) for count, keys in found.items()}

    @cached_property
    def near_acronyms(self) -> Spellings:
        """Acronyms that are long enough to be recognized with a wrong letter."""
        return Spellings(key for key in self.acronyms if len(key) >= SHORTEST_ACRONYM)

    @cached_property
    def near_single(self) -> Spellings:
        """One-word names that are long enough to be recognized with a wrong letter."""
        return Spellings(key for key in (*self.single, *self.family_names) if len(key) >= SHORTEST_FAMILY_NAME)

    @cached_property
    def near_family_names(self) -> Spellings:
        """Family names, to be compared where a word stands after "Mr." and the like."""
        return Spellings(key for key in self.family_names if len(key) >= SHORTEST_ACRONYM)


def _looks_short(name: str) -> bool:
    return " " not in name and sum(letter.isupper() for letter in name) > sum(letter.islower() for letter in name)


def _organizations() -> tuple[list[str], list[str]]:
    """Names and acronyms. A spelling one letter off its own organization's records a mistake of a source: left out."""
    office = settings.PORTAL
    names = [office["office"], office["organization"], office["unit"], office["department"]]
    acronyms = [office["acronym"]]
    for name, acronym in Organization.objects.order_by("pk").values_list("name", "acronym"):
        names.append(name)
        acronyms.append(acronym)
    columns = ("name", "organization__name", "organization__acronym")
    for alias, *own in OrganizationAlias.objects.order_by("pk").values_list(*columns):
        if not any(is_one_letter_away(letters(alias), letters(name)) for name in own):
            (acronyms if _looks_short(alias) else names).append(alias)
    return names, acronyms


def _person_names(family: str, given: str) -> set[str]:
    """A person's name in both orders, with and without initials, and with what stands in brackets or for it."""
    short = " ".join(part for part in given.split() if len(part.strip(".")) > 1)
    without, within = re.sub(r"\([^)]*\)", " ", short), " ".join(re.findall(r"\(([^)]*)\)", short))
    forms = {" ".join(form.split()) for form in (given, short, without, within)} - {""}
    return {name for form in forms for name in (f"{form} {family}", f"{family} {form}")}


def _by_letters(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(letters(name), name)
    found.pop("", None)
    return found


def load_register(*others: str) -> Register:
    """Reads the known names, in four queries; `others` are further names, such as the venue of the event at hand."""
    people = list(Person.objects.order_by("pk").values_list("family_name", "given_name"))
    names, acronyms = _organizations()
    names += others
    acronyms += Abbreviation.objects.order_by("pk").values_list("short", flat=True)
    full = [name for family, given in people for name in sorted(_person_names(family, given))]
    codes = [code for country in countries for code in (country.code, countries.alpha3(country.code))]
    places = [word for country in countries for word in words(country.name)]
    return Register(
        acronyms=_by_letters(acronyms),
        names=_by_letters(name for name in (*names, *full) if len(words(name)) > 1),
        single=_by_letters(name for name in names if len(words(name)) == 1),
        family_names=_by_letters(family for family, _ in people),
        everywhere=frozenset(letters(short) for short in (*EVERYWHERE, *codes, *places)),
    )
