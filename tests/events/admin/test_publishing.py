"""Making things public and taking them offline, from the list."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from events.models import Event, Post
from tests import factories as make

NOUNS = [("event", Event, make.make_event), ("post", Post, make.make_post)]


def _act(client: Client, name: str, action: str, rows: list[Any]) -> Any:
    address = reverse(f"admin:events_{name}_changelist")
    return client.post(address, {"action": action, "_selected_action": [row.pk for row in rows]}, follow=True)


@pytest.mark.parametrize(("name", "model", "factory"), NOUNS)
def test_make_public_turns_the_chosen_on(name: str, model: Any, factory: Callable[..., Any], editor: Client) -> None:
    chosen, other = factory(live=False), factory(live=False)
    answer = _act(editor, name, "make_public", [chosen])
    assert [str(message) for message in answer.context["messages"]] == ["Made public: 1."]
    assert list(model.objects.published()) == [chosen]
    assert model.objects.get(pk=chosen.pk).first_published_at is not None
    assert other.state == "draft"


@pytest.mark.parametrize(("name", "model", "factory"), NOUNS)
def test_take_offline_turns_the_chosen_off(name: str, model: Any, factory: Callable[..., Any], editor: Client) -> None:
    chosen, other = factory(), factory()
    answer = _act(editor, name, "take_offline", [chosen])
    assert [str(message) for message in answer.context["messages"]] == ["Taken offline: 1."]
    assert list(model.objects.published()) == [other]


def test_actions_stand_in_the_history(publisher: Client) -> None:
    post = make.make_post(live=False)
    _act(publisher, "post", "make_public", [post])
    _act(publisher, "post", "take_offline", [post])
    entries = LogEntry.objects.order_by("pk").values_list("change_message", flat=True)
    assert list(entries) == ["Made public.", "Taken offline."]


def test_action_is_not_offered_to_one_who_may_only_look(editor: Client) -> None:
    post = make.make_post(live=False)
    user = editor.get(reverse("admin:events_post_changelist")).context["user"]
    user.user_permissions.remove(user.user_permissions.get(codename="change_post"))
    _act(editor, "post", "make_public", [post])
    assert not Post.objects.get(pk=post.pk).live


def test_action_of_a_stranger_changes_nothing(stranger: Client) -> None:
    post = make.make_post(live=False)
    answer = stranger.post(
        reverse("admin:events_post_changelist"), {"action": "make_public", "_selected_action": [post.pk]}
    )
    assert answer.status_code == 302
    assert not Post.objects.get(pk=post.pk).live


def test_list_says_where_each_item_stands(publisher: Client) -> None:
    make.make_post(live=False)
    assert b'<td class="field-state">draft</td>' in publisher.get(reverse("admin:events_post_changelist")).content
