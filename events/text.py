"""Cleans what people type: one line, rich text, and the text inside rich text."""

import html
import re
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from textwrap import shorten

import nh3
from django.utils.safestring import SafeString, mark_safe

from events.markup import BLOCKS, TABLES, WORDS
from events.pasting import plain_markup

MOST_BYTES, MOST_ELEMENTS, DEEPEST = 100_000, 3_000, 12
_BLOCKS = BLOCKS | {"br"}
_WORDS = WORDS - {"br"}
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "hreflang"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_DIRECTION_OVERRIDES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0xFEFF, 0x2060])
_HEADING = re.compile(r"<(/)h([2-4])>|<()h([2-4])(?=[\s>])")
_BLOCK_TAG = re.compile(rf"(?=</?(?:{'|'.join(_BLOCKS | TABLES)})\b)", re.IGNORECASE)
_LINK = re.compile(r"(<a\b[^>]*>)(.*?)</a>", re.DOTALL | re.IGNORECASE)
# What a browser leaves out of an address before it reads it.
_UNREAD = re.compile(r"[\x00-\x20]")
_ADDRESS = re.compile(r"https?:|mailto:|tel:|(?!//)[^:/?#]*(?:[/?#]|$)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
# Elements that stay open until they are closed.
_NESTING = re.compile(r"<(/?)(?!(?:p|br|hr|li|d[dt]|t[dhr]|col|img|meta|link|input|wbr|o:p)\b)[a-z]", re.IGNORECASE)
_NOTE = re.compile(r"(</?small\b[^>]*>)", re.IGNORECASE)
_WHOLE_NOTE = re.compile(r"<small\b([^>]*)>(.*?)</small>", re.DOTALL | re.IGNORECASE)
_E_WORD = re.compile(r"(?<![-/\w])([eE]-[A-Za-z]+)")


def clean_line(value: str) -> str:
    """One line of plain text: no control or direction characters, white space folded, NFC.

    Joiners stay (names in Persian and in Indic scripts need them).
    """
    text = unicodedata.normalize("NFC", value).translate(_DIRECTION_OVERRIDES)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join(text.split())


def clean_lines(value: str) -> str:
    """Plain text of several lines, each of them clean, with one empty line between paragraphs at most."""
    lines = [clean_line(line) for line in value.splitlines()]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip()


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    """The value to keep: no link to a strange scheme or host, no unknown direction, no span over 20 cells."""
    if name == "href" and not _ADDRESS.match(_UNREAD.sub("", value).replace("\\", "/")):
        return None
    if name == "dir":
        return value.lower() if value.lower() in ("ltr", "rtl", "auto") else None
    if name in ("colspan", "rowspan", "start") and not (value.isascii() and value.isdigit() and 0 < int(value) <= 20):
        return None
    return value


def _is_bottomless(value: str) -> bool:
    """Whether elements lie thousands of levels deep in each other: a parser takes a minute for 100,000."""
    depth = deepest = 0
    for tag in _NESTING.finditer(value):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
    return deepest > 2_000


def _cleaned(value: str) -> str:
    return nh3.clean(
        plain_markup(value),
        tags=BLOCKS | TABLES | WORDS,
        attributes=_ATTRIBUTES,
        clean_content_tags={"script", "style", "title"},
        attribute_filter=_kept_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    ).strip()


def clean_html(value: str) -> str:
    """Rich text with the allowed elements only, whatever program it comes from; cleaning it again changes nothing.

    What reads differently after it was cleaned is cleaned again: what is left must say the same to every parser. What
    does not settle, and what is nested thousands of levels deep, is no text that anybody wrote: it loses all markup.
    """
    if not _is_bottomless(value):
        for _ in range(5):
            before, value = value, _cleaned(value)
            if before == value:
                return value
    return _cleaned(_TAG.sub(" ", value))


class _Measure(HTMLParser):
    """Counts the elements of a text and how deep they lie in each other."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = self.depth = self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        if tag != "br":
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1


def excess(value: str) -> str:
    """What is too much about a cleaned text, in words; empty where nothing is.

    The limits keep one text from holding up a page or a PDF: 100 kB, 3,000 elements, 12 levels.
    """
    if len(value.encode()) > MOST_BYTES:
        return "The text is longer than 100 kB."
    measure = _Measure()
    measure.feed(value)
    if measure.elements > MOST_ELEMENTS:
        return "The text has more than 3,000 elements."
    if measure.deepest > DEEPEST:
        return "The text is nested more than 12 levels deep."
    return ""


def set_headings(markup: str, first: int) -> str:
    """Cleaned text whose headings begin at level `first` and never skip one, however the writer chose them."""
    chosen: list[int] = []

    def fit(tag: re.Match[str]) -> str:
        level = int(tag[2] or tag[4])
        if tag[1]:
            return f"</h{min(first + len(chosen) - 1, 6)}>"
        while chosen and chosen[-1] >= level:
            chosen.pop()
        chosen.append(level)
        return f"<h{min(first + len(chosen) - 1, 6)}"

    return _HEADING.sub(fit, markup)


def inline(markup: str) -> str:
    """Cleaned text without its blocks, for a place that is a paragraph already."""
    return " ".join(nh3.clean(_BLOCK_TAG.sub(" ", markup), tags=_WORDS, attributes=_ATTRIBUTES, link_rel=None).split())


def set_notes(markup: str) -> str:
    """Cleaned text whose notes (`<small>`) hold words alone, and stand neither in each other nor in a link."""
    depth, parts = 0, []
    for part in _NOTE.split(markup):
        is_mark, closes = bool(_NOTE.fullmatch(part)), part.startswith("</")
        depth += (-1 if closes else 1) if is_mark else 0
        if not is_mark or depth == (0 if closes else 1):
            parts.append(part)
    flat = _WHOLE_NOTE.sub(lambda note: f"<small{note[1]}>{inline(note[2])}</small>", "".join(parts))
    return _LINK.sub(_notes_after, flat)


def _notes_after(link: re.Match[str]) -> str:
    notes = "".join(note[0] for note in _WHOLE_NOTE.finditer(link[2]))
    return f"{link[1]}{_WHOLE_NOTE.sub('', link[2])}</a>{notes}"


def split_notes(markup: str, mark: Callable[[int], str], first: int = 1) -> tuple[str, list[tuple[str, str]]]:
    """Text whose notes are replaced by `mark(number)`, and the notes: their attributes and their words."""
    notes: list[tuple[str, str]] = []

    def take(note: re.Match[str]) -> str:
        notes.append((note[1], note[2]))
        return mark(first + len(notes) - 1)

    return _WHOLE_NOTE.sub(take, markup), notes


def notes_in_brackets(markup: str) -> str:
    """Cleaned text whose notes stand in brackets, for a page that has no place for notes."""
    return _WHOLE_NOTE.sub(r" <small\1>(\2)</small>", set_notes(markup))


def plain_text(value: str) -> str:
    """The words of rich text, blocks parted by a blank, notes in brackets, entities resolved."""
    noted = _NOTE.sub(lambda tag: ")" if tag[1].startswith("</") else " (", value)
    return " ".join(html.unescape(nh3.clean(_BLOCK_TAG.sub(" ", noted), tags=set())).split())


def excerpt(text: str, length: int = 80) -> str:
    """The first words of a plain text, in `length` characters at most."""
    return shorten(text, length, placeholder=" …")


def flatten_links(markup: str) -> str:
    """Markup in which a link holds text alone: in a tagged PDF any element inside a link breaks its annotation."""
    return _LINK.sub(lambda link: f"{link[1]}{re.sub('<[^>]*>', '', link[2])}</a>", markup)


def keep_together(markup: str) -> SafeString:
    """Safe markup in which words such as "e-government" do not break at their hyphen; tags are left alone."""
    parts = re.split(r"(<[^>]*>)", markup)
    kept = (p if p.startswith("<") else _E_WORD.sub(r'<span class="nb">\1</span>', p) for p in parts)
    return mark_safe("".join(kept))  # noqa: S308 - the argument is markup already; only a span is added


def is_one_letter_away(one: str, other: str) -> bool:
    """Whether one letter more, less, other, or two changed places lead from one word to the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = at + 1 < len(short) and short[at] == long[at + 1] and short[at + 1] == long[at]
    return short[at + 1 :] == long[at + 1 :] or (swapped and short[at + 2 :] == long[at + 2 :])
