"""The console door to the papers of an event."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reports.documents import building
from reports.documents.builds import new_build
from reports.documents.office_papers import Kind, Order
from reports.pdf import Built
from tests import factories as make
from tests.reports.documents.papers import make_people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(building, "build_pdf", lambda document: Built(b"%PDF-", 1, ()))


def _said(*arguments: str) -> str:
    out = StringIO()
    call_command("build_documents", *arguments, stdout=out)
    return out.getvalue()


def test_build_is_made_and_told() -> None:
    event = make_people(1)
    build = new_build(event, Order((Kind.BADGES,)))
    assert _said(str(event.pk), build.key) == "done: forum-badges.pdf\n"


def test_unknown_build_is_refused() -> None:
    with pytest.raises(CommandError, match="There is no such build"):
        _said(str(make.make_event().pk), "0" * 16)


def test_alone_it_removes_what_is_old() -> None:
    new_build(make.make_event(), Order((Kind.BADGES,)))
    assert _said() == "Removed: 0\n"
