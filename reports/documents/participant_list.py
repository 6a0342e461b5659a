"""The list of participants, by State and organization: one edition for the office, one for the public."""

from dataclasses import dataclass
from typing import Any

from events.countries import country_name
from events.figures.roster import ORGANIZATION, OTHER, SECRETARIAT, STATE, RosterGroup, RosterPerson, roster
from events.models import Event
from reports.documents.paper import Paper, Part, worded_event
from reports.documents.paper_words import paper_words
from reports.pdf import Document

PEOPLE_IN_A_FILE = 600
_TITLES = {STATE: "states", ORGANIZATION: "organizations", OTHER: "others", SECRETARIAT: "secretariat"}


@dataclass(frozen=True)
class Entry:
    """A person, with what is known besides the name."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """People under one heading; the heading is empty where the chapter says it all."""

    heading: str
    people: tuple[Entry, ...]


@dataclass(frozen=True)
class Chapter:
    """The States, the organizations, the others, or the secretariat."""

    title: str
    groups: tuple[Group, ...]


def _entry(person: RosterPerson, kind: str) -> Entry:
    organization = "" if kind == ORGANIZATION else person.organization
    return Entry(person.name, tuple(line for line in (person.position, organization) if line))


def chapters(groups: tuple[RosterGroup, ...], language: str) -> tuple[Chapter, ...]:
    """The groups of a roster under their titles; those without people are left out."""
    words, found = paper_words(language), []
    for kind, key in _TITLES.items():
        own = [group for group in groups if group.kind == kind]
        has_headings = kind in (STATE, ORGANIZATION)
        parts = tuple(
            Group(group.heading if has_headings else "", tuple(_entry(one, kind) for one in group.people))
            for group in own
        )
        if parts:
            found.append(Chapter(words[key], parts))
    return tuple(found)


def _in_files(groups: tuple[RosterGroup, ...]) -> list[tuple[RosterGroup, ...]]:
    """Whole groups together as long as they fit into one build; no heading is torn apart."""
    files: list[list[RosterGroup]] = [[]]
    for group in groups:
        if files[-1] and sum(len(one.people) for one in files[-1]) + len(group.people) > PEOPLE_IN_A_FILE:
            files.append([])
        files[-1].append(group)
    return [tuple(file) for file in files]


def participant_list(
    event: Event, *, language: str = "en", is_public: bool = True, attended_only: bool = True
) -> list[Part]:
    """The list; the public edition holds only those who agreed to be printed in it."""
    groups = roster(event, language=language, listed_only=is_public, attended_only=attended_only)
    words, worded = paper_words(language), worded_event(event, language)
    country = country_name(str(worded.country.code), language)
    counts = [
        (words[_TITLES[kind]], len([one for one in groups if one.kind == kind])) for kind in (STATE, ORGANIZATION)
    ]
    context = {
        "place": ", ".join(part for part in (worded.venue, worded.city, country) if part),
        "edition": words["of_public" if is_public else "of_office"],
        "total": sum(len(group.people) for group in groups),
        "counts": [(title, count) for title, count in counts if count],
        "is_public": is_public,
    }
    files = _in_files(groups)
    edition = "public" if is_public else "office"

    def part(number: int, items: tuple[RosterGroup, ...]) -> Part:
        def make(items: tuple[Any, ...], pages_before: int) -> Document:
            own = context | {"chapters": chapters(items, language), "is_first": number == 1}
            paper = Paper("participant_list", "participant_list", event, language, "", pages_before, own)
            return paper.document()

        stem = f"participants-{edition}" + (f"-{number}" if len(files) > 1 else "")
        return Part(stem, items, make, follows=number > 1)

    return [part(number, items) for number, items in enumerate(files, 1)]
