"""What an acronym looks like, and which ones a text explains itself."""

import re

from events.review.words import letters

_ACRONYM = re.compile(r"[A-Z][A-Za-z]*(?:&[A-Z])?s?")
_IN_BRACKETS = re.compile(r"\(([^()]{2,30})\)")
_NAMED = re.compile(r"(?:herein)?after(?:\s+(?:referred to|known))?(?:\s+as)?[\s:,“\"‘']+(?:the\s+)?([A-Z][\w&-]+)")
_SPELLED = re.compile(r"\b([A-Z][\w&-]+)\s+\(([^()]{6,120})\)|\b([A-Z]{2,}) (?:stands for|is short for)\b")
_PART = r"(?:[A-Z][\w’'-]*|of|the|and|for|on|in|&)"
_CAPITALIZED = re.compile(rf"\b{_PART}(?:[ \xa0]{_PART})+")
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_SMALL = {"of", "the", "and", "for", "on", "in"}
_WORDS_BEFORE, _LONGEST = 12, 9
# Words that are printed in capitals without being short for anything.
_WORDS = {
    *("NEWS", "NEW", "LIST", "NEXT", "PREV", "PREVIOUS", "BACK", "NOTE", "NB", "SMART", "OPEN", "FREE", "DRAFT"),
    *("ANNEX", "AND", "OR", "NOT", "NO", "YES", "ALL", "ONLY", "MUST", "DO", "THE", "FOR", "OF", "IN", "TO", "BY"),
    *("ON", "AT", "PLEASE", "IMPORTANT", "UPDATE", "UPDATED", "TOTAL", "DAY", "PART", "PAGE", "TABLE", "FIGURE"),
    *("REPORT", "EVENT", "WHAT", "WHEN", "WHERE", "WHY", "HOW", "ABOUT", "HOME", "EVENTS", "PHOTOS", "LINK"),
    *("LINKS", "HERE", "MORE", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY", "JAN"),
    *("FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC", "JANUARY", "FEBRUARY", "MARCH"),
    *("APRIL", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER", "MR", "MRS", "MS", "DR"),
}


def is_acronym(word: str) -> bool:
    """Whether a word is a short form: letters only, capitals in the majority, no Roman number, no shouted word."""
    if len(word) > _LONGEST or word in _WORDS or not _ACRONYM.fullmatch(word) or _ROMAN.fullmatch(word):
        return False
    stem = word.removesuffix("s")
    capitals = sum(letter.isupper() for letter in stem)
    return capitals >= 2 and capitals > sum(letter.islower() for letter in stem)


def _is_made_of(short: str, words: list[str]) -> bool:
    """Whether the beginnings of words, one or more letters of each, give a short form; small words may be left out."""
    reached = {0}
    for word in words:
        following = set(reached) if word.lower() in _SMALL else set()
        for place in reached:
            length = 0
            while short[place : place + length + 1] == word[: length + 1].lower() and length < len(word):
                length += 1
                following.add(place + length)
                if place + length == len(short):
                    return True
        reached = following
    return False


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[^\w]+", text) if part]


def _ends_with(before: str, short: str) -> bool:
    """Whether the last words before a bracket spell out the short form in it."""
    words = _parts(before)[-_WORDS_BEFORE:]
    return any(_is_made_of(short, words[start:]) for start in range(len(words)) if words[start][0].lower() == short[0])


def defined(text: str) -> frozenset[str]:
    """The acronyms that a text explains: "Expert Group Meeting (EGM)", "(hereinafter EGM)", "EGM (expert group …)",
    and those whose words stand in it with capitals: "Open Government Data" for OGD.
    """
    found: set[str] = set()
    for match in _IN_BRACKETS.finditer(text):
        for word in _parts(match[1]):
            short = word.removesuffix("s").lower()
            if is_acronym(word) and _ends_with(text[max(match.start() - 200, 0) : match.start()], short):
                found.add(short)
    found |= {letters(match[1]) for match in _NAMED.finditer(text)}
    for match in _SPELLED.finditer(text):
        if match[3] or _is_made_of(match[1].removesuffix("s").lower(), _parts(match[2])):
            found.add((match[3] or match[1]).removesuffix("s").lower())
    return frozenset(found | _initials(text))


def _initials(text: str) -> set[str]:
    """The initials of every run of words with capitals, of three words and more, small words left out or counted."""
    found = set()
    for match in _CAPITALIZED.finditer(text):
        parts = _parts(match[0])
        for chosen in ([part for part in parts if part.lower() not in _SMALL], parts):
            initials = "".join(part[0].lower() for part in chosen)
            lengths = range(3, min(len(initials), _WORDS_BEFORE) + 1)
            found |= {
                initials[start : start + length] for length in lengths for start in range(len(initials) - length + 1)
            }
    return found
