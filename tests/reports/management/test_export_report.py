"""The console door: one clear sentence for every way it can fail, and a file that is whole or not there."""

import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from reports.models import Report
from tests import factories as make
from tests.reports.disk import full_disk
from tests.reports.facts import make_forum
from tests.reports.pdf.documents import words

pytestmark = pytest.mark.django_db


def _report(**fields: Any) -> Report:
    return make.make_report(**({"event": make_forum(), "slug": "forum", "summary": "<p>It went well.</p>"} | fields))


def _refused(slug: str, output: Path, **options: Any) -> str:
    with pytest.raises(CommandError) as caught:
        call_command("export_report", slug, output=output, **options, stdout=StringIO(), stderr=StringIO())
    assert list(output.parent.glob("*.pdf")) == []
    return str(caught.value)


def test_unknown_slug_lists_the_known(tmp_path: Path) -> None:
    _report()
    _report(slug="meeting")
    _report(slug="autre", language="fr")
    message = _refused("nowhere", tmp_path / "out.pdf")
    assert message == "There is no report “nowhere” in language “en”. Known: meeting, forum."


def test_unknown_slug_in_an_empty_database_says_none(tmp_path: Path) -> None:
    assert _refused("nowhere", tmp_path / "out.pdf") == "There is no report “nowhere” in language “en”. Known: none."


def test_unknown_language_is_named(tmp_path: Path) -> None:
    _report()
    message = _refused("forum", tmp_path / "out.pdf", language="fr")
    assert message == "There is no report “forum” in language “fr”. Known: none."


def test_report_without_content_is_refused(tmp_path: Path) -> None:
    _report(summary="")
    message = _refused("forum", tmp_path / "out.pdf")
    assert message == "The report on “2012 Global e-Government Forum” has no content yet."


def test_missing_folder_is_named(tmp_path: Path) -> None:
    _report()
    missing = tmp_path / "missing"
    assert _refused("forum", missing / "out.pdf") == f"There is no folder {missing} to write to."


@pytest.mark.pdf
def test_folder_as_output_is_refused(tmp_path: Path) -> None:
    _report()
    folder = tmp_path / "out"
    folder.mkdir()
    assert _refused("forum", folder) == f"{folder} could not be written: it is not an ordinary file."
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.pdf
def test_full_disk_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    _report()
    output = tmp_path / "out.pdf"
    with full_disk(1000):
        message = _refused("forum", output)
    assert message == f"{output} could not be written: File too large."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.pdf
def test_report_that_cannot_be_built_is_refused(tmp_path: Path, settings: Any) -> None:
    _report()
    settings.PDF_LIMITS = settings.PDF_LIMITS | {"wall_seconds": 0}
    message = _refused("forum", tmp_path / "out.pdf")
    assert message == (
        "The report could not be built: it took longer than 0 seconds. The section “The Forum at a glance” is the "
        "cause."
    )


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("fields", "options", "said"),
    [
        ({}, {}, "public edition, 4 pages"),
        ({}, {"internal": True}, "internal edition, 4 pages"),
        ({"language": "fr"}, {"language": "fr"}, "public edition, 4 pages"),
    ],
)
def test_report_is_written_and_said(fields: dict[str, str], options: dict[str, Any], said: str, tmp_path: Path) -> None:
    _report(**fields)
    output, stdout, stderr = tmp_path / "out.pdf", StringIO(), StringIO()
    call_command("export_report", "forum", output=output, **options, stdout=stdout, stderr=stderr)
    assert stdout.getvalue() == f"{output}: {said}\n"
    assert ("internal edition" in words(output.read_bytes())) == ("internal" in options)
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]
    assert "Reading the facts and composing the sections\n" in stderr.getvalue()
    assert "Page 1" not in stderr.getvalue()


@pytest.mark.pdf
def test_older_file_is_replaced_by_the_whole_new_one(tmp_path: Path) -> None:
    _report()
    output = tmp_path / "out.pdf"
    output.write_text("older")
    call_command("export_report", "forum", output=output, stdout=StringIO(), stderr=StringIO())
    assert output.read_bytes()[:5] == b"%PDF-"
    assert output.stat().st_mode & 0o777 == 0o644


def test_wrong_use_is_explained() -> None:
    program = [sys.executable, "manage.py", "export_report", "forum"]
    done = subprocess.run(program, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("error: the following arguments are required: --output")
