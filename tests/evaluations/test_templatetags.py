"""What an event page shows of its evaluation, in one query for all tags."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from events.models import Event
from tests import factories as make
from tests.evaluations.forum import make_forum_survey

pytestmark = pytest.mark.django_db

ALL_TAGS = (
    "{% load evaluations %}{% has_evaluation event as found %}{% if found %}yes{% else %}no{% endif %}"
    "{% evaluation_summary event %}{% evaluation_documents event %}"
)


def _rendered(event: Event, template: str = ALL_TAGS) -> str:
    return Template(template).render(Context({"event": event}))


def test_all_tags_of_a_page_take_one_query() -> None:
    event = make_forum_survey().event
    with CaptureQueriesContext(connection) as queries:
        _rendered(event)
    assert len(queries) == 1


def test_all_tags_of_an_event_without_results_take_one_query() -> None:
    event = make.make_event()
    with CaptureQueriesContext(connection) as queries:
        _rendered(event)
    assert len(queries) == 1


def test_tags_show_nothing_where_nothing_is_released() -> None:
    event = make_forum_survey(is_released=False).event
    assert _rendered(event).strip() == "no"


def test_tags_show_nothing_of_a_draft_event() -> None:
    event = make_forum_survey(event=make.make_event(live=False)).event
    assert _rendered(event).strip() == "no"


def test_summary_shows_the_first_three_ratings() -> None:
    shown = _rendered(make_forum_survey().event, "{% load evaluations %}{% evaluation_summary event %}")
    assert shown.count("<title>Overall impression: of 68 respondents") == 1
    assert [label for label in ("Overall impression", "Clarity", "Themes") if f"<b>{label}</b>" not in shown] == []
    assert "<b>Achievement</b>" not in shown


def test_summary_without_ratings_has_its_sentence_and_no_chart() -> None:
    question = make.make_question(kind="single", tallies={"yes": 60})
    shown = _rendered(question.survey.event, "{% load evaluations %}{% evaluation_summary event %}")
    assert "Sixty-eight people answered the questions on the Forum." in shown
    assert "<svg" not in shown


def test_documents_name_both_files() -> None:
    event = make_forum_survey().event
    shown = _rendered(event, "{% load evaluations %}{% evaluation_documents event %}")
    for ending in ("csv", "json"):
        assert f'href="/events/{event.slug}/evaluation.{ending}"' in shown
    assert "CSV · 9 questions, 68 respondents" in shown
