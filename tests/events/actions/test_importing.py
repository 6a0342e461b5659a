"""Imports write what was found, once, all or nothing."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection

from events.actions.importing import WritingError, import_participants, import_programme
from events.imports.checking import RowState
from events.models import AuditEntry, Event, Organization, Participation, Person, Presentation, Session, Track
from tests import factories as make

pytestmark = pytest.mark.django_db
PROGRAMME = """Day\tTime\tTrack\tTitle\tSpeakers
18 Oct\t09:00–10:30\t\tOpening session\tMs. Ana Silva (Ministry of Words)
\t11:00–12:30\t1: Services\tServices for everyone\tLEE Byungshik; Moderator: Jo de Jesus
\t11:00–12:30\t2: Data\tData for everyone\tAna Silva
19 Oct\tMorning\t1\tClosing\t
"""
LIST = """Family name,Given name,Honorific,Organization,Country,Role,Attended
Silva,Ana,Ms.,Ministry of Words,Brazil,Minister,yes
de Jesus,Jo,,UN Office,Timor-Leste,Speaker,
Opoku-Mensah,Aida,,,Ghana,,yes
"""


@pytest.fixture
def editor_user(db: None) -> User:
    return User.objects.create_user("ed")


def _rows() -> list[int]:
    return [m.objects.count() for m in (Session, Track, Presentation, Person, Participation, Organization)]


def _import(event: Event, by: User, text: str = PROGRAMME, act: Any = import_programme, **options: Any) -> Any:
    return act(event=event, text=text, by=by, **({"answers": {}} | options))


def test_programme_becomes_sessions_tracks_and_speakers(editor_user: User) -> None:
    event = make.make_event()
    assert _import(event, editor_user).new == 4
    found = [
        (s.code, s.kind, s.title, s.held_on.day, s.part_of_day, s.position) for s in event.sessions.order_by("position")
    ]
    assert found == [
        ("1", "opening", "Opening session", 18, "1_morning", 1),
        ("1-1", "working", "Services for everyone", 18, "1_morning", 2),
        ("2-1", "working", "Data for everyone", 18, "1_morning", 3),
        ("1-2", "closing", "Closing", 19, "1_morning", 4),
    ]
    talks = Presentation.objects.order_by("session__position", "position")
    assert [(t.session.code, str(t.speaker), t.affiliation, t.role) for t in talks] == [
        ("1", "Ana Silva", "Ministry of Words", "opening"),
        ("1-1", "LEE Byungshik", "", "speaker"),
        ("1-1", "Jo de Jesus", "", "moderator"),
        ("2-1", "Ana Silva", "", "speaker"),
    ]
    assert Person.objects.count() == 3


@pytest.mark.parametrize(("text", "act"), [(PROGRAMME, import_programme), (LIST, import_participants)])
def test_import_that_is_run_again_writes_nothing(editor_user: User, text: str, act: Any) -> None:
    event = make.make_event()
    kinds = {"answers": {"organization:un-office": "new:united_nations"}}
    _import(event, editor_user, text, act, **kinds)
    event.refresh_from_db()
    before, revision = _rows(), event.revision
    check = _import(event, editor_user, text, act, **kinds)
    assert {row.state for row in check.rows} == {RowState.SAME}
    event.refresh_from_db()
    assert (_rows(), event.revision, AuditEntry.objects.count()) == (before, revision, 1)


def test_import_says_what_it_did_in_the_audit_log(editor_user: User) -> None:
    event = make.make_event()
    _import(event, editor_user, f"{PROGRAMME}30 Oct\t\t\tToo late\t\n")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.item_id, entry.actor) == ("imported", event.pk, editor_user)
    assert entry.detail == "programme: 4 new, 0 changed, 1 row left out"


def test_import_takes_a_revision_so_that_open_forms_learn_of_it(editor_user: User) -> None:
    event = make.make_event()
    _import(event, editor_user)
    event.refresh_from_db()
    assert (event.revision, event.changed_by) == (1, editor_user)


def test_session_is_changed_and_its_history_kept(editor_user: User) -> None:
    event = make.make_event()
    session = make.make_session(event=event, title="Closing", held_on=date(2012, 10, 18))
    _import(event, editor_user, "Day\tTitle\tTrack\n19 Oct\tClosing\tLaw\n")
    session.refresh_from_db()
    assert (session.held_on.day, str(session.track), event.sessions.count()) == (19, "Track 1: Law", 1)
    assert session.history.count() == 2


def test_answers_decide_who_is_meant(editor_user: User) -> None:
    event = make.make_event()
    known = make.make_person(family_name="Malitikov", given_name="Anna")
    text = "Day\tTitle\tSpeakers\n18 Oct\tOne\tAnna Malitkov\n"
    _import(event, editor_user, text, answers={"person:anna-malitkov": str(known.pk)})
    assert Presentation.objects.get().speaker == known
    _import(make.make_event(), editor_user, text)
    assert set(Person.objects.values_list("family_name", flat=True)) == {"Malitikov", "Malitkov"}


def test_new_person_of_a_known_name_is_told_apart(editor_user: User) -> None:
    event = make.make_event()
    make.make_person(family_name="Silva", given_name="Ana", country="BR")
    text, answers = "Family name\tGiven name\tCountry\nSilva\tAna\tAngola\n", {"person:ana-silva": "new"}
    _import(event, editor_user, text, import_participants, answers=answers)
    assert list(Person.objects.order_by("pk").values_list("distinction", flat=True)) == ["", "Angola"]
    assert _import(event, editor_user, text, import_participants).rows[0].state == RowState.SAME


def test_list_becomes_participations_people_and_organizations(editor_user: User) -> None:
    event = make.make_event()
    check = _import(
        event, editor_user, LIST, import_participants, answers={"organization:un-office": "new:united_nations"}
    )
    assert (check.new, len(check.of(RowState.PROBLEM))) == (3, 0)
    rows = event.participations.select_related("person", "organization").order_by("pk")
    found = [
        (str(r.person), r.person.honorific, str(r.organization or ""), r.country.code, r.role, r.has_attended)
        for r in rows
    ]
    assert found == [
        ("Ana Silva", "Ms.", "Ministry of Words", "BR", "minister", True),
        ("Jo de Jesus", "", "UN Office", "TL", "speaker", False),
        ("Aida Opoku-Mensah", "", "", "GH", "delegate", True),
    ]
    assert {body.name: body.kind for body in Organization.objects.all()} == {
        "Ministry of Words": "government",
        "UN Office": "united_nations",
    }


def test_empty_cells_change_nothing(editor_user: User) -> None:
    event = make.make_event()
    _import(event, editor_user, LIST, import_participants)
    _import(event, editor_user, "Full name,Role\nAna Silva,Speaker\n", import_participants)
    row = event.participations.get(person__family_name="Silva")
    assert (row.role, row.country.code, row.has_attended, str(row.organization)) == (
        "speaker",
        "BR",
        True,
        "Ministry of Words",
    )


def test_organization_in_two_spellings_of_case_is_made_once(editor_user: User) -> None:
    text = "Full name,Organization\nAna Silva,Ministry of Words\nBo Ek,MINISTRY OF WORDS\n"
    _import(make.make_event(), editor_user, text, import_participants)
    assert [body.name for body in Organization.objects.all()] == ["Ministry of Words"]


def test_code_that_a_later_row_states_is_given_to_no_earlier_one(editor_user: User) -> None:
    event = make.make_event()
    _import(event, editor_user, "Day,Code,Title\n18 Oct,,Opening\n18 Oct,1,Panel\n")
    assert list(event.sessions.order_by("position").values_list("code", "title")) == [("2", "Opening"), ("1", "Panel")]


def test_import_that_fails_half_way_leaves_nothing(editor_user: User) -> None:
    event = make.make_event()
    with (
        connection.execute_wrapper(_fail_at("events_presentation")),
        pytest.raises(WritingError, match="Row 2 ") as why,
    ):
        _import(event, editor_user)
    assert isinstance(why.value.__cause__.__cause__, IntegrityError)
    assert (_rows(), AuditEntry.objects.count()) == ([0] * 6, 0)


def _fail_at(table: str) -> Any:
    def stop(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(f'INSERT INTO "{table}"'):
            raise IntegrityError
        return execute(sql, *rest)

    return stop
