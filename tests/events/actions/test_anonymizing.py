"""A while after an event its people are nameless, once; what is counted stays."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from events.actions import anonymizing
from events.actions.anonymizing import AnonymizeError, anonymize, due_events, due_in, last_day
from events.actions.erasing import PSEUDONYM
from events.actions.freezing import freeze
from events.models import AuditEntry, Event, ImportRun, Message, Participation, Person
from tests import erased as canary
from tests import factories as make
from unpog_portal.management.commands.demo import FIXTURES


@pytest.fixture(autouse=True)
def _own_folder(db: None, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.PORTAL_PERSONAL_DATA_MONTHS = 12


def _run(*arguments: str) -> str:
    said = StringIO()
    call_command("anonymize_due", *arguments, stdout=said)
    return said.getvalue()


def _event(**fields: Any) -> Any:
    return make.make_event(**({"stage": Event.Stage.REPORTED} | fields))


@pytest.mark.parametrize(
    ("today", "months", "last"),
    [
        (date(2026, 3, 31), 12, date(2025, 3, 31)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
    ],
)
def test_last_day_is_months_ago(settings: Any, today: date, months: int, last: date) -> None:
    settings.PORTAL_PERSONAL_DATA_MONTHS = months
    assert last_day(today) == last


def test_event_is_due_when_it_is_long_over_and_reported() -> None:
    due = _event()
    _event(stage=Event.Stage.REPORTING)
    _event(starts_on=date(2025, 11, 20), ends_on=date(2025, 11, 22))
    cancelled = _event(stage=Event.Stage.CANCELLED)
    assert due_events(date(2026, 11, 21)) == [due, cancelled]


def test_delegate_is_nameless_and_still_counted() -> None:
    event = _event()
    row = make.make_participation(event=event, country="KE", sector="academia", position="Dean", note="Paid")
    before, person = freeze([event]), row.person
    assert _run() == f"{event.slug}: 1 participations removed\n"
    row.refresh_from_db()
    person.refresh_from_db()
    assert (row.person, row.country.code, row.sector, row.position) == (person, "KE", "academia", "")
    assert (person.name, person.erased_on is not None) == (PSEUDONYM, True)
    assert freeze([event]) == before


def test_person_of_another_event_keeps_the_name_there() -> None:
    event, later = _event(), _event(starts_on=date(2999, 1, 1), ends_on=date(2999, 1, 1))
    person = make.make_person(country="KE")
    row, other = (make.make_participation(event=one, person=person) for one in (event, later))
    invitation = make.make_invitation(survey=make.make_open_survey(event=event), person=person)
    _run()
    for found in (row, other, invitation):
        found.refresh_from_db()
    assert (other.person, other.person.name) == (person, person.name)
    assert (row.person.name, row.person.country.code, invitation.person) == (PSEUDONYM, "KE", row.person)
    assert invitation.email == ""


def test_speakers_officials_and_travellers_keep_their_names() -> None:
    event = _event()
    rows = [make.make_participation(event=event, role=role) for role in ("speaker", "minister", "organizer")]
    spoke = make.make_participation(event=event)
    make.make_presentation(session=make.make_session(event=event), speaker=spoke.person)
    paid = make.make_participation(event=event, note="Paid by us")
    make.make_travel_line(event=event, person=paid.person)
    assert _run() == ""
    assert not Person.objects.exclude(erased_on=None).exists()
    paid.refresh_from_db()
    assert (paid.note, len(rows)) == ("Paid by us", 3)


def test_what_was_written_goes() -> None:
    event = _event()
    form = make.make_registration_form(event=event, taken=1)
    mine = make.make_registration(form=form, name="Ana Silva", needs="Ramp", answers={"phone": "1"}, state="confirmed")
    make.make_message(registration=mine)
    make.make_import_run(event=event, text="Ana")
    letter = make.make_letter(invitation=make.make_invitation(survey=make.make_open_survey(event=event)), reason="no")
    kept = make.make_message()
    assert str(due_in(event)) == "1 invitations, 1 letters, 1 registrations, 1 messages, 1 imports"
    assert _run() == f"{event.slug}: 1 invitations, 1 letters, 1 registrations, 1 messages, 1 imports removed\n"
    mine.refresh_from_db()
    letter.refresh_from_db()
    assert (mine.name, mine.needs, mine.answers, mine.state) == (PSEUDONYM, "", {}, "confirmed")
    assert (letter.reason, letter.invitation.email, ImportRun.objects.count()) == ("", "", 0)
    assert list(Message.objects.all()) == [kept]


def test_second_time_changes_nothing() -> None:
    event = _event()
    make.make_participation(event=event)
    make.make_registration(form=make.make_registration_form(event=event))
    first, second = _run(), _run()
    assert (first != "", second) == (True, "")
    entry = AuditEntry.objects.get(action=AuditEntry.Action.ANONYMIZED)
    assert (entry.item_id, entry.detail) == (event.pk, "1 participations, 1 registrations")


def test_table_of_an_import_goes_after_a_day() -> None:
    yesterday = timezone.now() - timedelta(hours=25)
    old = make.make_import_run(text="Ana", created_at=yesterday, finished_at=yesterday)
    new = make.make_import_run(text="Ben")
    assert _run("--dry-run") == ""
    assert _run() == "Tables of imports that are older than a day: 1 emptied\n"
    for run in (old, new):
        run.refresh_from_db()
    assert (old.text, new.text) == ("", "Ben")


def test_dry_run_only_says() -> None:
    event = _event()
    row = make.make_participation(event=event)
    assert _run("--dry-run") == f"{event.slug}: 1 participations would be removed\n"
    row.refresh_from_db()
    assert (row.person.erased_on, AuditEntry.objects.count()) == (None, 0)


def test_nothing_is_done_where_a_figure_would_change(monkeypatch: pytest.MonkeyPatch) -> None:
    event = _event()
    row = make.make_participation(event=event)
    monkeypatch.setattr(anonymizing, "changed", lambda before, after: ["event 1"])
    with pytest.raises(AnonymizeError, match="event 1"):
        anonymize(event=event)
    with pytest.raises(CommandError, match="event 1"):
        _run()
    row.refresh_from_db()
    assert row.person.erased_on is None


def test_log_forgets_the_names() -> None:
    event = _event()
    row = make.make_participation(event=event, person=make.make_person(family_name=canary.FAMILY))
    AuditEntry.record(AuditEntry.Action.MERGED, item=row.person, detail=canary.FAMILY)
    anonymize(event=event)
    assert canary.in_tables([canary.FAMILY]) == []


def test_demo_keeps_its_figures() -> None:
    call_command("loaddata", *FIXTURES, verbosity=0)
    events = list(Event.objects.all())
    before, named = freeze(events, passing=[Person]), Participation.objects.filter(person__erased_on=None).count()
    _run()
    assert freeze(events, passing=[Person]) == before
    assert Participation.objects.filter(person__erased_on=None).count() <= named
    forum = Event.objects.get(slug="global-e-government-forum-2012", language="en")
    assert due_in(forum).counts["participations"] == 0
