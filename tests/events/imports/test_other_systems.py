"""Tables as Indico, pretix and pretalx export them are read as they are."""

from datetime import date, time
from typing import Any

import pytest

from events.imports.checking import RowState
from events.imports.participants import check_participants
from events.imports.programme import check_programme
from tests import factories as make

pytestmark = pytest.mark.django_db
INDICO = (
    "ID,Registration date,Registration state,First Name,Last Name,Email Address,"
    "Affiliation,Position,Country,Checked in\n"
    "7,2012-09-01 10:00,Complete,Rafael,de Jesus,rafael@example.org,Ministry of Words,Director,TL,Yes\n"
    "8,2012-09-02 10:00,Withdrawn,Aida,Opoku-Mensah,aida@example.org,Ministry of Words,,Ghana,No\n"
)
PRETIX = (
    "Order code;Attendee name: Given name;Attendee name: Family name;Company;Attendee country;Email;Check-in\n"
    "ABC12;Jörg;Müller;University of Words;DE;joerg@example.org;2012-10-18T09:03:11+09:00\n"
    "ABC13;Thị Hương;Đỗ;;Viet Nam;;\n"
)
PRETALX = (
    "Proposal title,Speaker names,Session type,Start,End,Room\n"
    'Open data,"Ana Silva, Bo Ek",Talk,2012-10-18T00:00:00+00:00,2012-10-18T01:30:00+00:00,Hall 1\n'
    "Law,Jo de Jesus,Workshop,2012-10-19T14:00:00+09:00,2012-10-19T15:00:00+09:00,Hall 2\n"
    "Late,,Talk,2012-11-19 14:00,,\n"
)


def _plans(text: str) -> list[Any]:
    check = check_participants(event=make.make_event(), text=text, answers={})
    assert [row.state for row in check.rows] == [RowState.NEW, RowState.NEW]
    return [row.plan for row in check.rows]


def test_registrations_of_indico() -> None:
    first, second = _plans(INDICO)
    assert (first.person.name.family, first.person.name.given, first.email) == (
        "de Jesus",
        "Rafael",
        "rafael@example.org",
    )
    told = {"country": "TL", "position": "Director", "is_registered": True, "has_attended": True}
    assert (first.values, first.organization.name) == (told, "Ministry of Words")
    assert second.values == {"country": "GH", "is_registered": False, "has_attended": False}


def test_orders_of_pretix() -> None:
    first, second = _plans(PRETIX)
    assert (first.person.name.family, first.values) == ("Müller", {"country": "DE", "has_attended": True})
    assert (second.person.name.family, second.person.name.given, second.email) == ("Đỗ", "Thị Hương", "")


def test_unknown_columns_of_other_systems_are_told() -> None:
    assert check_participants(event=make.make_event(), text=INDICO, answers={}).unknown == ("ID", "Registration date")
    assert check_participants(event=make.make_event(), text=PRETIX, answers={}).unknown == ("Order code",)


def test_sessions_of_pretalx_keep_the_clocks_of_the_event() -> None:
    check = check_programme(event=make.make_event(), text=PRETALX, answers={})
    assert (check.unknown, [row.state.value for row in check.rows]) == (("Room",), ["new", "new", "problem"])
    first, second = (row.plan for row in check.rows[:2])
    assert (first.values["held_on"], first.values["starts_at"], first.values["ends_at"]) == (
        date(2012, 10, 18),
        time(9),
        time(10, 30),
    )
    assert [str(plan.person.name.family) for plan in first.speakers] == ["Silva", "Ek"]
    assert (second.values["kind"], second.values["starts_at"]) == ("workshop", time(14))
    assert check.rows[2].cells[0].problems[0].message == "19 November 2012 is not a day of the event."


def test_address_of_a_known_person_is_shown_as_a_change() -> None:
    event = make.make_event()
    person = make.make_person(family_name="de Jesus", given_name="Rafael", email="old@example.org")
    make.make_participation(event=event, person=person)
    row = check_participants(event=event, text=INDICO, answers={}).rows[0]
    email = next(cell for cell in row.cells if cell.column.key == "email")
    assert (row.state, row.plan.email, email.before) == (RowState.CHANGED, "rafael@example.org", "old@example.org")
    row = check_participants(event=event, text=INDICO, answers={}, may_change=False).rows[0]
    assert (row.plan.email, "an editor can change it" in row.notes[0]) == ("", True)


def test_near_name_on_the_list_is_a_duplicate_until_somebody_says_so() -> None:
    event = make.make_event()
    known = make.make_person(family_name="Malitikov", given_name="Anna")
    make.make_participation(event=event, person=known)
    text = "Family name,Given name\nMalitkov,Anna\n"
    row = check_participants(event=event, text=text, answers={}).rows[0]
    assert (row.state, [option.value for option in row.choices[0].options]) == (
        RowState.DUPLICATE,
        [str(known.pk), "new"],
    )
    states = [
        check_participants(event=event, text=text, answers={row.choices[0].key: answer}).rows[0].state
        for answer in ("new", str(known.pk))
    ]
    assert states == [RowState.NEW, RowState.SAME]
