"""Changes as data: what is taken from one state and carried out gives the other; a trial leaves nothing."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from events.actions.changes import RESERVED, apply, difference, reserve, snapshot, snapshot_at, trial
from events.models import Event, Post, Session, Track
from tests import factories as make

pytestmark = pytest.mark.django_db


def _event() -> Event:
    event = make.make_event(title="Before")
    track = make.make_track(event=event, title="A track")
    make.make_session(event=event, track=track, title="First")
    make.make_session(event=event, track=track, title="Second")
    make.make_host(event=event)
    return event


def _edit(event: Event) -> None:
    event.title, event.ends_on, event.description = "After", date(2012, 10, 20), "<p>New.</p>"
    event.save()
    event.sessions.filter(title="First").delete()
    event.sessions.update(title="Changed")
    track = make.make_track(event=event, title="New track")
    make.make_session(event=event, track=track, title="New", position=9, code="9")


def _changes(event: Event) -> tuple[Any, Any, Any]:
    before = snapshot(event)
    with trial():
        _edit(event)
        after = snapshot(Event.objects.get(pk=event.pk))
    return before, after, difference(before, after)


def _named(shot: Any) -> Any:
    """A snapshot without keys: new rows may have other ones."""
    rows = {name: sorted(map(repr, _strip(found))) for name, found in shot["rows"].items()}
    return shot["fields"], rows


def _strip(rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "track_id"} for row in rows.values()]


def test_trial_leaves_nothing() -> None:
    event = _event()
    before, after, _ = _changes(event)
    assert before != after
    assert snapshot(Event.objects.get(pk=event.pk)) == before


def test_trial_that_fails_leaves_nothing() -> None:
    event = _event()
    with pytest.raises(ValueError, match="halfway"), trial():
        _edit(event)
        raise ValueError("halfway")
    assert Event.objects.get(pk=event.pk).title == "Before"


def test_changes_carried_out_give_the_other_state() -> None:
    event = _event()
    _, after, changes = _changes(event)
    event = Event.objects.get(pk=event.pk)
    assert apply(event, reserve(event, changes, 1)) == []
    assert _named(snapshot(Event.objects.get(pk=event.pk))) == _named(after)
    new = Session.objects.get(title="New")
    assert new.track == Track.objects.get(title="New track")
    assert max(new.pk, new.track_id) < RESERVED


def test_added_rows_keep_their_reserved_keys_from_trial_to_trial() -> None:
    event = _event()
    _, _, changes = _changes(event)
    changes = reserve(event, changes, 3)
    seen = []
    for _ in range(2):
        with trial():
            apply(Event.objects.get(pk=event.pk), changes, is_trial=True)
            seen.append([*Session.objects.filter(title="New").values_list("pk", "track_id")])
    assert seen[0] == seen[1]
    assert all(key >= RESERVED for key in seen[0][0])
    assert reserve(event, changes, 3) == changes


def test_same_state_has_no_difference() -> None:
    event = _event()
    assert difference(snapshot(event), snapshot(Event.objects.get(pk=event.pk))) == {}


def test_what_was_changed_elsewhere_stays() -> None:
    event = _event()
    _, _, changes = _changes(event)
    Event.objects.filter(pk=event.pk).update(venue="Elsewhere")
    make.make_session(event=event, title="Came between", position=5)
    apply(Event.objects.get(pk=event.pk), changes)
    event.refresh_from_db()
    assert (event.title, event.venue) == ("After", "Elsewhere")
    assert event.sessions.filter(title="Came between").exists()


def test_row_that_was_deleted_meanwhile_is_named() -> None:
    event = _event()
    _, _, changes = _changes(event)
    Session.objects.filter(title="Second").delete()
    problems = apply(Event.objects.get(pk=event.pk), changes)
    assert len(problems) == 1
    assert "was deleted meanwhile" in problems[0]
    assert Session.objects.filter(title="New").exists()


def test_new_row_whose_place_was_taken_comes_last() -> None:
    post = make.make_post()
    before = snapshot(post)
    with trial():
        make.make_post_link(post=post, position=1, label="Mine")
        changes = difference(before, snapshot(post))
    make.make_post_link(post=post, position=1, label="Theirs")
    assert apply(Post.objects.get(pk=post.pk), changes) == []
    assert [*post.links.values_list("position", "label")] == [(1, "Theirs"), (2, "Mine")]


def test_history_knows_the_item_with_its_rows_at_a_moment() -> None:
    event = _event()
    early = snapshot(event)
    moment = event.hosts.get().history.latest().history_date
    with transaction.atomic():
        _edit(event)
    then = snapshot_at(event, moment)
    assert then is not None
    assert difference(early, then) == {}
