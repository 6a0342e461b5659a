"""A clone takes the facts, hosts and programme along, and nothing of what happened."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from events.actions.cloning import Plan, clone_event, copy_title, free_slug
from events.models import AuditEntry, Event, State
from tests import factories as make


@pytest.fixture
def author_user(db: None) -> User:
    return User.objects.create_user("dalia")


def _full_event() -> Event:
    event = make.make_event(title="Forum 2012", stage=Event.Stage.HELD, lead="<p>Come.</p>", currency="USD")
    track = make.make_track(event=event)
    session = make.make_session(event=event, track=track, held_on=date(2012, 10, 19), summary="<p>It was said.</p>")
    make.make_session(event=event)
    make.make_presentation(session=session, findings="<p>Found.</p>")
    make.make_host(event=event)
    for row in (make.make_outcome, make.make_headcount, make.make_participation, make.make_travel_line):
        row(event=event)
    make.make_material(event=event)
    return event


def _clone(event: Event, by: User, **changes: Any) -> Event:
    plan = Plan(**({"title": "Forum 2013", "slug": "forum-2013", "starts_on": date(2013, 10, 17)} | changes))
    return clone_event(event=event, plan=plan, by=by)


def test_clone_is_a_draft_with_moved_days(author_user: User) -> None:
    event = _full_event()
    new = Event.objects.get(pk=_clone(event, author_user).pk)
    assert (new.title, new.slug, new.state, new.stage) == ("Forum 2013", "forum-2013", State.DRAFT, "announced")
    assert (new.starts_on, new.ends_on, new.author) == (date(2013, 10, 17), date(2013, 10, 18), author_user)
    assert (new.city, new.currency, new.lead) == ("Seoul", "USD", "<p>Come.</p>")
    assert (new.first_published_at, new.revision) == (None, 0)
    assert new.translation_key != event.translation_key
    assert Event.objects.get(pk=event.pk).stage == Event.Stage.HELD


def test_programme_goes_along_without_what_was_said(author_user: User) -> None:
    event = _full_event()
    new = _clone(event, author_user)
    sessions = list(new.sessions.order_by("position"))
    assert [(s.code, s.held_on, s.summary) for s in sessions] == [("1", date(2013, 10, 18), ""), ("2", None, "")]
    assert (sessions[0].track.event, sessions[1].track) == (new, None)
    talk = sessions[0].presentations.get()
    old = event.sessions.get(code="1").presentations.get()
    assert (talk.speaker, talk.title, talk.findings) == (old.speaker, old.title, "")
    assert (new.hosts.get().organization, old.findings) == (event.hosts.get().organization, "<p>Found.</p>")


def test_what_happened_stays_with_the_old_event(author_user: User) -> None:
    new = _clone(_full_event(), author_user)
    left = ("outcomes", "headcounts", "participations", "travel_lines", "materials", "photos", "posts", "surveys")
    assert {name: getattr(new, name).count() for name in left} == dict.fromkeys(left, 0)


def test_parts_can_be_left_out(author_user: User) -> None:
    event = _full_event()
    bare = _clone(event, author_user, texts=False, hosts=False, programme=False)
    assert (bare.lead, bare.hosts.count(), bare.tracks.count(), bare.sessions.count()) == ("", 0, 0, 0)
    silent = _clone(event, author_user, slug="silent", speakers=False)
    assert [session.presentations.count() for session in silent.sessions.all()] == [0, 0]


def test_clone_of_a_withdrawn_event_is_a_draft(author_user: User) -> None:
    event = make.make_event()
    Event.objects.filter(pk=event.pk).update(live=False, withdrawn_at="2012-11-01T00:00Z", withdrawn_reason="Wrong")
    event.refresh_from_db()
    assert _clone(event, author_user).state == State.DRAFT


def test_clone_is_recorded(author_user: User) -> None:
    event = make.make_event(title="Forum 2012")
    new = _clone(event, author_user)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.item_id, entry.detail) == ("cloned", new.pk, f"from “Forum 2012” (No. {event.pk})")
    assert [row.history_change_reason for row in new.history.all()] == ["cloned from “Forum 2012”"]


def test_offered_title_and_address_are_free(db: None) -> None:
    make.make_event(slug="forum-copy")
    make.make_event(slug="forum-copy-2")
    assert free_slug(Event.objects.all(), "forum-copy") == "forum-copy-3"
    assert free_slug(Event.objects.all(), "forum") == "forum"
    assert len(free_slug(Event.objects.all(), "f" * 130)) == 120
    assert (copy_title("Forum"), len(copy_title("x" * 250))) == ("Forum (copy)", 250)
