"""Takes a person's names and addresses out of any text: whole words only, in any order, with markup between or not."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

NAME_REMOVED, ADDRESS_REMOVED, IN_ADDRESSES = "[name removed]", "[address removed]", "name-removed"
_HONORIFICS = (
    r"(?:h\.\s?e\.|mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|madam|mme|mlle|sr|sra|herr|frau|minister|ambassador)"
)
# What may stand between the parts of one name: blanks, signs, and the tags of a rich text.
_GAP = r"(?:[\s,;|_.+·-]|&nbsp;|%20|</?[a-z][^<>]*>)+"
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
# A mark over a letter belongs to the letter before it.
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_]|[\u0300-\u036f])"
# An address ends where no other address could go on.
_ADDRESS_BEFORE, _ADDRESS_AFTER = r"(?<![\w.+-])", r"(?![\w-]|\.\w)"
# Scripts that put no blanks between words, and endings right after a name.
_UNPARTED = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SIGNS = {"'": "['’ʼ‘]|&#x27;|&#39;", "’": "['’ʼ‘]|&#x27;|&#39;", "-": "[-‐‑–]", "&": "&(?:amp;)?"}
# JSON as Django's log keeps it.
_ESCAPED = re.compile(r"\s*[\[{].*\\u[0-9a-f]{4}", re.DOTALL | re.IGNORECASE)
_BLANKS = re.compile(r"\s")


@dataclass(frozen=True)
class FullName:
    """A name as it was recorded; where there is no given name, the honorific stands in its place.

    `is_family_name_own` says that nobody else has the family name: then "Ms. Silva" and "A. Silva" mean this person.
    """

    family: str
    given: str = ""
    honorific: str = ""
    is_family_name_own: bool = True

    @property
    def can_be_found(self) -> bool:
        """Whether there is a family name with a letter; what has none would be found everywhere."""
        return any(map(str.isalpha, self.family))


def _word(word: str) -> str:
    return "".join(f"(?:{_SIGNS[sign]})" if sign in _SIGNS else re.escape(sign) for sign in word)


def _words(name: str) -> str:
    return _GAP.join(_word(word) for word in name.split())


def _capital(sign: str) -> str:
    """A capital as it is written, whatever else may be written in any way."""
    return f"(?-i:{re.escape(sign.upper())})"


def _proper(name: str) -> str:
    """A name whose words begin with the capitals that it has; at least the first letter is one."""
    if not any(map(str.isupper, name)):
        first = next(place for place, sign in enumerate(name) if sign.isalpha())
        name = name[:first] + name[first].upper() + name[first + 1 :]
    return _GAP.join(_begun(word) for word in name.split())


def _begun(word: str) -> str:
    first = next((place for place, sign in enumerate(word) if sign.isupper()), None)
    return _word(word) if first is None else _word(word[:first]) + _capital(word[first]) + _word(word[first + 1 :])


def _initials(name: FullName) -> str:
    """Finds “A. Silva”, “A. silva” and “A Silva”, but not “a silva”: initials and names are common words, too."""
    letters = [_capital(part[0]) for part in re.split(r"[\s-]+", name.given) if part]
    pointed = _GAP.join(f"{letter}(?=\\.)" for letter in letters)
    return f"(?:{pointed}{_GAP}{_words(name.family)}|{_GAP.join(letters)}{_GAP}{_proper(name.family)})"


def _whole(spelling: str) -> str:
    return f"{_BEFORE}{spelling}{_AFTER}"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _titles(honorific: str) -> str:
    own = f"|{_words(honorific.rstrip('.'))}" if honorific else ""
    return f"(?:(?:{_HONORIFICS}{own})\\.?{_GAP})"


def _spellings(name: FullName) -> Iterator[str]:
    """Patterns of one name, the longer before the shorter."""
    titles, family, given = _titles(name.honorific), _words(name.family), _words(name.given)
    if given and _UNPARTED.match(name.family):
        yield f"(?:{family}{_GAP[:-1]}*{given}|{given}{_GAP[:-1]}*{family})"
    elif given:
        yield _whole(f"{titles}*{given}{_GAP}{family}")
        yield _whole(f"{titles}*{family}{_GAP}{titles}*{given}")
    if given and name.is_family_name_own:
        yield _whole(f"{titles}*{_initials(name)}")
    if not given or name.is_family_name_own:
        yield _whole(f"{titles}+{family}")


class Redactor:
    """Finds and replaces what names a person. `words` are patterns of names, `addresses` are e-mail addresses.

    With `is_alone` a family name that stands by itself is the person, too.
    """

    def __init__(self, names: Iterable[FullName], addresses: Iterable[str] = (), *, is_alone: bool = False) -> None:
        names, addresses = [name for name in names if name.can_be_found], [address for address in addresses if address]
        found = [spelling for name in names for spelling in _spellings(name)]
        found += [_whole(_words(name.family)) for name in names if is_alone]
        self._names = self._pattern(found)
        self._addresses = self._pattern(f"{_ADDRESS_BEFORE}{re.escape(one)}{_ADDRESS_AFTER}" for one in addresses)
        # No spelling does without the longest run of letters in the family name.
        runs = (max(re.findall(r"[^\W_]+", name.family) or [""], key=len) for name in names)
        self._telling = {_folded(word) for word in (*runs, *addresses)} - {""}

    @staticmethod
    def _pattern(spellings: Iterable[str]) -> re.Pattern[str] | None:
        longest_first = sorted(set(spellings), key=len, reverse=True)
        return re.compile("|".join(longest_first), re.IGNORECASE) if longest_first else None

    def text(self, text: str) -> str:
        """A text without the names and addresses; the same object where it had none."""
        if _ESCAPED.match(text) and (cleaned := self._json(text)):
            return cleaned
        if not any(word in _folded(text) for word in self._telling):
            return text
        plain = unicodedata.normalize("NFC", text)
        cleaned = self._addresses.sub(ADDRESS_REMOVED, plain) if self._addresses else plain
        cleaned = self._names.sub(_replaced, cleaned) if self._names else cleaned
        return text if cleaned == plain else cleaned

    def _json(self, text: str) -> str:
        """A text that is JSON with its letters written as codes, cleaned; "" where it is none, or names nobody."""
        try:
            value = json.loads(text)
        except ValueError:
            return ""
        cleaned = self.value(value)
        return "" if cleaned == value else json.dumps(cleaned)

    def value(self, value: Any) -> Any:
        """What JSON holds without the names: in texts, and in the names of its parts."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.text(key) if isinstance(key, str) else key: self.value(part) for key, part in value.items()}
        return [self.value(part) for part in value] if isinstance(value, list | tuple) else value

    def finds(self, text: str) -> str:
        """Where a text names the person: the words around the first place, or "" where it does not."""
        if self.text(text) == text:
            return ""
        readable = json.dumps(json.loads(text), ensure_ascii=False) if self._json(text) else text
        plain = unicodedata.normalize("NFC", readable)
        matches = [pattern.search(plain) for pattern in (self._addresses, self._names) if pattern]
        return _around(plain, *min(match.span() for match in matches if match))


def _replaced(match: re.Match[str]) -> str:
    """Tags inside a name stay, so that the markup remains whole; part of an address stays an address."""
    tags = "".join(_TAG.findall(match[0]))
    plain = _TAG.sub("", match[0])
    in_address = not _BLANKS.search(plain) and not tags and re.search(r"\w[-_.+]\w|%20", plain)
    return (IN_ADDRESSES if in_address else NAME_REMOVED) + tags


def _around(text: str, start: int, end: int, width: int = 60) -> str:
    """An excerpt without tags."""
    words = " ".join(unescape(_TAG.sub(" ", text[max(0, start - width) : end + width])).split())
    return f"{'… ' if start > width else ''}{words}{' …' if end + width < len(text) else ''}"
