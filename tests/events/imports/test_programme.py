"""A pasted programme against an event: what is new, changed, the same, and what is wrong where."""

from datetime import date, time
from typing import Any

import pytest

from events.imports.checking import Check, CheckedRow, RowState
from events.imports.programme import check_programme, guess_kind
from events.imports.table import TableError
from events.models import Event, Presentation, Session
from tests import factories as make

pytestmark = pytest.mark.django_db
HEAD = "Day\tTime\tTrack\tTitle\tSpeakers"


def _check(event: Event, *rows: str, head: str = HEAD, **options: Any) -> Check:
    return check_programme(event=event, text="\n".join([head, *rows]), **({"answers": {}} | options))


def _row(event: Event, row: str, **options: Any) -> CheckedRow:
    return _check(event, row, **options).rows[0]


def _problems(row: CheckedRow) -> list[tuple[str, str]]:
    inside = [(problem.column, problem.message) for cell in row.cells for problem in cell.problems]
    return inside + [(problem.column, problem.message) for problem in row.problems]


def test_new_row_states_what_would_be_written() -> None:
    event = make.make_event()
    track = make.make_track(event=event, title="Public services")
    row = _row(event, "Fri 19 Oct\t09:00–10:30\t1\tOpening session\tMs. Ana Silva (Ministry of Words)")
    assert row.state == RowState.NEW
    assert row.plan.values == {
        "held_on": date(2012, 10, 19),
        "starts_at": time(9),
        "ends_at": time(10, 30),
        "part_of_day": "1_morning",
        "title": "Opening session",
    }
    assert (row.plan.track.pk, row.plan.speakers[0].affiliation) == (track.pk, "Ministry of Words")
    speaker = row.plan.speakers[0]
    assert (speaker.person.pk, speaker.person.name.family, speaker.person.name.honorific) == (None, "Silva", "Ms.")
    assert speaker.role == Presentation.Role.OPENING


def test_empty_day_means_the_day_of_the_row_above() -> None:
    check = _check(make.make_event(), "19 Oct\t9:00\t\tOne\t", "\t11:00\t\tTwo\t")
    assert [row.plan.values["held_on"].day for row in check.rows] == [19, 19]
    first = _check(make.make_event(), "\t9:00\t\tOne\t").rows[0]
    assert _problems(first) == [("day", "The day is missing.")]


def test_event_of_one_day_needs_no_column_for_it() -> None:
    event = make.make_event(ends_on=date(2012, 10, 18))
    check = _check(event, "One", head="Title")
    assert check.rows[0].plan.values["held_on"] == date(2012, 10, 18)
    with pytest.raises(TableError, match="Missing: Day"):
        _check(make.make_event(), "One", head="Title")


def test_problems_name_the_column_and_do_not_hold_up_the_other_rows() -> None:
    check = _check(
        make.make_event(),
        "20 October\t25:00\t7\tOne\tJohn Smith and Mary Jones",
        "18 October\t\t\t\t",
        f"18 October\t\t\t{'long ' * 60}\t",
        "18 October\t9:00\t\tGood\t",
    )
    assert [row.state.value for row in check.rows] == ["problem", "problem", "problem", "new"]
    assert _problems(check.rows[0]) == [
        ("day", "20 October 2012 is not a day of the event."),
        ("time", "“25:00” is no time."),
        ("track", "There is no track 7 yet."),
        ("speakers", "“John Smith and Mary Jones” cannot be read as one name."),
    ]
    assert _problems(check.rows[1]) == [("title", "The title is missing.")]
    assert _problems(check.rows[2])[0][0] == "title"
    assert (check.new, check.changed, [row.number for row in check.rows]) == (1, 0, [2, 3, 4, 5])


def test_session_that_is_there_is_the_same_or_changed() -> None:
    event = make.make_event()
    values = {"held_on": date(2012, 10, 18), "part_of_day": "1_morning", "ends_at": time(10)}
    make.make_session(event=event, title="Services", starts_at=time(9), **values)
    make.make_presentation(session=event.sessions.get(), speaker=make.make_person(family_name="Malitikov"))
    same, moved, joined = (
        "18 October\t9:00–10:00\t\tServices\tMalitikov",
        "19 October\t9:00-11:00\t\tServices\t",
        "18 October\t9:00\t\tServices\tMalitikov; Bo Ek",
    )
    assert _row(event, same).state == RowState.SAME
    changed = _row(event, moved)
    assert changed.state == RowState.CHANGED
    assert [cell.before for cell in changed.cells] == ["2012-10-18", "09:00–10:00", "", "", ""]
    more = _row(event, joined)
    assert (more.state, more.notes) == (RowState.CHANGED, ("1 more in this session",))
    assert [plan.person.pk for plan in more.plan.speakers] == [None]


def test_session_is_known_again_by_its_code() -> None:
    event = make.make_event()
    session = make.make_session(event=event, code="3-1", title="Old title", held_on=date(2012, 10, 18))
    row = _row(event, "18 Oct\t3.1\tNew title", head="Day\tCode\tTitle")
    assert (row.state, row.plan.pk, row.cells[2].before) == (RowState.CHANGED, session.pk, "Old title")


def test_old_end_goes_when_the_beginning_moves_past_it() -> None:
    event = make.make_event()
    held = {"held_on": date(2012, 10, 18), "starts_at": time(9), "ends_at": time(10)}
    make.make_session(event=event, title="Services", **held)
    assert _row(event, "18 Oct\t11:00\t\tServices\t").plan.values["ends_at"] is None


def test_rows_of_one_session_count_once() -> None:
    event = make.make_event()
    check = _check(
        event, "18 Oct\t9:00\t\tPanel\tAna Silva", "18 Oct\t9:00\t\tPanel\tBo Ek", "18 Oct\t11:00\t\tPanel\t"
    )
    assert (check.new, check.rows[1].notes) == (2, ("the session of row 2",))


def test_tracks_are_known_by_number_and_title_and_new_ones_numbered() -> None:
    event = make.make_event()
    make.make_track(event=event, number=1, title="Public services")
    rows = [
        f"18 Oct\t9:00\t{text}\tOne {text}\t"
        for text in ("1", "public services", "Track 1: Public services", "Open data", "5: Law", "1: Law")
    ]
    found = [(row.plan.track and (row.plan.track.number, row.plan.track.title)) for row in _check(event, *rows).rows]
    services = (1, "Public services")
    assert found == [services, services, services, (2, "Open data"), (5, "Law"), None]
    assert _problems(_row(event, rows[5])) == [("track", "Track 1 is “Public services”.")]


def test_kind_is_read_or_guessed_from_the_title() -> None:
    titles = (
        "Opening remarks",
        "Keynote: Smart cities",
        "Closing session",
        "Plenary session 1",
        "Round table",
        "Lunch",
    )
    assert [guess_kind(title) for title in titles] == [
        "opening",
        "keynote",
        "closing",
        "plenary",
        "round_table",
        Session.Kind.WORKING,
    ]
    row = _row(make.make_event(), "18 Oct\tOne\tworkshop", head="Day\tTitle\tKind")
    assert row.plan.values["kind"] == "workshop"


def test_speakers_are_found_by_name_and_organization() -> None:
    event = make.make_event()
    escap = make.make_organization(name="Economic Commission", acronym="ESCAP")
    known = make.make_person(family_name="Opoku-Mensah", given_name="Aida")
    cell = '"Moderator: Opoku Mensah, Aida (ESCAP); Rafael de Jesus (Brasília Institute)\nLEE Byungshik, ESCAP"'
    plans = _row(event, f"18 Oct\t9:00\t\tPanel\t{cell}").plan.speakers
    assert [(plan.person.pk, plan.organization, plan.affiliation, plan.role) for plan in plans] == [
        (known.pk, escap.pk, "", "moderator"),
        (None, None, "Brasília Institute", "speaker"),
        (None, escap.pk, "", "speaker"),
    ]
    assert [plan.person.name.family for plan in plans] == ["Opoku Mensah", "de Jesus", "LEE"]


def test_column_of_organizations_is_for_all_or_for_each() -> None:
    event, head = make.make_event(), "Day\tTitle\tSpeakers\tOrganization"
    all_of_one = _row(event, "18 Oct\tOne\tAna Silva; Bo Ek\tUNDP", head=head)
    one_each = _row(event, "18 Oct\tOne\tAna Silva; Bo Ek\tUNDP; ITU", head=head)
    assert [plan.affiliation for plan in all_of_one.plan.speakers] == ["UNDP", "UNDP"]
    assert [plan.affiliation for plan in one_each.plan.speakers] == ["UNDP", "ITU"]
    wrong = _row(event, "18 Oct\tOne\tAna Silva; Bo Ek; Cy Dee\tUNDP; ITU", head=head)
    assert _problems(wrong) == [("organization", "There are 2 organizations for 3 speakers.")]


def test_name_one_letter_away_is_a_choice() -> None:
    event = make.make_event()
    known = make.make_person(family_name="Malitikov", given_name="Anna")
    text = "18 Oct\t9:00\t\tPanel\tAnna Malitkov"
    row = _row(event, text)
    choice = row.choices[0]
    assert [option.label for option in choice.options] == ["Use Anna Malitikov", "New person: Anna Malitkov"]
    assert (choice.key, choice.chosen, row.plan.speakers[0].person.pk) == ("person:anna-malitkov", "new", None)
    chosen = _row(event, text, answers={choice.key: str(known.pk)})
    assert chosen.plan.speakers[0].person.pk == known.pk
    forged = _row(event, text, answers={choice.key: "999999"})
    assert forged.plan.speakers[0].person.pk is None


def test_doubt_leans_to_the_person_from_the_same_organization() -> None:
    event, body = make.make_event(), make.make_organization(name="Institute of Words")
    known = make.make_person(family_name="Malitikov", given_name="Anna", organization=body)
    row = _row(event, "18 Oct\t9:00\t\tPanel\tAnna Malitkov (Institute of Words)")
    assert row.choices[0].chosen == str(known.pk)


def test_two_known_people_of_one_name_have_to_be_chosen_from() -> None:
    event = make.make_event()
    people = [make.make_person(family_name="Kim", given_name="Min", distinction=text) for text in ("Seoul", "Busan")]
    row = _row(event, "18 Oct\t9:00\t\tPanel\tMin Kim")
    assert (row.state, row.choices[0].chosen) == (RowState.PROBLEM, "")
    assert _problems(row) == [("speakers", "“Min Kim” may be one of several people.")]
    chosen = _row(event, "18 Oct\t9:00\t\tPanel\tMin Kim", answers={row.choices[0].key: str(people[1].pk)})
    assert (chosen.state, chosen.plan.speakers[0].person.pk) == (RowState.NEW, people[1].pk)


def test_question_is_asked_once() -> None:
    event = make.make_event()
    make.make_person(family_name="Malitikov", given_name="Anna")
    check = _check(event, "18 Oct\t9:00\t\tOne\tAnna Malitkov", "18 Oct\t11:00\t\tTwo\tAnna Malitkov")
    assert [len(row.choices) for row in check.rows] == [1, 0]


def test_unknown_person_is_a_problem_for_those_who_may_add_nobody() -> None:
    row = _row(make.make_event(), "18 Oct\t9:00\t\tOne\tAnna Malitkov", may_add=False)
    assert _problems(row) == [("speakers", "“Anna Malitkov” is not known here.")]


def test_names_of_nobody_are_refused() -> None:
    row = _row(make.make_event(), f"18 Oct\t9:00\t\tOne\t{'x' * 130} Silva; !!!")
    assert [message for column, message in _problems(row) if column == "speakers"][-1] == (
        "“!!!” cannot be read as one name."
    )
    assert row.state == RowState.PROBLEM
