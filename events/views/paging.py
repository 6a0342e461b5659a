"""Pages of a long list by place, not by number: the last page costs what the first one costs."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from events.models.neighbours import NeighboursQuerySet

PAGE_SIZE = 20
_PLACE = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})")


@dataclass(frozen=True)
class Page:
    """Some items of a list; `newer` and `older` are the query strings of the pages beside it, or empty."""

    items: tuple[Any, ...]
    newer: str
    older: str


def _place(text: str, found: NeighboursQuerySet) -> Any:
    """An unsaved item that stands at the place, or nothing where the text names none."""
    match = _PLACE.fullmatch(text)
    try:
        return match and found.model(pk=int(match[2]), **{found.FIRST_DAY: date.fromisoformat(match[1])})
    except ValueError:
        return None


def _address(asked: QueryDict, direction: str, item: Any, found: NeighboursQuerySet) -> str:
    query = asked.copy()
    query.pop("before", None)
    query.pop("after", None)
    query[direction] = f"{getattr(item, found.FIRST_DAY):%Y-%m-%d}.{item.pk}"
    return f"?{query.urlencode()}"


def page(found: NeighboursQuerySet, asked: QueryDict) -> Page:
    """One page of `found`, the newest first, in one query. `asked` may hold `before` or `after`, a place each."""
    before, after = (_place(asked.get(name, ""), found) for name in ("before", "after"))
    if after and not before:
        items = [*found.after(after)[: PAGE_SIZE + 1]][::-1]
        has_newer, has_older, items = len(items) > PAGE_SIZE, True, items[-PAGE_SIZE:]
    else:
        items = [*(found.before(before) if before else found.latest_first())[: PAGE_SIZE + 1]]
        has_newer, has_older, items = bool(before), len(items) > PAGE_SIZE, items[:PAGE_SIZE]
    return Page(
        tuple(items),
        _address(asked, "after", items[0], found) if items and has_newer else "",
        _address(asked, "before", items[-1], found) if items and has_older else "",
    )
