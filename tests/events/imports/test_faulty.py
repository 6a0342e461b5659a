"""Ten thousand rows with five hundred planted faults: each is named by row and column, and the other rows arrive."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from events.actions.running import begin_check, begin_import, give
from events.imports.table import LARGE_BYTES
from events.imports.workbook import text_of
from events.models import ImportRun, Participation
from tests import factories as make
from tests.events.imports.faulty import FAULTS, planted, workbook

pytestmark = pytest.mark.django_db


def test_every_planted_fault_is_named_and_the_other_rows_arrive(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path
    event, by = make.make_event(), User.objects.create_superuser("ed")
    rows, faults = planted()
    assert (len(FAULTS), len(faults), len(rows)) == (25, 500, 10_000)
    text, note = text_of(workbook(rows), LARGE_BYTES)
    assert note == ""
    run = give(event=event, kind="participants", text=text, by=by)
    begin_check(run=run, answers={})
    run.refresh_from_db()
    told = {(one["row"], one["key"]) for one in run.check_result["complaints"]}
    assert told == set(faults.items())
    assert (run.check_result["complaint_count"], run.left_out_count, run.new_count) == (500, 500, 9_500)
    begin_import(run=run, answers={}, by=by)
    run.refresh_from_db()
    assert (run.state, Participation.objects.count()) == (ImportRun.State.DONE, 9_500)
    people = Participation.objects.values_list("person__family_name", "person__given_name")
    good = {(row[0], row[1]) for number, row in enumerate(rows, 2) if number not in faults}
    assert set(people) == good
