"""Erasing somebody whose address others share: what is theirs stays."""

import pytest
from django.contrib.auth.models import User

from events.actions.attending import add_walk_in
from events.actions.erasing import erase
from events.actions.registering import register
from events.actions.traces import rows_about, trail_of
from events.models import Message, Registration
from tests import factories as make
from tests.events.registered import details

pytestmark = pytest.mark.django_db
OFFICE = "office@example.org"


@pytest.fixture
def by(db: None) -> User:
    return User.objects.create_user("editor")


def test_registration_of_another_name_stays(by: User) -> None:
    ana = make.make_person(given_name="Ana", family_name="Silva", email=OFFICE)
    make.make_participation(person=ana)
    form = make.make_registration_form(needs_approval=True)
    register(form=form, email=OFFICE, details=details(name="Bruno Costa", needs="A ramp"))
    Registration.objects.update(needs="A ramp")
    token = Registration.objects.get().token
    erase(person=ana, by=by)
    kept = Registration.objects.get()
    assert (kept.name, kept.email, kept.needs, kept.token) == ("Bruno Costa", OFFICE, "A ramp", token)
    assert Message.objects.get().address == OFFICE


@pytest.mark.parametrize(
    ("name", "is_own"),
    [("Silva, Ana", True), ("Ms. Ana SILVA", True), ("A. Silva", True), ("", True), ("Ana Costa", False)],
)
def test_registration_is_the_persons_where_the_name_agrees(name: str, is_own: bool) -> None:
    ana = make.make_person(given_name="Ana", family_name="Silva", email=OFFICE)
    one = make.make_registration(name=name, email=OFFICE.upper())
    assert rows_about(ana, trail_of(ana).addresses) == ([one] if is_own else [])


def test_erasing_a_walk_in_without_a_family_name_leaves_the_texts(by: User) -> None:
    one = add_walk_in(event=make.make_event(), name=", Ana")
    post = make.make_post(title="Mr. Fredriksson met Ms. Silva, a, b")
    person = make.make_person(family_name="-", given_name="Bea")
    run = make.make_import_run(text="Family;Given\nCosta;Bea\n")
    for erased in (one.person, person):
        erase(person=erased, by=by)
    post.refresh_from_db()
    run.refresh_from_db()
    assert (post.title, run.text) == ("Mr. Fredriksson met Ms. Silva, a, b", "Family;Given\nCosta;Bea\n")
