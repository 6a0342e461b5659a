"""The filter by state agrees with what every item says of itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from events.desk.filters import CHANGES, StateFilter, is_in_state
from events.models import Post, WorkingCopy
from events.models.publishing import State
from tests import factories as make

pytestmark = pytest.mark.django_db


def _one_of_each() -> dict[str, Post]:
    now, day = timezone.now(), timedelta(days=1)
    return {
        "draft": make.make_post(live=False),
        "ready": make.make_post(live=False, is_ready=True),
        "scheduled": make.make_post(go_live_at=now + day),
        "scheduled with an end": make.make_post(go_live_at=now + day, expire_at=now + 2 * day),
        "published": make.make_post(),
        "published with an end": make.make_post(expire_at=now + day),
        "expired": make.make_post(expire_at=now - day),
        "withdrawn": make.make_post(live=False, withdrawn_at=now, withdrawn_reason="Replaced."),
        "withdrawn while ready": make.make_post(
            live=False, is_ready=True, withdrawn_at=now, withdrawn_reason="Replaced."
        ),
    }


def _filtered(value: str) -> Any:
    chosen = StateFilter(RequestFactory().get("/"), {"state": [value]}, Post, None)
    return chosen.queryset(RequestFactory().get("/"), Post.objects.all())


def test_every_item_is_in_the_one_state_that_it_names() -> None:
    items = _one_of_each()
    found = {
        name: [state for state in State if Post.objects.filter(is_in_state(state), pk=item.pk).exists()]
        for name, item in items.items()
    }
    assert found == {name: [item.state] for name, item in items.items()}


@pytest.mark.parametrize("state", State)
def test_filter_shows_the_items_of_a_state(state: State) -> None:
    items = _one_of_each().values()
    assert set(_filtered(state.value)) == {item for item in items if item.state == state}


def test_filter_shows_what_has_changes_beside_it() -> None:
    post, event = make.make_post(), make.make_event()
    make.make_post()
    WorkingCopy.objects.create(item=post)
    WorkingCopy.objects.create(item=event)
    assert list(_filtered(CHANGES)) == [post]


def test_filter_shows_all_for_what_nobody_offers() -> None:
    items = _one_of_each()
    assert _filtered("nonsense").count() == len(items)


def test_filter_offers_every_state_and_the_changes() -> None:
    offered = StateFilter(RequestFactory().get("/"), {}, Post, None).lookup_choices
    assert [value for value, _ in offered] == [*State.values, CHANGES]
