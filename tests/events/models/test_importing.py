"""Runs of imports name their table and how far they are."""

import pytest

from events.models import ImportRun
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_run_says_what_it_is_and_how_far() -> None:
    run = make.make_import_run(event=make.make_event(title="Forum"), state=ImportRun.State.CHECKED)
    assert str(run) == "Participants into Forum, checked"


def test_latest_run_comes_first() -> None:
    old, new = make.make_import_run(created_at=make.LONG_AGO), make.make_import_run()
    assert list(ImportRun.objects.all()) == [new, old]
    assert (new.text, new.undo, new.check_result, new.answers) == ("", {}, {}, {})
