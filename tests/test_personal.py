"""The register of personal data: every field has a class, and every entry names a field."""

from typing import Any

import pytest
from django.db import models
from django.test import Client

from events.personal import Kind, held_in, named_in_vain, none, personal, unclassified, unexplained
from unpog_portal.personal import REGISTER, every_model
from unpog_portal.processing import records


def _by_label() -> dict[str, type[models.Model]]:
    return {model._meta.label: model for model in every_model() if not hasattr(model, "history_object")}


def test_every_field_has_a_class() -> None:
    found = {model._meta.label: unclassified(model, REGISTER) for model in every_model()}
    assert {label: names for label, names in found.items() if names} == {}


def test_every_entry_names_a_field_once() -> None:
    assert named_in_vain(REGISTER, _by_label()) == []


def test_every_entry_about_people_says_what_for_and_how_long() -> None:
    assert unexplained(REGISTER) == []


def test_what_is_missing_wrong_or_unexplained_is_found() -> None:
    person: Any = _by_label()["events.Person"]
    register = {
        "events.Person": (none("id id nothing"), personal("email", "To write", "")),
        "events.Nobody": (none("id"),),
    }
    assert "family_name" in unclassified(person, register)
    assert unclassified(person, {})[:2] == ["country", "distinction"]
    assert named_in_vain(register, {"events.Person": person}) == [
        "events.Nobody",
        "events.Person.id",
        "events.Person.id",
        "events.Person.nothing",
    ]
    assert unexplained(register) == ["events.Person: email"]


def test_history_takes_the_classes_of_its_model() -> None:
    history: Any = _by_label()["events.Presentation"].history.model
    kinds = {name: held.kind for held in held_in(history, REGISTER) for name in held.fields}
    assert (kinds["affiliation"], kinds["history_user"], kinds["position"]) == (
        Kind.PERSONAL,
        Kind.PERSONAL,
        Kind.NONE,
    )


def test_addresses_are_personal_wherever_they_stand() -> None:
    for model in every_model():
        kinds = {name: held.kind for held in held_in(model, REGISTER) for name in held.fields}
        emails = [field.name for field in model._meta.concrete_fields if isinstance(field, models.EmailField)]
        users = [f.name for f in model._meta.concrete_fields if f.related_model and f.related_model.__name__ == "User"]
        assert [name for name in (*emails, *users) if kinds[name] is Kind.NONE] == [], model


def test_words_about_a_person_are_emptied_when_the_person_is_erased() -> None:
    """What hangs on a person and says something of the person has to say what becomes of it."""
    person: Any = _by_label()["events.Person"]
    for relation in person._meta.related_objects:
        model: Any = relation.related_model
        texts = {
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices and not field.unique
        }
        about = {n for h in held_in(model, REGISTER) if h.kind is not Kind.NONE for n in h.fields if h.purpose}
        # Texts that may name people are searched for the name; a country is counted.
        prose = {"findings", "country"}
        assert (texts & about) - prose - set(model.ERASED) == set(), model


def test_records_leave_out_what_says_nothing() -> None:
    found = {record.name: record for record in records()}
    assert "Countries" not in found
    assert "DSA rates" not in found
    assert "DSA deductions" in found
    assert found["Presentations"].has_history
    assert all(held.kind is not Kind.NONE for record in found.values() for held in record.rows)


@pytest.mark.django_db
def test_register_is_shown_to_administrators(administrator: Client) -> None:
    page = administrator.get("/admin/personal-data/").content.decode()
    assert page.count("<h1") == 1
    assert "<code>needs, answers</code></td><td>sensitive</td>" in page


@pytest.mark.django_db
def test_register_is_shown_to_nobody_else(editor: Client, stranger: Client) -> None:
    assert editor.get("/admin/personal-data/").status_code == 403
    assert stranger.get("/admin/personal-data/").status_code == 302


@pytest.mark.django_db
def test_public_says_how_long(stranger: Client) -> None:
    page = stranger.get("/about/").content.decode()
    assert "a year after an event" in page.split('id="privacy"')[1]
