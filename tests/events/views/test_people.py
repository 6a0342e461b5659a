"""Who is named on the people page of an event, under which heading."""

import pytest
from django.test import Client

from events.models import Origin, Participation, Presentation, Role
from tests import factories as make
from tests.public_pages import assert_public_page, text, words

pytestmark = pytest.mark.django_db


def _named(**fields: object) -> Participation:
    given = {name: fields.pop(name) for name in ("given_name", "family_name") if name in fields}
    return make.make_participation(person=make.make_person(**given), **fields)


def test_people_are_grouped_by_role_and_sorted_by_name(stranger: Client) -> None:
    event = make.make_event()
    ministry = make.make_organization(name="Ministry of the Interior")
    _named(event=event, family_name="Zhang", role=Role.MINISTER, organization=ministry)
    _named(event=event, family_name="Young", role=Role.DELEGATE, country="KR")
    _named(event=event, family_name="Adams", role=Role.DELEGATE)
    response = stranger.get(f"/events/{event.slug}/people/")
    assert_public_page(response)
    assert "Ministers and vice-ministers Zhang Ministry of the Interior" in words(response)
    assert "Delegates Adams Young Republic of Korea" in words(response)


def test_people_who_spoke_are_speakers(stranger: Client) -> None:
    event = make.make_event()
    session = make.make_session(event=event)
    delegate = _named(event=event, family_name="Young", role=Role.DELEGATE)
    minister = _named(event=event, family_name="Zhang", role=Role.MINISTER)
    guest = make.make_person(family_name="Guest", country="PA")
    for person in (delegate.person, minister.person):
        make.make_presentation(session=session, speaker=person)
    make.make_presentation(session=session, speaker=guest, mode=Presentation.Mode.VIDEO)
    page = words(stranger.get(f"/events/{event.slug}/people/"))
    assert "Ministers and vice-ministers Zhang Speakers Guest Panama by video Young" in page
    assert "Delegates" not in page


def test_people_who_did_not_come_are_not_named(stranger: Client) -> None:
    event = make.make_event()
    _named(event=event, family_name="Present")
    _named(event=event, family_name="Canary", has_attended=False)
    assert "Canary" not in text(stranger.get(f"/events/{event.slug}/people/"))


def test_people_stand_beside_the_counted_groups(stranger: Client) -> None:
    event = make.make_event()
    _named(event=event, is_in_headcount=True)
    make.make_headcount(event=event, count=1217)
    make.make_headcount(event=event, origin=Origin.NATIONAL, count=3)
    page = words(stranger.get(f"/events/{event.slug}/people/"))
    assert "Group Participants International 1,217 Republic of Korea 3 All participants 1,220" in page


def test_people_page_is_404_where_nobody_is_named(stranger: Client) -> None:
    event = make.make_event()
    make.make_headcount(event=event)
    make.make_participation(event=event, has_attended=False)
    assert stranger.get(f"/events/{event.slug}/people/").status_code == 404
    assert f"/events/{event.slug}/people/" not in text(stranger.get(f"/events/{event.slug}/"))


def test_people_page_costs_three_queries_for_one_and_for_three(stranger: Client, django_assert_num_queries) -> None:
    event = make.make_event()
    make.make_participation(event=event)
    stranger.get(f"/events/{event.slug}/people/")  # Django asks SQLite once in a process whether it knows JSON
    with django_assert_num_queries(3):
        stranger.get(f"/events/{event.slug}/people/")
    make.make_participation(event=event, organization=make.make_organization())
    make.make_presentation(session=make.make_session(event=event))
    with django_assert_num_queries(3):
        stranger.get(f"/events/{event.slug}/people/")
