"""What was done last, from the admin's own log and the audit, and the items that somebody worked on last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db.models import Model, Q
from django.urls import NoReverseMatch, reverse

from events.models import AuditEntry
from events.models.publishing import Publishable
from events.policy import PUBLISHABLE, Verb, has_right, may
from reports.models import Report

# What somebody did to the content; signing in and being refused stand in the audit alone.
_CONTENT = (
    AuditEntry.Action.PUBLISHED,
    AuditEntry.Action.SUBMITTED,
    AuditEntry.Action.TAKEN_BACK,
    AuditEntry.Action.WITHDRAWN,
    AuditEntry.Action.DISCARDED,
    AuditEntry.Action.RESTORED,
    AuditEntry.Action.MOVED,
    AuditEntry.Action.IMPORTED,
    AuditEntry.Action.MERGED,
    AuditEntry.Action.CLONED,
    AuditEntry.Action.SHARED,
    AuditEntry.Action.REVOKED,
    AuditEntry.Action.EXPORTED,
)
_VERBS = {ADDITION: "added", CHANGE: "changed", DELETION: "deleted"}
# Two rows about the same item this close together tell of one thing that was done.
_ONE_ACT = timedelta(minutes=1)
ITEMS: tuple[type[Publishable], ...] = (*PUBLISHABLE, Report)


@dataclass(frozen=True)
class Act:
    """One thing that was done: who, what, to which item, when; the address is empty where the item is gone."""

    who: str
    did: str
    what: str
    at: datetime
    address: str


@dataclass(frozen=True)
class _Row:
    at: datetime
    who: str
    did: str
    label: str
    pk: str
    what: str
    is_gone: bool


def _may_see_everybody(user: Any) -> bool:
    return any(has_right(user, Verb.PUBLISH, model) for model in ITEMS)


def _change_address(label: str, pk: str) -> str:
    try:
        return reverse(f"admin:{label.replace('.', '_')}_change", args=[pk])
    except NoReverseMatch:
        return ""


def _model(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _logged(mine: Q, most: int) -> Iterator[_Row]:
    entries = LogEntry.objects.filter(mine).select_related("user", "content_type").order_by("-action_time", "-pk")
    for entry in entries[:most]:
        kind = entry.content_type
        label = f"{kind.app_label}.{kind.model}" if kind else ""
        did, is_gone = _VERBS.get(entry.action_flag, "changed"), entry.action_flag == DELETION
        who = entry.user.get_username()
        yield _Row(entry.action_time, who, did, label, entry.object_id or "", entry.object_repr, is_gone)


def _audited(mine: Q, most: int) -> Iterator[_Row]:
    entries = AuditEntry.objects.filter(mine, action__in=_CONTENT)
    for entry in entries[:most]:
        pk = "" if entry.item_id is None else str(entry.item_id)
        who, what = entry.actor_name or "Somebody", entry.item_name or entry.detail
        yield _Row(entry.at, who, entry.get_action_display(), entry.item_type, pk, what, not pk)


def _told_once(audited: list[_Row], logged: Iterable[_Row]) -> Iterator[_Row]:
    """The audit's rows, and of the log those that tell something else: "published" says more than "changed"."""
    yield from audited
    told: dict[tuple[str, str, str], list[datetime]] = {}
    for row in audited:
        told.setdefault((row.who, row.label, row.pk), []).append(row.at)
    for row in logged:
        moments = told.setdefault((row.who, row.label, row.pk), [])
        if all(abs(moment - row.at) > _ONE_ACT for moment in moments):
            yield row
            moments.append(row.at)


def last_acts(user: Any, *, most: int = 10) -> list[Act]:
    """The last things that were done: by everybody, for those who publish; otherwise by this person. Two queries."""
    everybody = _may_see_everybody(user)
    logged = _logged(Q() if everybody else Q(user=user.pk), 4 * most)
    audited = _audited(Q() if everybody else Q(actor=user.pk), 4 * most)
    rows = sorted(_told_once(list(audited), logged), key=lambda row: row.at, reverse=True)
    return [_act(row) for row in rows if _is_visible(user, row)][:most]


def _is_visible(user: Any, row: _Row) -> bool:
    model = _model(row.label)
    return model is None or may(user, Verb.VIEW, model)


def _act(row: _Row) -> Act:
    model = _model(row.label)
    kind = f"{model._meta.verbose_name} " if model else ""
    what = f"{kind}“{row.what}”" if row.what else kind.strip()
    address = "" if row.is_gone else _change_address(row.label, row.pk)
    return Act(row.who, row.did, what, row.at, address)


@dataclass(frozen=True)
class Item:
    """An item that somebody worked on, with its state and the address of its form."""

    title: str
    kind: str
    state: Any
    at: datetime
    address: str


def latest_items(user: Any, *, most: int = 5) -> list[Item]:
    """The notices, events and reports that this person saved last. One query for each kind."""
    found: list[Any] = []
    for model in ITEMS:
        if may(user, Verb.CHANGE, model):
            mine = Q(changed_by=user.pk) | Q(author=user.pk)
            found += model._default_manager.filter(mine, changed_at__isnull=False).order_by("-changed_at")[:most]
    found.sort(key=lambda item: item.changed_at, reverse=True)
    return [
        Item(
            item.title,
            str(item._meta.verbose_name),
            item.state,
            item.changed_at,
            _change_address(item._meta.label_lower, str(item.pk)),
        )
        for item in found[:most]
    ]
