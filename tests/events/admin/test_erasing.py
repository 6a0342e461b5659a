"""Pages on which all that is known of a person is seen, taken out, and erased."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events.actions.erasing import erase
from events.models import AuditEntry, Person
from tests import erased as canary
from tests import factories as make
from tests.public_pages import words


@pytest.fixture
def person(db: None, settings: Any, tmp_path: Path) -> Person:
    settings.VAR_DIR = tmp_path
    return canary.build(User.objects.create_user("ed"))


def _address(name: str, person: Person) -> str:
    return reverse(f"admin:events_person_{name}", args=[person.pk])


def test_form_leads_there_whom_it_may(person: Person, administrator: Client, editor: Client, author: Client) -> None:
    links = []
    for client in (administrator, editor, author):
        page = client.get(_address("change", person)).content.decode()
        links.append(tuple(_address(name, person) in page for name in ("known", "erase")))
    assert links == [(True, True), (True, False), (False, False)]


def test_known_shows_everything_by_place(person: Person, administrator: Client) -> None:
    page = words(administrator.get(_address("known", person)))
    assert [word for word in canary.CANARIES if word not in page] == []
    assert "Travel lines: 1" in page
    assert "stored without any link to the person" in page


def test_editor_sees_no_money(person: Person, editor: Client) -> None:
    page = words(editor.get(_address("known", person)))
    assert "Travel lines: 1 Shown to finance and administrators only." in page
    assert "5000" not in page


@pytest.mark.parametrize("asked", ["json", "html"])
def test_file_is_handed_out_and_noted(person: Person, editor: Client, asked: str) -> None:
    answer = editor.post(_address("known", person), {"format": asked})
    assert answer["Content-Disposition"] == f'attachment; filename="person-{person.pk}.{asked}"'
    assert "no-store" in answer["Cache-Control"]
    assert canary.NEEDS in answer.content.decode()
    entry = AuditEntry.objects.get(action=AuditEntry.Action.DISCLOSED)
    assert (entry.actor_name, entry.detail) == ("editor", f"person No. {person.pk}")
    if asked == "json":
        told = json.loads(answer.content)
        assert (told["person"]["E-mail"], told["addresses"]) == (canary.EMAIL, [canary.EMAIL])


def test_looking_takes_nothing_out(person: Person, editor: Client) -> None:
    editor.get(_address("known", person))
    editor.post(_address("known", person), {"format": "exe"})
    assert not AuditEntry.objects.filter(action=AuditEntry.Action.DISCLOSED).exists()


def test_names_in_the_pages_are_escaped(administrator: Client) -> None:
    person = make.make_person(family_name="<b>Bold</b>", given_name="<script>x</script>")
    make.make_participation(person=person, note="<img src=x>")
    for page in (
        administrator.get(_address("known", person)),
        administrator.get(_address("erase", person)),
        administrator.post(_address("known", person), {"format": "html"}),
    ):
        assert [bad for bad in ("<script>x", "<b>Bold", "<img src=x") if bad in page.content.decode()] == []


def test_erase_asks_for_the_very_name(person: Person, administrator: Client) -> None:
    page = administrator.post(_address("erase", person), {"name": "Somebody Else"})
    assert "This is not the name." in page.content.decode()
    assert "<title>Error: " in page.content.decode()
    person.refresh_from_db()
    assert person.erased_on is None


def test_erase_says_what_it_would_do(person: Person, administrator: Client) -> None:
    page = words(administrator.get(_address("erase", person)))
    assert "Published texts name the person" in page
    assert "Participations 2" in page
    assert "Registrations 1" in page


def test_name_that_is_typed_erases(person: Person, administrator: Client) -> None:
    answer = administrator.post(_address("erase", person), {"name": f" {canary.NAME.lower()} "}, follow=True)
    person.refresh_from_db()
    assert person.erased_on is not None
    assert f"Erased. What is counted goes on as “Name removed” ({person.distinction})" in words(answer)
    assert canary.in_tables() == []


def test_tick_takes_out_the_family_name_alone(person: Person, administrator: Client) -> None:
    post = make.make_post(body=f"<p>{canary.FAMILY} alone.</p>")
    administrator.post(_address("erase", person), {"name": canary.NAME, "is_alone": "on"})
    post.refresh_from_db()
    assert post.body == "<p>[name removed] alone.</p>"


def test_refusal_is_told(person: Person, administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.actions.erasing.changed", lambda before, after: ["event 1"])
    page = words(administrator.post(_address("erase", person), {"name": canary.NAME}))
    assert "Not erased, because figures would have changed: event 1." in page


def test_editor_erases_nobody(person: Person, editor: Client) -> None:
    assert editor.get(_address("erase", person)).status_code == 403
    assert editor.post(_address("erase", person), {"name": canary.NAME}).status_code == 403


def test_erased_person_is_offered_nowhere(person: Person, administrator: Client) -> None:
    erase(person=person, by=None)
    other = make.make_person(family_name="Name")
    asked = {"app_label": "events", "model_name": "participation", "field_name": "person", "term": "Name"}
    found = administrator.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [row["id"] for row in found] == [str(other.pk)]
    for pair in ([person.pk, other.pk], [other.pk, person.pk]):
        assert administrator.get(reverse("admin:events_person_merge", args=pair)).status_code == 404
    assert administrator.get(_address("erase", person)).status_code == 404
    assert administrator.post(_address("change", person), {"family_name": "Again"}).status_code == 403
    assert "Name removed" in words(administrator.get(_address("known", person)))
