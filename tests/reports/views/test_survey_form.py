"""The page on which printed forms are chosen, the files that it leads to, and who may have them."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db


def _survey() -> Any:
    survey = make.make_open_survey(slug="forum")
    for _ in range(12):
        make.make_question(survey=survey, tallies={"good": 0, "poor": 0})
    return survey


def _place(survey: Any, page: str = "print") -> str:
    return reverse(f"admin:evaluations_survey_{page}", args=[survey.pk])


def test_page_is_for_those_who_may_change_the_survey(editor: Client, author: Client, stranger: Client) -> None:
    survey = _survey()
    for page in ("print", "print_forms", "print_poster"):
        found = [client.get(_place(survey, page)).status_code for client in (author, stranger)]
        assert found == [403, 302]
    assert editor.get(_place(survey)).status_code == 200


def test_forms_that_are_asked_for_are_split_into_files(editor: Client) -> None:
    survey = _survey()
    page = editor.get(_place(survey), {"language": "en", "first": 7, "copies": 60}).content.decode()
    files = [unescape(found) for found in re.findall(r'href="([^"]+print-forms/[^"]+)"', page)]
    assert [re.findall("first=([0-9]+)&copies=([0-9]+)", file) for file in files] == [
        [("7", "25")],
        [("32", "25")],
        [("57", "10")],
    ]


@pytest.mark.parametrize("asked", [{"first": 0}, {"copies": 201}, {"language": "fr"}, {"first": "x"}])
def test_numbers_that_cannot_be_are_refused_at_their_place(editor: Client, asked: dict[str, Any]) -> None:
    survey = _survey()
    sent = {"language": "en", "first": 1, "copies": 1} | asked
    page = editor.get(_place(survey), sent).content.decode()
    assert "<title>Error: print forms" in page
    assert f'<a href="#id_{next(iter(asked))}">' in page
    assert editor.get(_place(survey, "print_forms"), sent)["Location"] == _place(survey)


def test_first_number_follows_what_was_typed_in(editor: Client) -> None:
    survey = _survey()
    make.make_paper_form(survey=survey, serial=41)
    assert 'name="first" value="42"' in editor.get(_place(survey)).content.decode()


@pytest.mark.pdf
def test_file_and_poster_are_handed_out(editor: Client, settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path
    survey = _survey()
    asked = {"language": "en", "first": 7, "copies": 2}
    for page, sent, name in (("print_forms", asked, "forum-forms-7-8"), ("print_poster", asked, "forum-poster")):
        answer = editor.get(_place(survey, page), sent)
        assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
        assert answer["Content-Disposition"] == f'inline; filename="{name}.pdf"'
