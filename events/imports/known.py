"""People and organizations that the portal knows, found under the names that a table gives them."""

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django_countries import countries

from events.imports.checking import Choice, Option, RowReader
from events.imports.names import Index, Name, Near, plain
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


_NEW_KINDS = [Option(f"{NEW}:{value}", f"New: {label}") for value, label in _KINDS.choices]
_KIND_VALUES = set(_KINDS.values)


@dataclass(frozen=True)
class FoundPerson:
    """A known person, or a new one whose `key` is the same wherever the table names them."""

    pk: int | None
    key: str
    name: Name
    distinction: str = ""


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
        self.known = {person.pk: person for person in Person.objects.prefetch_related("organization")}
        self.index = Index.of((p.pk, p.family_name, p.given_name) for p in self.known.values())
        self.exact = {(p.family_name, p.given_name, p.distinction): p.pk for p in self.known.values()}

    def find_exactly(self, reader: RowReader, column: str, name: Name, distinction: str) -> FoundPerson | None:
        """Who has these names and this distinction; with one that nobody has it is somebody new."""
        if pk := self.exact.get((name.family, name.given, distinction)):
            return FoundPerson(pk, "", name)
        return self._new(reader, column, name, distinction) if distinction else None

    def find(  # noqa: PLR0913 - all that a row may tell of somebody
        self,
        reader: RowReader,
        column: str,
        name: Name,
        *,
        organization: int | None = None,
        country: str = "",
        present: Container[int] = (),
    ) -> FoundPerson | None:
        """Who is meant; asks where there is a doubt, and complains where it is left open.

        Of those who are `present` already nobody is added again under nearly the same name, unless somebody says so.
        """
        same = [self.known[pk] for pk in sorted(self.index.same(name))]
        if len(same) > 1:
            supported = [person for person in same if _supports(person, organization, country)]
            same = supported if len(supported) == 1 else same
        if len(same) == 1 and not _contradicts(same[0], country):
            return FoundPerson(same[0].pk, "", name)
        alike = same or [self.known[pk] for pk in sorted(self.index.alike(name))]
        twin = next((person for person in alike if person.pk in present), None) if not same else None
        chosen = self._ask(reader, name, alike, organization, country, twin) if alike else NEW
        if not chosen and twin:
            message = f"“{_written(name)}” may be {describe(twin)}, who is on the list already."
            reader.duplicate(column, message, "Say below whether it is the same person.")
            return None
        if not chosen:
            reader.complain(
                column, f"“{_written(name)}” may be one of several people.", "Choose one of them, or a new one."
            )
            return None
        if chosen != NEW:
            return FoundPerson(int(chosen), "", name)
        return self._new(reader, column, name, "")

    def _new(self, reader: RowReader, column: str, name: Name, distinction: str) -> FoundPerson:
        if not self.may_add:
            reader.complain(column, f"“{_written(name)}” is not known here.", "Ask an editor to add this person first.")
        given, honorific = (key if reader.text(key) else column for key in ("given_name", "honorific"))
        values = {"family_name": name.family, "given_name": name.given, "honorific": name.honorific}
        columns = {"family_name": column, "given_name": given, "honorific": honorific, "distinction": "distinction"}
        reader.judge_values(Person, values | {"distinction": distinction}, columns)
        return FoundPerson(None, f"{name.key or (name.family, name.given)}|{distinction}", name, distinction)

    def _ask(  # noqa: PLR0913, PLR0917 - all that speaks for one of them
        self,
        reader: RowReader,
        name: Name,
        alike: list[Person],
        organization: int | None,
        country: str,
        twin: Person | None = None,
    ) -> str:
        """The answer to "who is it?"; where nobody answered, what the organization and the country speak for."""
        key = f"person:{(name.key or f'{name.given} {name.family}').replace(' ', '-')}"
        options = [Option(str(person.pk), f"Use {describe(person)}") for person in alike]
        options.append(Option(NEW, f"New person: {_written(name)}"))
        supported = [person for person in alike if _supports(person, organization, country)]
        has_same_name = bool(self.index.same(name))
        usual = "" if has_same_name and len(alike) > 1 else NEW
        if len(supported) == 1 or (has_same_name and len(alike) == 1):
            usual = str((supported or alike)[0].pk)
        usual = "" if twin else usual
        given = self.answers.get(key, "")
        chosen = given if given in {option.value for option in options} else usual
        reader.choices.append(Choice(key, f"Who is “{_written(name)}”?", tuple(options), chosen))
        return chosen


def _written(name: Name) -> str:
    parts = [name.given or name.honorific, name.family]
    return " ".join(part for part in (reversed(parts) if name.is_family_first and name.given else parts) if part)


@lru_cache(maxsize=5_000)
def guess_kind(name: str, sector: str = "") -> str:
    """The kind of a new organization: its people's sector, or what its name tells; empty where neither does."""
    if sector in _KIND_VALUES:
        return sector
    words = f" {plain(name)} "
    return next((kind for kind, telling in _TELLING if any(f" {word} " in words for word in telling)), "")


class Organizations:
    """All known organizations by their names, acronyms and other spellings."""

    def __init__(self, answers: Mapping[str, str], *, may_add: bool) -> None:
        self.answers, self.may_add = answers, may_add
        self.known = {body.pk: body for body in Organization.objects.prefetch_related("aliases")}
        self._names: dict[str, set[int]] = defaultdict(set)
        self._others: dict[str, set[int]] = defaultdict(set)
        self._alike: dict[str, list[int]] = {}
        self._near = Near()
        for body in self.known.values():
            self._names[plain(body.name)].add(body.pk)
            for other in (body.acronym, str(body), *(alias.name for alias in body.aliases.all())):
                if other:
                    self._others[plain(other)].add(body.pk)
        self._exact = {body.name: {body.pk} for body in self.known.values()}
        self._words = list({**self._names, **self._others})
        for place, word in enumerate(self._words):
            self._near.add(place, word)

    def meant(self, name: str) -> list[int]:
        """The known organizations that a name may mean: its exact name, else its plain one, else a short or other."""
        key = plain(name)
        return sorted(self._exact.get(name) or self._names.get(key) or self._others.get(key) or ())

    def same(self, name: str) -> int | None:
        """The known organization of a name, where it means only one."""
        found = self.meant(name)
        return found[0] if len(found) == 1 else None

    def alike(self, name: str) -> list[int]:
        """Organizations whose name is one letter away."""
        key = plain(name)
        if key not in self._alike:
            close = (self._words[place] for place in self._near.candidates(key))
            words = [word for word in close if is_one_letter_away(key, word)]
            near = {pk for word in words for pk in (*self._names.get(word, ()), *self._others.get(word, ()))}
            self._alike[key] = sorted(near) if len(key) > 7 else []
        return self._alike[key]

    def find(self, reader: RowReader, column: str, name: str, sector: str = "") -> FoundOrganization | None:
        """Which one is meant; asks where a name means several, and of what kind a new one is."""
        if not name or reader.is_wrong(column):
            return None
        if pk := self.same(name):
            return FoundOrganization(pk, name)
        several = self.meant(name)
        if not (several or self.may_add):
            reader.complain(column, f"“{name}” is not known here.", "Ask an editor to add this organization first.")
            return None
        reader.judge_values(Organization, {"name": name}, {"name": column})
        chosen = self._ask(reader, name, several, sector)
        if not chosen and several:
            reader.complain(column, f"“{name}” may be one of several organizations.", "Choose one of them below.")
        elif not chosen:
            reader.complain(column, f"“{name}” is not known here.", "Say below what kind of organization it is.")
        if not chosen:
            return None
        new, _, kind = chosen.partition(":")
        return FoundOrganization(None, name, kind) if new == NEW else FoundOrganization(int(chosen), name)

    def _ask(self, reader: RowReader, name: str, several: list[int], sector: str) -> str:
        """The answer to "which one?", or to "what is it?" with what its name or its people tell."""
        key = f"organization:{plain(name).replace(' ', '-')}"
        options = [Option(str(pk), f"Use {self.known[pk]}") for pk in several or self.alike(name)]
        options += _NEW_KINDS if self.may_add else []
        kind = "" if several else guess_kind(name, sector)
        given = self.answers.get(key, "")
        chosen = given if given in {o.value for o in options} else f"{NEW}:{kind}" if kind else ""
        question = f"Which organization is “{name}”?" if several else f"“{name}” is not known. What is it?"
        reader.choices.append(Choice(key, question, tuple(options), chosen))
        return chosen


def country_name(code: str) -> str:
    """The UN short name of a country."""
    return countries.name(code) or code
