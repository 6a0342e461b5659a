"""Names of people as sources write them: taken apart, and compared whatever their order, accents and signs."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from events.text import clean_line, is_one_letter_away

# Letters that have no accent to take off.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h"})
_HONORIFICS = {
    *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "hon", "honourable", "honorable"),
    *("he", "excellency", "ambassador", "minister", "amb", "eng", "ir", "datuk", "dato", "drs", "rev", "m", "mme"),
}
_POINTED = {"he", "eng", "ir", "hon", "amb", "rev", "m"}  # names, too, unless a point follows
_PARTICLES = {"de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter"}
_PARTICLES |= {"bin", "binti", "bint", "ibn", "ben", "al", "el", "ul", "abu", "af", "av", "zu", "y", "e", "st", "san"}
# Family names that, written first, say that the family name comes first.
_FIRST = {
    *("kim", "lee", "park", "choi", "jung", "jeong", "kang", "cho", "yoon", "yun", "jang", "lim", "oh", "seo", "shin"),
    *("kwon", "hwang", "ahn", "yoo", "hong", "moon", "bae", "baek", "nam", "noh", "wang", "zhang", "li", "liu", "chen"),
    *("yang", "zhao", "huang", "zhou", "wu", "nguyen", "tran", "pham"),
}
# A hash and the place of a word in one number.
_PLACE, _LAST_PLACE, _HASH = 24, 2**24 - 1, 2**40 - 1
SHORTEST = 8  # below so many letters one other letter makes another name


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart; `family` is the whole where nothing tells the parts."""

    family: str
    given: str = ""
    honorific: str = ""
    is_family_first: bool = False

    @property
    def key(self) -> str:
        """The same for every spelling of the same parts."""
        return " ".join(sorted(words(f"{self.given} {self.family}")))


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Small letters without accents; a hyphen and an apostrophe join, every other sign parts."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+|_", " ", re.sub(r"[-‐‑–'’ʼ`.]", "", bare)).split())


def words(text: str) -> list[str]:
    """The words of a name in small letters, initials too."""
    return plain(text.replace(".", ". ")).split()


def squashed(*parts: str) -> str:
    """The letters alone, in this order."""
    return "".join(words(" ".join(parts)))


def _is_honorific(word: str) -> bool:
    bare = plain(word)
    return bare in _HONORIFICS and (bare not in _POINTED or "." in word)


def _family_start(parts: list[str]) -> int:
    """Where the family name begins that stands last: with its particles, "de Jesus"."""
    start = len(parts) - 1
    while start > 1 and parts[start - 1].islower() and plain(parts[start - 1]) in _PARTICLES:
        start -= 1
    return start


def _is_loud(word: str) -> bool:
    return len(word) > 1 and word.isupper() and "." not in word


def split(text: str) -> Name:
    """A name from one cell: "Tiziana Bonapace", "Bonapace, Tiziana", "Ms. Aida Opoku-Mensah", "LEE Byungshik"."""
    line = clean_line(text)
    parts, titles = line.split(), list[str]()
    while len(parts) > 1 and _is_honorific(parts[0]):
        titles.append(parts.pop(0))
    honorific, line = " ".join(titles), " ".join(parts)
    if "," in line:
        family, _, given = (part.strip() for part in line.partition(","))
        return Name(family, given, honorific)
    if len(parts) < 2:
        return Name(line, "", honorific)
    loud = [_is_loud(part) for part in parts]
    if any(loud) and not all(loud):
        place = loud.index(True)
        last = next((n for n in range(place, len(parts)) if not loud[n]), len(parts))
        given = " ".join(parts[:place] + parts[last:])
        return Name(" ".join(parts[place:last]), given, honorific, place == 0)
    if plain(parts[0]) in _FIRST and plain(parts[-1]) not in _FIRST and len(parts) <= 3:
        return Name(parts[0], " ".join(parts[1:]), honorific, True)
    start = _family_start(parts)
    return Name(" ".join(parts[start:]), " ".join(parts[:start]), honorific)


def without_a_letter(text: str) -> Iterator[str]:
    """The word itself, and each word that lacks one of its letters: words that are alike share one of them."""
    yield text
    for place in range(len(text)):
        yield text[:place] + text[place + 1 :]


def abbreviates(one: str, other: str) -> bool:
    """Whether one given name is missing, or an initial or a short form of the other: "T." and "Tiziana"."""
    short, long = sorted((squashed(one), squashed(other)), key=len)
    return short != long and len(short) != 2 and long.startswith(short)


class Near:
    """Numbered words, found again by words that are a letter away.

    Each word is kept under itself and under itself without each of its letters; of these only a hash is kept, in one
    sorted array, since ten thousand names have a hundred and fifty thousand of them.
    """

    def __init__(self) -> None:
        self._numbers = list[int]()
        self._keys: array[int] = array("Q")
        self._is_sorted = True

    def add(self, number: int, word: str) -> None:
        """One more word."""
        place = len(self._numbers)
        self._numbers.append(number)
        self._keys.extend((hash(key) & _HASH) << _PLACE | place for key in without_a_letter(word))
        self._is_sorted = False

    def candidates(self, word: str) -> set[int]:
        """The numbers of all words that may be a letter away; a few others may be among them."""
        if not self._is_sorted:
            self._keys, self._is_sorted = array("Q", sorted(self._keys)), True
        found = set()
        for key in without_a_letter(word):
            start = (hash(key) & _HASH) << _PLACE
            at = bisect_left(self._keys, start)
            while at < len(self._keys) and self._keys[at] >> _PLACE == start >> _PLACE:
                found.add(self._numbers[self._keys[at] & _LAST_PLACE])
                at += 1
        return found


@dataclass
class Index:
    """Finds who has a name, or nearly, among numbered names."""

    exact: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    near: Near = field(default_factory=Near)
    families: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    names: dict[int, Name] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[tuple[int, str, str]]) -> "Index":
        """The index of numbers with their family and given names."""
        index = cls()
        for number, family, given in names:
            index.add(number, Name(family, given))
        return index

    def add(self, number: int, name: Name) -> None:
        """One more name."""
        self.names[number] = name
        for key in _keys(name):
            self.exact[key].add(number)
        self.near.add(number, squashed(name.given, name.family))
        self.families[squashed(name.family)].add(number)

    def same(self, name: Name) -> set[int]:
        """Who has this name, whatever the order of its parts."""
        return set().union(*(self.exact.get(key, ()) for key in _keys(name)))

    def alike(self, name: Name) -> set[int]:
        """Who has nearly this name: one letter away, or the same family name with a shortened given name."""
        whole = squashed(name.given, name.family)
        found = set()
        if len(whole) >= SHORTEST:
            found = {n for n in self.near.candidates(whole) if is_one_letter_away(whole, self._whole(n))}
        kin = self.families.get(squashed(name.family), ())
        return found | {n for n in kin if abbreviates(self.names[n].given, name.given)}

    def _whole(self, number: int) -> str:
        return squashed(self.names[number].given, self.names[number].family)


def _keys(name: Name) -> set[str]:
    family, given = squashed(name.family), squashed(name.given)
    return {family + given, given + family, name.key}
