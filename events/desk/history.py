"""The history of an item with its rows: who saved what and when, what became of the text, and the way back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, reverse

from events.actions.changes import Changes, Snapshot, apply, difference, relation, snapshot, snapshot_at
from events.actions.publishing import StaleError, claim, keep_working_copy
from events.desk.differences import Difference, differences
from events.desk.pages import ItemPages
from events.models import AuditEntry, WorkingCopy
from events.policy import Verb, may

PAGE_SIZE = 20
# Rows that are saved together have entries within this time.
_TOGETHER = timedelta(seconds=2)
# An older text comes back; the item's address and its times stay.
_STAYS = {"slug", "language", "go_live_at", "expire_at"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WORDS = {"+": "made", "~": "changed", "-": "deleted"}


@dataclass(frozen=True)
class Version:
    """One saving of an item: `moment` is when all of it was stored.

    `number` names it in an address: the moment in microseconds, or the entry of a working copy.
    """

    number: int
    moment: datetime
    who: str
    why: str
    differences: tuple[Difference, ...]
    is_first: bool
    is_copy: bool = False


def _entries(item: Any) -> list[Any]:
    """The entries of the item and of its rows, the latest first."""
    found = [*item.history.select_related("history_user")]
    for name in item.ROWS:
        link = relation(item, name)
        history = link.related_model.history
        found += history.filter(**{link.field.name: item.pk}).select_related("history_user")
    return sorted(found, key=lambda entry: entry.history_date, reverse=True)


def _savings(item: Any) -> Iterator[list[Any]]:
    """The entries of each saving: those that were written together, the latest first."""
    together: list[Any] = []
    for entry in _entries(item):
        if together and together[-1].history_date - entry.history_date > _TOGETHER:
            yield together
            together = []
        together.append(entry)
    if together:
        yield together


def _why(item: Any, entries: list[Any]) -> str:
    """The reason that was given, or else what was done to the item itself."""
    reasons = (entry.history_change_reason for entry in entries if entry.history_change_reason)
    own = (entry.history_type for entry in entries if entry.instance_type is type(item))
    return next(reasons, "") or _WORDS[next(own, "~")]


def _number(moment: datetime) -> int:
    return round((moment - _EPOCH) / timedelta(microseconds=1))


def versions(item: Any, start: int = 0) -> list[Version]:
    """The savings of an item from the `start`th on, a page of them, the latest first, each with what it changed."""
    found: list[Version] = []
    savings = [*islice(_savings(item), start, start + PAGE_SIZE + 1)]
    shots = [snapshot_at(item, entries[0].history_date) for entries in savings]
    for place, entries in enumerate(savings[:PAGE_SIZE]):
        latest = entries[0]
        after, before = shots[place], shots[place + 1] if place + 1 < len(shots) else None
        if after is None:
            continue
        changed = differences(item, before, difference(before, after)) if before else ()
        who, why = _who(latest), _why(item, entries)
        found.append(Version(_number(latest.history_date), latest.history_date, who, why, changed, before is None))
    return found


def _kept_copies(item: Any) -> Any:
    """The entries of the working copies that were ever kept beside an item."""
    kind = ContentType.objects.get_for_model(item)
    return WorkingCopy.history.filter(item_type=kind, item_id=item.pk)


def copies(item: Any) -> list[Version]:
    """The working copies that were kept beside the item and are not there any more, the latest first."""
    kept = _kept_copies(item).filter(history_type="-").select_related("history_user")
    public = snapshot(item)
    return [
        Version(
            entry.history_id,
            entry.history_date,
            _who(entry),
            "Working copy, published or discarded",
            differences(item, public, entry.changes),
            is_first=False,
            is_copy=True,
        )
        for entry in kept[:10]
    ]


def _who(entry: Any) -> str:
    return entry.history_user.get_username() if entry.history_user else "the portal"


class HistoryPages(ItemPages):
    """The history page, and the button that brings a version back."""

    def get_urls(self) -> list[URLPattern]:
        """The address of the button; the page has the admin's own."""
        own = [self.page_path("restore", self.restore_view, "<slug:kind>/<int:number>/")]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def history_view(self: Any, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """All versions of an item, each with what it changed."""
        desk: Any = self
        item = desk.get_object(request, unquote(object_id))
        if item is None:
            return desk._get_obj_does_not_exist_redirect(request, desk.opts, object_id)
        if not desk.has_view_or_change_permission(request, item):
            raise PermissionDenied
        start = int(asked) if (asked := request.GET.get("from", "")).isdecimal() else 0
        found = versions(item, start)
        context = {
            "versions": found,
            "start": start,
            "older": start + PAGE_SIZE if len(found) == PAGE_SIZE else 0,
            "copies": () if start else copies(item),
            "may_restore": may(request.user, Verb.CHANGE, item),
        }
        return self.item_page(request, "admin/publishable/history.html", item, f"History: {item}", **context)

    def restore_view(self: Any, request: HttpRequest, pk: int, kind: str, number: int) -> Any:
        """Brings a version back: into the draft, or into a working copy beside what is public."""
        item = self.item_for(request, pk, Verb.CHANGE)
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[pk])
        if request.method != "POST":
            return HttpResponseRedirect(address)
        changes = _way_back(item, kind, number)
        try:
            with transaction.atomic():
                claim(item, by=request.user)
                problems = _bring_back(item, changes, request.user)
        except (StaleError, ValidationError) as error:
            messages.error(request, f"Nothing was restored. {' '.join(getattr(error, 'messages', [str(error)]))}")
            return HttpResponseRedirect(address)
        for problem in problems:
            messages.warning(request, problem)
        AuditEntry.record(AuditEntry.Action.RESTORED, by=request.user, item=item)
        self.log_change(request, item, "Restored an older version.")
        beside = "It waits beside the public page until you publish it." if item.live else "The draft says it now."
        messages.success(request, f"The older version is back. {beside}")
        return HttpResponseRedirect(self.change_address(item))


def _way_back(item: Any, kind: str, number: int) -> Changes:
    """What leads from today's item to the version."""
    if kind == "copy":
        if entry := _kept_copies(item).filter(history_id=number).first():
            return dict(entry.changes)
        raise Http404("There is no such version.")
    entry = next((one for one in _entries(item) if _number(one.history_date) == number), None)
    then: Snapshot | None = snapshot_at(item, entry.history_date) if entry else None
    if then is None:
        raise Http404("There is no such version.")
    changes = difference(snapshot(item), then)
    changes["fields"] = {name: raw for name, raw in changes.get("fields", {}).items() if name not in _STAYS}
    return changes


def _bring_back(item: Any, changes: Changes, by: Any) -> list[str]:
    if item.live:
        keep_working_copy(item=item, changes=changes, by=by)
        return []
    item._change_reason = "restored an older version"
    return apply(item, changes)
