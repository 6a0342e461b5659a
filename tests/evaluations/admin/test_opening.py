"""The status of a survey is moved by buttons."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from evaluations.models import Status, Survey
from tests import factories as make


def _draft() -> Survey:
    survey = make.make_open_survey(opens_at=None)
    return make.make_question(survey=survey, tallies={"good": None, "poor": None}).survey


def _page(survey: Survey) -> str:
    return reverse("admin:evaluations_survey_status", args=[survey.pk])


def test_survey_opens_closes_and_opens_again(editor: Client) -> None:
    survey = _draft()
    found = []
    for button in ("open", "close", "open"):
        assert editor.post(_page(survey), {button: "1"}).status_code == 302
        survey.refresh_from_db()
        found.append(survey.status())
    assert found == [Status.OPEN, Status.CLOSED, Status.OPEN]


def test_survey_opens_until_a_time_in_the_time_zone_that_is_shown(editor: Client) -> None:
    survey = _draft()
    assert b"Asia/Seoul, UTC+09:00" in editor.get(_page(survey)).content
    editor.post(_page(survey), {"open": "1", "closes_at_0": "2100-01-31", "closes_at_1": "18:00"})
    survey.refresh_from_db()
    assert survey.closes_at and survey.closes_at.isoformat() == "2100-01-31T09:00:00+00:00"


def test_past_closing_is_refused_beside_its_field(editor: Client) -> None:
    survey = _draft()
    answer = editor.post(_page(survey), {"open": "1", "closes_at_0": "2001-01-31", "closes_at_1": "18:00"})
    assert list(answer.context["form"].errors) == ["closes_at"]
    survey.refresh_from_db()
    assert survey.status() == Status.DRAFT


def test_survey_that_cannot_be_answered_says_why(editor: Client) -> None:
    survey = make.make_open_survey(opens_at=None)
    assert "The survey has no question yet." in editor.post(_page(survey), {"open": "1"}).content.decode()


def test_results_are_released_and_taken_back(editor: Client) -> None:
    survey = make.make_question(survey=make.make_survey(is_released=False), tallies={"good": 3}).survey
    for button, released in (("release", True), ("take_back", False)):
        editor.post(_page(survey), {button: "1"})
        survey.refresh_from_db()
        assert survey.is_released is released


def test_author_of_a_draft_opens_and_does_not_release(author: Client) -> None:
    event = make.make_event(live=False, author=User.objects.get(username="author"))
    survey = make.make_question(survey=make.make_survey(is_released=False, event=event), tallies={"good": 3}).survey
    assert author.get(_page(survey)).status_code == 200
    assert author.post(_page(survey), {"release": "1"}).status_code == 403


@pytest.mark.parametrize("name", ["is_released", "opens_at"])
def test_form_moves_no_status(name: str, editor: Client) -> None:
    survey = _draft()
    page = editor.get(reverse("admin:evaluations_survey_change", args=[survey.pk]))
    assert name not in page.context["adminform"].form.fields
