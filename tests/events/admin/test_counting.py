"""The counting page: registered and attended side by side, the remainder by its name, and what does not fit."""

import csv
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event, Sector
from tests import factories as make
from tests.pages import tree

pytestmark = pytest.mark.django_db


def _page(event: Event) -> str:
    return reverse("admin:events_event_counting", args=[event.pk])


def _words(answer: object) -> str:
    return " ".join(" ".join(tree(answer).itertext()).split())  # type: ignore[arg-type]


def _event() -> Event:
    event = make.make_event(title="Forum")
    make.make_headcount(event=event, count=100)
    make.make_headcount(event=event, unit="countries", origin="", count=1, is_subset=True)
    make.make_participation(event=event, country="FR", sector=Sector.MEDIA)
    make.make_participation(event=event, country="KE", has_attended=False)
    return event


def test_partitions_stand_with_registered_attended_and_the_remainder(editor: Client) -> None:
    words = _words(editor.get(_page(_event())))
    assert "Participants 2 101 1 by name, 100 in counted groups; 1 registered and did not come" in words
    assert "Countries 2 1 Declared; 1 counted from the people named" in words
    assert "Participants by sector" in words
    assert "Media 1 1 1 0 Not stated 1 100 Total 2 101" in words
    assert "The records do not contradict each other." in words


def test_findings_are_shown_with_their_remedy(editor: Client) -> None:
    event = _event()
    make.make_participation(event=event, country="KE", sector=Sector.MEDIA)
    words = _words(editor.get(_page(event)))
    assert "To look at: One country is declared, and the participants named are from two." in words


def test_table_for_a_spreadsheet_holds_the_same(editor: Client) -> None:
    answer = editor.get(_page(_event()), {"format": "csv"})
    assert answer["Content-Disposition"].endswith('-counting.csv"')
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    found = {(row["partition"], row["group"]): (row["registered_by_name"], row["attended"]) for row in rows}
    assert found["All participants", ""] == ("2", "101")
    assert found["Participants by sector", "Not stated"] == ("1", "100")
    assert found["Participants by country", "France"] == ("1", "1")


def test_event_without_people_says_what_to_do(editor: Client) -> None:
    assert "Nobody has been counted yet." in _words(editor.get(_page(make.make_event())))


def test_page_is_for_the_staff_and_the_form_leads_to_it(finance: Client, stranger: Client, author: Client) -> None:
    event = _event()
    assert [client.get(_page(event)).status_code for client in (finance, author, stranger)] == [200, 200, 302]
    form = author.get(reverse("admin:events_event_change", args=[event.pk]))
    assert f'href="{_page(event)}"' in form.content.decode()


def test_page_asks_as_often_for_many_people_as_for_few(editor: Client, django_assert_max_num_queries: object) -> None:
    event = _event()
    for place in range(20):
        body, person = make.make_organization(), make.make_person(family_name=f"{chr(97 + place) * 9}")
        make.make_participation(event=event, organization=body, person=person, country="FR")
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        assert editor.get(_page(event)).status_code == 200
