"""What is said before a person is erased."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from events.actions.forewarning import warnings
from events.actions.traces import rows_about, trail_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def _warned(person: Any) -> list[str]:
    trail = trail_of(person)
    return warnings(trail, rows_about(person, trail.addresses))


def _ana(**fields: Any) -> Any:
    return make.make_person(family_name="Silva", given_name="Ana", honorific="Ms.", **fields)


def test_nothing_is_said_where_nothing_is_to_know() -> None:
    person = _ana()
    make.make_participation(person=person)
    assert _warned(person) == []


def test_event_to_come_is_said() -> None:
    person = _ana()
    event = make.make_event(title="Forum", starts_on=date(2999, 5, 3), ends_on=date(2999, 5, 4))
    make.make_participation(person=person, event=event)
    (said,) = _warned(person)
    assert said.startswith("“Forum” begins on 3 May 2999: cancel the registration there first")


def test_line_of_a_budget_that_is_not_final_is_said() -> None:
    person = _ana()
    line = make.make_travel_line(person=person)
    (said,) = _warned(person)
    assert f"line {line.number} of “{line.event}”" in said
    make.make_budget(event=line.event, stage="final", final_on=date(2012, 12, 1))
    assert _warned(person) == []


def test_namesake_is_said() -> None:
    person = _ana(distinction="1")
    other = _ana(distinction="2")
    (said,) = _warned(person)
    assert f"(No. {other.pk}, 2)" in said


def test_published_texts_are_said_and_drafts_are_not() -> None:
    make.make_post(body="<p>It was Ana Silva who came.</p>")
    make.make_post(body="<p>Then Ana Silva went.</p>", live=False)
    (said,) = _warned(_ana())
    assert said.endswith("at once: “It was Ana Silva who came.”")


def test_family_name_by_itself_is_said() -> None:
    make.make_post(body="<p>Silva and others</p>", live=False)
    (said,) = _warned(_ana())
    assert said.startswith("“Silva” by itself stands in other texts, too (1)")


def test_files_are_said() -> None:
    person = _ana()
    event = make.make_presentation(speaker=person).session.event
    make.make_material(event=event, title="Slides", file=ContentFile(b"a,b\n", name="day-one.csv"))
    make.make_material(title="Slides of Ana Silva", file=ContentFile(b"a,b\n", name="a.csv"))
    said = _warned(person)
    assert any(line.endswith("replace or delete them: Slides of Ana Silva") for line in said)
    assert any("look into them: Slides" in line for line in said)


def test_body_and_account_are_said() -> None:
    make.make_organization(name="Ana Silva Foundation")
    User.objects.create_user("as", email="ANA@example.org")
    said = _warned(_ana(email="ana@example.org"))
    assert [line.partition(":")[0] for line in said] == [
        "Organizations are named like the person and keep their names",
        "There is an account of the staff, which stays",
    ]


def test_others_who_share_the_address_are_said() -> None:
    person = _ana(email="office@example.org")
    form = make.make_registration_form(event=make.make_event(title="Forum"))
    make.make_registration(form=form, name="Bruno Costa", email="office@example.org")
    (said,) = _warned(person)
    assert "Bruno Costa, “Forum”" in said
