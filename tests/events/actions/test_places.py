"""Places are never given twice, and one that is given back goes to whoever waited longest."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.actions.places import claim_place, fill_places, release_place
from events.models import Registration, RegistrationForm
from tests import factories as make
from tests.events.registered import states, subjects, taken

pytestmark = pytest.mark.django_db
State = Registration.State


def _form(**fields: object) -> RegistrationForm:
    """Full, with two people on the waiting list, the second of whom was there first."""
    taken = fields.pop("taken", 1)
    form = make.make_registration_form(**({"capacity": 1} | fields))
    now = timezone.now()
    for hours in (1, 2):
        make.make_registration(form=form, state=State.WAITING, queued_at=now - timedelta(hours=hours))
    RegistrationForm.objects.update(taken=taken)
    form.refresh_from_db()
    return form


def test_places_are_claimed_up_to_the_last_one() -> None:
    form = make.make_registration_form(capacity=2)
    assert [claim_place(form) for _ in range(4)] == [True, True, False, False]
    assert (form.taken, taken(form)) == (2, 2)


def test_form_without_a_capacity_has_places_for_all() -> None:
    form = make.make_registration_form()
    assert [claim_place(form) for _ in range(3)] == [True] * 3
    assert taken(form) == 3


def test_what_somebody_remembers_of_a_form_gives_nothing_away() -> None:
    form = make.make_registration_form(capacity=1)
    stale = RegistrationForm.objects.get()
    assert (claim_place(form), stale.taken, claim_place(stale)) == (True, 0, False)


def test_place_goes_to_who_waited_longest() -> None:
    form = _form()
    release_place(form)
    assert (states(form), taken(form)) == ([State.WAITING, State.CONFIRMED], 1)
    assert subjects(form) == ["You are registered"]
    served = form.registrations.get(state=State.CONFIRMED)
    assert (served.participation.event, served.queued_at) == (form.event, None)


def test_place_of_a_form_that_asks_for_approval_is_not_confirmed() -> None:
    form = _form(needs_approval=True)
    release_place(form)
    assert (states(form), taken(form)) == ([State.WAITING, State.PENDING], 1)
    assert subjects(form) == ["Registration received"]


@pytest.mark.parametrize(
    "fields",
    [{"access": "off"}, {"closes_at": timezone.now() - timedelta(minutes=1)}],
)
def test_place_is_kept_where_registration_has_ended(fields: dict[str, object]) -> None:
    form = _form(**fields)
    release_place(form)
    assert (states(form), taken(form)) == ([State.WAITING] * 2, 0)


def test_place_of_a_cancelled_event_is_kept() -> None:
    form = _form()
    form.event.stage = "cancelled"
    form.event.save()
    release_place(form)
    assert states(form) == [State.WAITING] * 2


def test_more_places_serve_more_people() -> None:
    form = _form(capacity=5)
    assert fill_places(form) == 2
    assert (states(form), taken(form)) == ([State.CONFIRMED] * 2, 3)
    assert fill_places(form) == 0


def test_full_form_serves_nobody() -> None:
    form = _form()
    assert (fill_places(form), taken(form), states(form)) == (0, 1, [State.WAITING] * 2)


def test_nothing_is_given_back_that_was_not_taken() -> None:
    form = make.make_registration_form(capacity=1)
    release_place(form)
    assert taken(form) == 0
