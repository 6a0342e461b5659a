"""Names one letter away from a known one, and acronyms that nobody has explained."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from events.review.acronyms import defined, is_acronym
from events.review.finding import Finding
from events.review.register import SHORTEST_ACRONYM, WORD, Register
from events.review.subject import Subject
from events.review.words import letters, readable, sentences

_POSSESSIVE = re.compile(r"['’]s$")
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Mme|Madam|Sir|H\.E|Minister|Ambassador|Director)\.?\s+$")
_BETWEEN = re.compile(r"[\s\xa0“”\"‘’]+|\s*&\s*")
_AFTER_INITIAL = re.compile(r"\.?\s+")
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?:[\s,&-]+[A-Z]{2,}){3,}\b")
# House symbols such as UNPOG/FR/2012/01: letters and numbers parted by strokes.
_SYMBOL = re.compile(r"\b[A-Z]+(?:/[\w.-]+){0,5}/\d[\w./-]*")


@dataclass(frozen=True)
class _Word:
    text: str
    key: str
    start: int
    end: int


@dataclass(frozen=True)
class _Suspect:
    """A spelling in a field, with the known one that it comes close to, or "" for an unknown acronym."""

    field: str
    written: str
    known: str


def _words(text: str) -> list[_Word]:
    found = []
    for match in WORD.finditer(text):
        written = _POSSESSIVE.sub("", match[0])
        found.append(_Word(written, letters(written), match.start(), match.start() + len(written)))
    return found


def _parted(word: _Word) -> Iterator[_Word]:
    """The parts of a word with hyphens, such as "UNPOG-led"; none where it is no name, or has a number in it."""
    if not word.text[1:].islower() and not any(character.isdigit() for character in word.text):
        for part in re.finditer(r"[^-]+", word.text):
            yield _Word(part[0], letters(part[0]), word.start + part.start(), word.start + part.end())


def _names(text: str, words: list[_Word], register: Register) -> Iterator[tuple[int, int, str]]:
    """Runs of words that are a known name (then nothing beside them) or one letter away from one, the longest first."""
    counts = sorted(register.by_word_count, reverse=True)
    taken, joined = -1, _joined(text, words)
    for first, word in enumerate(words):
        if first <= taken or not word.text[:1].isupper():
            continue
        for count in (count for count in counts if count <= joined[first]):
            run = words[first : first + count]
            spellings, key = register.by_word_count[count], "".join(part.key for part in run)
            near = None if key in spellings.known else spellings.near(key)
            if key in spellings.known or (near and not _is_plural(key, near) and _is_name(run)):
                taken = first + count - 1
                yield run[0].start, run[-1].end, register.names[near] if near else ""
                break


def _joined(text: str, words: list[_Word]) -> list[int]:
    """How many words stand together from each on: with blanks and quotation marks between, or after an initial."""
    counts = [1] * len(words)
    for place in reversed(range(len(words) - 1)):
        word, following = words[place], words[place + 1]
        between = _AFTER_INITIAL if len(word.text) == 1 else _BETWEEN
        if between.fullmatch(text, word.end, following.start):
            counts[place] += counts[place + 1]
    return counts


def _is_name(run: list[_Word]) -> bool:
    """Whether a run is written as names are: the words with a capital are in the majority."""
    return 2 * sum(any(letter.isupper() for letter in word.text) for word in run) >= len(run)


def _is_plural(key: str, known: str) -> bool:
    return key == known + "s"


def _single(block: str, words: list[_Word], register: Register, lower: frozenset[str]) -> Iterator[tuple[_Word, str]]:
    """Words that come close to a family name or to a body named by one word."""
    known = {**register.family_names, **register.single}
    for word in words:
        if not word.text[:1].isupper() or register.knows(word.key):
            continue
        after_honorific = bool(_HONORIFIC.search(block[max(word.start - 14, 0) : word.start]))
        near = (register.near_family_names if after_honorific else register.near_single).near(word.key)
        if near is None or _is_plural(word.key, near):
            continue
        if after_honorific or not (word.key in lower or word.start in _openings(block)):
            yield word, known[near]


def _openings(block: str) -> set[int]:
    """Where sentences begin, as far as a capital there says nothing."""
    found, at = set(), 0
    for sentence in sentences(block):
        at = block.find(sentence, at)
        opening = WORD.search(sentence)
        found.add(at + (opening.start() if opening else 0))
    return found


def _suspects(subject: Subject) -> Iterator[_Suspect]:
    register = subject.register
    written = "\n".join(block.text for text in subject.texts for block in text.blocks)
    explained = defined(written)
    lower = frozenset(word for word in re.findall(r"\b[a-z]{4,}\b", written))
    for text in subject.texts:
        for block in text.blocks:
            readied = _SYMBOL.sub(lambda match: " " * len(match[0]), readable(block.text))
            yield from _block_suspects(text.field, readied, register, explained, lower)


def _block_suspects(
    field: str, text: str, register: Register, explained: frozenset[str], lower: frozenset[str]
) -> Iterator[_Suspect]:
    words, taken = _words(text), set[int]()
    for start, end, known in _names(text, words, register):
        taken |= {word.start for word in words if start <= word.start < end}
        if known:
            yield _Suspect(field, text[start:end], known)
    free = [word for word in words if word.start not in taken]
    for word, known in _single(text, free, register, lower):
        taken.add(word.start)
        yield _Suspect(field, word.text, known)
    shouted = [match.span() for match in _SHOUTED.finditer(text)]
    for part in (part for word in free if word.start not in taken for part in _parted(word)):
        if is_acronym(part.text) and not any(start <= part.start < end for start, end in shouted):
            yield from _acronym(field, part, register, explained)


def _acronym(field: str, word: _Word, register: Register, explained: frozenset[str]) -> Iterator[_Suspect]:
    keys = {word.key, word.key.removesuffix("s") if word.text.endswith("s") else word.key}
    if keys & explained or any(register.knows(key) for key in keys):
        return
    near = register.near_acronyms.near(word.key) if len(word.key) >= SHORTEST_ACRONYM else None
    yield _Suspect(field, word.text, register.acronyms[near] if near else "")


def _times(count: int) -> str:
    return "" if count == 1 else f" (it stands here {count} times)"


def names(subject: Subject) -> Iterator[Finding]:
    """Spellings one letter away from a known name, and acronyms that neither the register nor the text explains.

    Both are advisory: another body may be meant, and readers may know the acronym. English items only.
    """
    if not subject.is_english:
        return
    found: dict[tuple[str, str], list[str]] = {}
    for suspect in _suspects(subject):
        found.setdefault((suspect.written, suspect.known), []).append(suspect.field)
    for (written, known), fields in found.items():
        yield _near(written, known, fields) if known else _unknown(written, fields)


def _near(written: str, known: str, fields: list[str]) -> Finding:
    return Finding(
        "near_name",
        fields[0],
        written,
        f"“{written}” is one letter away from “{known}”{_times(len(fields))}.",
        f"Write “{known}”; if somebody else is meant, record that name among the people or organizations.",
    )


def _unknown(written: str, fields: list[str]) -> Finding:
    return Finding(
        "unknown_acronym",
        fields[0],
        written,
        f"“{written}” is neither registered nor spelled out{_times(len(fields))}.",
        "Spell it out where it stands first, with the short form in brackets, or record it among the abbreviations.",
    )
