"""The public results of a survey: for everybody once released, for nobody before."""

import pytest
from django.test import Client

from evaluations.exports.results import results_csv, results_json
from evaluations.figures import survey_figures
from evaluations.models import Survey
from events.models import Event
from tests import factories as make
from tests.evaluations.forum import make_forum_survey
from tests.public_pages import HIDDEN, assert_public_page, hidden

DOORS = ("evaluation/", "evaluation.csv", "evaluation.json")


def _address(event: Event, door: str) -> str:
    return f"/events/{event.slug}/{door}"


@pytest.fixture(params=["publisher", "editor", "stranger"])
def anybody(request: pytest.FixtureRequest) -> Client:
    """Each of the three people in turn."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("door", DOORS)
def test_released_results_are_open_to_all(door: str, anybody: Client) -> None:
    assert anybody.get(_address(make_forum_survey().event, door)).status_code == 200


@pytest.mark.parametrize("door", DOORS)
def test_results_that_are_not_released_are_not_found(door: str, anybody: Client) -> None:
    assert anybody.get(_address(make_forum_survey(is_released=False).event, door)).status_code == 404


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("state", HIDDEN)
def test_results_of_a_hidden_event_are_not_found(state: str, door: str, anybody: Client) -> None:
    event = make.make_event(**hidden(state))
    make_forum_survey(event=event)
    assert anybody.get(_address(event, door)).status_code == 404


@pytest.mark.parametrize("door", DOORS)
def test_results_of_an_event_without_survey_are_not_found(door: str, stranger: Client) -> None:
    assert stranger.get(_address(make.make_event(), door)).status_code == 404
    assert stranger.get(f"/events/nowhere/{door}").status_code == 404


@pytest.mark.parametrize("door", DOORS)
def test_results_set_no_cookie(door: str, stranger: Client) -> None:
    answer = stranger.get(_address(make_forum_survey().event, door))
    assert dict(answer.cookies) == {}


def test_page_shows_every_question_with_its_sentence(stranger: Client) -> None:
    answer = stranger.get(_address(make_forum_survey().event, "evaluation/"))
    page = answer.content.decode()
    assert_public_page(answer)
    assert [row.distribution.number for row in answer.context["questions"]] == [1, 2, 3, 4, 5, 6, 7, 8, 11]
    for row in answer.context["questions"]:
        assert row.sentence in page


def test_page_without_ratings_has_no_chart(stranger: Client) -> None:
    question = make.make_question(kind="single", tallies={"yes": 60})
    answer = stranger.get(_address(question.survey.event, "evaluation/"))
    assert answer.context["charts"] == ()
    assert b'id="ratings"' not in answer.content


def test_page_shows_no_hidden_answer(stranger: Client) -> None:
    survey = make_forum_survey()
    question = make.make_question(survey=survey, number=12, kind="open")
    for text, is_hidden in (("A good panel", False), ("Canary", True)):
        make.make_open_answer(question=question, text=text, is_hidden=is_hidden)
    pages = [stranger.get(_address(survey.event, door)).content for door in ("evaluation/", "evaluation.json")]
    assert [(b"A good panel" in page, b"Canary" in page) for page in pages] == [(True, False), (True, False)]


def test_page_writes_typed_text_as_text(stranger: Client) -> None:
    survey = make_forum_survey(title="<b>T</b>", subject="<i>S</i>", source="<u>O</u>")
    question = make.make_question(survey=survey, number=12, kind="open", label="<s>L</s>", synthesis="<q>Y</q>")
    make.make_open_answer(question=question, text="<em>A</em>")
    page = stranger.get(_address(survey.event, "evaluation/")).content
    typed = (b"<b>T</b>", b"<i>S</i>", b"<u>O</u>", b"<s>L</s>", b"<q>Y</q>", b"<em>A</em>")
    assert [tag for tag in typed if tag in page] == []


def test_csv_is_a_download_in_utf_8(stranger: Client) -> None:
    survey = make_forum_survey(event=make.make_event(slug="forum"))
    answer = stranger.get("/events/forum/evaluation.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="forum-evaluation.csv"'
    assert answer.content.decode() == "\ufeff" + results_csv(survey_figures(survey))


def test_json_is_for_programs(stranger: Client) -> None:
    survey = make_forum_survey()
    answer = stranger.get(_address(survey.event, "evaluation.json"))
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == results_json(survey_figures(survey))


def test_results_are_those_of_the_released_survey(stranger: Client) -> None:
    event = make.make_event()
    make_forum_survey(event=event, is_released=False, title="Hidden")
    shown: Survey = make_forum_survey(event=event, title="Shown")
    answer = stranger.get(_address(event, "evaluation/"))
    assert answer.context["results"].slug == shown.slug
