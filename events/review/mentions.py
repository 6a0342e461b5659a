"""Where a sentence speaks of the event, and where of another one: "the Forum", "an Expert Group Meeting"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from events.models import Event
from events.review.days import MONTHS
from events.review.words import ORDINALS, letters, ordinal

_NOUNS = (
    *("forum", "meeting", "conference", "assembly", "workshop", "summit", "seminar", "symposium", "congress"),
    *("training", "course", "webinar", "consultation", "round table", "roundtable", "dialogue", "session", "committee"),
    *("week", "exhibition", "ceremony", "event", "retreat", "panel", "hearing", "visit", "launch"),
)
_OTHERS = ("another", "other", "each", "every", "any", "no", "all", "several", "many", "these", "both", "their", "that")
_THIS = ("the", "this", "our")
_ELSEWHEN = ("previous", "last", "earlier", "former", "past", "next", "preceding", "similar", "following", "separate")
_PLAIN = ("successful", "upcoming", "forthcoming", "annual", "international", "entire", "present", "current", "joint")
_DETERMINER = "|".join((*_THIS, *_OTHERS, "its", "a", "an"))
_LOWER = "|".join((*_ELSEWHEN, *_PLAIN, *ORDINALS))
_BEFORE = r"(?:\b(?:[A-Z0-9][\w’'&-]*|e-[A-Za-z]\w*|\w+-day|of|for|on|and)[ \xa0]+)"
_PHRASE = re.compile(
    rf"(?:\b(?i:(?P<determiner>{_DETERMINER}))[ \xa0]+)?"
    rf"(?P<words>(?:(?:{_LOWER})[ \xa0]+)?{_BEFORE}{{0,8}})"
    rf"\b(?P<noun>(?i:{'|'.join(_NOUNS)}))\b(?!-)(?P<owner>['’]s)?"
)
_ANY_NOUN = re.compile("|".join(_NOUNS), re.IGNORECASE)
_IN_PLACE = re.compile(rf"\s+in\s+(?!{'|'.join(MONTHS)})((?:the\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)")


@dataclass(frozen=True)
class Mention:
    """A place in a sentence that names an event; whether it is the one at hand, and whether only as "the Forum's"."""

    start: int
    end: int
    is_own: bool
    is_owner: bool


class Naming:
    """How texts may name one event: its title, the head of its title, its short name, its kind."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.years = {event.starts_on.year, event.ends_on.year}
        title = r"[\W_]+".join(map(re.escape, re.findall(r"\w+", event.title)))
        self.title = re.compile(rf"(?:\b(?:the|this|our|its|an?)\s+)?\b{title}\b", re.IGNORECASE)
        head = next((match for match in _PHRASE.finditer(event.title)), None)
        heads = [head[0]] if head else []
        self.ordinal = next(filter(None, (ordinal(word) for word in event.title.split())), 0)
        names = (event.short_name, event.get_kind_display(), *heads)
        self.forms = {form for name in names for form in self._endings(self._plain(name)[0])} | {("event",)}
        places = f"{event.city} {event.country.name} {event.venue}"
        self.places = {letters(word) for word in re.findall(r"\w+", places)}

    @staticmethod
    def _endings(words: list[str]) -> Iterator[tuple[str, ...]]:
        return (tuple(words[start:]) for start in range(len(words)))

    @staticmethod
    def _plain(phrase: str) -> tuple[list[str], list[str]]:
        """The words that name, and those that tell apart: years, ordinals, "next"."""
        names, others = [], []
        for word in phrase.lower().split():
            if re.fullmatch(r"\d{4}", word) or ordinal(word) or word in _ELSEWHEN:
                others.append(word)
            elif not (word in _PLAIN or word in _THIS or word in ("a", "an") or word.endswith("-day")):
                names.append(letters(word))
        return names, others

    def _is_own(self, match: re.Match[str], sentence: str) -> bool:
        names, others = self._plain(match["words"] + match["noun"])
        determiner = (match["determiner"] or "").lower()
        if determiner in _OTHERS or tuple(names) not in self.forms or (len(names) == 1 and determiner not in _THIS):
            return False
        return all(self._is_of_this(word) for word in others) and self._is_here(sentence, match.end())

    def _is_of_this(self, word: str) -> bool:
        if re.fullmatch(r"\d{4}", word):
            return int(word) in self.years
        return bool(self.ordinal) and ordinal(word) == self.ordinal

    def _is_here(self, sentence: str, end: int) -> bool:
        """Whether no other place follows: "the Meeting in Nairobi" is not the one in Seoul."""
        place = _IN_PLACE.match(sentence, end)
        return place is None or bool(self.places & {letters(word) for word in re.findall(r"\w+", place[1])})

    def mentions(self, sentence: str) -> list[Mention]:
        """All events that a sentence names, in order."""
        found = [
            Mention(match.start(), match.end(), True, sentence[match.end() : match.end() + 2] in ("’s", "'s"))
            for match in self.title.finditer(sentence)
        ]
        for match in _PHRASE.finditer(sentence) if _ANY_NOUN.search(sentence) else ():
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                is_own = self._is_own(match, sentence)
                found.append(Mention(match.start(), match.end(), is_own, bool(match["owner"])))
        return sorted(found, key=lambda mention: mention.start)
