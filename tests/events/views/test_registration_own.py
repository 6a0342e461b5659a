"""A person's own pages: seeing, changing, cancelling, coming by an invitation, and nothing of it by looking alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from events.actions.registering import register
from events.models import Limit, Message, Participation, Person, Registration, RegistrationForm
from events.views.registration_own import MOST_CHANGES
from tests import factories as make
from tests.events.registered import ANSWERS, details, own, taken
from tests.public_pages import assert_public_page, text, words

pytestmark = pytest.mark.django_db
State = Registration.State
PAGES = ("own", "change", "cancel")
OTHERS = [state for state in State if state != State.CONFIRMED]
LINK = "https://meet.example.org/secret"
KINDS: tuple[type[Model], ...] = (Registration, RegistrationForm, Participation, Person, Message, Limit)


def _confirmed(**fields: Any) -> Registration:
    form = make.make_registration_form(**({"capacity": 1, "meeting_link": LINK, "offers_remote": True} | fields))
    register(form=form, email="ana@example.org", details=details(organization="Bank", is_remote=True))
    return Registration.objects.get()


def _rows() -> list[Any]:
    return [list(kind._default_manager.order_by("pk").values()) for kind in KINDS]


@pytest.mark.parametrize("state", State.values)
def test_own_page_of_every_state_is_for_nobody_else(stranger: Client, state: str) -> None:
    registration = make.make_registration(state=state, decision="Only for officials.")
    answer = stranger.get(own(registration))
    assert_public_page(answer)
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store, private", "no-referrer")
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert ("Only for officials." in text(answer)) == (state == State.REFUSED)


@pytest.mark.parametrize("state", State.values)
def test_looking_changes_nothing(stranger: Client, state: str) -> None:
    registration = make.make_registration(state=state)
    before = _rows()
    for name in PAGES:
        for method in (stranger.get, stranger.head):
            assert method(own(registration, name)).status_code in (200, 302)
    assert _rows() == before


def test_own_page_shows_what_was_told_and_where_the_meeting_is(stranger: Client) -> None:
    registration = _confirmed()
    page = text(stranger.get(own(registration)))
    for said in ("You are registered", "Ana Silva", "ana@example.org", "Bank", "Brazil", "Remotely, by video"):
        assert said in page
    assert [LINK in text(stranger.get(own(registration, name))) for name in PAGES] == [True, False, False]


@pytest.mark.parametrize("fields", [{"is_remote": False}, *({"state": state} for state in OTHERS)])
def test_meeting_is_shown_to_confirmed_remote_participants_alone(stranger: Client, fields: dict[str, Any]) -> None:
    registration = _confirmed()
    Registration.objects.update(**fields)
    assert LINK not in text(stranger.get(own(registration)))


def test_own_page_says_that_the_office_cancelled(stranger: Client) -> None:
    registration = make.make_registration(state=State.CANCELLED, decision="Your invitation was withdrawn")
    page = text(stranger.get(own(registration)))
    assert "Your invitation was withdrawn" in page
    assert "Register again" not in page
    assert stranger.post(own(registration, "change"), ANSWERS).status_code == 409


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_wrong_link_leads_to_a_page_that_says_so(stranger: Client, name: str, method: str) -> None:
    registration = make.make_registration()
    wrong = own(registration, name).replace(registration.token, "ab" * 20)
    if (name, method) != ("own", "post"):
        answer = getattr(stranger, method)(wrong)
        assert_public_page(answer, status=404)
        assert ("This link leads to no registration" in text(answer), "ab" * 20 in text(answer)) == (True, False)


def test_link_opens_no_other_event(stranger: Client) -> None:
    registration, other = make.make_registration(), make.make_registration()
    mixed = own(registration).replace(registration.form.event.slug, other.form.event.slug)
    assert stranger.get(mixed).status_code == 404


def test_details_are_changed(stranger: Client) -> None:
    registration = _confirmed()
    answer = stranger.post(own(registration, "change"), ANSWERS | {"is_remote": "room", "email": "eve@example.org"})
    assert (answer.status_code, answer["Location"]) == (302, own(registration))
    registration.refresh_from_db()
    assert (registration.name, registration.email) == ("Ana Silva", "ana@example.org")
    assert (registration.organization, registration.is_remote) == ("Ministry of Public Administration", False)
    assert (registration.participation.is_remote, registration.participation.is_listed) == (False, True)


def test_wrong_change_is_shown_again(stranger: Client) -> None:
    registration = _confirmed()
    page = text(stranger.post(own(registration, "change"), ANSWERS | {"is_remote": "", "country": "XX"}))
    assert "<title>Error: Change" in page
    assert [part.split('"')[0] for part in page.split('<a href="#id_')[1:]] == ["country", "is_remote_0"]
    registration.refresh_from_db()
    assert registration.organization == "Bank"


def test_cancelling_asks_first_and_gives_the_place_back(stranger: Client) -> None:
    registration = _confirmed()
    form = registration.form
    register(form=form, email="b@example.org", details=details(name="Bo Lim"))
    assert "Your place goes to somebody else." in words(stranger.get(own(registration, "cancel")))
    assert taken(form) == 1
    answer = stranger.post(own(registration, "cancel"))
    assert (answer.status_code, answer["Location"]) == (302, own(registration))
    assert dict(form.registrations.values_list("email", "state")) == {
        "ana@example.org": State.CANCELLED,
        "b@example.org": State.CONFIRMED,
    }
    assert taken(form) == 1


def test_who_cancelled_registers_again_by_the_same_link(stranger: Client) -> None:
    registration = _confirmed()
    stranger.post(own(registration, "cancel"))
    assert "Register again" in text(stranger.get(own(registration)))
    stranger.post(own(registration, "change"), ANSWERS | {"is_remote": "room"})
    registration.refresh_from_db()
    assert (registration.state, registration.name, taken(registration.form)) == (State.CONFIRMED, ANSWERS["name"], 1)


def test_invitation_is_a_form_that_is_filled_in_already(stranger: Client) -> None:
    form = make.make_registration_form(access="invited", capacity=1)
    invited = make.make_registration(form=form, state=State.INVITED, name="Ana Silva", organization="Bank")
    page = text(stranger.get(own(invited)))
    assert ('value="Ana Silva"' in page, 'value="Bank"' in page, invited.email in page) == (True, True, True)
    assert f'action="{own(invited, "change")}"' in page
    assert stranger.post(own(invited, "change"), ANSWERS).status_code == 302
    invited.refresh_from_db()
    assert (invited.state, invited.name, taken(form)) == (State.CONFIRMED, ANSWERS["name"], 1)


def test_invitation_to_a_full_event_says_so(stranger: Client) -> None:
    form = make.make_registration_form(access="invited", capacity=0, has_waiting_list=False)
    invited = make.make_registration(form=form, state=State.INVITED)
    assert "All places are taken" in text(stranger.get(own(invited)))
    assert stranger.post(own(invited, "change"), ANSWERS).status_code == 409


def test_closed_form_takes_no_change_and_still_a_cancelling(stranger: Client) -> None:
    registration = _confirmed()
    RegistrationForm.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    page = text(stranger.get(own(registration)))
    assert ("Change my details" in page, "Cancel my registration" in page) == (False, True)
    late = stranger.post(own(registration, "change"), ANSWERS | {"is_remote": "room"})
    assert (late.status_code, "This is not possible any more" in text(late)) == (409, True)
    assert stranger.post(own(registration, "cancel")).status_code == 302
    again = stranger.post(own(registration, "cancel"))
    assert (again.status_code, taken(registration.form)) == (409, 0)


def test_page_of_an_event_that_is_hidden_is_hidden(stranger: Client) -> None:
    registration = _confirmed()
    registration.form.event.live = False
    registration.form.event.save()
    assert [stranger.get(own(registration, name)).status_code for name in PAGES] == [404] * 3


def test_link_still_works_where_registration_was_switched_off(stranger: Client) -> None:
    registration = _confirmed()
    RegistrationForm.objects.update(access="off")
    assert stranger.get(own(registration)).status_code == 200
    assert stranger.post(own(registration, "cancel")).status_code == 302


def test_nobody_changes_without_end(stranger: Client) -> None:
    registration = _confirmed()
    codes = {stranger.post(own(registration, "change"), {}).status_code for _ in range(MOST_CHANGES)}
    assert (codes, stranger.post(own(registration, "change"), {}).status_code) == ({200}, 429)
