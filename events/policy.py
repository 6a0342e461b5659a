"""Who may do what to which object: asked by every door of this floor, and by the floors above.

Rights are Django's permissions, given by role: an author writes and may not publish, an editor may, finance keeps
money, an administrator may do everything. What nobody was given, and every kind that no rule here knows, is refused.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q

from events.models import (
    Abbreviation,
    AuditEntry,
    Budget,
    DeductionRule,
    DsaDeduction,
    DsaRate,
    Event,
    FundingSource,
    ImportRun,
    Limit,
    Message,
    OldAddress,
    Organization,
    OrganizationAlias,
    OtherCost,
    Person,
    Picture,
    Post,
    PreviewLink,
    Registration,
    Series,
    TerminalLegs,
    TerminalRate,
    TravelLine,
    WorkingCopy,
)
from events.models.budget import InBudget
from events.models.publishing import Publishable


class Verb(StrEnum):
    """What somebody may want to do; each is the first word of a permission's name."""

    VIEW = "view"
    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"
    PUBLISH = "publish"


PUBLISHABLE: tuple[type[Publishable], ...] = (Event, Post)
# What all items share: a right on it is all it takes. The floors above mark theirs with `IS_REGISTER`.
REGISTERS = (Abbreviation, Organization, OrganizationAlias, Person, Picture, Series)
# Amounts, and who travelled for them: finance keeps them whatever becomes of the event.
MONEY = (
    Budget,
    DeductionRule,
    DsaDeduction,
    DsaRate,
    FundingSource,
    OtherCost,
    TerminalLegs,
    TerminalRate,
    TravelLine,
)
# What the portal writes by itself: it may be looked at, and nothing else.
RECORDS = (AuditEntry, ImportRun, Limit, Message, OldAddress, PreviewLink, WorkingCopy)
# What goes with an object that is deleted, and needs no right of its own.
BESIDE = (*RECORDS, Registration)
# Who may sign in, and as what.
ACCOUNTS = (get_user_model(), Group)
# The way from a row to the item that it is a part of.
_PARENTS = (
    "post",
    "event",
    "form",
    "survey",
    "question",
    "group",
    "invitation",
    "session",
    "report",
    "line",
    "choice",
)


@cache
def _parent_of(model: type[models.Model]) -> Any:
    """The foreign key that leads from a kind of row to what it is a part of, or None."""
    fields = {field.name: field for field in model._meta.concrete_fields if field.is_relation}
    return next((fields[name] for name in _PARENTS if name in fields), None)


def _way_up(model: type[models.Model]) -> Iterator[Any]:
    """The foreign keys from a kind of row up to its item."""
    while not issubclass(model, Publishable) and (field := _parent_of(model)) is not None:
        yield field
        model = field.related_model


def is_register(model: type[models.Model]) -> bool:
    """Whether a kind of object is shared by all items."""
    return issubclass(model, REGISTERS) or getattr(model, "IS_REGISTER", False)


@cache
def item_kind(model: type[models.Model]) -> type[Publishable] | None:
    """The kind of item that a model is, or whose rows it holds; None for what belongs to no item."""
    *_, top = (model, *(field.related_model for field in _way_up(model)))
    return top if issubclass(top, Publishable) else None


def way_to_item(model: type[models.Model]) -> str:
    """The lookup that leads from rows of a kind to their item, such as "survey__event"."""
    return "__".join(field.name for field in _way_up(model))


def item_of(subject: models.Model) -> Publishable | None:
    """The notice, event or report that an object is, or is a part of."""
    found: Any = subject
    for field in _way_up(type(subject)):
        found = getattr(found, field.name, None) if getattr(found, field.attname) else None
        if found is None:
            return None
    return found if isinstance(found, Publishable) else None


@cache
def is_known(model: type[models.Model]) -> bool:
    """Whether a rule of this module speaks about a kind of object; entries of a history are read with their object."""
    if hasattr(model, "history_object"):
        return False
    return is_register(model) or issubclass(model, (*MONEY, *RECORDS, *ACCOUNTS)) or item_kind(model) is not None


def has_right(user: Any, verb: Verb, model: type[models.Model]) -> bool:
    """Whether a role gives this right on objects of a kind at all."""
    return (
        user.is_active and user.is_staff and user.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}")
    )


def is_administrator(user: Any) -> bool:
    """One who keeps the accounts, and so could take every other right."""
    return has_right(user, Verb.CHANGE, get_user_model())


def may_publish(user: Any, item: Publishable) -> bool:
    """Publishing, scheduling, withdrawing, and all that changes what the public sees at once."""
    return has_right(user, Verb.PUBLISH, type(item))


def is_own_draft(user: Any, item: Publishable) -> bool:
    """What somebody wrote and nobody has published yet."""
    return item.author_id == user.pk and not item.live and item.withdrawn_at is None


def may_write_at_once(user: Any, item: Publishable) -> bool:
    """Changing the item's rows without a working copy: lists of their own, imports, galleries, stages."""
    return may_publish(user, item) or (has_right(user, Verb.CHANGE, type(item)) and is_own_draft(user, item))


def may_take_back(user: Any, item: Publishable) -> bool:
    """Making a draft again: of what is scheduled, only by those who could publish it."""
    return may_publish(user, item) or (may(user, Verb.CHANGE, item) and (item.is_published or not item.live))


def may_delete(user: Any, item: Publishable) -> bool:
    """What was ever public is withdrawn, not deleted; only an administrator may take away its address."""
    if is_administrator(user):
        return True
    return item.first_published_at is None and (may_publish(user, item) or is_own_draft(user, item))


def may(user: Any, verb: Verb, subject: models.Model | type[models.Model]) -> bool:
    """Whether somebody may do this to an object, or to objects of a kind at all."""
    model = subject if isinstance(subject, type) else type(subject)
    if not is_known(model) or not has_right(user, verb, model):
        return False
    if issubclass(model, RECORDS):
        return verb is Verb.VIEW
    if isinstance(subject, type) or is_register(model):
        return True
    if issubclass(model, MONEY):
        return verb is Verb.VIEW or not _is_kept(subject)
    if issubclass(model, ACCOUNTS):
        return is_administrator(user)
    return _may_item(user, verb, subject)


def _is_kept(row: models.Model) -> bool:
    """Whether a final budget keeps an amount, or itself, as it is: it is opened again first, with a reason."""
    return row.is_final if isinstance(row, Budget) else isinstance(row, InBudget) and row.is_locked


def _may_item(user: Any, verb: Verb, subject: models.Model) -> bool:
    item = item_of(subject)
    if verb is Verb.VIEW:
        return True
    if item is None:  # a row that hangs on nothing yet
        return verb is Verb.ADD
    if item is not subject:
        return may_write_at_once(user, item)
    if verb is Verb.DELETE:
        return may_delete(user, item)
    # A published item that its author changes gets a working copy, which an editor publishes.
    return verb is Verb.ADD or may_publish(user, item) or item.author_id == user.pk


def may_preview(user: Any, item: Publishable) -> bool:
    """Seeing an item as the public would, before it does."""
    return may(user, Verb.VIEW, item)


def may_share(user: Any, item: Publishable) -> bool:
    """Giving somebody without an account a link to the preview, and taking it back."""
    return may(user, Verb.CHANGE, item)


def may_merge(user: Any, model: type[models.Model]) -> bool:
    """Making one of two rows of a register: it changes every item that names them, and takes one row away."""
    return is_register(model) and may(user, Verb.CHANGE, model) and may(user, Verb.DELETE, model)


def may_disclose(user: Any) -> bool:
    """Seeing together, and taking out of the portal, all that is known of a person."""
    return may_merge(user, Person)


def may_erase(user: Any) -> bool:
    """Taking a person out of every list, log, text and travel line at once, for good."""
    return is_administrator(user) and may_disclose(user)


def may_clone(user: Any, item: Publishable) -> bool:
    """Making a draft of one's own from another item."""
    return may(user, Verb.VIEW, item) and may(user, Verb.ADD, type(item))


def visible(user: Any, queryset: Any) -> Any:
    """What of a queryset somebody may look at: all of a kind or nothing of it."""
    return queryset if may(user, Verb.VIEW, queryset.model) else queryset.none()


def open_to(user: Any, queryset: Any) -> Any:
    """Of the objects that rows hang on, those to which somebody may add rows at once."""
    kind = item_kind(queryset.model)
    if kind is None:
        return queryset if may(user, Verb.CHANGE, queryset.model) else queryset.none()
    if has_right(user, Verb.PUBLISH, kind):
        return queryset
    if not has_right(user, Verb.CHANGE, kind):
        return queryset.none()
    way = "".join(f"{field.name}__" for field in _way_up(queryset.model))
    own = {f"{way}author": user.pk, f"{way}live": False, f"{way}withdrawn_at": None}
    return queryset.filter(Q(**own))


def parent_link(model: type[models.Model]) -> str:
    """The name of the foreign key by which a row hangs on its item; "" for items, registers and money."""
    if issubclass(model, (Publishable, *MONEY)):
        return ""
    field = _parent_of(model)
    return field.name if field else ""
