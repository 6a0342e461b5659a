"""Who may come by the own link, under which name, and how the list follows what a person writes anew."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from events.actions import deciding
from events.actions.inviting import invite
from events.actions.registering import (
    StateError,
    can_register,
    cancel,
    change,
    register,
    register_by_link,
)
from events.models import Participation, Registration
from tests import factories as make
from tests.events.registered import details, subjects

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def by(db: None) -> User:
    return User.objects.create_user("editor")


def _register(**fields: Any) -> Registration:
    register(form=make.make_registration_form(), email="ana@example.org", details=details(**fields))
    return Registration.objects.get()


def test_invitation_that_was_withdrawn_lets_nobody_in(by: User) -> None:
    form = make.make_registration_form(access="invited")
    (one,) = invite(form=form, text="Bea Bee <bea@example.org>", by=by).new
    deciding.cancel(registration=one, by=by)
    assert not can_register(one)
    with pytest.raises(StateError):
        register_by_link(registration=one, details=details(name="Bea Bee"))
    body = one.messages.get().body
    assert "Your invitation was withdrawn" in body
    assert "register again" not in body


def test_what_the_office_cancelled_is_final_until_it_approves(by: User) -> None:
    one = _register()
    deciding.cancel(registration=one, by=by)
    with pytest.raises(StateError):
        register_by_link(registration=one, details=details())
    assert "cancelled by the office" in one.messages.get().body
    deciding.approve(registration=Registration.objects.get(), by=by)
    cancel(registration=Registration.objects.get())
    assert register_by_link(registration=Registration.objects.get(), details=details()).state == State.CONFIRMED


def test_who_cancels_after_a_refusal_and_the_waiting_list_may_return(by: User) -> None:
    one = make.make_registration(state=State.REFUSED, decision="Too late.")
    deciding.put_on_waiting_list(registration=one, by=by)
    assert (one.decision, subjects(one.form)) == ("", ["Waiting list"])
    cancel(registration=one)
    assert can_register(Registration.objects.get())


def test_who_comes_instead_is_another_person_on_the_list() -> None:
    one = _register(name="Ana Silva")
    cancel(registration=one)
    back = register_by_link(registration=one, details=details(name="Bruno Costa"))
    assert str(back.participation.person) == "Bruno Costa"
    listed = Participation.objects.order_by("pk").values_list("person__family_name", "is_registered")
    assert list(listed) == [("Silva", False), ("Costa", True)]
    cancel(registration=back)
    again = register_by_link(registration=back, details=details(name="Ana Silva"))
    assert str(again.participation.person) == "Ana Silva"
    assert Participation.objects.count() == 2


def test_name_of_somebody_on_the_list_stays_in_every_state(by: User) -> None:
    one = _register(name="Ana Silva")
    Registration.objects.update(state=State.PENDING)
    assert change(registration=one, details=details(name="Bruno Costa")).name == "Ana Silva"


def test_list_follows_new_details_where_it_says_the_former_ones() -> None:
    bank, city = make.make_organization(name="The Bank"), make.make_organization(name="The City")
    one = _register(country="BR", position="Intern", sector="media", organization="The Bank")
    row = one.participation
    assert (row.organization, row.origin) == (bank, "international")
    Participation.objects.update(sector="academia")  # by the office
    new = details(country="KR", position="Director", sector="government", organization="The City")
    change(registration=one, details=new)
    row.refresh_from_db()
    told = (row.organization, str(row.country), row.position, row.sector, row.origin)
    assert told == (city, "KR", "Director", "academia", "national")
    cancel(registration=one)
    register_by_link(registration=one, details=details(country="KR", position="Mayor"))
    row.refresh_from_db()
    assert (row.position, row.sector, row.is_registered) == ("Mayor", "academia", True)
