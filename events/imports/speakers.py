"""The speakers of a session as one cell names them: "Moderator: Ana Silva (UNDP); LEE Byungshik"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from events.imports.checking import Choice, Option, RowReader
from events.imports.known import FoundPerson, Organizations, People
from events.imports.names import Name, plain, split
from events.models import Presentation, Session
from events.text import clean_line, is_one_letter_away

COLUMN = "speakers"
_PARTS = re.compile(r"\s*[;\n•]\s*")
_IN_BRACKETS = re.compile(r"(.*?)\s*\(((?:[^()]|\([^()]*\))*)\)\s*", re.DOTALL)
_MANY = re.compile(r"\s(?:and|&)\s|/|\d")
_ROLES = {
    "moderator": Presentation.Role.MODERATOR,
    "moderated by": Presentation.Role.MODERATOR,
    "facilitator": Presentation.Role.MODERATOR,
    "chair": Presentation.Role.CHAIR,
    "chaired by": Presentation.Role.CHAIR,
    "chairperson": Presentation.Role.CHAIR,
    "keynote": Presentation.Role.KEYNOTE,
    "keynote speaker": Presentation.Role.KEYNOTE,
    "opening": Presentation.Role.OPENING,
    "opening remarks": Presentation.Role.OPENING,
    "speaker": Presentation.Role.SPEAKER,
    "speakers": Presentation.Role.SPEAKER,
    "presenter": Presentation.Role.SPEAKER,
    "panellist": Presentation.Role.SPEAKER,
    "panelist": Presentation.Role.SPEAKER,
}
_BY_KIND = {
    Session.Kind.KEYNOTE: Presentation.Role.KEYNOTE,
    Session.Kind.OPENING: Presentation.Role.OPENING,
}


@dataclass(frozen=True)
class SpeakerPlan:
    """Somebody who speaks in a session, from where, and as what."""

    person: FoundPerson
    organization: int | None
    affiliation: str
    role: str


def _role(text: str) -> tuple[str, str]:
    """The role before a colon, and what follows it."""
    before, colon, after = text.partition(":")
    role = _ROLES.get(plain(before), "") if colon else ""
    return (role, after.strip()) if role else ("", text)


def _brackets(text: str) -> tuple[str, str]:
    found = _IN_BRACKETS.fullmatch(text)
    return (found[1], found[2].strip()) if found else (text, "")


def read_speakers(
    reader: RowReader, people: People, organizations: Organizations, kind: str
) -> tuple[SpeakerPlan, ...]:
    """All speakers of the row; what cannot be understood is noted at its column."""
    parts = [part for part in _PARTS.split(reader.lines(COLUMN)) if part.strip(" ,-–")]
    cell = reader.lines("organization")
    bodies = [clean_line(part) for part in _PARTS.split(cell)] if cell else []
    if len(bodies) not in (0, 1, len(parts)):
        reader.complain(
            "organization",
            f"There are {len(bodies)} organizations for {len(parts)} speakers.",
            "Write one for all, or one for each, parted by semicolons; or write Name (Organization).",
        )
        bodies = []
    spread = bodies * len(parts) if len(bodies) == 1 else bodies or [""] * len(parts)
    known = people, organizations
    plans = (_speaker(reader, part, body, known, kind) for part, body in zip(parts, spread, strict=True))
    return tuple(_once(plan for plan in plans if plan))


def _once(plans: Iterator[SpeakerPlan]) -> Iterator[SpeakerPlan]:
    seen = set()
    for plan in plans:
        who = plan.person.pk or plan.person.key
        if who not in seen:
            seen.add(who)
            yield plan


def _speaker(
    reader: RowReader, text: str, body: str, known: tuple[People, Organizations], kind: str
) -> SpeakerPlan | None:
    people, organizations = known
    role, rest = _role(clean_line(text))
    line, bracketed = _brackets(rest)
    if bracketed and plain(bracketed) in _ROLES:
        role, bracketed = _ROLES[plain(bracketed)], ""
    name, after = _name(line, organizations, people)
    if name is None or _MANY.search(line):
        remedy = "Write Name (Organization), and part speakers by semicolons or line breaks."
        reader.complain(COLUMN, f"“{line}” cannot be read as one name.", remedy)
        return None
    organization, affiliation = _body(reader, bracketed or after or body, organizations)
    person = people.find(reader, COLUMN, name, organization=organization)
    role = role or _BY_KIND.get(Session.Kind(kind), Presentation.Role.SPEAKER)
    reader.judge(Presentation(affiliation=affiliation), {"affiliation": COLUMN})
    return SpeakerPlan(person, organization, affiliation, role) if person else None


def _name(line: str, organizations: Organizations, people: People) -> tuple[Name | None, str]:
    """The name, and an organization that follows it after a comma."""
    before, comma, after = (part.strip() for part in line.partition(","))
    if not comma:
        return (split(line) if plain(line) else None), ""
    if organizations.meant(after):
        return split(before), after
    name = split(line)
    is_plainly_family = len(before.split()) == 1 or before.split()[0].islower() or before.isupper()
    if after and "," not in after and (is_plainly_family or len(after.split()) == 1 or people.index.same(name)):
        return name, ""
    return None, ""


def _body(reader: RowReader, text: str, organizations: Organizations) -> tuple[int | None, str]:
    """A known organization; any other stands beside the name as it is written. Asks where there is a doubt."""
    if not text:
        return None, ""
    if pk := organizations.same(text):
        return pk, ""
    if near := organizations.meant(text) or organizations.alike(text):
        key = f"affiliation:{plain(text).replace(' ', '-')}"
        options = [Option(str(pk), f"Use {organizations.known[pk]}") for pk in near]
        options.append(Option("", f"Keep “{text}”"))
        chosen = organizations.answers.get(key, "")
        chosen = chosen if chosen in {option.value for option in options} else ""
        reader.choices.append(Choice(key, f"Which organization is “{text}”?", tuple(options), chosen))
        if chosen:
            return int(chosen), ""
    return None, text


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles differ by a letter at most."""
    return plain(one) == plain(other) or is_one_letter_away(plain(one), plain(other))
