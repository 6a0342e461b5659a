"""The data ring of the cover: one mark for each fact of the event."""

from dataclasses import dataclass
from math import cos, pi, sin

from events.narrative import counted, listed
from reports.figures import Facts

CENTRE, MOST_MARKS = 500, 240
ARC_COLOURS = ("#FFFFFF", "#6FC5EA", "#3C7FB0", "#009EDB")


@dataclass(frozen=True)
class Ring:
    """Marks on a field of 1,000 by 1,000: ticks and arcs as path data, dots as pairs of coordinates."""

    title: str
    ticks: str
    arcs: tuple[tuple[str, str], ...]
    small_dots: tuple[tuple[str, str], ...]
    amber_dots: tuple[tuple[str, str], ...]
    key: tuple[tuple[str, str], ...]


def _point(radius: float, turn: float) -> tuple[str, str]:
    """A point of a circle around the centre; `turn` 0 is at the top, clockwise."""
    angle = 2 * pi * turn - pi / 2
    return f"{CENTRE + radius * cos(angle):.2f}", f"{CENTRE + radius * sin(angle):.2f}"


def _ticks(count: int) -> str:
    lines = []
    for number in range(min(count, MOST_MARKS)):
        turn = number / min(count, MOST_MARKS)
        lines.append("M{} {}L{} {}".format(*_point(435, turn), *_point(470, turn)))
    return "".join(lines)


def _dots(count: int, radius: float, offset: float) -> tuple[tuple[str, str], ...]:
    shown = min(count, MOST_MARKS)
    return tuple(_point(radius, (number + offset) / shown) for number in range(shown))


def _arcs(counts: list[int], start: float = 0.55, gap: float = 0.006) -> tuple[tuple[str, str], ...]:
    if len(counts) == 1:  # a full circle has no ends: it is drawn in one path as two halves
        halves = (*_point(345, start), *_point(345, start + 0.5), *_point(345, start))
        return (("M{} {}A345 345 0 1 1 {} {}A345 345 0 1 1 {} {}".format(*halves), ARC_COLOURS[0]),)
    whole, turn, found = sum(counts), start, []
    for number, count in enumerate(counts):
        end = turn + count / whole
        large = int(end - turn > 0.5)
        path = "M{} {}A345 345 0 {} 1 {} {}".format(*_point(345, turn + gap / 2), large, *_point(345, end - gap / 2))
        found.append((path, ARC_COLOURS[number % len(ARC_COLOURS)]))
        turn = end
    return tuple(found)


def data_ring(facts: Facts) -> Ring:
    """Ticks for countries, arcs for groups of participants, small dots for presentations, amber dots for ministers."""
    people, presentations = facts.people, facts.programme.presentations
    groups = [group.count for group in people.groups if group.count]
    key = []
    if people.countries:
        key.append(("tick", f"{counted(people.countries, 'stroke')}: countries"))
    if people.total:
        key.append(("arc", f"{counted(len(groups), 'arc')}: {people.total:,} participants by group"))
    if presentations:
        key.append(("small", f"{counted(presentations, 'small dot')}: presentations"))
    if people.ministers:
        key.append(("amber", f"{counted(people.ministers, 'amber dot')}: ministers and vice-ministers"))
    words = listed(text.replace(":", " for") for _, text in key) or "no marks"
    return Ring(
        title=f"A ring drawn from the figures of {facts.event.title}: {words}.",
        ticks=_ticks(people.countries or 0),
        arcs=_arcs(groups) if groups else (),
        small_dots=_dots(presentations, 265, 0),
        amber_dots=_dots(people.ministers or 0, 205, 0.5),
        key=tuple(key),
    )
