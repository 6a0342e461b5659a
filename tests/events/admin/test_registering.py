"""The settings of a form: stored, refused in words, shown with address and code; and the table for the office."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.forms.catalogue import ALWAYS, FIELDS, OF_OFFERS
from events.models import AuditEntry, Event, RegistrationForm
from tests import factories as make
from tests.pages import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db: None) -> Event:
    return make.make_event(starts_on=date(2999, 5, 3), ends_on=date(2999, 5, 4), time_zone="America/New_York")


def _address(event: Event, page: str = "registration") -> str:
    return reverse(f"admin:events_event_{page}", args=[event.pk])


def _save(client: Client, event: Event, **changes: Any) -> Any:
    typed = {"access": "open", "fields_asked": ["organization", "country"]} | changes
    return client.post(_address(event), typed)


def _errors(answer: Any) -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in answer.context["typed"].errors.items()}


def test_first_saving_opens_the_form(editor: Client, event: Event) -> None:
    assert editor.get(_address(event)).context["standing"] is None
    answer = _save(editor, event, capacity="40", has_waiting_list="on", intro="Welcome.\r\n\r\nAll of you.")
    assert answer.status_code == 302
    form = RegistrationForm.objects.get()
    assert (form.access, form.capacity, form.has_waiting_list, form.needs_approval) == ("open", 40, True, False)
    assert (form.fields, form.intro) == (["name", "organization", "email", "country"], "Welcome.\n\nAll of you.")
    page = editor.get(_address(event))
    assert page.context["standing"]["words"] == "Open."
    assert f"https://portal.example.org/events/{event.slug}/registration/" in page.content.decode()


def test_moments_are_those_of_the_event(editor: Client, event: Event) -> None:
    _save(editor, event, opens_at="2998-01-31T09:00", closes_at="2998-07-01T18:30")
    form = RegistrationForm.objects.get()
    assert form.opens_at == datetime(2998, 1, 31, 14, 0, tzinfo=UTC)
    assert form.closes_at == datetime(2998, 7, 1, 22, 30, tzinfo=UTC)
    page = editor.get(_address(event))
    assert (filled(page)["opens_at"], filled(page)["closes_at"]) == ("2998-01-31T09:00", "2998-07-01T18:30")
    assert page.context["standing"]["words"].startswith("Not open yet. It opens by itself on 31 January 2998, 09:00")


def test_form_that_is_saved_unchanged_stays_as_it_is(editor: Client, event: Event) -> None:
    _save(editor, event, capacity="7", needs_approval="on", closes_at="2998-07-01T18:30", intro="Welcome.")
    before = RegistrationForm.objects.values().get()
    asked = [key for key in before["fields"] if key not in ALWAYS]
    typed = filled(editor.get(_address(event)), access="open", fields_asked=asked)
    assert editor.post(_address(event), typed).status_code == 302
    assert RegistrationForm.objects.values().get() == before


def test_capacity_below_the_places_taken_is_refused_with_the_number(editor: Client, event: Event) -> None:
    make.make_registration_form(event=event, capacity=9, taken=4)
    answer = _save(editor, event, capacity="3")
    assert _errors(answer) == {"capacity": ["4 places are taken already: offer at least as many."]}
    assert RegistrationForm.objects.get().capacity == 9
    assert _save(editor, event, capacity="4").status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"access": "x"}, "access"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "9" * 40}, "capacity"),
        ({"opens_at": "x"}, "opens_at"),
        ({"opens_at": "2026-03-02T09:00", "closes_at": "2026-03-02T09:00"}, "closes_at"),
        ({"opens_at": "2026-03-08T02:30"}, "opens_at"),  # an hour that the clocks of New York leave out
        ({"meeting_link": "javascript:alert(1)"}, "meeting_link"),
        ({"fields_asked": ["x"]}, "fields_asked"),
        ({"intro": "x" * 2001}, "intro"),
    ],
)
def test_what_cannot_be_stored_is_refused_beside_its_field(
    changes: dict[str, Any], field: str, editor: Client, event: Event
) -> None:
    answer = _save(editor, event, **changes)
    assert (answer.status_code, list(_errors(answer)), RegistrationForm.objects.count()) == (200, [field], 0)
    assert "Nothing was saved." in answer.content.decode()


def test_long_form_is_stored_once_somebody_says_that_it_is_meant(editor: Client, event: Event) -> None:
    keys = [key for key in FIELDS if key not in (*ALWAYS, OF_OFFERS)]
    answer = _save(editor, event, fields_asked=keys)
    assert list(_errors(answer)) == ["fields_asked"]
    assert _errors(answer)["fields_asked"][0].startswith(f"These are {len(keys) + 2} fields")
    assert _save(editor, event, fields_asked=keys, is_long="on").status_code == 302
    assert RegistrationForm.objects.get().fields == [key for key in FIELDS if key != OF_OFFERS]


def test_eight_fields_are_within_what_is_recommended(editor: Client, event: Event) -> None:
    eight = [key for key in FIELDS if key not in (*ALWAYS, OF_OFFERS)][:6]
    assert _save(editor, event, fields_asked=eight).status_code == 302
    page = editor.get(_address(event))
    assert "<strong>8 of 8</strong> fields recommended" in page.content.decode()
    assert list(_errors(_save(editor, event, fields_asked=eight, offers_remote="on"))) == ["fields_asked"]


def test_every_field_says_what_it_is_for(editor: Client, event: Event) -> None:
    choices = editor.get(_address(event)).context["field_choices"]
    assert [one.key for one in choices] == [key for key in FIELDS if key != OF_OFFERS]
    assert [one.key for one in choices if not one.purpose] == []
    assert [one.key for one in choices if one.is_fixed] == ["name", "email"]


@pytest.mark.parametrize(
    ("fields", "words", "is_shared"),
    [
        ({"access": "off"}, "Registration is off: the event’s page offers none.", False),
        ({"capacity": 1, "taken": 1}, "Full. Whoever registers now is put on the waiting list.", True),
        ({"capacity": 1, "taken": 1, "has_waiting_list": False}, "Full. Nobody else can register.", True),
        ({"closes_at": timezone.now() - timedelta(days=1)}, "Closed.", False),
        (
            {"access": "invited"},
            "Open. Only people who were invited can register, each by a link of their own.",
            False,
        ),
    ],
)
def test_page_says_where_the_form_stands(
    fields: dict[str, Any], words: str, is_shared: bool, editor: Client, event: Event
) -> None:
    make.make_registration_form(event=event, **fields)
    standing = editor.get(_address(event)).context["standing"]
    assert (standing["words"], standing["is_shared"]) == (words, is_shared)


def test_draft_says_that_its_form_is_not_public(author: Client, editor: Client) -> None:
    draft = make.make_event(live=False, starts_on=date(2999, 5, 3), ends_on=date(2999, 5, 4))
    make.make_registration_form(event=draft)
    words = editor.get(_address(draft)).context["standing"]["words"]
    assert words == "Open. The event is not public, and its form with it."
    assert author.get(_address(draft)).status_code == 403  # somebody else's draft


def test_code_is_a_picture_of_the_public_address(editor: Client, event: Event) -> None:
    answer = editor.get(_address(event, "registration_code"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer.content.startswith(b"<?xml")
    assert editor.post(_address(event, "registration_code")).status_code == 405


def test_table_holds_every_registration_and_runs_nothing(editor: Client, finance: Client, event: Event) -> None:
    form = make.make_registration_form(event=event)
    make.make_registration(
        form=form, name="=1+1", organization="@x", position="-5", answers={"phone": "+82 2 2100-4200", "dietary": "+a"}
    )
    make.make_registration(form=form, name="이민지", needs="A seat,\nnear the door", state="refused", decision="Late")
    answer = editor.get(_address(event, "registrations_csv"))
    assert answer["Content-Disposition"] == f'attachment; filename="registrations-{event.slug}.csv"'
    first, second = csv.DictReader(StringIO(answer.content.decode().removeprefix("\ufeff")))
    assert (first["Name"], first["Organization"], first["Position"]) == ("'=1+1", "'@x", "-5")
    assert [first[label] for label in (FIELDS["phone"].label, FIELDS["dietary"].label)] == ["+82 2 2100-4200", "'+a"]
    assert (second["Name"], second["Needs"], second["State"]) == ("이민지", "A seat,\nnear the door", "Refused")
    assert [entry.detail for entry in AuditEntry.objects.filter(action="exported")] == ["registrations: 2"]
    assert finance.get(_address(event, "registrations_csv")).status_code == 403
