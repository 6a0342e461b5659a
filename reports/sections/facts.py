"""The event at a glance: large figures, who took part, and the facts in a box."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from events.charts import Bar, Shade, legend, participation_bar
from events.narrative import counted, date_range, place, sentence, weekdays
from reports.figures import Facts
from reports.narrative import hosts_by_role


@dataclass(frozen=True)
class Content:
    """`figures` are pairs of a number and its noun; `rows` a term with its lines."""

    lead: SafeString
    figures: tuple[tuple[int, str], ...]
    bar: Bar | None
    legend: tuple[tuple[str, Shade], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    entries: tuple[tuple[str, str], ...] = ()


def heading(facts: Facts) -> str:
    """The usual heading."""
    return f"The {sentence(facts.event.short_name)} at a glance"


def key_figures(facts: Facts) -> tuple[tuple[int, str], ...]:
    """The large figures; what was not recorded is left out."""
    people = facts.people
    sent = f", with {counted(people.organization_people, 'participant')}" if people.organization_people else ""
    found = (
        (people.total, "participant", "participants", ""),
        (people.countries, "country", "countries", ""),
        (people.organizations, "international organization", "international organizations", sent),
        (people.ministers, "minister or vice-minister", "ministers and vice-ministers", ""),
        (facts.programme.presentations or None, "presentation", "presentations", _in_tracks(facts)),
    )
    return tuple(
        (number, (one if number == 1 else several) + rest) for number, one, several, rest in found if number is not None
    )


def _in_tracks(facts: Facts) -> str:
    """The track that the presentations belong to, where it is one alone."""
    described = [number for number, (sessions, _) in facts.programme.by_track.items() if sessions]
    return f" in Track\u00a0{described[0]}" if len(described) == 1 else ""


def _participants(facts: Facts) -> tuple[str, ...]:
    people = facts.people
    parts = []
    if people.international is not None:
        parts.append(f"{people.international:,} international")
    if people.national is not None:
        parts.append(f"{people.national:,} national")
    return tuple(parts) if parts else ((f"{people.total:,}",) if people.total is not None else ())


def _rows(facts: Facts) -> tuple[tuple[str, tuple[str, ...]], ...]:
    event = facts.event
    rows = (
        ("Theme", (event.theme,) if event.theme else ()),
        ("Dates", (date_range(event.starts_on, event.ends_on), weekdays(event.starts_on, event.ends_on))),
        ("Venue", tuple(part for part in (event.venue, place(event)) if part)),
        *((word, tuple(one.name for one in found)) for word, found in hosts_by_role(facts)),
        ("Participants", _participants(facts)),
    )
    return tuple((term, lines) for term, lines in rows if lines)


def build(facts: Facts) -> Content:
    """The section of any event: dates and place are always known."""
    bar = participation_bar(facts.people, facts.event.country.name)
    return Content(
        lead=facts.bound_line(facts.report.lead),
        figures=key_figures(facts),
        bar=bar,
        legend=legend([bar]) if bar else (),
        rows=_rows(facts),
    )
