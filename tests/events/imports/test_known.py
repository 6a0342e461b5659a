"""Organizations are found under the surest of their names; where one means several, somebody is asked."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from events.actions.importing import import_participants
from events.exports.participants import HEADER, participants_table
from events.exports.tables import as_csv
from events.imports.checking import RowState
from events.imports.participants import check_participants
from events.imports.programme import check_programme
from events.imports.workbook import text_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def _check(text: str, answers: dict[str, str] | None = None, **options: Any) -> Any:
    event = make.make_event()
    return check_participants(event=event, text=f"Full name,Organization\n{text}\n", answers=answers or {}, **options)


def test_exact_name_comes_before_a_plain_one_and_this_before_an_acronym() -> None:
    first, second = make.make_organization(name="Institut Ete"), make.make_organization(name="Institut Été")
    office = make.make_organization(name="ITU")
    make.make_organization(name="Institute of Technology", acronym="ITU")
    rows = _check("Ana Silva,Institut Été\nBo Ek,Institut Ete\nCo Li,itu").rows
    assert [row.plan.organization.pk for row in rows] == [second.pk, first.pk, office.pk]


def test_name_of_several_is_asked_about() -> None:
    first, second = (make.make_organization(name=name, acronym="MOW") for name in ("Ministry of Words", "Map of Work"))
    (row,) = _check("Ana Silva,MOW").rows
    assert (row.state, [problem.column for problem in row.cells[1].problems]) == (RowState.PROBLEM, ["organization"])
    (choice,) = row.choices
    assert [option.value for option in choice.options][:2] == [str(first.pk), str(second.pk)]
    (row,) = _check("Ana Silva,MOW", {choice.key: str(second.pk)}, may_add=False).rows
    assert (row.state, row.plan.organization.pk) == (RowState.PROBLEM, second.pk)  # the person is new
    (row,) = _check("Ana Silva,MOW", {choice.key: "new:government"}).rows
    assert (row.state, row.plan.organization.pk, row.plan.organization.kind) == (RowState.NEW, None, "government")


def test_speaker_of_a_name_of_several_is_asked_about() -> None:
    first, _ = (make.make_organization(name=name, acronym="MOW") for name in ("Ministry of Words", "Map of Work"))
    event, text = make.make_event(), "Day,Title,Speakers\n18 Oct,Opening,Ana Silva (MOW)\n"
    (row,) = check_programme(event=event, text=text, answers={}).rows
    assert (row.plan.speakers[0].organization, row.plan.speakers[0].affiliation) == (None, "MOW")
    answers = {choice.key: str(first.pk) for choice in row.choices}
    (row,) = check_programme(event=event, text=text, answers=answers).rows
    assert row.plan.speakers[0].organization == first.pk


def test_export_and_import_move_nobody() -> None:
    event, by = make.make_event(), User.objects.create_user("ed")
    bodies = [make.make_organization(name="WHO"), make.make_organization(name="World Health", acronym="WHO")]
    bodies += [make.make_organization(name=name) for name in ("Institut Ete", "Institut Été")]
    rows = [make.make_participation(event=event, person=make.make_person(), organization=body) for body in bodies]
    text = text_of(as_csv(HEADER, participants_table(event)))[0]
    found = import_participants(event=event, text=text, answers={}, by=by)
    assert [row.state for row in found.rows] == [RowState.SAME] * 4
    for row, body in zip(rows, bodies, strict=True):
        row.refresh_from_db()
        assert row.organization_id == body.pk
