"""What in an open answer could lead to somebody: addresses, telephone numbers, and names that the event knows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.db.models import Q
from django.utils.translation import override
from django_countries import countries
from django_countries.data import COUNTRIES

from events.models import Event, Language, Organization, Person

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+\s?(?:@|\(at\)|\[at\])\s?[^\s@<>()\[\],;:\"]+\.[^\W\d_]{2,}", re.IGNORECASE)
# At least seven digits that follow one another, with what people write between them.
_TELEPHONE = re.compile(r"(?<![\w.])\+?\(?\d(?:[\s().\-/]{0,2}\d){6,14}(?!\w)")
_SHORTEST = 3  # a name of two letters is found in too many words
# What people call countries, beside their names in the register.
# fmt: off
_EVERYDAY = (
    "America", "Bolivia", "Brunei", "Britain", "Burma", "Czech Republic", "England", "Holland", "Iran",
    "Ivory Coast", "Korea", "Laos", "Macedonia", "Micronesia", "Moldova", "North Korea", "Palestine", "Russia",
    "Scotland", "South Korea", "Swaziland", "Syria", "Taiwan", "Tanzania", "Turkey", "U.S.", "UAE",
    "United Kingdom", "United States", "USA", "Venezuela", "Vietnam", "Wales",
)
# fmt: on
MUST_GO = ("e-mail address", "telephone number")


@dataclass(frozen=True)
class Trace:
    """A place of a text that could lead to somebody."""

    kind: str
    start: int
    end: int
    quote: str

    @property
    def must_go(self) -> bool:
        """Whether the text is not published with it: a name may be meant in general, an address never is."""
        return self.kind in MUST_GO


@dataclass(frozen=True)
class Names:
    """Names to look for, by what they name."""

    kinds: tuple[tuple[str, frozenset[str]], ...]

    def patterns(self, text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        """A pattern for each kind, made of the names that are in the text at all."""
        folded = text.casefold()
        for kind, names in self.kinds:
            found = sorted((name for name in names if name.casefold() in folded), key=lambda name: (-len(name), name))
            if found:
                yield kind, re.compile("|".join(map(_word, found)), re.IGNORECASE)


def _word(name: str) -> str:
    """A name as a whole word; not every script has blanks between words."""
    return rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name)


def _long_enough(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if len(name) >= (_SHORTEST if name.isascii() else _SHORTEST - 1))


def _people(event: Event) -> frozenset[str]:
    known = Person.objects.filter(Q(participations__event=event) | Q(presentations__session__event=event))
    rows = known.distinct().values_list("family_name", "given_name")
    return _long_enough(name for row in rows for name in row)


def _organizations(event: Event) -> frozenset[str]:
    there = Q(participations__event=event) | Q(presentations__session__event=event) | Q(hosted__event=event)
    known = Organization.objects.filter(there | Q(people__participations__event=event)).distinct()
    rows = known.values_list("name", "acronym", "aliases__name")
    return _long_enough(name for row in rows for name in row if name)


@cache
def _countries() -> frozenset[str]:
    """The names of all countries in the portal's languages, without what stands in brackets, and everyday ones."""
    found = set(_EVERYDAY)
    for language in Language.values:
        with override("zh-hans" if language == "zh" else language):
            names = [*COUNTRIES.values(), *(name for _, name in countries)]
            found |= {re.sub(r"\s*\(.*?\)", "", str(name)) for name in names}
    return _long_enough(found)


def known_names(event: Event) -> Names:
    """The people and organizations of an event, and all countries."""
    kinds = (("person", _people(event)), ("organization", _organizations(event)), ("country", _countries()))
    return Names(kinds)


def traces(text: str, names: Names) -> list[Trace]:
    """What was found, in the order of the text; places that overlap are named once."""
    patterns = (("e-mail address", _EMAIL), ("telephone number", _TELEPHONE), *names.patterns(text))
    found = [
        Trace(kind, match.start(), match.end(), match.group()) for kind, one in patterns for match in one.finditer(text)
    ]
    kept, end = list[Trace](), 0
    for trace in sorted(found, key=lambda trace: (trace.start, -trace.end)):
        if trace.start >= end:
            kept.append(trace)
            end = trace.end
    return kept


def marked(text: str, found: Iterable[Trace]) -> Iterator[tuple[str, str]]:
    """A text in pieces, each with what it could lead to, or nothing."""
    at = 0
    for trace in found:
        if trace.start > at:
            yield text[at : trace.start], ""
        yield trace.quote, trace.kind
        at = trace.end
    if at < len(text):
        yield text[at:], ""
