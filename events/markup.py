"""A small tree of elements: read from markup, changed, and written again. It knows no safety."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

BLOCKS = {"h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"}
TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
WORDS = {
    *("a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins"),
    *("q", "s", "small", "span", "strong", "sub", "sup", "u"),
}
# Elements that hold text and blocks alike.
BOXES = {
    *("address", "article", "aside", "center", "div", "figcaption", "figure"),
    *("footer", "header", "main", "nav", "pre", "section"),
}
BLANKS = " \t\r\n\f\u00a0"
_OTHERS = {"h1", "h5", "h6", "font"}
_ATTRIBUTES = {
    *("class", "colspan", "dir", "href", "hreflang", "id", "lang"),
    *("name", "rowspan", "scope", "start", "style", "title"),
}
_DEEPEST = 100


@dataclass(eq=False)
class Node:
    """An element with its attributes and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)

    def text(self) -> str:
        """The words."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def is_empty(self) -> bool:
        """Whether there is nothing to read, and no table either."""
        held = {self.tag, *(node.tag for node, _ in self.walk(self))}
        return not self.text().strip(BLANKS) and not held & TABLES

    def walk(self, block: "Node") -> "Iterator[tuple[Node, Node]]":
        """Every element below, with the block that it stands in."""
        for child in self.children:
            if isinstance(child, Node):
                yield child, block
                yield from child.walk(child if child.tag in BLOCKS | BOXES else block)

    def drop(self, unwanted: "Node") -> None:
        """Takes one element away, wherever it is."""
        self.children = [child for child in self.children if child is not unwanted]
        for child in self.children:
            if isinstance(child, Node):
                child.drop(unwanted)

    def cut(self, length: int) -> int:
        """Takes the first characters away; returns how many are still to go."""
        for place, child in enumerate(self.children):
            if not length:
                break
            if isinstance(child, str):
                self.children[place] = child[length:]
                length = max(0, length - len(child))
            else:
                length = child.cut(length)
        return length


class _Reader(HTMLParser):
    """Reads well-formed markup; what is nested too deep is read as if it were flat."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag == "br" or len(self.open) <= _DEEPEST:
            self.open[-1].children.append(node)
        else:
            node = self.open[-1]
        if tag != "br":
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag != "br" and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(markup: str) -> Node:
    """The tree of any markup: comments, scripts and unknown elements are left out, all others and their styles stay."""
    well_formed = nh3.clean(
        markup,
        tags=BLOCKS | TABLES | WORDS | BOXES | _OTHERS,
        attributes={"*": _ATTRIBUTES},
        clean_content_tags={"script", "style", "title", "xml"},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(well_formed)
    reader.close()
    return reader.open[0]


def written(children: "list[Node | str]") -> str:
    """The markup of a row of nodes and words."""
    parts = []
    for child in children:
        if isinstance(child, str):
            parts.append(html.escape(child, quote=False))
        else:
            attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in child.attributes.items())
            end = "" if child.tag == "br" else f"{written(child.children)}</{child.tag}>"
            parts.append(f"<{child.tag}{attributes}>{end}")
    return "".join(parts)
