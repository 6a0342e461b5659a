"""Who took part, by origin and sector, with the groups that overlap."""

from dataclasses import dataclass
from decimal import Decimal

from events.charts import group_label
from events.figures.counting import published_partitions, title_of
from events.figures.partitions import Partition
from reports.figures import Facts
from reports.narrative import participation_sentences


@dataclass(frozen=True)
class Row:
    """A group with its share of all participants."""

    label: str
    count: int
    percent: Decimal


@dataclass(frozen=True)
class Content:
    """`rows` add up to the total; `overlapping` are counted inside them.

    `tables` divide those counted by name further, registered and attended apart.
    """

    sentences: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int | None
    percent_sum: Decimal
    overlapping: tuple[tuple[str, int], ...]
    entries: tuple[tuple[str, str], ...] = ()
    tables: tuple[tuple[str, Partition], ...] = ()
    has_registered: bool = False


def heading(facts: Facts) -> str:
    """The usual heading."""
    return "Participants"


def _overlapping(facts: Facts) -> tuple[tuple[str, int], ...]:
    people = facts.people
    found = (
        (f"National participants ({facts.event.country.name})", people.national),
        ("People from international organizations", people.organization_people),
        ("International organizations", people.organizations),
        ("Ministers and vice-ministers", people.ministers),
        ("Countries represented", people.countries),
    )
    return tuple((label, count) for label, count in found if count is not None)


def build(facts: Facts) -> Content | None:
    """The section, or nothing where no number was recorded."""
    sentences = tuple(participation_sentences(facts))
    if not sentences:
        return None
    total = facts.people.total
    rows = tuple(
        Row(group_label(group, facts.event.country.name), group.count, facts.share(group.count, total or 0))
        for group in facts.people.groups
    )
    return Content(
        sentences=sentences,
        rows=rows,
        total=total,
        percent_sum=sum((row.percent for row in rows), Decimal(0)),
        overlapping=_overlapping(facts),
        tables=tuple((title_of(found, facts.event), found) for found in published_partitions(facts.event)),
        has_registered=bool(facts.people.registered),
    )
