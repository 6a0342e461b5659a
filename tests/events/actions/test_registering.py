"""Who registers gets a place or waits, finds nothing out about others, and can change, cancel and come again."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from events.actions.registering import NotOpenError, StateError, cancel, change, register, register_by_link
from events.models import Registration, RegistrationForm
from tests import factories as make
from tests.events.registered import details, states, subjects, taken

pytestmark = pytest.mark.django_db
State = Registration.State


def _register(form: RegistrationForm, email: str = "ana@example.org", **fields: Any) -> Registration:
    register(form=form, email=email, details=details(**fields))
    return Registration.objects.latest("pk")


def test_place_is_given_and_confirmed() -> None:
    form = make.make_registration_form(capacity=1)
    made = _register(form, needs="A ramp", answers={"phone": "12345"}, may_be_listed=True)
    assert (made.state, made.needs, made.answers, made.may_be_listed) == (
        State.CONFIRMED,
        "A ramp",
        {"phone": "12345"},
        True,
    )
    assert (made.participation.event, taken(form), subjects(form)) == (form.event, 1, ["You are registered"])


def test_place_waits_for_approval_where_that_is_asked() -> None:
    form = make.make_registration_form(capacity=1, needs_approval=True)
    made = _register(form)
    assert (made.state, made.participation, taken(form)) == (State.PENDING, None, 1)
    assert subjects(form) == ["Registration received"]


def test_full_form_puts_on_the_waiting_list() -> None:
    form = make.make_registration_form(capacity=1)
    _register(form)
    second = _register(form, "b@example.org")
    assert (second.state, second.queued_at is not None, taken(form)) == (State.WAITING, True, 1)
    assert subjects(form) == ["You are registered", "Waiting list"]


def test_who_waits_comes_before_who_comes_later() -> None:
    form = make.make_registration_form(capacity=1)
    for name in "ab":
        _register(form, f"{name}@example.org")
    RegistrationForm.objects.update(capacity=2)
    assert _register(form, "c@example.org").state == State.WAITING
    assert states(form) == [State.CONFIRMED, State.CONFIRMED, State.WAITING]


def test_full_form_without_a_list_refuses_and_stores_nothing() -> None:
    form = make.make_registration_form(capacity=1, has_waiting_list=False)
    _register(form)
    with pytest.raises(NotOpenError) as refused:
        _register(form, "b@example.org")
    assert (refused.value.status, states(form), taken(form)) == ("full", [State.CONFIRMED], 1)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"access": "off"}, "off"),
        ({"access": "invited"}, "invited"),
        ({"opens_at": timezone.now() + timedelta(days=1)}, "not_yet"),
        ({"closes_at": timezone.now() - timedelta(days=1)}, "closed"),
    ],
)
def test_closed_form_takes_nobody(fields: dict[str, Any], status: str) -> None:
    form = make.make_registration_form(**fields)
    with pytest.raises(NotOpenError) as refused:
        _register(form)
    assert (refused.value.status, Registration.objects.count(), taken(form)) == (status, 0, 0)


@pytest.mark.parametrize("state", State.values)
def test_address_that_is_known_gets_its_letter_and_nothing_changes(state: str) -> None:
    form = make.make_registration_form(capacity=5)
    known = make.make_registration(form=form, email="Ana@example.org", name="Ana Silva", state=state)
    before = Registration.objects.values().get()
    _register(form, "aNA@example.org", name="Somebody Else", needs="None")
    assert (Registration.objects.values().get(), taken(form)) == (before, 0)
    assert [message.address for message in known.messages.all()] == ["Ana@example.org"]


def test_nobody_is_flooded_with_letters() -> None:
    form = make.make_registration_form()
    made = _register(form)
    sent = 0
    for _ in range(6):
        made.messages.update(state="sent")
        _register(form)
        sent += made.messages.filter(state="waiting").count()
    assert sent == 3


def test_same_address_may_register_for_another_event() -> None:
    for _ in range(2):
        _register(make.make_registration_form())
    assert Registration.objects.count() == 2


def test_invitation_is_an_approval() -> None:
    form = make.make_registration_form(access="invited", needs_approval=True, capacity=1)
    invited = make.make_registration(form=form, state=State.INVITED)
    register_by_link(registration=invited, details=details(name="Ana de Jesús"))
    invited.refresh_from_db()
    assert (invited.state, invited.name, taken(form)) == (State.CONFIRMED, "Ana de Jesús", 1)


def test_invited_person_waits_where_all_places_are_taken() -> None:
    form = make.make_registration_form(access="invited", capacity=0)
    invited = make.make_registration(form=form, state=State.INVITED)
    assert register_by_link(registration=invited, details=details()).state == State.WAITING


def test_invitation_to_a_closed_form_is_refused() -> None:
    form = make.make_registration_form(closes_at=timezone.now() - timedelta(days=1))
    invited = make.make_registration(form=form, state=State.INVITED)
    with pytest.raises(NotOpenError):
        register_by_link(registration=invited, details=details())


def test_who_cancelled_can_come_again_to_the_same_row() -> None:
    form = make.make_registration_form(capacity=1)
    made = _register(form)
    row = made.participation
    cancel(registration=made)
    row.refresh_from_db()
    assert (states(form), taken(form), row.is_registered) == ([State.CANCELLED], 0, False)
    register_by_link(registration=made, details=details(is_remote=True))
    made.refresh_from_db()
    row.refresh_from_db()
    assert (made.state, made.participation, taken(form)) == (State.CONFIRMED, row, 1)
    assert (row.is_registered, row.is_remote) == (True, True)


def test_coming_again_needs_approval_where_everybody_does() -> None:
    form = make.make_registration_form(needs_approval=True)
    made = make.make_registration(form=form, state=State.CANCELLED)
    assert register_by_link(registration=made, details=details()).state == State.PENDING


@pytest.mark.parametrize("state", [State.PENDING, State.CONFIRMED, State.WAITING, State.REFUSED])
def test_nobody_registers_twice_by_link(state: str) -> None:
    made = make.make_registration(state=state)
    with pytest.raises(StateError):
        register_by_link(registration=made, details=details())
    assert taken(made.form) == 0


def test_cancelling_serves_the_waiting_list() -> None:
    form = make.make_registration_form(capacity=1)
    first, _ = _register(form), _register(form, "b@example.org")
    cancel(registration=first)
    assert (states(form), taken(form)) == ([State.CANCELLED, State.CONFIRMED], 1)
    assert subjects(form) == ["Registration cancelled", "You are registered"]


def test_leaving_the_waiting_list_gives_no_place_back() -> None:
    form = make.make_registration_form(capacity=1)
    _register(form)
    cancel(registration=_register(form, "b@example.org"))
    assert (states(form), taken(form)) == ([State.CONFIRMED, State.CANCELLED], 1)


def test_cancelling_twice_gives_one_place_back() -> None:
    form = make.make_registration_form(capacity=5)
    made, _ = _register(form), _register(form, "b@example.org")
    cancel(registration=made)
    with pytest.raises(StateError):
        cancel(registration=made)
    assert taken(form) == 1


def test_who_attended_cannot_cancel() -> None:
    made = _register(make.make_registration_form())
    made.participation.has_attended = True
    made.participation.save()
    with pytest.raises(StateError):
        cancel(registration=made)


def test_details_of_a_participant_change_but_for_the_name() -> None:
    form = make.make_registration_form(meeting_link="https://meet.example.org/1")
    made = _register(form, name="Ana Silva")
    change(registration=made, details=details(name="Eve", organization="Bank of Y", needs="A ramp", may_be_listed=True))
    made.refresh_from_db()
    assert (made.name, made.organization, made.needs) == ("Ana Silva", "Bank of Y", "A ramp")
    assert (made.participation.is_listed, subjects(form)) == (True, ["You are registered"])


def test_switch_to_remote_sends_the_link() -> None:
    form = make.make_registration_form(meeting_link="https://meet.example.org/1", offers_remote=True)
    made = _register(form)
    assert "meet.example.org" not in made.messages.get().body
    change(registration=made, details=details(is_remote=True))
    assert "https://meet.example.org/1" in made.messages.get().body
    assert Registration.objects.get().participation.is_remote is True


def test_name_can_change_before_it_is_on_the_list() -> None:
    made = _register(make.make_registration_form(needs_approval=True))
    assert change(registration=made, details=details(name="Ana de Jesús")).name == "Ana de Jesús"


@pytest.mark.parametrize("state", [State.INVITED, State.REFUSED, State.CANCELLED])
def test_only_a_standing_registration_changes(state: str) -> None:
    made = make.make_registration(state=state)
    with pytest.raises(StateError):
        change(registration=made, details=details())
