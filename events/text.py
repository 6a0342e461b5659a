"""Cleans what people type: one line, rich text, and the text inside rich text."""

import html
import re
import unicodedata
from html.parser import HTMLParser
from textwrap import shorten

import nh3
from django.utils.safestring import SafeString, mark_safe

MOST_BYTES, MOST_ELEMENTS, DEEPEST = 100_000, 3_000, 12
_BLOCKS = {"h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "br"}
_TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_WORDS = {
    "a",
    "abbr",
    "b",
    "cite",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
}
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "hreflang"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_DIRECTION_OVERRIDES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0xFEFF, 0x2060])
_HEADING = re.compile(r"<(/)h([2-4])>|<()h([2-4])(?=[\s>])")
_BLOCK_TAG = re.compile(rf"(?=</?(?:{'|'.join(_BLOCKS | _TABLES)})\b)", re.IGNORECASE)
_LINK = re.compile(r"(<a\b[^>]*>)(.*?)</a>", re.DOTALL | re.IGNORECASE)
_E_WORD = re.compile(r"(?<![-/\w])([eE]-[A-Za-z]+)")


def clean_line(value: str) -> str:
    """One line of plain text: no control or direction characters, white space folded, NFC.

    Joiners stay (names in Persian and in Indic scripts need them).
    """
    text = unicodedata.normalize("NFC", value).translate(_DIRECTION_OVERRIDES)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join(text.split())


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    """The value to keep: no protocol-relative link, no cell that spans more than 20."""
    if name == "href" and value.strip().startswith(("//", "\\\\", "/\\")):
        return None
    if name in ("colspan", "rowspan", "start") and not (value.isascii() and value.isdigit() and 0 < int(value) <= 20):
        return None
    return value


def clean_html(value: str) -> str:
    """Rich text with the allowed elements only; cleaning it again changes nothing."""
    return nh3.clean(
        value,
        tags=_BLOCKS | _TABLES | _WORDS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    ).strip()


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


def plain_text(value: str) -> str:
    """The words of rich text, blocks parted by a blank, entities resolved."""
    return " ".join(html.unescape(nh3.clean(_BLOCK_TAG.sub(" ", value), tags=set())).split())


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
