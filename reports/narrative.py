"""Sentences with figures, in the style of the United Nations, made from the figures alone."""

from collections.abc import Sequence

from events.figures import Group
from events.models import Host, Organization, Sector
from events.narrative import (
    amount,
    counted,
    dates_in_prose,
    figure,
    listed,
    opening,
    per_cent,
    place,
    sentence,
    with_article,
)
from reports.figures import Facts

_SECTORS = {
    Sector.GOVERNMENT: "from government",
    Sector.PRIVATE: "from the private sector",
    Sector.ACADEMIA: "from academia",
    Sector.INTERNATIONAL_ORGANIZATION: "from international organizations",
    Sector.CIVIL_SOCIETY: "from civil society",
    Sector.MEDIA: "from the media",
}


def roman(number: int) -> str:
    """A number from 1 to 39 as a roman numeral, for chapters and annexes."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def the_event(facts: Facts) -> str:
    """How running text calls the event: "the Forum"."""
    return f"the {facts.event.short_name}"


def hosts_by_role(facts: Facts) -> tuple[tuple[str, tuple[Organization, ...]], ...]:
    """Who held the event: its hosts and its organizers, each with the word for them."""
    rows = []
    for role, word in ((Host.Role.HOST, "Host"), (Host.Role.ORGANIZER, "Organizer")):
        found = tuple(host.organization for host in facts.event.hosts.all() if host.role == role)
        if found:
            rows.append((word if len(found) == 1 else f"{word}s", found))
    return tuple(rows)


def held_sentence(facts: Facts) -> str:
    """When and where: "The Forum took place on 18 and 19 October 2012: Lotte Hotel, Seoul, Republic of Korea."."""
    event = facts.event
    venue = f"{event.venue}, " if event.venue else ""
    dates = dates_in_prose(event.starts_on, event.ends_on)
    return f"{sentence(the_event(facts))} took place {dates}: {venue}{place(event)}."


def _sector(group: Group) -> str:
    words = _SECTORS.get(Sector(group.sector), "") if group.sector else "of no stated sector"
    return f"{figure(group.count)} {words}"


def participation_sentences(facts: Facts) -> list[str]:
    """Who took part, from the total to its parts; what was not recorded is not mentioned."""
    people, found = facts.people, []
    if people.total is not None:
        origin = f" from {counted(people.countries, 'country', 'countries')}" if people.countries else ""
        found.append(f"{opening(people.total)} {'person' if people.total == 1 else 'people'} took part{origin}.")
    elif people.countries:
        found.append(
            f"{opening(people.countries)} {'country was' if people.countries == 1 else 'countries were'} represented."
        )
    if people.international is not None and people.national is not None:
        visitors = counted(people.international, "international participant")
        home = with_article(facts.event.country.name)
        unstated = (people.total or 0) - people.international - people.national
        parts = [visitors, f"{figure(people.national)} from {home}"]
        if unstated:
            parts.append(f"{figure(unstated)} of no stated origin")
        found.append(f"They were {listed(parts)}.")
    sectors = [group for group in people.national_by_sector if group.sector]
    if sectors:
        found.append(f"Among the national participants were {listed(_sector(group) for group in sectors)}.")
    if people.organization_people is not None and people.organizations is not None:
        found.append(
            f"{opening(people.organization_people)} of the international participants represented "
            f"{counted(people.organizations, 'international organization')}."
        )
    if people.ministers is not None:
        noun = "ministers and vice-ministers" if people.ministers > 1 else "minister or vice-minister"
        found.append(f"{opening(people.ministers) if people.ministers else 'No'} {noun} attended.")
    return found


def budget_sentences(facts: Facts) -> list[str]:
    """What travel cost and what it went on; what else was spent."""
    return [*_travel_sentences(facts), *_cost_sentences(facts)]


def _travel_sentences(facts: Facts) -> list[str]:
    totals = facts.budget.totals
    if not totals.travellers:
        return []
    noun = "traveller" if totals.travellers == 1 else "travellers"
    cost = f"{opening(totals.travellers)} {noun} cost {money(facts, amount(totals.total))} in all"
    if not totals.total:
        return [f"{cost}."]
    parts = (
        ("travel", totals.travel),
        ("daily subsistence allowance", totals.dsa),
        ("terminal expenses", totals.terminal),
    )
    shares = listed(f"{per_cent(facts.share(value, totals.total))} for {name}" for name, value in parts)
    return [f"{cost}: {shares}."]


def _cost_sentences(facts: Facts) -> list[str]:
    budget = facts.budget
    if not budget.costs:
        return []
    other, whole = (money(facts, amount(sums.actual)) for sums in (budget.other_sums, budget.sums))
    if not budget.lines:
        return [f"The costs came to {other}."]
    return [f"Other costs came to {other}; with travel the event cost {whole}."]


def money(facts: Facts, text: str) -> str:
    """An amount with its currency, where the source states one."""
    return f"{facts.budget.currency} {text}" if facts.budget.currency else text


def budget_notes(facts: Facts) -> list[str]:
    """What a reader of the amounts must know."""
    budget = facts.budget
    notes = []
    if not budget.currency:
        notes.append("The source states no currency.")
    if facts.names_travellers and budget.cancelled:
        notes.append(_cancelled("Line", budget.cancelled))
    if budget.other_sums.unknown:
        notes.append(f"What {counted(budget.other_sums.unknown, 'other cost')} came to is not known yet.")
    if facts.is_internal and budget.cancelled_costs:
        notes.append(_cancelled("Cost", [cost.number for cost in budget.cancelled_costs]))
    return notes


def _cancelled(noun: str, numbers: Sequence[int]) -> str:
    plural, verb = ("", "was") if len(numbers) == 1 else ("s", "were")
    return f"{noun}{plural} {listed(map(str, numbers))} {verb} cancelled; the numbers are kept."


def programme_sentence(facts: Facts) -> str:
    """How many presentations there were, in how many sessions and tracks."""
    programme = facts.programme
    if not programme.presentations:
        return ""
    sessions = counted(programme.sessions, "session")
    described = [number for number, (sittings, _) in programme.by_track.items() if sittings]
    tracks = f" of {listed(f'Track {number}' for number in described)}" if described else ""
    noun = "presentation was" if programme.presentations == 1 else "presentations were"
    return f"{opening(programme.presentations)} {noun} given in the {sessions}{tracks}."
