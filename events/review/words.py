"""Words of running text: sentences, number words, and the letters by which two spellings are compared."""

import re
import unicodedata
from functools import lru_cache

from events.narrative import number_words

NUMBERS = {number_words(number): number for number in range(2, 21)} | {str(number): number for number in range(2, 51)}
_ORDINAL_WORDS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth"),
)
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS, 1)}
_END = re.compile(r"[.!?…]+[”’\"')\]]*\s+(?=[“‘\"'(\[{]*[^\W_a-z])")
# A full stop after these ends no sentence.
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|e\.g|i\.e|cf|approx|Jr|Sr|Mt|Co|Ltd|Inc|Art|Fig|Vol|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|H\.E|M)|\b[A-Z])\.\s*$"
)
_LONGEST = 1_000
_UNREAD = re.compile(r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]+\.\S+|\{[^{}]*\}")


def _pieces(sentence: str) -> list[str]:
    """A sentence that nobody could read, in parts: it must not hold up the rules."""
    return [sentence[start : start + _LONGEST] for start in range(0, len(sentence), _LONGEST)]


@lru_cache(maxsize=4_000)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of one block."""
    found, start = list[str](), 0
    for end in _END.finditer(text):
        if not _SHORTENED.search(text[max(start, end.end() - 20) : end.end()]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    found += [text[start:].strip()] if text[start:].strip() else []
    return tuple(part for one in found for part in _pieces(one))


def readable(text: str) -> str:
    """The same text with blanks in place of addresses and of references such as `{days}`."""
    return _UNREAD.sub(lambda match: " " * len(match[0]), text)


@lru_cache(maxsize=20_000)
def letters(text: str) -> str:
    """What two spellings of one name share: letters and digits without case, marks, blanks and hyphens."""
    if text.isascii():
        return "".join(filter(str.isalnum, text)).lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum())


def ordinal(word: str) -> int:
    """The number of an ordinal, such as "third" or "3rd"; nought for any other word."""
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word.lower()):
        return int(found[1])
    return ORDINALS.get(word.lower(), 0)
