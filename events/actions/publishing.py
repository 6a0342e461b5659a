"""The life of an item in public: ready, published, withdrawn; and the working copy beside a published one."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events.actions.changes import Changes, apply, reserve
from events.models import AuditEntry, WorkingCopy
from events.review import Finding, Review

_PAST = Finding(
    "expired",
    "expire_at",
    "",
    "The moment until which the item is to be public has passed.",
    "Choose a later moment, or leave the field empty.",
    is_blocking=True,
)


def _lost(text: str) -> Finding:
    return Finding("rows", "", "", text, "Open the form, look at the rows, and save again.", is_blocking=True)


class RefusedError(Exception):
    """What keeps an item from being published; nothing was changed."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(" ".join(finding.message for finding in findings))
        self.findings = findings


class StaleError(Exception):
    """Somebody else saved the item meanwhile."""

    def __init__(self, item: Any) -> None:
        super().__init__(f"Somebody else saved “{item}” a moment ago; look at it, then decide again.")


def claim(item: Any, *, by: Any, revision: int | None = None) -> None:
    """Takes the next revision of the item for a change; raises StaleError where another has taken it already."""
    seen = item.revision if revision is None else revision
    now = timezone.now()
    rows = type(item)._default_manager.filter(pk=item.pk, revision=seen)
    if not rows.update(revision=F("revision") + 1, changed_by=by, changed_at=now):
        raise StaleError(item)
    item.revision, item.changed_by, item.changed_at = seen + 1, by, now


def working_copy(item: Any) -> WorkingCopy | None:
    """The changes that wait beside an item, if there are any."""
    return WorkingCopy.objects.of(item).first()


def try_working_copy(item: Any) -> tuple[WorkingCopy | None, list[str]]:
    """Carries out the changes that wait beside an item, and says what could not be. Call it inside `trial()`."""
    copy = working_copy(item)
    return copy, apply(item, copy.changes, is_trial=True) if copy else []


def keep_working_copy(*, item: Any, changes: Changes, by: Any) -> WorkingCopy | None:
    """Keeps the changes beside the item; without any, none is kept."""
    copy = working_copy(item)
    if not changes:
        if copy:
            copy.delete()
        return None
    copy = copy or WorkingCopy.objects.create(item=item, saved_by=by)
    copy.changes, copy.is_ready = reserve(item, changes, copy.pk), False
    copy.saved_at, copy.saved_by = timezone.now(), by
    copy.save()
    return copy


def discard(*, item: Any, by: Any) -> None:
    """Throws the working copy away; the published item stays as it is."""
    with transaction.atomic():
        claim(item, by=by)
        WorkingCopy.objects.of(item).delete()
        AuditEntry.record(AuditEntry.Action.DISCARDED, by=by, item=item)


def publish(*, item: Any, by: Any, review: Review, why: str = "") -> tuple[Finding, ...]:
    """Puts the item, or its working copy, before the public, at once or from its "public from" on.

    Returns the advisory findings. Raises RefusedError where a blocking one remains; then nothing has changed.
    """
    with transaction.atomic():
        claim(item, by=by)
        item._change_reason = why or "published"
        copy = working_copy(item)
        if copy:
            if problems := apply(item, copy.changes):
                raise RefusedError(tuple(_lost(text) for text in problems))
            copy.delete()
        findings = tuple(review(item))
        if item.expire_at is not None and item.expire_at <= timezone.now():
            findings = (*findings, _PAST)
        if blocking := tuple(finding for finding in findings if finding.is_blocking):
            raise RefusedError(blocking)
        item.live, item.is_ready, item.withdrawn_at, item.withdrawn_reason = True, False, None, ""
        item.save()
        AuditEntry.record(AuditEntry.Action.PUBLISHED, by=by, item=item, detail=why)
    return findings


def submit(*, item: Any, by: Any) -> None:
    """Says that the item, or its working copy, is ready for an editor's eyes."""
    _mark(item, by=by, is_ready=True, action=AuditEntry.Action.SUBMITTED)


def take_back(*, item: Any, by: Any, why: str = "") -> None:
    """Makes a draft again of what is ready or scheduled."""
    _mark(item, by=by, is_ready=False, action=AuditEntry.Action.TAKEN_BACK, detail=why)


def _mark(item: Any, *, by: Any, is_ready: bool, action: str, detail: str = "") -> None:
    with transaction.atomic():
        claim(item, by=by)
        copy = working_copy(item)
        if copy:
            copy.is_ready = is_ready
            copy.save()
        elif is_ready or not item.is_published:
            item.is_ready, item.live = is_ready, False
            item._change_reason = str(AuditEntry.Action(action).label)
            item.save()
        AuditEntry.record(action, by=by, item=item, detail=detail)


def withdraw(*, item: Any, by: Any, reason: str) -> None:
    """Takes an item from the public; its address says why. Raises ValidationError without a reason."""
    with transaction.atomic():
        claim(item, by=by)
        item.live, item.is_ready = False, False
        item.withdrawn_at, item.withdrawn_reason = timezone.now(), reason
        item._change_reason = reason
        item.full_clean(exclude={field.name for field in item._meta.fields if field.editable})
        item.save()
        AuditEntry.record(AuditEntry.Action.WITHDRAWN, by=by, item=item, detail=reason)
