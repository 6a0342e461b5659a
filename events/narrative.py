"""Numbers, dates and lists as the United Nations writes them, and figures bound into running text.

Rules (UN editorial manual): words under 10 and figures from 10; no sentence opens with a figure; "per cent" in prose;
"18 and 19 October 2012"; "from 1 to 3 May 2012".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from events.figures import BudgetLine, Part, ParticipationFigures, ProgrammeFigures
from events.models import Event, Host, Organization

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ARTICLE = re.compile(
    r"(Bahamas|Central African|Comoros|Congo|Democratic|Dominican Republic|Gambia|Lao People|Maldives|Marshall|"
    r"Netherlands|Niger$|Philippines|Republic|Russian|Solomon|Sudan|Syrian|United)"
)
_REFERENCE = re.compile(r"\{([A-Za-z][\w.-]*)\}")


def number_words(number: int) -> str:
    """`number` (0 to 999,999,999) in words: "seven hundred and sixty-six"; ValueError outside."""
    if not 0 <= number < 1_000_000_000:
        raise ValueError(number)
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    for size, word in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            count, rest = divmod(number, size)
            tail = f" and {number_words(rest)}" if rest < 100 else f" {number_words(rest)}"
            return f"{number_words(count)} {word}" + (tail if rest else "")
    raise ValueError(number)


def figure(number: int) -> str:
    """A count in running text: "seven", "21", "1,200"."""
    return number_words(number) if number < 10 else f"{number:,}"


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def opening(number: int) -> str:
    """A count that opens a sentence: "Twenty-one"."""
    return sentence(number_words(number))


def counted(number: int, singular: str, plural: str = "") -> str:
    """A count with its noun: "one country", "50 countries"."""
    return f"{figure(number)} {singular if number == 1 else plural or singular + 's'}"


def decimal_text(value: Decimal) -> str:
    """A rounded number as tables print it: "96,880", "5.9"."""
    return f"{value:,f}"


def amount(value: Decimal) -> str:
    """An amount of money: whole amounts without decimals, others with two."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def per_cent(value: Decimal) -> str:
    """A percentage in running text: "43 per cent"."""
    return f"{decimal_text(value)} per cent"


def opening_per_cent(value: Decimal) -> str:
    """A percentage that opens a sentence: "Forty-three per cent", "Five point nine per cent"."""
    whole, _, decimals = f"{value:f}".partition(".")
    words = number_words(int(whole))
    if decimals:
        words += " point " + " ".join(_ONES[int(digit)] for digit in decimals)
    return f"{sentence(words)} per cent"


def listed(items: Iterable[str]) -> str:
    """A list in running text: "a", "a and b", "a, b and c"."""
    parts = list(items)
    return " and ".join(p for p in (", ".join(parts[:-1]), *parts[-1:]) if p)


def day_text(day: date) -> str:
    """A date: "18 October 2012"."""
    return f"{day.day} {day:%B %Y}"


def _without_repeats(first: date, last: date) -> str:
    if first.year != last.year:
        return day_text(first)
    return f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"


def date_range(first: date, last: date) -> str:
    """Dates for tables and covers: "18–19 October 2012"."""
    if first == last:
        return day_text(first)
    start = _without_repeats(first, last)
    return f"{start}{'–' if start.isdigit() else ' – '}{day_text(last)}"


def dates_in_prose(first: date, last: date) -> str:
    """Dates for sentences: "on 18 and 19 October 2012", "from 1 to 3 May 2012"."""
    if first == last:
        return f"on {day_text(first)}"
    start = _without_repeats(first, last)
    if last - first == timedelta(days=1):
        return f"on {start} and {day_text(last)}"
    return f"from {start} to {day_text(last)}"


def weekdays(first: date, last: date) -> str:
    """The weekdays of an event: "Thursday and Friday", "Monday to Thursday"."""
    if first == last:
        return f"{first:%A}"
    joint = " and " if last - first == timedelta(days=1) else " to "
    return f"{first:%A}{joint}{last:%A}"


def with_article(country: str) -> str:
    """A country's UN short name inside a sentence: "the Republic of Korea", "Panama"."""
    return f"the {country}" if _ARTICLE.match(country) else country


def place(event: Event) -> str:
    """City and country: "Seoul, Republic of Korea"."""
    return f"{event.city}, {event.country.name}"


def months(first: date, last: date) -> str:
    """When, roughly: "October 2012", "September and October 2012"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return f"{first:%B} and {last:%B %Y}" if first.year == last.year else f"{first:%B %Y} and {last:%B %Y}"


def hosts_in_prose(event: Event) -> str:
    """The hosts as a sentence lists them: "the Ministry of Knowledge Economy (MKE) and WeGO"."""
    kinds = (Organization.Kind.GOVERNMENT, Organization.Kind.UNITED_NATIONS)
    hosts = [host.organization for host in event.hosts.all() if host.role == Host.Role.HOST]
    return listed(f"the {host}" if host.kind in kinds else str(host) for host in hosts)


def event_words(event: Event) -> dict[str, str]:
    """What prose may quote of the event, by the name it uses; what was not recorded has no entry."""
    found = {
        "title": event.title,
        "theme": event.theme,
        "venue": event.venue,
        "city": event.city,
        "country": with_article(event.country.name),
        "month": months(event.starts_on, event.ends_on),
        "dates": dates_in_prose(event.starts_on, event.ends_on),
        "hosts": hosts_in_prose(event),
    }
    return {name: words for name, words in found.items() if words}


def references(event: Event, people: ParticipationFigures, programme: ProgrammeFigures) -> dict[str, int | str]:
    """The figures and words that prose may name, by the name it uses; what is not known has no entry."""
    found: dict[str, int | None] = {
        "participants": people.total,
        "international": people.international,
        "national": people.national,
        "countries": people.countries,
        "ministers": people.ministers,
        "organizations": people.organizations,
        "organization_people": people.organization_people,
        "days": programme.days,
        "tracks": programme.tracks,
        "sessions": programme.sessions,
        "presentations": programme.presentations,
    }
    found |= {group.sector: group.count for group in people.national_by_sector if group.sector}
    for code, count in programme.by_session.items():
        found[f"session.{code}.presentations"] = count
    for number, (sessions, presentations) in programme.by_track.items():
        found |= {f"track.{number}.sessions": sessions, f"track.{number}.presentations": presentations}
    return event_words(event) | {name: number for name, number in found.items() if number is not None}


def _bound(name: str, known: Mapping[str, int | str]) -> str:
    value, opens = known.get(name[0].lower() + name[1:]), name[0].isupper()
    if value is None:
        return f"[unknown figure: {escape(name)}]"
    if isinstance(value, str):
        return escape(sentence(value) if opens else value)
    return opening(value) if opens else figure(value)


def bind(markup: str, known: Mapping[str, int | str]) -> SafeString:
    """Sanitized rich text with its references replaced by figures in UN style.

    `{participants}` becomes "766"; `{Ministers}` opens a sentence and becomes "Nineteen". A reference that is not
    known stays visible as "[unknown figure: …]". The text is never run as a template.
    """
    return mark_safe(_REFERENCE.sub(lambda match: _bound(match[1], known), markup))  # noqa: S308 - sanitized on save


def unknown_references(markup: str, known: Mapping[str, int | str]) -> Sequence[str]:
    """References in a text that no figure answers."""
    names = _REFERENCE.findall(markup)
    return [name for name in names if name[0].lower() + name[1:] not in known]


def part_text(part: Part, noun: str) -> str:
    """One product: "4 days × 409", "2 legs New York × 63", "1 day lodging at 50 per cent of 409"."""
    number = f"{part.count.normalize():,f}"
    words = " ".join(word for word in (number, noun if part.count == 1 else f"{noun}s", part.label) if word)
    if part.per_cent is None:
        return f"{words} × {amount(part.each)}"
    return f"{words} at {part.per_cent.normalize():f} per cent of {amount(part.each)}"


def _with_result(parts: Sequence[Part], noun: str) -> str:
    total = sum((part.amount for part in parts), Decimal(0))
    return f"{' + '.join(part_text(part, noun) for part in parts)} = {amount(total)}"


def explanations(line: BudgetLine) -> list[tuple[str, str]]:
    """How the amounts of a line come about, component by component: "DSA", "4 days × 409 = 1,636"."""
    found = [("DSA", _with_result(line.allowance, "day"))] if line.allowance else []
    found += [("less", _with_result([part], "day")) for part in line.deductions]
    if line.deductions:
        found.append(("DSA in all", amount(line.dsa)))
    return [*found, ("TE", _with_result(line.journeys, "leg"))] if line.journeys else found
