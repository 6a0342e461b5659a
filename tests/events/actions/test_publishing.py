"""The life of an item in public: what each verb changes, refuses, and writes into the log."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.actions.changes import difference, snapshot, trial
from events.actions.publishing import (
    RefusedError,
    StaleError,
    claim,
    discard,
    keep_working_copy,
    publish,
    submit,
    take_back,
    try_working_copy,
    withdraw,
    working_copy,
)
from events.models import AuditEntry, Event, Post, State, WorkingCopy
from events.review import Finding
from tests import factories as make

pytestmark = pytest.mark.django_db
BLOCKING = Finding("rule", "title", "x", "It is wrong.", "Mend it.", is_blocking=True)
ADVICE = Finding("rule", "title", "x", "It is odd.", "Look at it.")


@pytest.fixture
def bob() -> User:
    return User.objects.create_user("bob")


def _clean(item: Any) -> tuple[Finding, ...]:
    return ()


def _state(post: Post) -> State:
    return Post.objects.get(pk=post.pk).state


def _log() -> list[tuple[str, str]]:
    return [*AuditEntry.objects.order_by("id").values_list("action", "actor_name")]


def _with_copy(by: User, **fields: Any) -> Post:
    """A published notice beside which a new title and a link wait."""
    post = Post.objects.get(pk=make.make_post(title="Old", **fields).pk)
    before = snapshot(post)
    with trial():
        changed = Post.objects.get(pk=post.pk)
        changed.title = "New"
        changed.save()
        make.make_post_link(post=changed, label="New link")
        after = snapshot(changed)
    keep_working_copy(item=post, changes=difference(before, after), by=by)
    return post


def test_draft_is_published_and_logged(bob: User) -> None:
    post = make.make_post(live=False, is_ready=True)
    assert publish(item=post, by=bob, review=_clean, why="in time") == ()
    stored = Post.objects.get(pk=post.pk)
    assert (stored.state, stored.is_ready, stored.changed_by) == (State.PUBLISHED, False, bob)
    assert stored.history.latest().history_change_reason == "in time"
    assert _log() == [("published", "bob")]


def test_draft_for_later_is_scheduled_and_comes_by_itself(bob: User) -> None:
    later = timezone.now() + timedelta(hours=1)
    post = make.make_post(live=False, go_live_at=later)
    publish(item=post, by=bob, review=_clean)
    assert _state(post) == State.SCHEDULED
    assert [Post.objects.published(at=at).count() for at in (later - timedelta(seconds=1), later)] == [0, 1]


def test_blocking_finding_keeps_everything_as_it_was(bob: User) -> None:
    post = _with_copy(bob)
    with pytest.raises(RefusedError) as refused:
        publish(item=post, by=bob, review=lambda item: (ADVICE, BLOCKING))
    assert refused.value.findings == (BLOCKING,)
    stored = Post.objects.get(pk=post.pk)
    assert (stored.title, stored.revision, stored.links.count()) == ("Old", 0, 0)
    assert working_copy(post) is not None
    assert _log() == []


def test_advice_does_not_hinder(bob: User) -> None:
    post = make.make_post(live=False)
    assert publish(item=post, by=bob, review=lambda item: (ADVICE,)) == (ADVICE,)
    assert _state(post) == State.PUBLISHED


def test_review_sees_the_item_as_it_would_be(bob: User) -> None:
    seen = []
    post = _with_copy(bob)
    publish(item=post, by=bob, review=lambda item: seen.append((item.title, item.links.count())) or ())
    assert seen == [("New", 1)]


def test_working_copy_replaces_what_is_public_and_is_gone(bob: User) -> None:
    post = _with_copy(bob)
    assert Post.objects.get(pk=post.pk).title == "Old"
    publish(item=post, by=bob, review=_clean)
    stored = Post.objects.get(pk=post.pk)
    assert (stored.title, [link.label for link in stored.links.all()]) == ("New", ["New link"])
    assert not WorkingCopy.objects.exists()


def test_item_whose_time_has_passed_is_refused(bob: User) -> None:
    post = make.make_post(live=False, expire_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(RefusedError) as refused:
        publish(item=post, by=bob, review=_clean)
    assert [finding.field for finding in refused.value.findings] == ["expire_at"]


def test_withdrawn_item_keeps_its_reason_until_it_is_published_again(bob: User) -> None:
    post = make.make_post()
    withdraw(item=post, by=bob, reason="It was replaced.")
    stored = Post.objects.get(pk=post.pk)
    assert (stored.state, stored.withdrawn_reason) == (State.WITHDRAWN, "It was replaced.")
    publish(item=stored, by=bob, review=_clean)
    stored.refresh_from_db()
    assert (stored.state, stored.withdrawn_reason, stored.withdrawn_at) == (State.PUBLISHED, "", None)
    assert _log() == [("withdrawn", "bob"), ("published", "bob")]


@pytest.mark.parametrize("reason", ["", "  ", "\u200b"])
def test_withdrawal_without_a_reason_is_refused(bob: User, reason: str) -> None:
    post = make.make_post()
    with pytest.raises(ValidationError):
        withdraw(item=post, by=bob, reason=reason)
    assert _state(post) == State.PUBLISHED


def test_ready_and_back(bob: User) -> None:
    post = make.make_post(live=False)
    submit(item=post, by=bob)
    assert _state(post) == State.READY
    take_back(item=post, by=bob)
    assert _state(post) == State.DRAFT
    assert _log() == [("submitted", "bob"), ("taken_back", "bob")]


def test_scheduled_item_is_taken_back(bob: User) -> None:
    post = make.make_post(go_live_at=timezone.now() + timedelta(hours=1))
    take_back(item=post, by=bob)
    assert _state(post) == State.DRAFT


def test_published_item_is_not_taken_back_without_a_reason(bob: User) -> None:
    post = make.make_post()
    take_back(item=post, by=bob)
    assert _state(post) == State.PUBLISHED


def test_working_copy_is_marked_ready_and_the_item_stays_public(bob: User) -> None:
    post = _with_copy(bob)
    submit(item=post, by=bob)
    assert (_state(post), working_copy(post).is_ready) == (State.PUBLISHED, True)


def test_discarded_copy_leaves_the_item_and_stays_in_its_history(bob: User) -> None:
    post = _with_copy(bob)
    discard(item=post, by=bob)
    assert (Post.objects.get(pk=post.pk).title, working_copy(post)) == ("Old", None)
    assert WorkingCopy.history.filter(history_type="-").get().changes["fields"] == {"title": "New"}


def test_copy_without_changes_is_not_kept(bob: User) -> None:
    post = _with_copy(bob)
    assert keep_working_copy(item=post, changes={}, by=bob) is None
    assert not WorkingCopy.objects.exists()


def test_revision_is_claimed_once(bob: User) -> None:
    post = make.make_post()
    first, second = (Post.objects.get(pk=post.pk) for _ in range(2))
    claim(first, by=bob)
    with pytest.raises(StaleError):
        claim(second, by=bob)
    assert Post.objects.get(pk=post.pk).revision == 1


def test_currency_of_a_budget_that_became_final_is_not_published(bob: User) -> None:
    event = make.make_event(currency="USD")
    copy = keep_working_copy(item=event, changes={"fields": {"currency": "KRW", "city": "Busan"}}, by=bob)
    make.make_budget(event=event, stage="final")
    with pytest.raises(RefusedError, match="The amounts of the final budget are in USD"):
        publish(item=Event.objects.get(), by=bob, review=_clean)
    assert WorkingCopy.objects.get() == copy
    with trial():
        event = Event.objects.get()
        problems = try_working_copy(event)[1]
        assert (event.currency, event.city, len(problems)) == ("USD", "Busan", 1)
    assert Event.objects.values_list("currency", "city").get() == ("USD", "Seoul")
