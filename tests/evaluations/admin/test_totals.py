"""The page of totals: typed as printed, checked, and kept as counts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import Survey, Tally
from tests import factories as make
from tests.evaluations.actions.test_totals import make_totals

pytestmark = pytest.mark.django_db


def _address(survey: Survey) -> str:
    return reverse("admin:evaluations_survey_totals", args=[survey.pk])


def _sent(client: Client, survey: Survey, *typed: str, press: str = "_save", **more: str) -> Any:
    rows = client.get(_address(survey)).context["rows"]
    names = [cell["name"] for row in rows for cell in row["cells"]]
    cells = dict(zip(names, typed, strict=False))
    return client.post(_address(survey), {"respondents": "68", "plain": "counts", press: "1", **cells, **more})


def _counts() -> dict[str, int]:
    return dict(Tally.objects.values_list("choice__code", "count"))


def test_totals_are_kept_as_counts(editor: Client) -> None:
    survey = make_totals(respondent_count=0)
    answer = _sent(editor, survey, "43%", "half", "", "10")
    assert answer["Location"] == reverse("admin:evaluations_survey_change", args=[survey.pk])
    survey.refresh_from_db()
    assert (survey.respondent_count, _counts()) == (68, {"excellent": 29, "good": 34, "tea": 10})


def test_check_writes_nothing_and_shows_what_remains(editor: Client) -> None:
    survey = make_totals(respondent_count=10)
    page = _sent(editor, survey, "43%", "half", "", press="_check")
    first = page.context["rows"][0]
    assert (first["left"], first["left_percent"]) == (5, 7)
    assert (page.context["is_checked"], page.context["problems"], _counts()) == (True, [], {})
    survey.refresh_from_db()
    assert survey.respondent_count == 10


def test_check_says_which_bases_fit(editor: Client) -> None:
    page = _sent(editor, make_totals(), "44%", "half", "5.9%", press="_check")
    assert (page.context["bases"].split(",")[0], page.context["bases_count"] > 1) == ("34", True)
    alone = _sent(editor, make_totals(), "43%", "60%", press="_check")
    assert alone.context["bases_count"] == 0


def test_problem_is_named_by_question_and_answer_and_nothing_is_kept(editor: Client) -> None:
    page = _sent(editor, make_totals(), "42%", "34", "")
    names = [(name, message) for _, name, message in page.context["problems"]]
    assert names == [("Question 1, Excellent", "No count of 68 is 42%. Possible are 41% and 43%.")]
    assert (page.context["title"], _counts()) == ("Error: Totals", {})


def test_too_many_answers_are_a_problem_of_the_question(editor: Client) -> None:
    page = _sent(editor, make_totals(), "40", "30", "")
    assert page.context["problems"] == [
        ("question-1", "Question 1", "These are 70 answers of 68 respondents: 2 too many.")
    ]


@pytest.mark.parametrize("respondents", ["", "0", "many", "-3", "1.5", "99999999"])
def test_respondents_are_a_number(editor: Client, respondents: str) -> None:
    page = _sent(editor, make_totals(), "1", respondents=respondents)
    assert [place for place, _, _ in page.context["problems"]] == ["id_respondents"]
    assert _counts() == {}


def test_stored_totals_stand_in_the_form_and_an_emptied_one_is_not_stated(editor: Client) -> None:
    survey = make.make_survey()
    make.make_question(survey=survey, tallies={"good": 29, "poor": None})
    cells = editor.get(_address(survey)).context["rows"][0]["cells"]
    assert [cell["typed"] for cell in cells] == ["29", ""]
    _sent(editor, survey, "", "0")
    assert _counts() == {"poor": 0}


def test_collected_answers_are_not_typed(editor: Client) -> None:
    survey = make.make_open_survey()
    choice = make.make_question(survey=survey, tallies={"good": 3}).choices.get()
    page = editor.post(_address(survey), {"respondents": "9", f"c{choice.pk}": "5", "_save": "1"})
    assert page.context["is_collected"]
    assert _counts() == {"good": 3}


def test_page_is_for_whom_may_write_at_once(editor: Client, author: Client, stranger: Client) -> None:
    address = _address(make_totals())
    assert [client.get(address).status_code for client in (editor, author, stranger)] == [200, 403, 302]
