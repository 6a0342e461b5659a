"""All that is known of a person is found, and shown to whom it may be shown."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User

from events.actions.disclosing import Known, known_of, note_disclosure
from events.actions.registering import register
from events.models import AuditEntry, Registration
from tests import erased as canary
from tests import factories as make
from tests.events.registered import details
from unpog_portal.roles import Role, apply_roles


@pytest.fixture
def person(db: None) -> Any:
    return canary.build(User.objects.create_user("ed"))


def _known(person: Any, role: Role) -> Known:
    user = User.objects.create_user(f"one {role}", is_staff=True)
    user.groups.add(apply_roles()[role])
    return known_of(person=person, by=user)


def test_everything_is_found(person: Any) -> None:
    known = _known(person, Role.ADMINISTRATOR)
    assert {place.label: place.count for place in known.places} == {
        "Invitations": 1,
        "Letters": 1,
        "Messages": 2,
        "Participations": 2,
        "Presentations": 1,
        "Registrations": 1,
        "Terminal legs": 1,
        "Travel lines": 1,
    }
    assert known.addresses == (canary.EMAIL,)
    assert known.names == (canary.NAME,)
    told = json.dumps(known.as_data(), ensure_ascii=False)
    assert [word for word in canary.CANARIES if word not in told] == []
    assert "stored without any link to the person" in told
    assert known.mentions_withheld == 0


def test_kinds_of_texts_that_name_the_person(person: Any) -> None:
    kinds = {(mention.label, mention.field) for mention in _known(person, Role.ADMINISTRATOR).mentions}
    expected = {
        ("News notice", "Title"),
        ("News notice", "Slug"),
        ("News notice", "Body"),
        ("Working copy", "Changes"),
        ("Outcome", "Text"),
        ("Report", "Summary"),
        ("Photo", "Caption"),
        ("Picture", "Credit"),
        ("Open answer", "Original"),
        ("Import run", "Text"),
        ("Audit entry", "Detail"),
        ("Log entry", "Object repr"),
        ("Historical news notice", "Body"),
    }
    assert expected - kinds == set()


def test_money_is_for_those_who_keep_it(person: Any) -> None:
    known = _known(person, Role.EDITOR)
    places = {place.label: place for place in known.places}
    line = places["Travel lines"]
    assert (line.count, line.rows, line.shown_to) == (1, (), "finance and administrators")
    assert (places["Messages"].rows, places["Messages"].shown_to) == ((), "administrators")
    assert places["Registrations"].rows[0]["Needs"] == canary.NEEDS
    assert known.mentions_withheld > 0
    told = json.dumps(known.as_data())
    assert "5000" not in told
    assert "Audit entry" not in told


def test_links_of_the_person_are_not_handed_out(person: Any) -> None:
    registration = Registration.objects.get(name=canary.NAME)
    told = json.dumps(_known(person, Role.ADMINISTRATOR).as_data())
    assert [word for word in (registration.seed, registration.token_hash, registration.token) if word in told] == []


def test_person_of_whom_nothing_is_known(db: None) -> None:
    known = _known(make.make_person(), Role.ADMINISTRATOR)
    assert (known.places, known.mentions, known.addresses, known.events) == ((), (), (), ())


def test_log_has_the_key_alone(person: Any) -> None:
    note_disclosure(person=person, by=User.objects.get(username="ed"))
    entry = AuditEntry.objects.get(action=AuditEntry.Action.DISCLOSED)
    assert (entry.item_name, entry.item_id, entry.detail) == ("", None, f"person No. {person.pk}")


def test_link_in_a_letter_is_not_handed_out(db: None) -> None:
    register(form=make.make_registration_form(), email="ana@example.org", details=details(name="Ana Silva"))
    registration = Registration.objects.get()
    assert registration.token in registration.messages.get().body
    told = json.dumps(_known(registration.participation.person, Role.ADMINISTRATOR).as_data())
    assert registration.token not in told
    assert "[link removed]" in told
    assert "BEGIN:VCALENDAR" not in told
