"""The register of personal data: of every field, whether it says something about a person, for what, and how long.

Every floor has a module of this name with its own `REGISTER`; the roof puts them together and adds what packages keep.
A field that nobody has classed, and an entry that names no field, fail a test.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models


class Kind(StrEnum):
    """What a field says about people: nothing, something, or something that could harm them."""

    NONE = "none"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class Held:
    """Fields of one kind of row: their class, what they are kept for, and how long."""

    kind: Kind
    fields: tuple[str, ...]
    purpose: str = ""
    kept: str = ""


Register = Mapping[str, tuple[Held, ...]]


def none(fields: str) -> Held:
    """Fields that say nothing about a person."""
    return Held(Kind.NONE, tuple(fields.split()))


def personal(fields: str, purpose: str, kept: str) -> Held:
    """Fields that say something about a person."""
    return Held(Kind.PERSONAL, tuple(fields.split()), purpose, kept)


def sensitive(fields: str, purpose: str, kept: str) -> Held:
    """Fields that may say what is nobody else's business: health, beliefs, money, secrets."""
    return Held(Kind.SENSITIVE, tuple(fields.split()), purpose, kept)


# How long, in the words of the register.
WITH_PERSON = "while an event names the person, or until the person is erased"
WITH_EVENT = "a year after the event, once its report is published"
WITH_BOOKS = "as long as the office keeps its books, the name until the person is erased"
WITH_ACCOUNT = "while the account exists"
WITH_ITEM = "with the item, a name until the person is erased"
A_DAY = "a day after the import"

# What every item with a public address has.
_ITEM = (
    "id title slug language translation_key live is_ready go_live_at expire_at first_published_at last_published_at "
    "withdrawn_at withdrawn_reason revision changed_at "
)
_BY = personal("author changed_by", "To say who wrote an item, and to give an author rights on it", WITH_ACCOUNT)
_TEXT = "To tell in words what happened; the words may name people"


def texts(fields: str) -> Held:
    """Texts that may name people."""
    return personal(fields, _TEXT, WITH_ITEM)


REGISTER: Register = {
    # People and bodies.
    "events.Person": (
        none("id is_family_name_first erased_on"),
        personal(
            "family_name given_name honorific distinction organization country",
            "To name who spoke, took part or travelled",
            WITH_PERSON,
        ),
        personal("email language", "To write letters of the office", WITH_PERSON),
    ),
    "events.Organization": (none("id name acronym kind country parent"),),
    "events.OrganizationAlias": (none("id organization name"),),
    "events.Abbreviation": (none("id short meaning"),),
    # Events.
    "events.Series": (none("id name slug"),),
    "events.Event": (
        none(_ITEM + "kind short_name stage series starts_on ends_on venue city country time_zone currency"),
        none("percent_decimals theme"),
        texts("lead description"),
        _BY,
    ),
    "events.Host": (none("id event organization role position"),),
    "events.Outcome": (none("id event position"), texts("text")),
    "events.Track": (none("id event number title standpoint"),),
    "events.Session": (
        none("id event track code position kind title held_on part_of_day starts_at ends_at"),
        texts("lead summary key_point"),
    ),
    "events.Presentation": (
        none("id session position organization role mode title"),
        personal("speaker affiliation", "To say who spoke", WITH_PERSON),
        texts("findings"),
    ),
    # Who came.
    "events.Headcount": (none("id event position unit origin sector role count is_subset parent of_count"),),
    "events.Participation": (
        none("id event is_in_headcount"),
        personal(
            "person organization role sector origin country position is_registered has_attended is_remote",
            "To list, count and certify who took part",
            f"the name {WITH_EVENT}, unless the person spoke or held office; the count for good",
        ),
        personal("is_listed", "To print in public only who agreed", WITH_EVENT),
        sensitive("note", "For the office, such as who paid the journey", WITH_EVENT),
    ),
    "events.RegistrationForm": (
        none("id event access opens_at closes_at capacity taken has_waiting_list needs_approval offers_remote"),
        none("meeting_link fields intro"),
    ),
    "events.Registration": (
        none("id form"),
        personal(
            "name email organization position country sector is_remote may_be_listed language state registered_at "
            "queued_at participation",
            "To take a registration, decide on it and write to the person",
            WITH_EVENT,
        ),
        sensitive("needs answers", "To meet needs at the event, such as of access or food", WITH_EVENT),
        sensitive("decision", "To say why a registration was refused", WITH_EVENT),
        sensitive("seed token_hash", "To open the person's own link", WITH_EVENT),
    ),
    "events.Message": (
        none("id language state attempts created_at due_at sent_at"),
        personal("registration address subject reason", "To send a letter once", WITH_EVENT),
        sensitive("body calendar", "To send a letter once", "until it was sent"),
    ),
    "events.ImportRun": (
        none("id event kind state row_count new_count changed_count left_out_count created_at finished_at"),
        sensitive("text answers check_result undo", "To check a table, import it and undo the import", A_DAY),
        personal("note actor actor_name", "To say what became of an import, and who asked for it", WITH_EVENT),
    ),
    # Money.
    "events.TravelLine": (
        none("id event number is_cancelled funding_source ticket_payer dsa_rate"),
        personal("person organization status", "To account for a journey", WITH_BOOKS),
        sensitive("note variance_reason", "To explain an amount", "with the books, or until the person is erased"),
        sensitive(
            "stays_from stays_until planned_amount authorized_amount travel_cost dsa_days dsa_amount_per_day "
            "dsa_amount_after_60_days",
            "To account for a journey",
            WITH_BOOKS,
        ),
    ),
    "events.DsaDeduction": (sensitive("id line kind days rule per_cent", "To account for a journey", WITH_BOOKS),),
    "events.TerminalLegs": (
        sensitive("id line place count has_vehicle rate amount", "To account for a journey", WITH_BOOKS),
    ),
    "events.DsaRate": (none("id place country effective_from currency source first_60_days after_60_days room_share"),),
    "events.TerminalRate": (none("id place country effective_from currency source amount amount_with_vehicle"),),
    "events.DeductionRule": (none("id kind effective_from per_cent source"),),
    "events.FundingSource": (none("id code name"),),
    "events.Budget": (none("id event stage final_on"), texts("note")),
    "events.OtherCost": (
        none("id event number category funding_source is_cancelled planned_amount authorized_amount actual_amount"),
        personal("description supplier variance_reason note", "To account for a cost; it may name people", WITH_BOOKS),
    ),
    # Documents, pictures, notices.
    "events.Material": (none("id size pages event position url language"), texts("title file note")),
    "events.Picture": (
        none("id width height focus_x focus_y taken_at"),
        personal("title original credit", "To show people at work, and to name who took the picture", WITH_ITEM),
    ),
    "events.Photo": (none("id event position picture is_decorative"), texts("alternative_text caption")),
    "events.Post": (
        none(_ITEM + "dated_on event picture picture_is_decorative"),
        texts("lead body picture_alternative_text"),
        _BY,
    ),
    "events.PostLink": (none("id post position url"), texts("label")),
    "events.PostAttachment": (none("id size pages post language"), texts("title file")),
    # What waits beside an item, and what is kept for safety.
    "events.WorkingCopy": (
        none("id item_type item_id is_ready saved_at"),
        texts("changes"),
        personal("saved_by", "To say who saved it", WITH_ACCOUNT),
    ),
    "events.OldAddress": (none("id item_type item_id language slug"),),
    "events.PreviewLink": (
        none("id item_type item_id made_at expires_at revoked_at"),
        personal("note made_by", "To say for whom a link is, and whose it is", WITH_ITEM),
    ),
    "events.AuditEntry": (
        none("id at action item_type item_id"),
        personal("actor actor_name", "To say who did what", "while the log is kept"),
        personal("item_name detail", "To say what was done; the words may name people", WITH_ITEM),
    ),
    "events.Limit": (
        none("id count resets_at"),
        personal("key", "To stop guessing of passwords; names and addresses stand in it as keyed hashes", "a day"),
    ),
}


def label_of(model: type[models.Model]) -> str:
    """The label under which a model is registered: a history stands under the model that it tells of."""
    return str(getattr(model, "instance_type", model)._meta.label)


def held_in(model: type[models.Model], register: Register) -> tuple[Held, ...]:
    """What is held in a model, its history's own columns among it; empty where nobody has said."""
    found = register.get(label_of(model), ())
    if found and hasattr(model, "history_object"):
        found += (
            none("history_id history_date history_type"),
            texts("history_change_reason"),
            personal("history_user", "To say who changed what", WITH_ACCOUNT),
        )
    return found


def unclassified(model: type[models.Model], register: Register) -> list[str]:
    """The columns of a model without a class."""
    known = {name for held in held_in(model, register) for name in held.fields}
    return sorted({field.name for field in model._meta.concrete_fields} - known)


def unexplained(register: Register) -> list[str]:
    """Entries about people that say neither what for nor how long."""
    return [
        f"{label}: {' '.join(held.fields)}"
        for label, rows in register.items()
        for held in rows
        if held.kind is not Kind.NONE and not (held.purpose and held.kept)
    ]


def named_in_vain(register: Register, models_by_label: Mapping[str, type[models.Model]]) -> list[str]:
    """Entries that name no model, no column, or a column twice."""
    found = [label for label in register if label not in models_by_label]
    for label, model in models_by_label.items():
        named = [name for held in register.get(label, ()) for name in held.fields]
        columns = {field.name for field in model._meta.concrete_fields}
        found += [f"{label}.{name}" for name in named if name not in columns or named.count(name) > 1]
    return found
