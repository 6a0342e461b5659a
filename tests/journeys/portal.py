"""All that the portal says of the 2012 forum, as lines of text: pages, data, and what the PDFs are built from."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client

from reports.documents.final_report import internal_or_public
from reports.models import Report
from tests.public_pages import text
from unpog_portal.management.commands.demo import SLUG

PAGES = {
    "page": f"/reports/{SLUG}/",
    "cover": f"/reports/{SLUG}/cover.svg",
    "event": f"/events/{SLUG}/",
    "people": f"/events/{SLUG}/people/",
    "evaluation": f"/events/{SLUG}/evaluation/",
    "csv": f"/events/{SLUG}/evaluation.csv",
    "json": f"/events/{SLUG}/evaluation.json",
}
PLACES = (*PAGES, "public", "internal")
# Elements that stand inside a line; any other begins a new one.
_INLINE = {"a", "abbr", "b", "i", "em", "strong", "span", "cite", "q", "sub", "sup", "small", "u", "s", "time"}
_INLINE |= {"td", "th", "br"}  # a row of a table is one line
_UNSEEN = {"head", "script", "style"}
_SPACE = re.compile(r"\s+")


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "script"  # a comment is not seen


def _marks(drawing: Element) -> str:
    """What a ring draws, counted: strokes, arcs, and dots by their size."""
    paths = [part.get("d", "") for part in drawing.iter() if _tag(part) == "path"]
    strokes = sum(path.count("L") for path in paths)
    dots = Counter(part.get("r", "") for part in drawing.iter() if _tag(part) == "circle")
    small = [f"{number} of {radius}" for radius, number in sorted(dots.items()) if float(radius) < 20]
    return f"drawn: {strokes} strokes, {sum('A345' in path for path in paths)} arcs, dots {', '.join(small)}"


def _pieces(element: Element) -> Iterator[str]:
    """The text of an element, with a line feed wherever a line ends."""
    tag = _tag(element)
    if tag in _UNSEEN:
        return
    if tag == "svg" and any(_tag(part) == "circle" and part.get("fill") for part in element):
        yield f"\n{element.findtext('{*}title', '')}\n{_marks(element)}\n"
        return
    end = "" if element.get("class") == "nb" else " " if tag in _INLINE else "\n"
    yield end + _SPACE.sub(" ", element.text or "")
    for kid in element:
        yield from _pieces(kid)
        yield _SPACE.sub(" ", kid.tail or "")
    yield end


def lines(markup: str) -> str:
    """The text of a page or a picture, line by line; of a bar its sentence and the numbers on it."""
    read = "".join(_pieces(html5lib.parse(markup, namespaceHTMLElements=False)))
    folded = (" ".join(line.split()) for line in read.splitlines())
    return "\n".join(line for line in folded if line) + "\n"


def _answer(client: Client, place: str) -> str:
    answer = client.get(PAGES[place])
    assert answer.status_code == 200
    body = text(answer)
    if place == "csv":
        return body.replace("\r\n", "\n")
    return body if place == "json" else lines(body)


def everything() -> dict[str, str]:
    """What a stranger reads at every place, and the two editions for print."""
    stranger, report = Client(), Report.objects.get(slug=SLUG)
    found = {place: _answer(stranger, place) for place in PAGES}
    json.loads(found["json"])
    for place in ("public", "internal"):
        found[place] = lines(internal_or_public(report, is_internal=place == "internal")[1].html)
    return found
