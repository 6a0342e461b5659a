"""A registration becomes a participation, and what a stranger typed changes nobody who is known already."""

from typing import Any

import pytest

from events.actions.confirming import confirm, keep_up
from events.models import Organization, OrganizationAlias, Participation, Person, Registration
from tests import factories as make

pytestmark = pytest.mark.django_db
State = Registration.State


def _confirmed(**fields: Any) -> Registration:
    return confirm(registration=make.make_registration(**fields))


def test_new_person_is_recorded_with_name_address_and_country() -> None:
    made = _confirmed(name="Ms. Ana María de Jesús", email="ana@example.org", sector="government", position="Director")
    person, row = Person.objects.get(), Participation.objects.get()
    assert (person.given_name, person.family_name, person.honorific) == ("Ana María", "de Jesús", "Ms.")
    assert (person.email, str(person.country), person.distinction) == ("ana@example.org", "BR", "")
    assert (made.state, made.participation, row.person) == (State.CONFIRMED, row, person)
    assert (row.is_registered, row.has_attended, row.sector, row.position) == (True, False, "government", "Director")


def test_person_of_the_same_name_and_address_is_the_same_and_stays_as_known() -> None:
    known = make.make_person(given_name="Ana", family_name="Silva", email="ana@example.org", country="PT")
    row = _confirmed(name="Ana Silva", email="ANA@example.org", country="BR", language="fr").participation
    known.refresh_from_db()
    assert (row.person, Person.objects.count()) == (known, 1)
    assert (str(known.country), known.email, known.language) == ("PT", "ana@example.org", "")
    assert str(row.country) == "BR"


@pytest.mark.parametrize("email", ["", "minister@example.org"])
def test_same_name_with_another_address_is_somebody_else(email: str) -> None:
    known = make.make_person(given_name="Ana", family_name="Silva", email=email)
    rows = [_confirmed(name="Ana Silva", organization=text).participation for text in ("Bank of Y", "Bank of Y", "")]
    assert [row.person.distinction for row in rows] == ["Bank of Y", "Brazil", "2"]
    assert known.participations.count() == 0


def test_erased_person_is_not_found_again() -> None:
    known = make.make_person(given_name="Ana", family_name="Silva", email="a@example.org", erased_on="2020-01-01")
    assert _confirmed(name="Ana Silva", email="a@example.org").participation.person != known


@pytest.mark.parametrize(
    "typed", ["ministry of the interior", " Ministry  of the Interior ", "MOI", "INTERIOR MINISTRY"]
)
def test_known_organization_is_linked(typed: str) -> None:
    body = make.make_organization(name="Ministry of the Interior", acronym="MoI")
    OrganizationAlias.objects.create(organization=body, name="Interior Ministry")
    made = _confirmed(organization=typed)
    assert (made.participation.organization, made.participation.person.organization) == (body, body)


def test_strangers_add_no_organization() -> None:
    made = _confirmed(organization="Ministry of Nowhere")
    assert (made.participation.organization, made.organization) == (None, "Ministry of Nowhere")
    assert Organization.objects.count() == 0


def test_acronym_of_two_bodies_links_neither() -> None:
    for name in ("Ministry of the Interior", "Museum of Iron"):
        make.make_organization(name=name, acronym="MoI")
    assert _confirmed(organization="MoI").participation.organization is None


@pytest.mark.parametrize(("country", "origin"), [("KR", "national"), ("BR", "international"), ("", "")])
def test_origin_follows_from_the_country(country: str, origin: str) -> None:
    assert _confirmed(country=country).participation.origin == origin


def test_wishes_are_written_into_the_list() -> None:
    row = _confirmed(is_remote=True, may_be_listed=True).participation
    assert (row.is_remote, row.is_listed) == (True, True)


def test_row_that_the_office_made_is_kept_and_filled_up() -> None:
    form = make.make_registration_form()
    person = make.make_person(given_name="Ana", family_name="Silva", email="ana@example.org")
    row = make.make_participation(
        event=form.event, person=person, role="speaker", sector="academia", country="", is_registered=False
    )
    made = _confirmed(form=form, name="Ana Silva", email="ana@example.org", sector="media", position="Editor")
    row.refresh_from_db()
    assert (made.participation, row.role, row.sector, row.position) == (row, "speaker", "academia", "Editor")
    assert (str(row.country), row.is_registered) == ("BR", True)


def test_two_registrations_never_share_a_row() -> None:
    form = make.make_registration_form()
    first = _confirmed(form=form, name="Ana Silva", email="old@example.org")
    Person.objects.update(email="new@example.org")
    second = _confirmed(form=form, name="Ana Silva", email="new@example.org")
    assert first.participation.person != second.participation.person


def test_confirming_again_keeps_the_row() -> None:
    made = _confirmed()
    made.state = State.CANCELLED
    keep_up(made)
    assert Participation.objects.get().is_registered is False
    again = confirm(registration=made)
    assert (again.participation, Participation.objects.count()) == (made.participation, 1)
    assert Participation.objects.get().is_registered is True


@pytest.mark.parametrize("name", [", Ana", "Ana,", "N", "李明", "عبد الله", "x" * 200, "a " * 99 + "b", "Mr."])
def test_every_name_can_be_recorded(name: str) -> None:
    assert _confirmed(name=name).participation.person.family_name


def test_mark_at_the_door_survives_a_change_by_the_person() -> None:
    registration = confirm(registration=make.make_registration(name="Ana Silva"))
    stale = Registration.objects.select_related("participation").get(pk=registration.pk)
    Participation.objects.filter(pk=stale.participation_id).update(has_attended=True)
    keep_up(stale)
    assert Participation.objects.get(pk=stale.participation_id).has_attended is True
