"""Rich text as a reader meets it: block by block, with the links, the lists and the directions that it is in."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
_BLOCKS = {
    *("p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "br", "table", "caption", "thead", "tbody", "tfoot"),
    *("tr", "th", "td", "figure", "figcaption", "div", "section", "hr"),
    *_HEADINGS,
}
_VOID = {"br", "hr", "img", "wbr", "col", "input"}
# A letter of a script that runs from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
RIGHT_TO_LEFT_LANGUAGES = {"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "syr", "ckb"}


@dataclass(frozen=True)
class Link:
    """A link and the place of its words in the block's text; `address` is None where the link has none."""

    start: int
    end: int
    text: str
    address: str | None


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, cell or line; `items` are the list items that it is in, the outermost first."""

    text: str
    links: tuple[Link, ...] = ()
    level: int = 0
    items: tuple[tuple[int, int], ...] = ()
    undirected: str = ""
    """The words in a script that runs from right to left, outside any element that says so."""


def _direction(attributes: dict[str, str | None]) -> bool | None:
    """Whether an element lets its text run from right to left; None where it says nothing."""
    if direction := (attributes.get("dir") or "").lower():
        return direction in ("rtl", "auto")
    if language := (attributes.get("lang") or "").lower().partition("-")[0]:
        return language in RIGHT_TO_LEFT_LANGUAGES
    return None


class _Reader(HTMLParser):
    """Cuts markup into blocks. A line break ends a block too: what follows it is a line of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.ids: set[str] = set()
        self._directions: list[bool | None] = []
        self._items: list[tuple[int, int]] = []
        self._made = 0
        self._level = 0
        self._open: tuple[int, str | None] | None = None
        self._start()

    def _start(self) -> None:
        self._text, self._undirected, self._links = "", "", list[Link]()

    def _end(self, *, is_kept: bool = False) -> None:
        link = self._open
        if link is not None:
            self._close_link()
        if self._text.strip() or self._links or is_kept:
            text, undirected = self._text.rstrip(), " ".join(self._undirected.split())
            self.blocks.append(Block(text, tuple(self._links), self._level, tuple(self._items), undirected))
        self._start()
        self._open = (0, link[1]) if link is not None else None

    def _close_link(self) -> None:
        if self._open is not None:
            start, address = self._open
            self._links.append(Link(start, len(self._text), self._text[start:].strip(), address))
            self._open = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "br" and self._level:
            self.handle_data(" ")
        elif tag in _BLOCKS:
            self._end()
        elif tag == "small":  # a note, which the page sets apart
            self._text += " ("
        if tag in ("ul", "ol"):
            self._made += 1
            self._items.append((self._made, 0))
        elif tag == "li" and self._items:
            self._items[-1] = (self._items[-1][0], self._items[-1][1] + 1)
        elif tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag == "a":
            self._close_link()
            self._open = (len(self._text), attributes.get("href"))
        if name := attributes.get("id"):
            self.ids.add(name)
        if tag not in _VOID:
            self._directions.append(_direction(attributes))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if tag in _BLOCKS:
            self._end(is_kept=tag in _HEADINGS)
        elif tag == "small":
            self._text += ")"
        if tag in ("ul", "ol") and self._items:
            self._items.pop()
        elif tag in _HEADINGS:
            self._level = 0
        elif tag == "a":
            self._close_link()
        if self._directions:
            self._directions.pop()

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        lead = " " if data[:1].isspace() and self._text and not self._text.endswith(" ") else ""
        tail = " " if words and data[-1:].isspace() else ""
        self._text += lead + words + tail
        says = next((found for found in reversed(self._directions) if found is not None), False)
        if not says and _RIGHT_TO_LEFT.search(words):
            self._undirected += "".join(f" {word}" for word in words.split() if _RIGHT_TO_LEFT.search(word))

    def finish(self) -> None:
        """Keeps what stands after the last block."""
        self.close()
        self._end()


def read(markup: str) -> tuple[tuple[Block, ...], frozenset[str]]:
    """The blocks of a cleaned text, empty headings included, and the names of the places in it."""
    reader = _Reader()
    reader.feed(markup)
    reader.finish()
    return tuple(reader.blocks), frozenset(reader.ids)
