"""A pasted list of participants against an event."""

from typing import Any

import pytest

from events.imports.checking import Check, CheckedRow, RowState
from events.imports.participants import check_participants
from events.imports.table import TableError
from events.models import Event
from tests import factories as make

pytestmark = pytest.mark.django_db
HEAD = "Family name\tGiven name\tOrganization\tCountry\tRole\tSector\tAttended"


def _check(event: Event, *rows: str, head: str = HEAD, **options: Any) -> Check:
    return check_participants(event=event, text="\n".join([head, *rows]), **({"answers": {}} | options))


def _row(event: Event, row: str, **options: Any) -> CheckedRow:
    return _check(event, row, **options).rows[0]


def _problems(row: CheckedRow) -> list[tuple[str, str]]:
    inside = [(problem.column, problem.message) for cell in row.cells for problem in cell.problems]
    return inside + [(problem.column, problem.message) for problem in row.problems]


def test_new_row_states_what_would_be_written() -> None:
    undp = make.make_organization(name="UN Development Programme", acronym="UNDP")
    row = _row(make.make_event(), "de Jesus\tDr. Jo\tUNDP\tTimor-Leste\tminister\tUN\tyes")
    name = row.plan.person.name
    assert (row.state, row.plan.organization.pk) == (RowState.NEW, undp.pk)
    assert (name.family, name.given, name.honorific) == ("de Jesus", "Jo", "Dr.")
    assert row.plan.values == {
        "country": "TL",
        "role": "minister",
        "sector": "international_organization",
        "has_attended": True,
    }


def test_full_name_in_one_column_is_taken_apart() -> None:
    rows = _check(make.make_event(), "Ms. Ana Silva", "LEE Byungshik", head="Participant").rows
    names = [row.plan.person.name for row in rows]
    assert [(name.family, name.given, name.honorific) for name in names] == [
        ("Silva", "Ana", "Ms."),
        ("LEE", "Byungshik", ""),
    ]


def test_list_without_a_column_for_names_is_refused() -> None:
    with pytest.raises(TableError, match=r"Family name \(or Full name\)"):
        _check(make.make_event(), "Kenya", head="Country")


def test_problems_name_the_column_and_the_remedy() -> None:
    row = _row(make.make_event(), "\t\t\tKyrgystan\tguest\tsport\tmaybe")
    assert _problems(row) == [
        ("family_name", "The name is missing."),
        ("country", "“Kyrgystan” is no country that we know."),
        ("role", "“guest” is none of the choices."),
        ("sector", "“sport” is none of the choices."),
        ("attended", "“maybe” is neither yes nor no."),
    ]
    assert row.cells[3].problems[0].remedy == "Did you mean Kyrgyzstan?"


def test_participant_who_is_there_is_the_same_or_changed() -> None:
    event = make.make_event()
    person = make.make_person(family_name="Silva", given_name="Ana")
    make.make_participation(event=event, person=person, country="BR", role="delegate")
    assert _row(event, "Silva\tAna\t\tBrazil\tdelegate\t\tyes").state == RowState.SAME
    changed = _row(event, "Silva\tAna\t\tBrazil\tSpeaker\tAcademia\tno")
    assert changed.state == RowState.CHANGED
    assert [cell.before for cell in changed.cells] == ["", "", "", "", "Delegate", "nothing", "yes"]


def test_person_named_twice_is_a_duplicate_in_the_second_row() -> None:
    check = _check(make.make_event(), "Silva\tAna\t\t\t\t\t", "Silva\tAna\t\t\t\t\t")
    assert [row.state.value for row in check.rows] == ["new", "duplicate"]
    assert _problems(check.rows[1]) == [("", "Row 2 names this person already.")]


def test_unknown_organization_is_asked_for_its_kind() -> None:
    event = make.make_event()
    guessed, unknown = "Silva\tAna\tUniversity of Words\t\t\t\t", "Silva\tAna\tWords\t\t\t\t"
    assert _row(event, guessed).choices[0].chosen == "new:academia"
    open_row = _row(event, unknown)
    assert _problems(open_row) == [("organization", "“Words” is not known here.")]
    told = _row(event, unknown, answers={"organization:words": "new:media"})
    assert (told.state, told.plan.organization.kind) == (RowState.NEW, "media")
    by_sector = _row(event, "Silva\tAna\tWords\t\t\tprivate\t")
    assert by_sector.plan.organization.kind == "private_sector"


def test_organization_is_found_by_alias_and_offered_when_nearly_the_same() -> None:
    event = make.make_event()
    body = make.make_organization(name="Institute of Words")
    body.aliases.create(name="Wordhouse")
    assert _row(event, "Silva\tAna\twordhouse\t\t\t\t").plan.organization.pk == body.pk
    near = _row(event, "Silva\tAna\tInstitute of Word\t\t\t\t")
    assert near.choices[0].options[0].label == "Use Institute of Words"


def test_same_name_from_another_country_is_asked_about() -> None:
    event = make.make_event()
    known = make.make_person(family_name="Silva", given_name="Ana", country="BR")
    same, other = _row(event, "Silva\tAna\t\tBrazil\t\t\t"), _row(event, "Silva\tAna\t\tAngola\t\t\t")
    assert (same.plan.person.pk, same.choices) == (known.pk, ())
    assert [option.value for option in other.choices[0].options] == [str(known.pk), "new"]
    assert other.choices[0].chosen == str(known.pk)


def test_five_thousand_rows_are_checked_in_a_handful_of_queries(django_assert_max_num_queries: Any) -> None:
    rows = [f"Family{n:04}x\tGiven{n % 7}\tMinistry of {n % 50}\tKenya\t\t\t" for n in range(5_000)]
    with django_assert_max_num_queries(8):
        check = _check(make.make_event(), *rows)
    assert (check.new, len(check.rows[0].choices)) == (5_000, 1)


def test_two_new_people_of_one_name_are_told_apart_by_a_distinction() -> None:
    event = make.make_event()
    text = "Full name,Country,E-mail\nAna Silva,Brazil,a@example.org\nAna Silva,Portugal,b@example.org\n"
    (problem,) = check_participants(event=event, text=text, answers={}).rows[1].problems
    assert problem.remedy == (
        "Take one of the two rows out. If they are two people, tell them apart in a column “Distinction”."
    )
    same = text.replace("Portugal", "Brazil").replace("b@", "a@")
    (problem,) = check_participants(event=event, text=same, answers={}).rows[1].problems
    assert problem.remedy == "Take one of the two rows out."
