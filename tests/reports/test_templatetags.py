"""What an event page shows of its report, in one query for all tags."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from events.models import Event
from tests import factories as make
from tests.public_pages import HIDDEN, hidden

pytestmark = pytest.mark.django_db

ALL_TAGS = (
    "{% load reports %}{% has_report event as found %}{% if found %}yes{% else %}no{% endif %}"
    "{% report_card event %}{% report_documents event %}"
)


def _rendered(event: Event, template: str = ALL_TAGS) -> str:
    return Template(template).render(Context({"event": event})).strip()


@pytest.mark.parametrize("reports", [0, 1, 3])
def test_all_tags_of_a_page_take_one_query(reports: int) -> None:
    event = make.make_event()
    for _ in range(reports):
        make.make_report(event=event)
    with CaptureQueriesContext(connection) as queries:
        _rendered(event)
    assert len(queries) == 1


def test_tags_show_nothing_without_a_report() -> None:
    assert _rendered(make.make_event()) == "no"


@pytest.mark.parametrize("state", HIDDEN)
def test_tags_show_nothing_of_a_hidden_report(state: str) -> None:
    assert _rendered(make.make_report(**hidden(state)).event) == "no"


def test_tags_show_nothing_on_a_hidden_event() -> None:
    assert _rendered(make.make_report(event=make.make_event(live=False)).event) == "no"


def test_tags_show_nothing_of_a_report_in_another_language() -> None:
    assert _rendered(make.make_report(language="fr").event) == "no"


def test_tags_show_nothing_of_the_report_on_another_event() -> None:
    make.make_report()
    assert _rendered(make.make_event()) == "no"


def test_card_links_page_and_file() -> None:
    report = make.make_report(slug="forum")
    shown = _rendered(report.event, "{% load reports %}{% report_card event %}")
    for address in ("/reports/forum/", "/reports/forum.pdf"):
        assert f'href="{address}"' in shown
    assert 'src="/reports/forum/cover.svg"' in shown


def test_documents_give_pages_and_size_once_the_file_was_built() -> None:
    report = make.make_report(symbol="UNPOG/FR/2012/01")
    template = "{% load reports %}{% report_documents event %}"
    assert "PDF · English · Document UNPOG/FR/2012/01, version 1.0" in _rendered(report.event, template)
    type(report).objects.update(pdf_pages=18, pdf_size=166_764)
    event = Event.objects.get(pk=report.event_id)
    assert "PDF · English · 18 pages · 167 kB · Document UNPOG/FR/2012/01, version 1.0" in _rendered(event, template)
