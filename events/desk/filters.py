"""Narrows a list of notices, events or reports by where they stand."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils import timezone

from events.models import WorkingCopy
from events.models.publishing import State, is_public

# Not a state: what is public stays as it is while changes wait beside it.
CHANGES = "changes"


def is_in_state(state: State, *, at: datetime | None = None) -> Q:
    """The condition that fits `Publishable.state`: of an item, exactly one of the six is true."""
    moment = at or timezone.now()
    # The table's own constraints hold the rest: what is withdrawn is not live, and nothing expires before it begins.
    return {
        State.DRAFT: Q(live=False, is_ready=False, withdrawn_at__isnull=True),
        State.READY: Q(live=False, is_ready=True, withdrawn_at__isnull=True),
        State.SCHEDULED: Q(live=True, go_live_at__gt=moment),
        State.PUBLISHED: is_public(at=moment),
        State.EXPIRED: Q(live=True, expire_at__lte=moment),
        State.WITHDRAWN: Q(withdrawn_at__isnull=False),
    }[state]


def has_changes(model: type[Model]) -> Q:
    """The condition that a working copy waits beside an item."""
    return Q(WorkingCopy.objects.beside(model))


class StateFilter(admin.SimpleListFilter):
    """Draft, ready, scheduled, published, expired, withdrawn; and what has changes that wait."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The six states, and the changes beside them."""
        return [*((state.value, str(state.label)) for state in State), (CHANGES, "Changes wait")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The items in the chosen state; of what nobody offers, all."""
        if self.value() == CHANGES:
            return queryset.filter(has_changes(queryset.model))
        chosen = next((state for state in State if state.value == self.value()), None)
        return queryset.filter(is_in_state(chosen)) if chosen else queryset
