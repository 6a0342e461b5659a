"""The state of a registration form, and links that a copy of the database does not open."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from events.models import Event, Registration
from events.models.registration import RegistrationForm, Status, token_hash
from tests import factories as make

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 3, tzinfo=UTC)


def _form(**fields: Any) -> RegistrationForm:
    event = make.make_event(starts_on=date(2026, 5, 3), ends_on=date(2026, 5, 4))
    return make.make_registration_form(event=event, **fields)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, Status.OPEN),
        ({"access": "off"}, Status.OFF),
        ({"access": "invited"}, Status.OPEN),
        ({"opens_at": NOON + timedelta(hours=1)}, Status.NOT_YET),
        ({"opens_at": NOON}, Status.OPEN),
        ({"closes_at": NOON}, Status.CLOSED),
        ({"capacity": 5, "taken": 5}, Status.WAITING_LIST),
        ({"capacity": 5, "taken": 5, "has_waiting_list": False}, Status.FULL),
        ({"capacity": 5, "taken": 4}, Status.OPEN),
    ],
)
def test_form_says_what_the_public_finds(fields: dict[str, Any], found: Status) -> None:
    assert _form(**fields).status(now=NOON) == found


@pytest.mark.parametrize(
    ("day", "found"), [(4, Status.OPEN), (5, Status.CLOSED)], ids=["on the last day", "on the day after"]
)
def test_form_closes_with_the_event(day: int, found: Status) -> None:
    assert _form().status(now=datetime(2026, 5, day, 3, tzinfo=UTC)) == found


@pytest.mark.parametrize("stage", [Event.Stage.HELD, Event.Stage.CANCELLED, Event.Stage.REPORTED])
def test_form_of_an_event_that_is_over_or_off_is_closed(stage: str) -> None:
    form = _form()
    form.event.stage = stage
    assert form.status(now=NOON) == Status.CLOSED


def test_places_beyond_the_capacity_are_refused_by_the_database() -> None:
    form = _form(capacity=2, taken=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationForm.objects.filter(pk=form.pk).update(taken=3)
    form.capacity = 1
    assert make.complaints(form) == {"capacity": ["More places than that are taken already."]}


def test_form_closes_after_it_opens() -> None:
    form = _form()
    form.opens_at = form.closes_at = NOON
    assert make.complaints(form) == {"closes_at": ["Registration closes before it opens."]}


def test_link_leads_to_its_registration_and_is_not_stored() -> None:
    one, other = make.make_registration(), make.make_registration()
    assert list(Registration.objects.with_token(one.token)) == [one]
    assert one.token != other.token
    assert one.token_hash == token_hash(one.token)
    assert one.token not in {one.seed, one.token_hash}


def test_address_is_registered_once_whatever_its_case() -> None:
    one = make.make_registration(email="ana@example.org")
    with pytest.raises(IntegrityError):
        make.make_registration(form=one.form, email="Ana@example.org")


def test_waiting_list_keeps_the_order_of_arrival() -> None:
    form, state = _form(), Registration.State.WAITING
    late, early = (make.make_registration(form=form, state=state, queued_at=NOON + timedelta(hours=h)) for h in (2, 1))
    make.make_registration(form=form)
    assert list(form.registrations.waiting()) == [early, late]


@pytest.mark.parametrize(
    ("zone", "hour", "found"),
    [
        ("America/New_York", datetime(2026, 5, 4, 15, 30, tzinfo=UTC), Status.OPEN),
        ("America/New_York", datetime(2026, 5, 5, 3, 59, tzinfo=UTC), Status.OPEN),
        ("America/New_York", datetime(2026, 5, 5, 4, tzinfo=UTC), Status.CLOSED),
        ("Pacific/Auckland", datetime(2026, 5, 4, 12, tzinfo=UTC), Status.CLOSED),
    ],
)
def test_form_closes_by_the_clock_of_the_event(zone: str, hour: datetime, found: Status) -> None:
    form = _form()
    form.event.time_zone = zone
    assert form.status(now=hour) == found
