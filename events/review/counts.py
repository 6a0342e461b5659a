"""Counts that a text announces and does not keep: "three sessions as follows:", and a list of four."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from events.narrative import figure
from events.review.blocks import Block
from events.review.finding import Finding
from events.review.subject import Subject, Text
from events.review.words import NUMBERS, ORDINALS, readable, sentences
from events.text import excerpt

_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
_NO_PART = r"(?:of|the|and|or|to|in|at|from|with|years?|hours|minutes|weeks|months|was|is|has|this|thus)\b"
_ANNOUNCED = re.compile(
    rf"(?<![\d.,/])\b(?P<number>{_NUMBER})(?!\s*(?:per cent|%)|[\d.,/-]*\d)\b\s+"
    rf"(?P<noun>(?:(?!{_NO_PART})[\w’'-]+\s+){{0,3}}?(?!{_NO_PART})[a-z][\w’'-]*s)\b",
    re.IGNORECASE,
)
_ROUGHLY = {"than", "least", "over", "some", "about", "nearly", "almost", "around", "approximately", "under", "most"}
# "in three parts:" announces what follows; "from 17 countries:" and "of the two days:" say something else.
_ASIDE = {"of", "from", "for", "during", "after", "before", "by", "with", "at", "among", "between", "within"}
_DETERMINERS = ("the", "these", "its", "their", "following", "all")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|shall|would|can|may|must|should|who|which|that|to|[a-z]{3,}ed|agree|discuss)\b"
)
_AS_FOLLOWS = re.compile(
    r"(?:\b(?:are|were|is|was)\s*)?(?:\b(?:as\s+follows?|the\s+following|listed\s+below|these)\s*)?:?\s*$"
)
_BULLET = re.compile(r"^\s*(?:[-–—•·*▪◦‣]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s*(?=\S)")
_INLINE = re.compile(r"(?:^|[\s:;,])\((?P<mark>[a-z]|[ivx]{1,4}|\d{1,2})\)\s")
_ORDINAL = re.compile(
    rf"\b(?P<ordinal>{'|'.join(ORDINALS)})\s+(?:and\s+(?:final|last)\s+)?(?P<noun>[a-z]+)\b", re.IGNORECASE
)


def _word_before(text: str, place: int) -> str:
    """The word before a number, but for determiners: "of" in "of the two days"."""
    words = text[max(place - 60, 0) : place].lower().split()
    while words and words[-1] in _DETERMINERS:
        words.pop()
    return words[-1] if words else ""


def _announced(sentence: str) -> tuple[int, str] | None:
    """The number and the noun of what a sentence announces at its end; None where it announces no number."""
    match = next(reversed(list(_ANNOUNCED.finditer(sentence))), None)
    if match is None or _word_before(sentence, match.start()) in _ASIDE | _ROUGHLY:
        return None
    if "following" in sentence[match.end() :].removesuffix("the following:"):
        return None
    rest = sentence[match.end() :]
    tail = rest[: ending.start()] if (ending := _AS_FOLLOWS.search(rest)) else rest
    if _VERB.search(tail) or ":" in tail:
        return None
    return NUMBERS[match["number"].lower()], f"{match['number']} {match['noun']}"


def _list_after(blocks: Sequence[Block], place: int) -> int:
    """How many items the list right after a block has, as a list or as lines with bullets; nought without a list."""
    own = {number for number, _ in blocks[place].items}
    later = blocks[place + 1 :]
    if not later:
        return 0
    new = next((number for number, _ in later[0].items if number not in own), None)
    if new is not None:
        return len({item for block in later for item in block.items if item[0] == new})
    if later[0].level:
        return _headings_after(blocks[place], later)
    count = 0
    for block in later:
        if block.level or not _BULLET.match(block.text):
            break
        count += 1
    return count


def _headings_after(block: Block, later: Sequence[Block]) -> int:
    """Headings of the same level as the next, until one above it."""
    level, count = later[0].level, 0
    for other in later:
        if other.level and other.level < level:
            break
        count += other.level == level
    return count


def _inline_after(sentence: str) -> int:
    """How many parts a sentence counts with (a), (b) or (1), (2) after its colon."""
    _, colon, rest = sentence.partition(":")
    return len(_INLINE.findall(rest)) if colon else 0


def _finding(text: Text, quote: str, said: str, number: int, given: int) -> Finding:
    return Finding(
        "count",
        text.field,
        excerpt(quote, 120),
        f"“{said}” announces {figure(number)}, and {figure(given)} are listed.",
        "Correct the number, or what is listed.",
    )


def _lists(text: Text) -> Iterator[tuple[str, Finding | None]]:
    """The noun that each list is about, and what is wrong before it."""
    for place, block in enumerate(text.blocks):
        lines = sentences(readable(block.text))
        for sentence in lines:
            is_last = sentence == lines[-1]
            head = sentence.partition(":")[0] + ":" if _inline_after(sentence) else sentence
            given = _inline_after(sentence) or (_list_after(text.blocks, place) if is_last and _leads(sentence) else 0)
            announced = _announced(head) if given > 1 else None
            if announced:
                is_kept = given in _sums(head, announced[0])
                finding = None if is_kept else _finding(text, sentence, announced[1], announced[0], given)
                yield announced[1].split()[-1].lower(), finding


def _leads(sentence: str) -> bool:
    return sentence.endswith(":") or re.search(r"\b(?:as follows|following|below)\.?$", sentence) is not None


def _sums(sentence: str, number: int) -> set[int]:
    """What a list may count: the number, or the last numbers of the sentence together ("and one more")."""
    plain = re.sub(r"\b(and|plus)\s+one\b", r"\1 1", sentence.lower())
    numbers = [NUMBERS.get(word, int(word == "1")) for word in re.findall(r"[\w-]+", plain)]
    return {number, *accumulate(reversed([found for found in numbers if found]))}


def _ordinals(text: Text, listed: set[str]) -> Iterator[Finding]:
    """ "three sessions" somewhere, and a first, a second, a third and a fourth session in the same text."""
    written = readable(" ".join(f"{block.text}." for block in text.blocks))
    seen: dict[str, set[int]] = {}
    for match in _ORDINAL.finditer(written):
        seen.setdefault(match["noun"].lower(), set()).add(ORDINALS[match["ordinal"].lower()])
    for match in _ANNOUNCED.finditer(written):
        noun, number = match["noun"].split()[-1].lower(), NUMBERS[match["number"].lower()]
        number += re.match(r",?\s+(?:and|plus)\s+one\b", written[match.end() :][:20]) is not None
        found = seen.get(noun.removesuffix("s"), set())
        is_counted = found == set(range(1, len(found) + 1)) and len(found) > number
        is_all = _word_before(written, match.start()) not in _ROUGHLY | _ASIDE | {"first", "last", "other"}
        if is_counted and is_all and noun not in listed:
            yield _finding(text, match[0], f"{match['number']} {match['noun']}", number, len(found))
            listed.add(noun)


def counts(subject: Subject) -> Iterator[Finding]:
    """A number announced before a list that has another number of items, or before ordinals that go on further.

    Advisory: a list may name only a part. English items only; a number written as a reference is left alone.
    """
    if not subject.is_english:
        return
    for text in subject.prose:
        found = list(_lists(text))
        yield from (finding for _, finding in found if finding)
        yield from _ordinals(text, {noun for noun, _ in found})
