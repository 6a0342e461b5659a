"""The import of answers: paste or a file, a check that names row and column, and nothing written before “Import”."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from evaluations.models import Survey
from tests import factories as make
from tests.evaluations.actions.test_answering import counts
from tests.evaluations.imports.tables import INDICO, make_answered, pasted, workbook
from tests.pages import filled, tree

pytestmark = pytest.mark.django_db
TABLE = (("Q1", "Name", "Q2"), ("Good", "Ana", "Tea"), ("Superb", "Bea", ""), ("Poor", "Cho", ""))


def _address(survey: Survey) -> str:
    return reverse("admin:evaluations_survey_answers", args=[survey.pk])


def _check(client: Client, survey: Survey, text: str, **more: Any) -> Any:
    return client.post(_address(survey), {"text": text, "_check": "1", **more})


def _import(client: Client, survey: Survey, page: Any, **more: str) -> Any:
    return client.post(_address(survey), {**filled(page), "_add": "1", **more})


def test_check_writes_nothing_and_names_row_and_column(editor: Client) -> None:
    survey = make_answered()
    page = _check(editor, survey, pasted(*TABLE))
    found = [(number, label, problem.message) for number, label, _, problem in page.context["complaints"]]
    assert found == [(3, "1. Overall impression", "“Superb” is none of the choices.")]
    assert (page.context["fine_count"], page.context["wrong_count"]) == (2, 1)
    assert counts(survey) == {}


def test_page_says_what_is_dropped_for_the_sake_of_anonymity(editor: Client) -> None:
    page = _check(editor, make_answered(), pasted(*INDICO))
    text = " ".join("".join(tree(page).itertext()).split())
    assert "Dropped, so that nobody’s answers are known: Submitter, Submission Date." in text
    assert "This is an export of Indico." in text


def test_good_rows_are_imported_and_only_the_others_come_back(editor: Client) -> None:
    survey = make_answered()
    page = _import(editor, survey, _check(editor, survey, pasted(*TABLE)))
    assert page.context["text"] == "Q1\tName\tQ2\nSuperb\tBea\t"
    assert (page.context["fine_count"], page.context["wrong_count"]) == (0, 1)
    assert counts(survey) == {"1 good": 1, "1 poor": 1, "2 tea": 1}
    mended = _check(editor, survey, page.context["text"].replace("Superb", "Fair"))
    answer = _import(editor, survey, mended)
    assert answer["Location"] == reverse("admin:evaluations_survey_change", args=[survey.pk])
    assert counts(survey) == {"1 good": 1, "1 fair": 1, "1 poor": 1, "2 tea": 1}


def test_page_that_is_sent_twice_imports_once(editor: Client) -> None:
    survey = make_answered()
    page = _check(editor, survey, pasted(*TABLE[:2]))
    for _ in range(2):
        _import(editor, survey, page)
    assert counts(survey) == {"1 good": 1, "2 tea": 1}


def test_column_can_be_given_another_question(editor: Client) -> None:
    survey = make_answered()
    text = pasted(("Weather", "Q2"), ("Good", "Tea"))
    page = _check(editor, survey, text)
    assert [column.target for column in page.context["found"].columns] == ["", "q2"]
    again = _check(editor, survey, text, **{"column-0": "q1", "column-1": "none"})
    _import(editor, survey, again)
    assert counts(survey) == {"1 good": 1}


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xlsx", workbook(*INDICO)), ("a.csv", b"Q1,Q2\r\nGood,\r\nPoor,Tea\r\n")],
)
def test_file_is_read_and_not_kept(editor: Client, name: str, data: bytes) -> None:
    survey = make_answered()
    page = _check(editor, survey, "", file=ContentFile(data, name=name))
    assert (page.context["fine_count"], page.context["wrong_count"]) == (2, 0)
    _import(editor, survey, page)
    assert (counts(survey)["1 good"], counts(survey)["1 poor"]) == (1, 1)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\3\4", "This file breaks off before its end, or has something behind it. Copy or download it again."),
        (b"%PDF-", "This is a PDF. Copy its cells and paste them, or save it as “CSV UTF-8”."),
    ],
)
def test_file_that_cannot_be_read_is_refused_beside_it(editor: Client, data: bytes, message: str) -> None:
    page = _check(editor, make_answered(), "", file=ContentFile(data, name="a.xlsx"))
    assert page.context["form"].errors == {"file": [message]}


def test_either_cells_or_a_file_are_given(editor: Client) -> None:
    survey = make_answered()
    assert list(_check(editor, survey, " ").context["form"].errors) == ["text"]
    both = _check(editor, survey, "a", file=ContentFile(b"a", name="a.csv"))
    assert list(both.context["form"].errors) == ["file"]
    assert list(_check(editor, survey, "Q1").context["form"].errors) == ["text"]


@pytest.mark.parametrize("fields", [{"is_released": True}, {"answers_are": "totals"}])
def test_survey_that_takes_none_says_why(editor: Client, fields: dict[str, Any]) -> None:
    survey = make.make_open_survey(**fields)
    page = editor.post(_address(survey), {"text": "Q1\nGood", "_add": "1"})
    assert page.context["why_not"]


def test_page_is_for_whom_may_write_at_once(editor: Client, author: Client, stranger: Client) -> None:
    address = _address(make_answered())
    assert [client.get(address).status_code for client in (editor, author, stranger)] == [200, 403, 302]
