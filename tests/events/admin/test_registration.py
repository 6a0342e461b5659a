"""The raw lists of forms and registrations lead to the pages of the event, and are written nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
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


def test_every_page_of_an_event_is_found_from_its_form(editor: Client) -> None:
    event = make.make_event()
    links = dict(editor.get(reverse("admin:events_event_change", args=[event.pk])).context["flow_links"])
    assert {editor.get(links[words]).status_code for words in ("Registrations", "Attendance")} == {200}
