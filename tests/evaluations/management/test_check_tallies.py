"""The command that proves tallies: a line for each survey or difference, and an exit code for a machine."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from evaluations.models import Tally
from tests import factories as make
from tests.evaluations.forum import make_forum_survey

pytestmark = pytest.mark.django_db


def _run(*args: str) -> tuple[str, str]:
    said, complained = StringIO(), StringIO()
    try:
        call_command("check_tallies", *args, stdout=said, stderr=complained)
    except CommandError as error:
        complained.write(f"{error} ({error.returncode})\n")
    return said.getvalue(), complained.getvalue()


def test_all_surveys_are_checked() -> None:
    first, second = make.make_open_survey(slug="first"), make_forum_survey(slug="second")
    make.make_survey(translation_of=first, language="fr")
    agree = "tallies and answers agree (0 answers)"
    assert _run() == (f"{first.slug}: {agree}\n{second.slug}: {agree}\n", "")


def test_one_survey_is_checked() -> None:
    make_forum_survey(slug="first")
    make.make_open_survey(slug="second")
    assert _run("second") == ("second: tallies and answers agree (0 answers)\n", "")


def test_every_difference_has_its_line() -> None:
    question = make.make_question(survey=make.make_open_survey(slug="asked"), tallies={"good": 2, "poor": 0})
    Tally.objects.filter(choice__question=question, choice__code="poor").update(count=1)
    assert _run() == (
        "",
        "asked: question 1, “Good”: the tally is 2, the answers are 0\n"
        "asked: question 1, “Poor”: the tally is 1, the answers are 0\n"
        "2 differences found. (1)\n",
    )


def test_unknown_survey_is_refused() -> None:
    assert _run("nowhere") == ("", "There is no survey “nowhere” that holds answers. (1)\n")
