"""The way of an event through the desk: a short first form, tabs, the stage by one button, links onwards."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from events.admin.flow import TABS, stage_context
from events.models import AuditEntry, Event
from tests import factories as make
from tests.pages import filled, tree

pytestmark = pytest.mark.django_db
ADD = "/admin/events/event/add/"
FACTS = {
    "title": "Forum 2030",
    "slug": "forum-2030",
    "kind": "forum",
    "starts_on": "2030-10-18",
    "ends_on": "2030-10-19",
    "city": "Seoul",
    "country": "KR",
}


def _address(event: Event, page: str) -> str:
    return reverse(f"admin:events_event_{page}", args=[event.pk])


def _move(client: Client, event: Event, old: str, to: str, **more: str) -> Any:
    return client.post(_address(event, "stage"), {"old": old, "to": to, **more}, follow=True)


def _stage(event: Event) -> str:
    return Event.objects.get(pk=event.pk).stage


def test_new_event_is_asked_only_for_what_is_needed_first(editor: Client) -> None:
    page = editor.get(ADD)
    asked = {field.name for line in page.context["adminform"] for row in line for field in _fields(row)}
    assert asked == {"title", "slug", "kind", "starts_on", "ends_on", "venue", "city", "country"}
    assert list(page.context["inline_admin_formsets"]) == []


def _fields(row: Any) -> list[Any]:
    return [field.field for field in row]


def test_new_event_leads_on_to_its_programme(editor: Client) -> None:
    answer = editor.post(ADD, filled(editor.get(ADD), **FACTS, _programme="1"))
    event = Event.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, _address(event, "programme"))
    assert (event.title, event.live, event.author.username) == ("Forum 2030", False, "editor")


def test_new_event_that_is_wrong_is_asked_again(editor: Client) -> None:
    answer = editor.post(ADD, filled(editor.get(ADD), **FACTS | {"city": ""}, _programme="1"))
    assert (answer.status_code, Event.objects.count()) == (200, 0)


def test_every_part_of_the_form_is_in_one_tab(publisher: Client) -> None:
    page = publisher.get(_address(make.make_event(), "change"))
    parts = [part for tab in page.context["tabs"] for part in tab["parts"].split()]
    ids = {element.get("id") for element in tree(page).iter()}
    headings = {f"fieldset-0-{n}-heading" for n, _ in enumerate(page.context["adminform"])}
    groups = {f"{rows.formset.prefix}-group" for rows in page.context["inline_admin_formsets"]}
    assert sorted(parts) == sorted(headings | groups)
    assert set(parts) <= ids
    assert [tab["key"] for tab in page.context["tabs"]] == [key for key, _, _ in TABS]


def test_every_name_of_a_tab_is_a_part_of_the_form(publisher: Client) -> None:
    page = publisher.get(_address(make.make_event(), "change"))
    names = {fieldset.name for fieldset in page.context["adminform"]}
    names |= {rows.formset.prefix for rows in page.context["inline_admin_formsets"]}
    assert {part for _, _, parts in TABS for part in parts} - names == set()


def test_form_leads_on_to_what_comes_next(editor: Client, finance: Client) -> None:
    event = make.make_event()
    found = dict(editor.get(_address(event, "change")).context["flow_links"])
    assert list(found) == [
        "Paste a programme",
        "Import participants",
        "Counting",
        "Registrations",
        "Attendance",
        "Add pictures",
        "Survey",
        "Export",
        "Documents",
        "Clone",
    ]
    assert {editor.get(address).status_code for address in found.values()} == {200}
    links = dict(finance.get(_address(event, "change")).context["flow_links"])
    assert list(links) == ["Import travel lines", "Counting", "Budget", "Export", "Documents"]
    assert links["Budget"] == reverse("admin:events_event_budget", args=[event.pk])


@time_machine.travel("2012-10-20")
def test_stage_moves_by_one_button_and_the_page_follows(editor: Client, stranger: Client) -> None:
    event = make.make_event()
    page = editor.get(_address(event, "change"))
    assert page.context["next_stage"] == {"value": "held", "words": "Mark as held"}
    moved = _move(editor, event, "announced", "held")
    assert moved.redirect_chain == [(_address(event, "change"), 302)]
    assert "The stage is “Concluded” now; the page says so." in str(next(iter(moved.context["messages"])))
    assert _stage(event) == "held"
    assert "Concluded" in stranger.get(f"/events/{event.slug}/").content.decode()
    assert moved.context["next_stage"]["words"] == "Mark as report in preparation"


@time_machine.travel("2012-10-20")
def test_stage_moves_back_by_the_button_in_the_message(editor: Client) -> None:
    event = make.make_event()
    page = _move(editor, event, "announced", "held")
    form = next(form for form in tree(page).iter("form") if form.get("class") == "undo")
    typed = {field.get("name", ""): field.get("value", "") for field in form.iter("input")}
    button = next(form.iter("button"))
    assert form.get("action") == _address(event, "stage")
    undone = editor.post(str(form.get("action")), typed | {str(button.get("name")): button.get("value")}, follow=True)
    assert (_stage(event), [m.message for m in undone.context["messages"]]) == (
        "announced",
        ["The stage is “Announced” now; the page says so."],
    )
    assert [entry.detail for entry in AuditEntry.objects.order_by("pk")] == [
        "Announced → Concluded",
        "Concluded → Announced, undone",
    ]


@time_machine.travel("2012-10-01")
def test_button_that_would_be_too_early_is_replaced_by_the_reason(editor: Client) -> None:
    event = make.make_event()
    words = "The event begins on 18 October 2012; until then it cannot have been held."
    page = editor.get(_address(event, "change"))
    assert words in page.content.decode()
    assert [stage["value"] for stage in page.context["other_stages"]] == ["postponed", "cancelled"]
    refused = _move(editor, event, "announced", "held")
    assert ([m.message for m in refused.context["messages"]], _stage(event)) == ([words], "announced")


def test_stage_is_moved_only_by_those_who_may(author: Client, finance: Client, stranger: Client) -> None:
    event = make.make_event(stage="held")
    for client in (author, finance):
        assert client.post(_address(event, "stage"), {"old": "held", "to": "announced"}).status_code == 403
    assert stranger.post(_address(event, "stage")).status_code == 302
    assert _stage(event) == "held"
    assert finance.get(_address(event, "change")).context["may_move_stage"] is False


def test_stage_answers_posts_for_known_events_alone(editor: Client) -> None:
    assert editor.get(_address(make.make_event(), "stage")).status_code == 405
    assert editor.post("/admin/events/event/99/stage/", {"old": "held", "to": "announced"}).status_code == 404


def test_author_moves_an_own_draft(author: Client) -> None:
    author.post(ADD, filled(author.get(ADD), **FACTS))
    event = Event.objects.get()
    _move(author, event, "announced", "postponed")
    assert _stage(event) == "postponed"


def test_stage_beside_the_usual_way_is_shown_by_its_name(editor: Client) -> None:
    event = make.make_event(stage="cancelled")
    page = editor.get(_address(event, "change"))
    assert (page.context["stage_aside"], page.context["next_stage"]) == ("Cancelled", None)
    user = page.wsgi_request.user
    assert [step["is_current"] for step in stage_context(event, user)["stage_steps"]] == [False] * 4
