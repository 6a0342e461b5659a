"""The letters about a registration: what each state says, who is told where the meeting is, and what names may do."""

from typing import Any

import pytest
from django.conf import settings
from icalendar import Calendar

from events.emails.registration import moment_text, write
from events.models import Registration
from tests import factories as make
from tests.events.registered import own

pytestmark = pytest.mark.django_db
State = Registration.State
LINK = "https://meet.example.org/secret"


def _registration(**fields: Any) -> Registration:
    form = make.make_registration_form(
        event=make.make_event(title="Forum", starts_on="2999-05-03", ends_on="2999-05-04"),
        meeting_link=LINK,
        closes_at="2999-05-01T09:00:00Z",
    )
    form.refresh_from_db()
    form.event.refresh_from_db()
    return make.make_registration(form=form, name="Ana Silva", **fields)


@pytest.mark.parametrize("state", State.values)
def test_every_letter_names_person_event_and_own_link(state: str) -> None:
    registration = _registration(state=state)
    written = write(registration)
    assert written.subject.endswith(": Forum")
    assert written.body.startswith("Dear Ana Silva,\n\n")
    assert "“Forum” (3–4 May 2999, Seoul, Republic of Korea)" in written.body
    assert written.body.count(f"https://portal.example.org{own(registration)}\n") == 1
    assert written.body.endswith(f"With kind regards\n{settings.PORTAL['office']}\n{settings.PORTAL['department']}\n")


def test_meeting_is_told_to_confirmed_remote_participants_alone() -> None:
    told = [
        (state, is_remote)
        for state in State.values
        for is_remote in (True, False)
        if LINK in "".join(vars(write(_registration(state=state, is_remote=is_remote))).values())
    ]
    assert told == [(State.CONFIRMED, True)]


def test_meeting_without_an_address_is_promised() -> None:
    registration = _registration(state=State.CONFIRMED, is_remote=True)
    registration.form.meeting_link = ""
    assert "We will send you the address of the meeting before it begins." in write(registration).body


def test_reason_of_a_refusal_is_in_its_letter_alone() -> None:
    said = [state for state in State.values if "Only for officials." in write(_of(state)).body]
    assert said == [State.REFUSED]


def _of(state: str) -> Registration:
    return _registration(state=state, decision="Only for officials.")


def test_invitation_says_until_when() -> None:
    assert "until 1 May 2999, 18:00 (Asia/Seoul, UTC+09:00)." in write(_registration(state=State.INVITED)).body


def test_calendar_goes_with_a_confirmation_alone() -> None:
    found = {state: bool(write(_registration(state=state)).calendar) for state in State.values}
    assert [state for state, has_one in found.items() if has_one] == [State.CONFIRMED]


def test_calendar_replaces_the_public_entry_and_holds_the_meeting_for_remote_people() -> None:
    registration = _registration(state=State.CONFIRMED, is_remote=True)
    first, again = (Calendar.from_ical(write(registration).calendar) for _ in range(2))
    (entry,) = first.walk("VEVENT")
    assert (str(first["method"]), str(entry["uid"])) == ("PUBLISH", str(registration.form.event.translation_key))
    assert LINK in str(entry["description"])
    assert again == first
    registration.is_remote = False
    assert LINK not in write(registration).calendar


@pytest.mark.parametrize(
    "name", ["<a href='http://evil.example'>", "http://evil.example", "evil.example/x", "a@evil.example"]
)
def test_name_becomes_no_link(name: str) -> None:
    body = write(_registration(organization=name)).body
    registration = _registration()
    registration.name = name
    first = write(registration).body.split("\n")[0]
    assert "evil.example" not in body + first
    assert not set("<>@/:") & set(first)


def test_name_of_signs_alone_is_left_out() -> None:
    registration = _registration()
    registration.name = "<>@"
    assert write(registration).body.startswith("Good day,\n")


def test_title_of_an_event_is_no_pattern() -> None:
    registration = _registration()
    registration.form.event.title = "{place} %s {0}"
    assert "“{place} %s {0}”" in write(registration).body


def test_long_title_fits_into_the_subject() -> None:
    registration = _registration()
    registration.form.event.title = "x" * 250
    assert len(write(registration).subject) == 200


def test_moment_is_told_where_the_event_is() -> None:
    form = _registration().form
    assert moment_text(form.closes_at, "America/New_York") == "1 May 2999, 05:00 (America/New York, UTC-04:00)"
