"""People and organizations that the portal knows, found under the names that a table gives them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django_countries import countries

from events.imports.checking import Choice, Option, RowReader
from events.imports.names import Index, Name, plain
from events.models import Organization, Person
from events.text import is_one_letter_away

NEW = "new"
_KINDS = Organization.Kind
# Words in an organization's name that say of what kind it is, in the order in which they are looked for.
_TELLING = (
    (_KINDS.UNITED_NATIONS, ("united nations", "unesco", "undp", "un")),
    (_KINDS.ACADEMIA, ("university", "universite", "universidad", "college", "school", "academy", "faculty")),
    (_KINDS.GOVERNMENT, ("ministry", "government", "cabinet", "municipal", "city of", "embassy", "national")),
    (_KINDS.CIVIL_SOCIETY, ("association", "foundation", "society", "federation")),
    (_KINDS.PRIVATE, ("ltd", "inc", "corp", "gmbh", "company", "co", "llc", "systems")),
    (_KINDS.MEDIA, ("newspaper", "times", "radio", "television", "broadcasting")),
)


@dataclass(frozen=True)
class FoundPerson:
    """A known person, or a new one whose `key` is the same wherever the table names them."""

    pk: int | None
    key: str
    name: Name


@dataclass(frozen=True)
class FoundOrganization:
    """A known organization, or a new one of a kind; neither where only its `name` is known."""

    pk: int | None
    name: str
    kind: str = ""


def describe(person: Person) -> str:
    """A person with what tells them apart: "Aida Opoku-Mensah (UNECA, Ethiopia)"."""
    facts = [person.distinction, person.organization.short_name if person.organization else "", person.country.name]
    told = ", ".join(str(fact) for fact in facts if fact)
    return f"{person} ({told})" if told else str(person)


def _supports(person: Person, organization: int | None, country: str) -> bool:
    return bool((organization and person.organization_id == organization) or (country and person.country == country))


def _contradicts(person: Person, country: str) -> bool:
    return bool(country and person.country and person.country != country)


class People:
    """All known people; `answers` holds what was chosen where a name leaves a doubt."""

    def __init__(self, answers: Mapping[str, str], *, may_add: bool) -> None:
        self.answers, self.may_add = answers, may_add
        self.known = {person.pk: person for person in Person.objects.select_related("organization")}
        self.index = Index.of((p.pk, p.family_name, p.given_name) for p in self.known.values())

    def find(
        self, reader: RowReader, column: str, name: Name, *, organization: int | None = None, country: str = ""
    ) -> FoundPerson | None:
        """Who is meant; asks where there is a doubt, and complains where it is left open."""
        same = [self.known[pk] for pk in sorted(self.index.same(name))]
        if len(same) > 1:
            supported = [person for person in same if _supports(person, organization, country)]
            same = supported if len(supported) == 1 else same
        if len(same) == 1 and not _contradicts(same[0], country):
            return FoundPerson(same[0].pk, "", name)
        alike = same or [self.known[pk] for pk in sorted(self.index.alike(name))]
        chosen = self._ask(reader, name, alike, organization, country) if alike else NEW
        if not chosen:
            reader.complain(
                column, f"“{_written(name)}” may be one of several people.", "Choose one of them, or a new one."
            )
            return None
        if chosen != NEW:
            return FoundPerson(int(chosen), "", name)
        if not self.may_add:
            reader.complain(column, f"“{_written(name)}” is not known here.", "Ask an editor to add this person first.")
        reader.judge(
            Person(family_name=name.family, given_name=name.given, honorific=name.honorific),
            {"family_name": column, "given_name": column, "honorific": column},
        )
        return FoundPerson(None, name.key, name)

    def _ask(self, reader: RowReader, name: Name, alike: list[Person], organization: int | None, country: str) -> str:
        """The answer to "who is it?"; where nobody answered, what the organization and the country speak for."""
        key = f"person:{name.key.replace(' ', '-')}"
        options = [Option(str(person.pk), f"Use {describe(person)}") for person in alike]
        options.append(Option(NEW, f"New person: {_written(name)}"))
        supported = [person for person in alike if _supports(person, organization, country)]
        has_same_name = bool(self.index.same(name))
        usual = "" if has_same_name and len(alike) > 1 else NEW
        if len(supported) == 1 or (has_same_name and len(alike) == 1):
            usual = str((supported or alike)[0].pk)
        given = self.answers.get(key, "")
        chosen = given if given in {option.value for option in options} else usual
        reader.choices.append(Choice(key, f"Who is “{_written(name)}”?", tuple(options), chosen))
        return chosen


def _written(name: Name) -> str:
    parts = [name.given or name.honorific, name.family]
    return " ".join(part for part in (reversed(parts) if name.is_family_first and name.given else parts) if part)


def guess_kind(name: str, sector: str = "") -> str:
    """The kind of a new organization: its people's sector, or what its name tells; empty where neither does."""
    if sector in Organization.Kind.values:
        return sector
    words = f" {plain(name)} "
    return next((kind for kind, telling in _TELLING if any(f" {word} " in words for word in telling)), "")


class Organizations:
    """All known organizations by their names, acronyms and other spellings."""

    def __init__(self, answers: Mapping[str, str], *, may_add: bool) -> None:
        self.answers, self.may_add = answers, may_add
        self.known = {body.pk: body for body in Organization.objects.prefetch_related("aliases")}
        self.by_name: dict[str, int] = {}
        self._alike: dict[str, list[int]] = {}
        for body in self.known.values():
            for alias in body.aliases.all():
                self.by_name.setdefault(plain(alias.name), body.pk)
        for body in self.known.values():
            self.by_name |= {plain(name): body.pk for name in (body.acronym, str(body), body.name) if name}

    def same(self, name: str) -> int | None:
        """The known organization of a name."""
        return self.by_name.get(plain(name))

    def alike(self, name: str) -> list[int]:
        """Organizations whose name is one letter away."""
        key = plain(name)
        if key not in self._alike:
            near = {pk for other, pk in self.by_name.items() if len(key) > 7 and is_one_letter_away(key, other)}
            self._alike[key] = sorted(near)
        return self._alike[key]

    def find(self, reader: RowReader, column: str, name: str, sector: str = "") -> FoundOrganization | None:
        """Which one is meant; asks of what kind a new one is."""
        if not name:
            return None
        if pk := self.same(name):
            return FoundOrganization(pk, name)
        if not self.may_add:
            reader.complain(column, f"“{name}” is not known here.", "Ask an editor to add this organization first.")
            return None
        reader.judge(Organization(name=name), {"name": column})
        key = f"organization:{plain(name).replace(' ', '-')}"
        options = [Option(str(pk), f"Use {self.known[pk]}") for pk in self.alike(name)]
        options += [Option(f"{NEW}:{value}", f"New: {label}") for value, label in Organization.Kind.choices]
        kind = guess_kind(name, sector)
        given = self.answers.get(key, "")
        chosen = given if given in {o.value for o in options} else f"{NEW}:{kind}" if kind else ""
        reader.choices.append(Choice(key, f"“{name}” is not known. What is it?", tuple(options), chosen))
        if not chosen:
            reader.complain(column, f"“{name}” is not known here.", "Say below what kind of organization it is.")
            return None
        new, _, kind = chosen.partition(":")
        return FoundOrganization(None, name, kind) if new == NEW else FoundOrganization(int(chosen), name)


def country_name(code: str) -> str:
    """The UN short name of a country."""
    return countries.name(code) or code
