"""The choice of events: what fits, and nothing for what is not offered."""

import pytest
from django.http import QueryDict

from events.forms import EventFilter
from events.models import Event
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "count"),
    [("", 3), ("kind=forum", 2), ("year=2012", 3), ("kind=workshop&year=2012", 1), ("kind=x", 0), ("year=2011", 0)],
)
def test_filter_chooses(asked: str, count: int) -> None:
    for kind in (Event.Kind.FORUM, Event.Kind.FORUM, Event.Kind.WORKSHOP):
        make.make_event(kind=kind)
    form = EventFilter(QueryDict(asked), years=[2012])
    assert form.chosen(Event.objects.all()).count() == count


def test_filter_never_repeats_what_an_address_asked_for() -> None:
    form = EventFilter(QueryDict("kind=<b>x</b>"), years=[2012])
    assert form.errors["kind"] == ["Choose from the list."]
