"""An event is cloned on one page, with its programme and the questions of its survey."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import Survey
from events.models import Event
from tests import factories as make
from tests.pages import filled

pytestmark = pytest.mark.django_db


def _address(event: Event) -> str:
    return reverse("admin:events_event_clone", args=[event.pk])


def test_clone_is_offered_with_a_free_name_and_address(editor: Client) -> None:
    event = make.make_event(title="Forum 2012", slug="forum-2012")
    make.make_event(slug="forum-2012-copy")
    form = filled(editor.get(_address(event)))
    assert (form["title"], form["slug"], form["starts_on"]) == ("Forum 2012 (copy)", "forum-2012-copy-2", "")
    assert "survey" not in form


def test_clone_takes_along_what_is_ticked(editor: Client) -> None:
    event = make.make_event()
    make.make_presentation(session=make.make_session(event=event, held_on=date(2012, 10, 19)))
    make.make_question(survey=make.make_survey(event=event), tallies={"good": 3})
    typed = filled(editor.get(_address(event)), title="Forum 2013", slug="forum-2013", starts_on="2013-05-02")
    answer = editor.post(_address(event), typed)
    new = Event.objects.get(slug="forum-2013")
    assert answer["Location"] == reverse("admin:events_event_change", args=[new.pk])
    assert (new.sessions.get().held_on, new.surveys.get().questions.count()) == (date(2013, 5, 3), 1)
    assert (new.author.username, new.live) == ("editor", False)
    del typed["survey"], typed["programme"]
    editor.post(_address(event), typed | {"slug": "forum-2014"})
    bare = Event.objects.get(slug="forum-2014")
    assert (bare.sessions.count(), bare.surveys.count()) == (0, 0)


def test_clone_needs_a_day_and_an_address_that_nobody_had(editor: Client) -> None:
    event, renamed = make.make_event(slug="taken"), make.make_event(slug="once")
    renamed = Event.objects.get(pk=renamed.pk)
    renamed.slug = "now"
    renamed.save()
    for slug in ("taken", "once", "now"):
        page = editor.post(_address(event), filled(editor.get(_address(event)), slug=slug, title="\u200b"))
        assert page.context["form"].errors == {
            "title": ["Write the title of the new event."],
            "slug": ["Another event has, or had, this address. Choose another one."],
            "starts_on": ["This field is required."],
        }
    assert Event.objects.count() == 2


def test_author_clones_into_a_draft_of_their_own(author: Client) -> None:
    event = make.make_event()
    author.post(_address(event), filled(author.get(_address(event)), starts_on="2013-05-02"))
    new = Event.objects.latest("pk")
    assert new.author.username == "author"
    assert author.get(reverse("admin:events_event_change", args=[new.pk])).context["may_move_stage"] is True


def test_clone_is_for_those_who_may_add_events(finance: Client, stranger: Client, editor: Client) -> None:
    event = make.make_event()
    make.make_survey(event=event)
    assert finance.get(_address(event)).status_code == 403
    assert finance.post(_address(event), {"title": "x"}).status_code == 403
    assert stranger.get(_address(event)).status_code == 302
    assert editor.get("/admin/events/event/999/clone/").status_code == 404
    assert (Event.objects.count(), Survey.objects.count()) == (1, 1)
