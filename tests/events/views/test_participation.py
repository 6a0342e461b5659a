"""The public counts of an event: for everybody where there are any, and only while the event is public."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event, Origin
from tests import factories as make
from tests.pages import tree

pytestmark = pytest.mark.django_db
DOORS = ("events:event_participation_csv", "events:event_participation_json")


def _codes(client: Client, event: Event) -> list[int]:
    return [client.get(reverse(door, args=[event.slug])).status_code for door in DOORS]


def test_counts_are_there_for_everybody(stranger: Client, editor: Client) -> None:
    event = make.make_headcount(event=make.make_event(slug="forum"), count=217).event
    assert _codes(stranger, event) == _codes(editor, event) == [200, 200]
    table, found = (stranger.get(reverse(door, args=["forum"])) for door in DOORS)
    assert table["Content-Disposition"] == 'attachment; filename="forum-participation.csv"'
    assert table.content.startswith(b"\xef\xbb\xbfpartition,code,group,registered_by_name,attended")
    assert found.json()["attended"] == 217


def test_counts_of_a_draft_or_of_nobody_are_not_there(stranger: Client) -> None:
    draft = make.make_headcount(event=make.make_event(live=False)).event
    assert _codes(stranger, draft) == [404, 404]
    assert _codes(stranger, make.make_event()) == [404, 404]


def test_counts_are_read_in_two_queries(stranger: Client, django_assert_num_queries: Any) -> None:
    event = make.make_headcount(origin=Origin.NATIONAL).event
    for _ in range(5):
        make.make_participation(event=event, organization=make.make_organization(), country="FR")
    with django_assert_num_queries(2):
        assert stranger.get(reverse(DOORS[1], args=[event.slug])).json()["attended"] == 15


def _named(event: Event, **fields: Any) -> None:
    make.make_participation(event=event, **({"origin": Origin.INTERNATIONAL} | fields))


def _words(client: Client, event: Event) -> str:
    page = client.get(reverse("events:event_detail", args=[event.slug]))
    return " ".join(" ".join(tree(page).itertext()).split())


def test_page_of_the_event_divides_those_counted_by_name(stranger: Client) -> None:
    event = make.make_event()
    _named(event, country="FR", role="speaker")
    _named(event, country="KE")
    _named(event, country="KE", has_attended=False)
    _named(event, is_registered=False)
    words = _words(stranger, event)
    assert "Participants by role Participants by role Role Registered Attended Delegate 2 2 Speaker 1 1" in words
    assert "Region Registered Attended Africa 2 1 Europe 1 1 Not stated 0 1" in words
    assert "Country Registered Attended France 1 1 Kenya 2 1 Not stated 0 1" in words
    assert "Attended: those who came, 3 in all." in words


def test_page_leaves_out_what_only_some_people_inside_a_group_tell(stranger: Client) -> None:
    event = make.make_headcount(count=10).event
    for country in ("FR", "KE"):
        _named(event, country=country, is_in_headcount=True)
    words = _words(stranger, event)
    assert "Participants by" not in words
    assert "Counts of participants: CSV" in words


def test_page_links_to_the_files_and_they_are_there(stranger: Client) -> None:
    for fields in ({"unit": "countries", "is_subset": True}, {"role": "minister", "is_subset": True}, {}):
        event = make.make_headcount(origin="", **fields).event
        page = stranger.get(reverse("events:event_detail", args=[event.slug]))
        links = {link.get("href") for link in tree(page).iter("a")}
        assert {reverse(door, args=[event.slug]) for door in DOORS} <= links
        assert _codes(stranger, event) == [200, 200]
