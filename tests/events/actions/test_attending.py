"""Marks at the door are safe to say twice; who walks in is added once, and a twin is asked about."""

import pytest

from events.actions.attending import TwinError, add_walk_in, counted, expected, mark
from events.models import Organization, Participation, Person
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_mark_is_kept_and_said_once() -> None:
    one = make.make_participation(has_attended=False)
    assert [mark(participation=one, is_present=True) for _ in range(2)] == [True, False]
    assert Participation.objects.get().has_attended is True
    assert [mark(participation=one, is_present=False) for _ in range(2)] == [True, False]
    assert Participation.objects.get().has_attended is False


def test_two_people_who_mark_at_once_do_it_once() -> None:
    make.make_participation(has_attended=False)
    one, other = Participation.objects.get(), Participation.objects.get()
    assert [mark(participation=row, is_present=True) for row in (one, other)] == [True, False]


def test_mark_changes_nothing_else_of_the_row() -> None:
    one = make.make_participation(has_attended=False, note="first")
    Participation.objects.update(note="second")
    mark(participation=one, is_present=True)
    assert Participation.objects.values_list("note", "has_attended").get() == ("second", True)


def test_list_counts_who_is_registered_or_came() -> None:
    event = make.make_event()
    make.make_participation(event=event, has_attended=False)
    came = make.make_participation(event=event, is_registered=False, has_attended=True)
    make.make_participation(event=event, is_registered=False, has_attended=False)  # cancelled
    make.make_participation()
    found = counted(event)
    assert (found.listed, found.present) == (2, 1)
    assert came in expected(event)
    assert expected(event).count() == 2


def test_walk_in_is_present_and_not_registered() -> None:
    event = make.make_event()
    made = add_walk_in(event=event, name="LEE Minji", organization="University of Examples")
    assert (made.is_registered, made.has_attended, made.event) == (False, True, event)
    assert (made.person.family_name, made.person.given_name, made.person.is_family_name_first) == ("LEE", "Minji", True)
    assert (made.organization.name, made.organization.kind, made.note) == (
        "University of Examples",
        Organization.Kind.ACADEMIA,
        "",
    )


def test_organization_of_an_unknown_kind_is_noted() -> None:
    made = add_walk_in(event=make.make_event(), name="Ana Silva", organization="The Blue Circle")
    assert (made.organization, made.note) == (None, "Organization: The Blue Circle")


def test_known_organization_and_person_are_used() -> None:
    body = make.make_organization(name="City of Busan", acronym="COB")
    known = make.make_person(family_name="Silva", given_name="Ana", organization=body)
    made = add_walk_in(event=make.make_event(), name="Ana Silva", organization="cob")
    assert (made.person, made.organization) == (known, body)


def test_namesake_is_another_person_who_is_told_apart() -> None:
    known = make.make_person(family_name="Silva", given_name="Ana")
    event = make.make_event()
    made = add_walk_in(event=event, name="Ana Silva", organization="The Blue Circle")
    assert (made.person == known, made.person.distinction) == (False, "The Blue Circle")
    third = add_walk_in(event=event, name="Ana Silva", organization="The Blue Circle", is_another=True)
    assert third.person.distinction == "2"


def test_somebody_of_that_name_on_the_list_is_asked_about() -> None:
    event = make.make_event()
    listed = make.make_participation(event=event, person=make.make_person(family_name="Álvarez", given_name="Iñigo"))
    with pytest.raises(TwinError) as twin:
        add_walk_in(event=event, name="Inigo Alvarez")
    assert twin.value.participation == listed
    assert Person.objects.count() == 1
    add_walk_in(event=event, name="Inigo Alvarez", is_another=True)
    assert event.participations.count() == 2


def test_name_without_a_family_name_is_its_own() -> None:
    made = add_walk_in(event=make.make_event(), name=", Ana")
    assert (made.person.family_name, made.person.given_name) == ("Ana", "")
