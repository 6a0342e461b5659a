"""Finds the known name from which a spelling differs by one letter, among thousands, without comparing it to each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from events.text import is_one_letter_away


class Spellings:
    """Known words by their beginnings and ends: one edit leaves the first third of a word, or the last, as it was."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)
        self.lengths = frozenset(length + more for length in map(len, self.known) for more in (-1, 0, 1))
        self._parts: dict[tuple[int, str, str], list[str]] = defaultdict(list)
        for word in self.known:
            for side, part in self._sides(word, len(word)):
                self._parts[len(word), side, part].append(word)

    @staticmethod
    def _sides(word: str, length: int) -> Iterator[tuple[str, str]]:
        third = max(length // 3, 1)
        return iter((("first", word[:third]), ("last", word[-third:])))

    def near(self, word: str) -> str | None:
        """A known word that is one edit away; None where there is none, or where the word is known itself."""
        if len(word) not in self.lengths or word in self.known:
            return None
        for length in (len(word), len(word) + 1, len(word) - 1):
            for side, part in self._sides(word, length):
                for known in self._parts.get((length, side, part), ()):
                    if is_one_letter_away(word, known):
                        return known
        return None
