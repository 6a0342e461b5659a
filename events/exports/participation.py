"""The counts of an event's participants as a table and for programs: groups and numbers, nobody by name."""

from collections.abc import Iterator
from typing import Any

from events.exports.tables import Value, as_csv
from events.figures.counting import Bodies, CountingFigures, title_of
from events.figures.partitions import Partition
from events.models import Event

VERSION = 1  # of the JSON file
HEADER = (
    "partition",
    "code",
    "group",
    "registered_by_name",
    "attended",
    "attended_by_name",
    "attended_in_groups",
    "basis",
)


def _bodies(name: str, found: Bodies) -> tuple[Value, ...]:
    return (name, "", "", found.registered, found.number, found.attended, None, found.basis)


def _parts(event: Event, found: Partition) -> Iterator[tuple[Value, ...]]:
    title = title_of(found, event)
    for part in found.parts:
        yield (title, part.key, part.label, part.registered, part.attended, part.named, part.counted)
    if found.registered_rest or found.attended_rest:
        yield (title, "", "Not stated", found.registered_rest, found.attended_rest)


def _rows(event: Event, figures: CountingFigures) -> Iterator[tuple[Value, ...]]:
    yield ("All participants", "", "", figures.registered, figures.attended, figures.named, figures.counted)
    yield _bodies("Countries", figures.countries)
    yield _bodies("International organizations", figures.organizations)
    for found in figures.partitions:
        yield from _parts(event, found)


def participation_csv(event: Event, figures: CountingFigures) -> bytes:
    """One row for each group; what nobody recorded stays empty."""
    rows = ((*row, *(None for _ in HEADER))[: len(HEADER)] for row in _rows(event, figures))
    return as_csv(HEADER, rows)


def participation_json(event: Event, figures: CountingFigures) -> dict[str, Any]:
    """The same as nested objects."""
    return {
        "version": VERSION,
        "event": event.slug,
        "title": event.title,
        "registered_by_name": figures.registered,
        "attended": figures.attended,
        "attended_by_name": figures.named,
        "attended_in_groups": figures.counted,
        "countries": _number(figures.countries),
        "international_organizations": _number(figures.organizations),
        "partitions": [_partition(event, found) for found in figures.partitions],
    }


def _number(found: Bodies) -> dict[str, Any]:
    return {
        "number": found.number,
        "basis": found.basis,
        "registered_by_name": found.registered,
        "attended_by_name": found.attended,
    }


def _partition(event: Event, found: Partition) -> dict[str, Any]:
    return {
        "key": found.key,
        "title": title_of(found, event),
        "groups": [
            {"code": part.key, "label": part.label, "registered_by_name": part.registered, "attended": part.attended}
            for part in found.parts
        ],
        "not_stated": {"registered_by_name": found.registered_rest, "attended": found.attended_rest},
    }
