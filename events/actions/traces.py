"""Where a person is: rows about them by key and by address, and texts of any table that name them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from events.actions.redacting import FullName, Redactor
from events.imports.names import Index, split
from events.models import AuditEntry, Event, ImportRun, Message, Organization, OrganizationAlias, Person, Registration
from events.models.publishing import Publishable
from events.policy import item_of

# The accounts of the staff, which are not erased with a person, and what names nobody.
_NOT_SEARCHED = {"auth", "account", "mfa", "sessions", "contenttypes"}
# The names of accounts, in rows of any kind.
_OF_ACCOUNTS = {"actor_name", "created_by", "entered_by", "second_by"}
# A name's part in a table: letters with what holds them together.
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)


@dataclass(frozen=True)
class Mention:
    """A text that names the person: whose, in which row and field, with the words around the name."""

    model: type[models.Model]
    pk: Any
    field: str
    excerpt: str


@dataclass(frozen=True)
class Trail:
    """What a person is known by. With a namesake a name alone tells nobody: then only addresses are looked for."""

    person: Person
    names: tuple[FullName, ...]
    addresses: tuple[str, ...]
    namesakes: tuple[Person, ...]

    def redactor(self, *, is_alone: bool = False, is_own: bool = False) -> Redactor:
        """Finds the person in texts; `is_own` says that the text stands in a row about the person."""
        names = () if self.namesakes and not is_own else self.names
        return Redactor(names, self.addresses, is_alone=is_alone)


def _links(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """Every foreign key to a model, but those of histories."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            link = cast(models.ForeignKey, relation.field)  # type: ignore[union-attr]
            if not hasattr(link.model, "history_object"):
                yield link


def _hanging(row: models.Model) -> Iterator[models.Model]:
    """The rows that hang on a row, and those that hang on them."""
    for link in _links(type(row)):
        for found in link.model._base_manager.filter(**{link.name: row.pk}):
            yield found
            yield from _hanging(found)


def _with_address(person: Person, addresses: Iterable[str]) -> Iterator[tuple[Registration, bool]]:
    """Registrations with one of the addresses that are linked to nobody else, and whether they are this person's.

    An office may share an address: without a link, the name must agree, or be empty.
    """
    whose = Q()
    for address in addresses:
        whose |= Q(email__iexact=address)
    index = Index.of([(person.pk, person.family_name, person.given_name)])
    mine = Q(participation=None) | Q(participation__person=person)
    for one in Registration.objects.filter(whose).filter(mine) if whose else ():
        name = split(one.name)
        is_named = any(map(str.isalpha, one.name))
        yield one, bool(one.participation_id or not is_named or index.same(name) or index.alike(name))


def sharers_of(trail: "Trail") -> list[Registration]:
    """Registrations of other names with an address of the person: they stay."""
    return [one for one, is_own in _with_address(trail.person, trail.addresses) if not is_own]


def rows_about(person: Person, addresses: Iterable[str] = ()) -> list[models.Model]:
    """Every row about a person, by key or by address, whatever floor it is from; each once."""
    found = {(type(row), row.pk): row for row in _hanging(person)}
    for registration, is_own in _with_address(person, addresses):
        for row in (registration, *_hanging(registration)) if is_own else ():
            found[type(row), row.pk] = row
    for address in addresses:
        for message in Message.objects.filter(address__iexact=address):
            if message.registration_id is None or (Registration, message.registration_id) in found:
                found[Message, message.pk] = message
    return list(found.values())


def _addresses(person: Person) -> tuple[str, ...]:
    found = {person.email.lower()}
    for row in _hanging(person):
        emails = (field for field in row._meta.concrete_fields if isinstance(field, models.EmailField))
        found |= {str(field.value_from_object(row)).lower() for field in emails}
    return tuple(sorted(found - {""}))


def _entries(person: Person) -> Iterator[str]:
    """How logs named the person: perhaps under an earlier name."""
    kind = ContentType.objects.get_for_model(Person)
    yield from LogEntry.objects.filter(content_type=kind, object_id=str(person.pk)).values_list(
        "object_repr", flat=True
    )
    label = Person._meta.label_lower
    yield from AuditEntry.objects.filter(item_type=label, item_id=person.pk).values_list("item_name", flat=True)


def _split(name: str) -> FullName:
    """A name in one piece; both orders are looked for, so the last word may stand for the family name."""
    given, _, family = name.strip().rpartition(" ")
    return FullName(family, given, is_family_name_own=False)


def trail_of(person: Person) -> Trail:
    """What a person is known by: the names of now and of earlier, and every address."""
    others = Person.objects.filter(erased_on=None).exclude(pk=person.pk)
    of_family = list(others.filter(family_name__iexact=person.family_name))
    namesakes = tuple(other for other in of_family if other.given_name.lower() == person.given_name.lower())
    addresses = _addresses(person)
    own = FullName(person.family_name, person.given_name, person.honorific, is_family_name_own=not of_family)
    registered = [row.name for row in _hanging(person) if isinstance(row, Registration)]
    former = {name.strip() for name in (*_entries(person), *registered)} - {person.name}
    names = [own, *(_split(name) for name in sorted(former) if " " in name.strip())]
    return Trail(person, tuple(names), addresses, namesakes)


def is_searched(model: type[models.Model]) -> bool:
    """Whether texts of a table may name people that are no accounts; a body named after somebody keeps its name."""
    if model._meta.app_label in _NOT_SEARCHED or model._meta.proxy or not model._meta.managed:
        return False
    return not issubclass(model, Person | Organization | OrganizationAlias)


def text_fields(model: type[models.Model]) -> list[Any]:
    """The columns of a table in which a name may stand."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, _TEXTS) and not field.choices and not field.is_relation and field.name not in _OF_ACCOUNTS
    ]


def written(model: type[models.Model]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Key and texts of every row of a table, the histories' among them.

    Not the columns of addresses: such rows are found by key and by address, and another person may share the address.
    """
    is_history = hasattr(model, "history_object")
    fields = [field for field in text_fields(model) if is_history or not isinstance(field, models.EmailField)]
    if fields:
        rows = model._base_manager.order_by("pk").values_list("pk", *(field.attname for field in fields))
        for pk, *values in rows.iterator():
            yield pk, {field.name: value for field, value in zip(fields, values, strict=True) if value}


def searched_models() -> list[type[models.Model]]:
    """Every table that is searched for names."""
    return [model for model in apps.get_models() if is_searched(model)]


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield str(key)
            yield from _texts_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts_in(part)
    elif value is not None:
        yield str(value)


def mentions(trail: Trail, *, own: Iterable[models.Model] = (), redactor: Redactor | None = None) -> list[Mention]:
    """The texts that name a person, but those of the rows in `own`, which are shown as a whole."""
    redactor, seen = redactor or trail.redactor(), {(type(row), row.pk) for row in own}
    found = []
    for model in searched_models():
        for pk, values in written(model):
            if (model, pk) in seen:
                continue
            for name, value in values.items():
                excerpt = next(filter(None, map(redactor.finds, _texts_in(value))), "")
                if excerpt:
                    found.append(Mention(model, pk, name, excerpt))
    return found


def imports_of(trail: Trail) -> list[int]:
    """The imports whose tables have a line about the person: by address, or with all parts of a name."""
    redactor, found = trail.redactor(is_own=True), []
    parts = [
        {word.casefold() for word in f"{name.given} {name.family}".split()} for name in trail.names if name.can_be_found
    ]
    for run in ImportRun.objects.iterator():
        texts = [run.note, *_texts_in([run.text, run.answers, run.check_result, run.undo])]
        words = {word.casefold() for text in texts for word in _WORD.findall(text)} if any(texts) else set()
        if any(part <= words for part in parts) or any(redactor.finds(text) for text in texts):
            found.append(run.pk)
    return found


def events_of(rows: Iterable[models.Model]) -> list[Event]:
    """The events that the rows about a person belong to."""
    items: list[Publishable | None] = [item_of(row) for row in rows]
    found = {item.pk: item for item in items if isinstance(item, Event)}
    return sorted(found.values(), key=lambda event: (event.starts_on, event.pk))
