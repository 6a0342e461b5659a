"""The data ring of the cover: as many marks as the figures say, and words that say the same."""

from collections.abc import Iterator
from math import hypot

import pytest

from reports.charts import MOST_MARKS, Ring, data_ring
from reports.figures import Facts
from tests import factories as make
from tests.reports.facts import bare_facts, count, facts_of, forum_facts, make_forum

pytestmark = pytest.mark.django_db


def _with_talks(number: int) -> Facts:
    event = make_forum()
    session = make.make_session(event=event)
    for _ in range(number):
        make.make_presentation(session=session)
    return facts_of(make.make_report(event=event))


def _one_group(number: int) -> Facts:
    event = make_forum()
    make.make_headcount(event=event, count=number)
    return facts_of(make.make_report(event=event))


def _marks(ring: Ring) -> tuple[int, int, int, int]:
    return ring.ticks.count("M"), len(ring.arcs), len(ring.small_dots), len(ring.amber_dots)


def _distances(points: tuple[tuple[str, str], ...]) -> Iterator[float]:
    return (hypot(float(x) - 500, float(y) - 500) for x, y in points)


def test_ring_has_a_mark_for_each_fact() -> None:
    assert _marks(data_ring(forum_facts())) == (50, 4, 0, 19)
    assert _marks(data_ring(_with_talks(21))) == (0, 0, 21, 0)


def test_ring_is_explained_mark_by_mark() -> None:
    assert data_ring(forum_facts()).key == (
        ("tick", "50 strokes: countries"),
        ("arc", "four arcs: 766 participants by group"),
        ("amber", "19 amber dots: ministers and vice-ministers"),
    )
    assert data_ring(_with_talks(21)).key == (("small", "21 small dots: presentations"),)


def test_ring_title_is_a_sentence_with_every_figure() -> None:
    assert data_ring(forum_facts()).title == (
        "A ring drawn from the figures of 2012 Global e-Government Forum: 50 strokes for countries, four arcs for 766 "
        "participants by group and 19 amber dots for ministers and vice-ministers."
    )


def test_ring_of_a_bare_event_is_empty_and_says_so() -> None:
    ring = data_ring(bare_facts())
    assert (_marks(ring), ring.key) == ((0, 0, 0, 0), ())
    assert ring.title == "A ring drawn from the figures of 2012 Global e-Government Forum: no marks."


def test_ring_of_one_mark_each_is_in_the_singular() -> None:
    event = make_forum()
    make.make_headcount(event=event, count=1)
    count(event, "countries", 1)
    count(event, "people", 1, role="minister")
    make.make_presentation(session=make.make_session(event=event))
    assert [text.partition(":")[0] for _, text in data_ring(facts_of(make.make_report(event=event))).key] == [
        "one stroke",
        "one arc",
        "one small dot",
        "one amber dot",
    ]


def test_ring_of_one_group_is_one_whole_circle() -> None:
    ring = data_ring(_one_group(217))
    ((path, colour),) = ring.arcs
    assert (path.count("M"), path.count("A345 345"), colour) == (1, 2, "#FFFFFF")
    start, end = path.removeprefix("M").split("A")[0], path.split()[-2:]
    assert start.split() == end


def test_ring_arcs_have_different_colours() -> None:
    assert len({colour for _, colour in data_ring(forum_facts()).arcs}) == 4


def test_ring_draws_a_long_arc_the_long_way_round() -> None:
    event = make_forum()
    for origin, number in (("international", 90), ("national", 10)):
        make.make_headcount(event=event, origin=origin, count=number)
    flags = [path.split("A345 345 0 ")[1][:3] for path, _ in data_ring(facts_of(make.make_report(event=event))).arcs]
    assert flags == ["1 1", "0 1"]


def test_ring_leaves_out_a_group_of_nobody() -> None:
    event = make_forum()
    make.make_headcount(event=event, count=12)
    make.make_headcount(event=event, origin="national", count=0)
    ring = data_ring(facts_of(make.make_report(event=event)))
    assert (len(ring.arcs), ring.key) == (1, (("arc", "one arc: 12 participants by group"),))


def test_ring_dots_lie_on_their_circles() -> None:
    assert list(_distances(data_ring(_with_talks(3)).small_dots)) == pytest.approx([265] * 3, abs=0.02)
    assert list(_distances(data_ring(forum_facts()).amber_dots)) == pytest.approx([205] * 19, abs=0.02)


def test_ring_never_draws_more_than_the_most_marks() -> None:
    event = make_forum()
    count(event, "countries", MOST_MARKS + 1)
    assert _marks(data_ring(facts_of(make.make_report(event=event))))[0] == MOST_MARKS
