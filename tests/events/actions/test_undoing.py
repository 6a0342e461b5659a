"""An import is taken back within a day: exactly what it made and changed, and nothing that was touched since."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.forms.models import model_to_dict
from django.utils import timezone

from events.actions.running import begin_check, begin_import, give
from events.actions.undoing import UndoError, may_be_undone, preview, undo
from events.models import (
    AuditEntry,
    Budget,
    DsaDeduction,
    Event,
    ImportRun,
    Organization,
    Participation,
    Person,
    Presentation,
    Session,
    TerminalLegs,
    Track,
    TravelLine,
)
from tests import factories as make

pytestmark = pytest.mark.django_db
Kind, State = ImportRun.Kind, ImportRun.State
MODELS = (
    *(Person, Organization, Participation, Session, Track, Presentation),
    *(TravelLine, TerminalLegs, DsaDeduction),
)
PROGRAMME = (
    "Day,Time,Track,Title,Speakers\n18 Oct,9:00,1: Law,Opening,Ana Silva\n19 Oct,11:00,,Panel,Bo Ek; Ana Silva\n"
)
LIST = "Family name,Given name,Organization,Role,E-mail\nSilva,Ana,Ministry of Words,Speaker,a@example.org\nEk,Bo,,,\n"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def by(db: None) -> User:
    return User.objects.create_superuser("ed")


def _imported(event: Event, by: User, kind: str, text: str) -> ImportRun:
    run = give(event=event, kind=kind, text=text, by=by)
    begin_check(run=run, answers={})
    begin_import(run=run, answers={}, by=by)
    run.refresh_from_db()
    assert (run.state, run.left_out_count) == (State.DONE, 0), run.check_result["complaints"]
    return run


def _state() -> list[Any]:
    return [[model_to_dict(row) for row in model.objects.order_by("pk")] for model in MODELS]


@pytest.mark.parametrize(("kind", "text"), [(Kind.PROGRAMME, PROGRAMME), (Kind.PARTICIPANTS, LIST)])
def test_new_rows_go_with_the_people_and_organizations(by: User, kind: str, text: str) -> None:
    event = make.make_event()
    before = _state()
    run = _imported(event, by, kind, text)
    assert _state() != before
    would = preview(run)
    assert _state() != before
    done = undo(run=run, by=by)
    assert (done, done.stay_count, _state()) == (would, 0, before)
    run.refresh_from_db()
    assert (run.state, run.undo, may_be_undone(run)) == (State.UNDONE, {}, False)
    entry = AuditEntry.objects.get(action=AuditEntry.Action.UNDONE)
    assert (entry.item_id, entry.actor) == (event.pk, by)


def test_changed_values_come_back_where_they_still_are_what_was_imported(by: User) -> None:
    event = make.make_event()
    ana, bo = (make.make_person(family_name=f, given_name=g) for f, g in (("Silva", "Ana"), ("Ek", "Bo")))
    first = make.make_participation(event=event, person=ana, role="delegate", note="old")
    second = make.make_participation(event=event, person=bo, role="delegate", note="old")
    before = _state()
    run = _imported(event, by, Kind.PARTICIPANTS, "Full name,Role,Note\nAna Silva,Speaker,new\nBo Ek,Observer,new\n")
    assert preview(run).put_back == 2
    Participation.objects.filter(pk=second.pk).update(role="organizer")
    done = undo(run=run, by=by)
    assert (done.put_back, done.stays) == (2, [("Bo Ek (Organizer)", "a part was changed since and stays")])
    second.refresh_from_db()
    assert (second.role, second.note) == ("organizer", "old")
    Participation.objects.filter(pk=second.pk).update(role="delegate")
    assert (_state(), first.note) == (before, "old")


def test_address_of_a_known_person_comes_back(by: User) -> None:
    ana = make.make_person(family_name="Silva", given_name="Ana", email="old@example.org")
    run = _imported(make.make_event(), by, Kind.PARTICIPANTS, LIST)
    ana.refresh_from_db()
    assert ana.email == "a@example.org"
    undo(run=run, by=by)
    ana.refresh_from_db()
    assert ana.email == "old@example.org"


def test_row_that_was_changed_since_stays_and_says_so(by: User) -> None:
    event = make.make_event()
    run = _imported(event, by, Kind.PARTICIPANTS, LIST)
    event.participations.filter(person__family_name="Silva").update(has_attended=True)
    done = undo(run=run, by=by)
    assert [str(row.person) for row in event.participations.all()] == ["Ana Silva"]
    assert [str(person) for person in Person.objects.all()] == ["Ana Silva"]
    assert dict(done.stays) == {
        "Ana Silva (Speaker)": "somebody changed it since",
        "Ana Silva": "something else names it now",
        "Ministry of Words": "something else names it now",
    }


def test_session_that_somebody_wrote_in_keeps_its_speakers(by: User) -> None:
    event = make.make_event()
    run = _imported(event, by, Kind.PROGRAMME, PROGRAMME)
    panel = event.sessions.get(title="Panel")
    panel.summary = "<p>It went well.</p>"
    panel.save()
    undo(run=run, by=by)
    assert [session.title for session in event.sessions.all()] == ["Panel"]
    assert [str(talk.speaker) for talk in panel.presentations.all()] == ["Bo Ek", "Ana Silva"]
    assert (Track.objects.count(), Person.objects.count()) == (0, 2)


def test_person_whom_something_else_names_stays(by: User) -> None:
    run = _imported(make.make_event(), by, Kind.PARTICIPANTS, LIST)
    make.make_participation(person=Person.objects.get(family_name="Ek"))
    done = undo(run=run, by=by)
    assert [person.family_name for person in Person.objects.all()] == ["Ek"]
    assert done.stays == [("Bo Ek", "something else names it now")]


def test_travel_lines_legs_and_deductions_are_taken_back(by: User) -> None:
    event = make.make_event(currency="USD")
    make.make_dsa_rate(place="Seoul", currency="USD")
    make.make_terminal_rate(place="New York", currency="USD")
    line = make.make_travel_line(event=event, number=1, travel_cost=5, legs={"Seoul": (2, 38), "Paris": (2, 40)})
    before = _state()
    text = (
        "No.;Traveller;Travel cost;DSA days;DSA rate;Legs;Deductions\n"
        "1;;1,234.50;4;Seoul;Seoul: 4; New York: 2;Lodging: 1 × 50%\n"
    ).replace("Seoul: 4; New York: 2", '"Seoul: 4; New York: 2"') + "2;Bo Ek;100;4;Seoul;New York: 4;\n"
    run = _imported(event, by, Kind.TRAVEL, text)
    line.refresh_from_db()
    assert (str(line.travel_cost), line.legs.count(), TravelLine.objects.count()) == ("1234.50", 2, 2)
    done = undo(run=run, by=by)
    assert (_state(), done.restored, done.stay_count) == (before, 1, 0)


def test_import_is_undone_once_and_only_for_a_day(by: User) -> None:
    run = _imported(make.make_event(), by, Kind.PARTICIPANTS, LIST)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert not may_be_undone(run)
    assert may_be_undone(run)
    undo(run=run, by=by)
    with pytest.raises(UndoError, match="already"):
        undo(run=run, by=by)


def test_final_budget_keeps_what_was_imported(by: User) -> None:
    event = make.make_event(currency="USD")
    run = _imported(event, by, Kind.TRAVEL, "No.,Traveller,Travel cost\n1,Ana Silva,100\n")
    listed = _imported(event, by, Kind.PARTICIPANTS, LIST)
    make.make_budget(event=event, stage=Budget.Stage.FINAL)
    assert (may_be_undone(run), may_be_undone(listed)) == (False, True)
    with pytest.raises(UndoError, match="budget of this event is final"):
        preview(run)
    with pytest.raises(UndoError, match="budget of this event is final"):
        undo(run=run, by=by)
    run.refresh_from_db()
    assert (run.state, TravelLine.objects.count()) == (State.DONE, 1)
    Budget.objects.update(stage=Budget.Stage.AUTHORIZED)
    undo(run=run, by=by)
    assert TravelLine.objects.count() == 0
