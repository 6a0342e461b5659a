"""Turns what word processors and mail programs put on the clipboard into plain HTML; `events.text` cleans it after.

It knows no safety: its result still goes through the sanitizer. `static/js/editor_paste.js` does the same while
somebody pastes, and `tests/data/pasted.py` holds both to the same results.
"""

import re

from events.markup import BLANKS, BLOCKS, BOXES, TABLES, Node, read, written

_RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em"}
_CLASSES = {"MsoTitle": "h2", "MsoQuote": "blockquote", "MsoIntenseQuote": "blockquote"}
_FOREIGN = re.compile(
    rf"<(?:o:p|font|meta|h[156]|{'|'.join(sorted(BOXES))})\b|mso-|Mso[A-Z]|docs-internal|Apple-|sdfootnote",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\bmso-|\bMso[A-Z]|docs-internal")
_UNSEEN = ("display:none", "mso-hide:all", "mso-element:comment", "mso-element:header", "mso-element:footer")
_LIST = re.compile(r"mso-list:(l\d+) level(\d)")
_ORDERED = re.compile(r"\(?(\d+|[a-z]|[ivxlc]+)[.)]", re.IGNORECASE)
_MARKER = re.compile(r"\s*(?:[·•o§▪■‣◦–-]|\(?(?:\d+|[a-z]|[ivxlc]+)[.)])[\s\u00a0]+", re.IGNORECASE)
_SPACES = re.compile(r"\u00a0*[ \t\r\n\f][ \t\r\n\f\u00a0]*|\u00a0{2,}")
_MEANT = {  # what a style means that stands in place of an element
    "strong": "font-weight:(?:bold|[6-9]00)",
    "em": "font-style:italic",
    "sup": "vertical-align:super",
    "sub": "vertical-align:sub",
}
_NOT_MEANT = {"strong": "font-weight:(?:normal|400)", "em": "font-style:normal"}
_FLOWING = (BLOCKS | TABLES) - {"dt"}
Parts = list[Node | str]


def _style(node: Node) -> str:
    return re.sub(r"\s*([:;])\s*", r"\1", node.attributes.get("style", "").lower())


def _says(node: Node, declaration: str) -> bool:
    return bool(re.search(rf"(?:^|;){declaration}(?:$|[;\s])", _style(node)))


def _set_notes(root: Node) -> None:
    """A mark that leads to a note, which leads back to the mark, becomes the note itself, as `<small>`."""
    anchors = [(node, block) for node, block in root.walk(root) if node.tag == "a"]
    names = [node.attributes.get("name") or node.attributes.get("id") or "" for node, _ in anchors]
    places = {name: place for place, name in enumerate(names) if name}
    for place, (mark, _) in enumerate(anchors):
        other = places.get(mark.attributes.get("href", "").removeprefix("#"), 0)
        back, note = anchors[other]
        if other > place and names[place] and back.attributes.get("href") == f"#{names[place]}" and note is not root:
            note.drop(back)
            mark.tag, mark.attributes, mark.children, note.children = "small", {}, note.children, []


def _list_item(node: Node) -> Node:
    """The item that a paragraph pretends to be, with level, list and kind in its attributes; else the node itself."""
    found = _LIST.search(_style(node))
    if not found or node.tag not in ("p", "div", "h2", "h3", "h4"):
        return node
    marks = [child for child, _ in node.walk(node) if _says(child, "mso-list:ignore")]
    marker = marks[0].text() if marks else (_MARKER.match(node.text()) or [""])[0]
    for mark in marks:
        node.drop(mark)
    if not marks:
        node.cut(len(marker))
    ordered = _ORDERED.match(marker.strip(BLANKS))
    number = ordered[1] if ordered and ordered[1].isdigit() else "1"
    kind = "ol" if ordered else "ul"
    return Node("li", {"level": found[2], "list": f"{found[1]} {kind}", "start": number}, node.children)


def _forget_keyboards(root: Node) -> None:
    """Word processors mark every run with the language of the keyboard; it is kept where the script says the same."""
    nodes = [node for node, _ in root.walk(root)]
    if any(node.tag == "font" or _OFFICE.search(" ".join(node.attributes.values())) for node in nodes):
        for node in nodes:
            if node.attributes.get("dir", "").lower() != "rtl":
                node.attributes = {n: value for n, value in node.attributes.items() if n not in ("dir", "lang")}


def _kept(node: Node) -> dict[str, str]:
    gone = {"style", "class", "id", "name"}
    return {name: value for name, value in node.attributes.items() if name not in gone}


def _plain(node: Node) -> Parts:
    """What stands for an element once it is plain."""
    style = _style(node)
    if style and any(unseen in style for unseen in _UNSEEN):
        return []
    node = _list_item(node) if "mso-list" in style else node
    tag = _CLASSES.get(node.attributes.get("class", ""), _RENAMED.get(node.tag, node.tag))
    children = _content(Node(tag, node.attributes, node.children))
    if tag == "blockquote":
        children = _paragraphs(children)
    if tag in BOXES:
        holds_blocks = any(isinstance(child, Node) and child.tag in _FLOWING for child in children)
        return _paragraphs(children) if holds_blocks else [Node("p", _kept(node), children)]
    if "level" in node.attributes:
        return [Node("li", node.attributes, children)]
    return _plain_words(tag, node, children)


def _plain_words(tag: str, node: Node, children: Parts) -> Parts:
    attributes = _kept(node)
    if tag in ("font", "span"):
        for meant in (tag for tag, declaration in _MEANT.items() if _says(node, declaration)):
            children = [Node(meant, {}, children)]
        return [Node("span", attributes, children)] if attributes and tag == "span" else children
    is_dead = tag == "a" and attributes.get("href", "#").startswith("#")
    holds_note = tag == "sup" and [child.tag for child in children if isinstance(child, Node)] == ["small"]
    if is_dead or holds_note or (tag in _NOT_MEANT and _says(node, _NOT_MEANT[tag])):
        return children
    return [Node(tag, attributes, children)]


def _content(node: Node) -> Parts:
    """What is in a node, plain, with its lists gathered and without what is empty."""
    found: Parts = []
    for child in node.children:
        found += [child] if isinstance(child, str) else _plain(child)
    found = [child for child in found if isinstance(child, str) or child.tag == "br" or not child.is_empty()]
    found = _folded(found)
    found = _nested(found) if node.tag in ("ul", "ol") else _gathered(found)
    if node.tag in ("td", "th", "li", "small"):
        found = _without_lone_paragraph(found)
    return _trimmed(found) if node.tag in _FLOWING | BOXES | {"small"} else found


def _folded(children: Parts) -> Parts:
    """With words in one piece, and one blank where there were several."""
    found: Parts = []
    for child in children:
        if isinstance(child, str) and found and isinstance(found[-1], str):
            found[-1] += child
        else:
            found.append(child)
    return [_SPACES.sub(" ", child) if isinstance(child, str) else child for child in found]


def _is_blank(child: Node | str) -> bool:
    return isinstance(child, str) and not child.strip(BLANKS)


def _without_lone_paragraph(children: Parts) -> Parts:
    first, *others = [child for child in children if not _is_blank(child)] or [""]
    is_lone = all(isinstance(other, Node) and other.tag in ("ul", "ol") for other in others)
    if isinstance(first, Node) and first.tag == "p" and not first.attributes and is_lone:
        return [*first.children, *others]
    return children


def _trimmed(children: Parts) -> Parts:
    """Without blanks and line breaks at the edges of a block."""
    while children and (_is_blank(children[0]) or getattr(children[0], "tag", "") == "br"):
        children = children[1:]
    while children and (_is_blank(children[-1]) or getattr(children[-1], "tag", "") == "br"):
        children = children[:-1]
    if children and isinstance(children[0], str):
        children[0] = children[0].lstrip(BLANKS)
    if children and isinstance(children[-1], str):
        children[-1] = children[-1].rstrip(BLANKS)
    return children


def _nested(items: Parts) -> Parts:
    """A list that lies beside the items of another belongs into the item before it."""
    found: Parts = []
    for item in items:
        last = found[-1] if found else None
        if isinstance(item, Node) and item.tag in ("ul", "ol") and isinstance(last, Node):
            last.children.append(item)
        elif isinstance(item, Node):
            found.append(item)
    return found


def _gathered(children: Parts) -> Parts:
    """Items of pretended lists, put into real ones by their levels."""
    found: Parts = []
    lists: list[tuple[int, str, Node]] = []
    for child in children:
        if isinstance(child, Node) and "level" in child.attributes:
            _into_list(child, lists, found)
        elif not (lists and _is_blank(child)):
            lists = []
            found.append(child)
    return found


def _into_list(item: Node, lists: list[tuple[int, str, Node]], found: Parts) -> None:
    level, key, start = int(item.attributes["level"]), item.attributes["list"], item.attributes["start"]
    while lists and (lists[-1][0] > level or (lists[-1][0] == level and lists[-1][1] != key)):
        lists.pop()
    if not lists or lists[-1][0] < level:
        kind = key[-2:]
        new = Node(kind, {"start": start} if kind == "ol" and start != "1" else {})
        above = lists[-1][2].children[-1] if lists else None
        (above.children if isinstance(above, Node) else found).append(new)
        lists.append((level, key, new))
    item.attributes = {}
    lists[-1][2].children.append(item)


def _paragraphs(children: Parts) -> Parts:
    """Blocks, with the words between them in paragraphs."""
    found: Parts = []
    loose: Parts = []
    for child in [*children, None]:
        if child is not None and not (isinstance(child, Node) and child.tag in _FLOWING):
            loose.append(child)
            continue
        if words := _trimmed(loose):
            found.append(Node("p", {}, words))
        loose = []
        found += [child] if child else []
    return found


def plain_markup(markup: str) -> str:
    """Pasted markup as plain HTML; anything else as it is.

    Conditional comments, Office's own elements and styles go; pretended lists become real ones, notes stand where
    their marks were, empty paragraphs and runs of blanks are dropped. The result is not yet safe.
    """
    if not _FOREIGN.search(markup):
        return markup
    root = read(markup)
    _forget_keyboards(root)
    _set_notes(root)
    children = _content(root)
    if any(isinstance(child, Node) and child.tag in _FLOWING for child in children):
        children = _paragraphs(children)
    return written(children)
