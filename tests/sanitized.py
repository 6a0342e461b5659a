"""Reads cleaned markup with a parser of its own and names what should not be there."""

import re
from collections.abc import Iterator

import html5lib

ELEMENTS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dl", "dt"),
    *("em", "h2", "h3", "h4", "i", "ins", "li", "ol", "p", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
ATTRIBUTES = {"dir", "lang", "title"}
OF_ELEMENT = {
    "a": {"href", "hreflang"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
SCHEMES = ("http:", "https:", "mailto:", "tel:")


def _leads_elsewhere(address: str) -> bool:
    """Whether a browser would see another scheme, or a host without a scheme; it skips controls and blanks."""
    read = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/").lower()
    scheme = re.match(r"[^/?#]*?:", read)
    return read.startswith("//") or (scheme is not None and scheme[0] not in SCHEMES)


def _strangers(fragment: object, scripting: bool) -> Iterator[str]:
    for node in fragment.iter():  # type: ignore[attr-defined]
        if node.tag == "DOCUMENT_FRAGMENT":
            continue
        if node.tag not in ELEMENTS:
            yield f"{node.tag} {scripting}"
            continue
        allowed = ATTRIBUTES | OF_ELEMENT.get(node.tag, set())
        yield from (f"{node.tag} {name}" for name in node.attrib if name not in allowed)
        if _leads_elsewhere(node.get("href", "")):
            yield f"{node.tag} {node.get('href')}"


def strangers(markup: str) -> list[str]:
    """Elements, attributes and addresses in cleaned markup that are not on this module's own list."""
    found: list[str] = []
    for scripting in (False, True):
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        found += _strangers(parser.parseFragment(markup, container="div", scripting=scripting), scripting)
    return found
