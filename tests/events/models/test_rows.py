"""Rows that come with their object in one statement are the same as rows that were asked for."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Model

from events.models import Event
from tests import factories as make

pytestmark = pytest.mark.django_db
PATHS = ("hosts.organization", "outcomes", "tracks", "sessions.track", "headcounts", "materials", "photos.picture")


def _full_event() -> Event:
    event = make.make_event()
    parent = make.make_organization(acronym="UN", country="KR")
    make.make_host(event=event, organization=make.make_organization(parent=parent), position=2)
    make.make_host(event=event, organization=parent, position=1)
    make.make_outcome(event=event, text='<p>“Agreed” <a href="https://example.org/?a=1&amp;b=2">here</a> 한국</p>')
    track = make.make_track(event=event, title='Open \\ data "now"')
    make.make_session(
        event=event, track=track, held_on=date(2012, 10, 18), starts_at=time(9, 30), ends_at=time(11), position=2
    )
    make.make_session(event=event, held_on=date(2012, 10, 18), part_of_day="1_morning", position=1)
    group = make.make_headcount(event=event, count=217)
    make.make_headcount(event=event, role="minister", count=19, is_subset=True, parent=group)
    make.make_material(event=event)
    make.make_material(event=event, file=make.pdf_file())
    make.make_photo(event=event)
    return event


def _columns(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _types(row: Model) -> dict[str, type]:
    return {name: type(value) for name, value in _columns(row).items()}


def test_rows_are_the_same_as_plain_relations() -> None:
    plain = Event.objects.get(pk=_full_event().pk)
    loaded = Event.objects.with_rows(*PATHS).get()
    for path in PATHS:
        relation, _, parent = path.partition(".")
        expected = list(getattr(plain, relation).all())
        found = list(getattr(loaded, relation).all())
        assert found == expected
        assert [_columns(row) for row in found] == [_columns(row) for row in expected]
        assert [_types(row) for row in found] == [_types(row) for row in expected]
        if parent:
            assert [getattr(row, parent) for row in found] == [getattr(row, parent) for row in expected]


def test_rows_come_in_one_query(django_assert_num_queries: Any) -> None:
    _full_event()
    with django_assert_num_queries(1):
        event = Event.objects.with_rows(*PATHS).get()
        for path in PATHS:
            relation, _, parent = path.partition(".")
            for row in getattr(event, relation).all():
                assert row.event == event
                assert not parent or str(getattr(row, parent))


def test_rows_of_several_objects_stay_apart(django_assert_num_queries: Any) -> None:
    first, second, empty = (make.make_event() for _ in range(3))
    for event, words in ((first, "one"), (second, "two"), (first, "three")):
        make.make_outcome(event=event, text=words)
    with django_assert_num_queries(1):
        events = {event.pk: event for event in Event.objects.with_rows("outcomes")}
        texts = [[row.text for row in events[event.pk].outcomes.all()] for event in (first, second, empty)]
    assert texts == [["one", "three"], ["two"], []]


def test_rows_that_are_not_there_are_an_empty_list(django_assert_num_queries: Any) -> None:
    make.make_event()
    with django_assert_num_queries(1):
        event = Event.objects.with_rows(*PATHS).get()
        assert [list(getattr(event, path.partition(".")[0]).all()) for path in PATHS] == [[]] * len(PATHS)


def test_rows_without_a_value_come_last() -> None:
    event = make.make_event()
    undated = make.make_session(event=event, position=1)
    second = make.make_session(event=event, position=2, held_on=date(2012, 10, 19))
    first = make.make_session(event=event, position=3, held_on=date(2012, 10, 18))
    assert list(Event.objects.with_rows("sessions").get().sessions.all()) == [first, second, undated]


def test_rows_can_be_filtered_and_saved_like_others() -> None:
    event = _full_event()
    loaded = Event.objects.with_rows("outcomes").filter(pk=event.pk).published().get()
    outcome = loaded.outcomes.all()[0]
    outcome.text = "<p>Agreed again.</p>"
    outcome.save()
    assert Event.objects.get(pk=event.pk).outcomes.get().text == "<p>Agreed again.</p>"
    assert loaded.outcomes.filter(position=99).exists() is False


def test_rows_that_would_lose_their_type_are_refused() -> None:
    with pytest.raises(TypeError, match="prefetch its rows instead"):
        Event.objects.with_rows("travel_lines")
    make.make_travel_line(travel_cost=Decimal("0.1"))
    assert Event.objects.prefetch_related("travel_lines").get().travel_lines.all()[0].travel_cost == Decimal("0.1")
