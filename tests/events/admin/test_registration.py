"""The raw lists of forms and registrations lead to the pages of the event, and are written nowhere else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.actions.registering import register
from events.admin.registration import RegistrationFormAdmin
from events.models import RegistrationForm
from tests import factories as make
from tests.events.registered import details, states, taken
from tests.pages import tree

pytestmark = pytest.mark.django_db


def test_list_of_registrations_leads_to_the_event(editor: Client) -> None:
    one = make.make_registration(name="Ana Silva")
    page = editor.get(reverse("admin:events_registration_changelist"))
    links = {link.get("href"): "".join(link.itertext()) for link in tree(page).iter("a")}
    assert links[reverse("admin:events_event_registrations", args=[one.form.event_id])] == str(one.form.event)


def test_registrations_are_only_looked_at_in_the_raw_list(editor: Client) -> None:
    one = make.make_registration()
    place = reverse("admin:events_registration_change", args=[one.pk])
    assert (editor.get(place).status_code, editor.post(place, {"name": "x"}).status_code) == (200, 403)
    assert editor.get(reverse("admin:events_registration_add")).status_code == 403


def test_raw_form_keeps_the_count_of_places(editor: Client) -> None:
    form = make.make_registration_form(capacity=5, taken=3)
    page = editor.get(reverse("admin:events_registrationform_change", args=[form.pk]))
    assert "taken" not in page.context["adminform"].form.fields


def _sent(form: RegistrationForm, **changes: str) -> dict[str, str]:
    return {"event": str(form.event_id), "access": "open", "has_waiting_list": "on"} | changes


def test_raw_form_writes_no_count_of_places(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    form = make.make_registration_form(capacity=5)
    store = RegistrationFormAdmin.save_model

    def late(*args: Any) -> None:
        register(form=form, email="late@example.org", details=details())
        store(*args)

    monkeypatch.setattr(RegistrationFormAdmin, "save_model", late)
    place = reverse("admin:events_registrationform_change", args=[form.pk])
    assert editor.post(place, _sent(form, capacity="3", intro="Hello")).status_code == 302
    assert (taken(form), form.capacity, form.intro) == (1, 3, "Hello")


def test_more_places_in_the_raw_form_go_to_the_waiting_list(editor: Client) -> None:
    form = make.make_registration_form(capacity=1)
    for address in ("a@example.org", "b@example.org"):
        register(form=form, email=address, details=details())
    place = reverse("admin:events_registrationform_change", args=[form.pk])
    editor.post(place, _sent(form, capacity="2"))
    assert (taken(form), states(form)) == (2, ["confirmed", "confirmed"])


def test_fewer_places_than_taken_are_refused_in_the_raw_form(editor: Client) -> None:
    form = make.make_registration_form(capacity=5, taken=3)
    answer = editor.post(reverse("admin:events_registrationform_change", args=[form.pk]), _sent(form, capacity="2"))
    assert answer.context["adminform"].form.errors == {"capacity": ["More places than that are taken already."]}


def test_every_page_of_an_event_is_found_from_its_form(editor: Client) -> None:
    event = make.make_event()
    links = dict(editor.get(reverse("admin:events_event_change", args=[event.pk])).context["flow_links"])
    assert {editor.get(links[words]).status_code for words in ("Registrations", "Attendance")} == {200}
