"""Settings of a form are stored whole, never below the places taken, and free places serve the waiting list."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from events.actions.offering import SETTINGS, Served, TakenError, set_up
from events.models import AuditEntry, RegistrationForm
from tests import factories as make
from tests.events.registered import states, subjects, taken

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/room"


def _values(**changes: Any) -> dict[str, Any]:
    blank = RegistrationForm()
    return {name: getattr(blank, name) for name in SETTINGS} | {"access": "open"} | changes


def test_first_saving_makes_the_form() -> None:
    event, by = make.make_event(), User.objects.create_user("editor")
    form, served = set_up(event=event, values=_values(capacity=40, fields=["organization"]), by=by)
    assert (form.event, form.capacity, form.fields, served) == (event, 40, ["organization"], Served(0, 0))
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.detail, entry.actor) == ("opened", "registration: open to everybody", by)


def test_second_saving_changes_it_and_logs_only_who_may_register() -> None:
    event = make.make_event()
    set_up(event=event, values=_values(), by=None)
    set_up(event=event, values=_values(intro="Welcome."), by=None)
    set_up(event=event, values=_values(access="off"), by=None)
    assert RegistrationForm.objects.get().intro == ""
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == ["opened", "closed"]


def test_capacity_cannot_go_below_the_places_taken() -> None:
    form = make.make_registration_form(capacity=9, taken=3, intro="Before.")
    with pytest.raises(TakenError, match=r"^3 places are taken already"):
        set_up(event=form.event, values=_values(capacity=2), by=None)
    form.refresh_from_db()
    assert (form.capacity, form.intro) == (9, "Before.")
    assert set_up(event=form.event, values=_values(capacity=3), by=None)[0].capacity == 3


def test_more_places_go_to_the_waiting_list() -> None:
    form = make.make_registration_form(capacity=1, taken=1)
    for _ in range(3):
        make.make_registration(form=form, state="waiting")
    _, served = set_up(event=form.event, values=_values(capacity=3), by=None)
    assert (served.places, taken(form), sorted(states(form))) == (2, 3, ["confirmed", "confirmed", "waiting"])
    assert subjects(form) == ["You are registered"] * 2


def test_saving_leaves_the_count_of_places_alone() -> None:
    form = make.make_registration_form(capacity=9)
    RegistrationForm.objects.update(taken=4)
    set_up(event=form.event, values=_values(capacity=9), by=None)
    assert taken(form) == 4


@pytest.mark.parametrize(("link", "letters"), [("https://meet.example.org/new", 1), (LINK, 0), ("", 0)])
def test_another_address_of_the_meeting_is_told_to_remote_participants(link: str, letters: int) -> None:
    form = make.make_registration_form(offers_remote=True, meeting_link=LINK)
    remote = make.make_registration(form=form, state="confirmed", is_remote=True)
    make.make_registration(form=form, state="confirmed")
    make.make_registration(form=form, state="pending", is_remote=True)
    _, served = set_up(event=form.event, values=_values(offers_remote=True, meeting_link=link), by=None)
    assert (served, subjects(form)) == (Served(0, letters), ["You are registered"] * letters)
    assert [link in message.body for message in remote.messages.all()] == [True] * letters


def test_address_of_a_meeting_that_is_over_is_told_to_nobody() -> None:
    event = make.make_event(starts_on="2012-05-03", ends_on="2012-05-04")
    event.refresh_from_db()
    make.make_registration(
        form=make.make_registration_form(event=event, offers_remote=True), state="confirmed", is_remote=True
    )
    assert set_up(event=event, values=_values(meeting_link=LINK), by=None)[1] == Served(0, 0)
