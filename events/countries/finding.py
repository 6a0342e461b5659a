"""Which country a text names: in any of the seven languages, by another usual name, or by a code."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from events.countries.names import COUNTRIES, Country

# Words that come and go with the grammar of a sentence.
_SMALL = re.compile("the|of|and|a|o|e|y|i|s|&|de|du|des|d|del|la|le|les|l|el|los|las|et|и")
# Words that official names carry before the country's own: "Kingdom of Spain", "République du Mali".
_FORMAL = re.compile(
    "republic|kingdom|state|federal|islamic|democratic|people|popular|socialist|sultanate|principality|grand|duchy"
    "|commonwealth|plurinational|hashemite|independent|union"
    "|republique|royaume|etat|federale|islamique|democratique|populaire|principaute"
    "|republica|reino|estado|islamica|democratica|principado"
    "|республика|королевство|государство|جمهوريه|مملكه|دوله"
)
_FORMAL_END = re.compile(r"(공화국|왕국|共和国|王国)$")
# What is left of these may be more than one State: only their whole names count.
_ONLY_WHOLE = frozenset(("china", "chine", "congo", "конго", "китаи", "korea", "الصين", "الكونغو"))
# Letters and short forms that are one to a reader (in Egypt, g is written with a jim).
_SAME = {"ة": "ه", "ى": "ي", "ـ": "", "غ": "ج", ".": "", "о-ва": "острова", "о-в ": "остров "}
_LONG = {"st": "saint", "ste": "sainte"}
_EAST_ASIAN = re.compile("[぀-ヿ㐀-鿿가-힣]")


def _words(text: str) -> list[str]:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    for written, meant in _SAME.items():
        bare = bare.replace(written, meant)
    words = re.sub(r"[^\w&]+", " ", bare).split()
    return [_LONG.get(word, word) for word in words if not _SMALL.fullmatch(word)]


def _key(text: str) -> str:
    """The words of a name in any order: "Korea, Republic of" is "Republic of Korea"; East Asian ones without gaps."""
    if _EAST_ASIAN.search(text):
        return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(sorted(_words(text)))


def _names(country: Country) -> Iterable[str]:
    return [*country.names.values(), *country.others]


@cache
def _codes() -> dict[str, str]:
    """Codes by the key of every name; a name without what stands in brackets counts where it is one country's."""
    bare = defaultdict(set)
    for country in COUNTRIES.values():
        for name in _names(country):
            bare[_key(re.sub(r"[(（][^)）]*[)）]", "", name))].add(country.code)
    short = {key: min(codes) for key, codes in bare.items() if len(codes) == 1}
    return short | {_key(name): country.code for country in COUNTRIES.values() for name in _names(country)}


@cache
def _by_code() -> dict[str, str]:
    return {
        sign: country.code for country in COUNTRIES.values() for sign in (country.code, country.alpha3, country.m49)
    }


def _without_form(text: str) -> str:
    if _EAST_ASIAN.search(text):
        return _key(_FORMAL_END.sub("", text.strip()))
    key = " ".join(sorted(word for word in _words(text) if not _FORMAL.fullmatch(word)))
    return "" if key in _ONLY_WHOLE else key


def find_country(text: str) -> str | None:
    """The ISO 3166 code of the country that a text names, or none; "Korea" alone names none."""
    text = text.strip()
    if code := _by_code().get(text.upper()):
        return code
    known = _codes()
    return known.get(_key(text)) or known.get(_without_form(text))


def nearest_country(text: str) -> str | None:
    """The code of the country whose name is nearly what was written: a guess, to be shown and never stored."""
    known = _codes()
    near = get_close_matches(_key(text), [key for key in known if len(key) > 3], n=1, cutoff=0.8)
    return known[near[0]] if near else None
