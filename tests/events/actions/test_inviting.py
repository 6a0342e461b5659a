"""Pasted lists of people become invitations; who is here already is said, and nobody is invited twice."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from events.actions.inviting import MOST, InvitingError, hindrance, invite, people_in
from events.models import AuditEntry, Registration
from tests import factories as make
from tests.events.registered import states, subjects, taken

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("ana@example.org", [("", "ana@example.org")]),
        ("Ana Silva <ana@example.org>", [("Ana Silva", "ana@example.org")]),
        ('"Silva, Ana" <ana@example.org>,', [("Ana Silva", "ana@example.org")]),
        ("Ana Silva\tana@example.org", [("Ana Silva", "ana@example.org")]),
        ("ana@example.org\tAna Silva", [("Ana Silva", "ana@example.org")]),
        ("ana@example.org; Ana Silva", [("Ana Silva", "ana@example.org")]),
        (
            "Ana <a@example.org>; 이민지 <b@example.org>, Opoku-Mensah, Aida <c@example.org>",
            [("Ana", "a@example.org"), ("이민지", "b@example.org"), ("Aida Opoku-Mensah", "c@example.org")],
        ),
        ("a@example.org\r\n\r\n  b@example.org  ", [("", "a@example.org"), ("", "b@example.org")]),
        ("mailto:ana@example.org", [("", "ana@example.org")]),
        ("O'Neil <o'neil@example.org>", [("O'Neil", "o'neil@example.org")]),
        ("'o'neil@example.org'", [("", "o'neil@example.org")]),
        ("Ana Silva", [("", "")]),
        ("ana@", [("", "")]),
        ("ana@nowhere", [("", "")]),
        ("", []),
    ],
)
def test_people_are_read_as_they_are_pasted(text: str, people: list[tuple[str, str]]) -> None:
    assert [(name if address else "", address) for name, address, _ in people_in(text)] == people


def test_invited_people_get_a_letter_and_take_no_place() -> None:
    form, by = make.make_registration_form(), User.objects.create_user("editor")
    found = invite(form=form, text="Ana Silva <ana@example.org>\nbea@example.org", by=by)
    assert [(one.name, one.email) for one in found.new] == [("Ana Silva", "ana@example.org"), ("", "bea@example.org")]
    assert (states(form), taken(form)) == (["invited"] * 2, 0)
    assert subjects(form) == ["Invitation"] * 2
    assert [entry.detail for entry in AuditEntry.objects.all()] == ["invited 2 people"]


def test_known_people_are_said_and_not_doubled() -> None:
    form = make.make_registration_form()
    known = make.make_registration(form=form, email="Ana@Example.org", state="confirmed")
    found = invite(form=form, text="ana@example.org\nbea@example.org\nBEA@example.org\nnobody", by=None)
    assert (found.known, [one.email for one in found.new], found.wrong) == ([known], ["bea@example.org"], ["nobody"])
    assert form.registrations.count() == 2


def test_same_list_twice_invites_once() -> None:
    form = make.make_registration_form()
    invite(form=form, text="ana@example.org", by=None)
    again = invite(form=form, text="ana@example.org", by=None)
    assert (again.new, len(again.known), subjects(form), AuditEntry.objects.count()) == ([], 1, ["Invitation"], 1)


def test_list_that_is_too_long_is_refused_whole() -> None:
    form = make.make_registration_form()
    text = "\n".join(f"a{n}@example.net" for n in range(MOST + 1))
    with pytest.raises(InvitingError, match=r"^These are 501 addresses"):
        invite(form=form, text=text, by=None)
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "event", "words"),
    [
        ({"access": "off"}, {}, "Registration is off"),
        ({}, {"starts_on": date(2012, 5, 3), "ends_on": date(2012, 5, 4)}, "Registration is closed"),
        ({}, {"live": False}, "The event is not public"),
    ],
)
def test_nobody_is_invited_to_a_form_that_leads_nowhere(fields: Any, event: Any, words: str) -> None:
    days = {"starts_on": date(2999, 5, 3), "ends_on": date(2999, 5, 4)}
    form = make.make_registration_form(event=make.make_event(**(days | event)), **fields)
    assert hindrance(form).startswith(words)
    with pytest.raises(InvitingError, match=f"^{words}"):
        invite(form=form, text="ana@example.org", by=None)
    assert form.registrations.count() == 0
