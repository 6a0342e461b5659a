"""Who took part: rows that add up to the total, and counts that overlap."""

from decimal import Decimal

import pytest

from events.models import Origin
from reports.sections import participants
from reports.sections.participants import Row
from tests import factories as make
from tests.reports.facts import bare_facts, count, facts_of, forum_facts, make_forum

pytestmark = pytest.mark.django_db


def test_section_is_left_out_where_no_number_was_recorded() -> None:
    assert participants.build(bare_facts()) is None


def test_section_has_its_usual_heading() -> None:
    assert participants.heading(bare_facts()) == "Participants"


def test_rows_of_the_forum_add_up_to_its_total() -> None:
    content = participants.build(forum_facts())
    assert content is not None
    assert content.rows == (
        Row("International", 217, Decimal(28)),
        Row("Republic of Korea: government", 263, Decimal(34)),
        Row("Republic of Korea: private sector", 181, Decimal(24)),
        Row("Republic of Korea: academia", 105, Decimal(14)),
    )
    assert (content.total, content.percent_sum) == (766, 100)
    assert sum(row.count for row in content.rows) == content.total


def test_further_counts_are_shown_and_not_added() -> None:
    content = participants.build(forum_facts())
    assert content is not None
    assert content.overlapping == (
        ("National participants (Republic of Korea)", 549),
        ("People from international organizations", 41),
        ("International organizations", 15),
        ("Ministers and vice-ministers", 19),
        ("Countries represented", 50),
    )


def test_percentages_are_printed_as_they_are_where_they_miss_one_hundred() -> None:
    event = make_forum()
    for position, sector in enumerate(("government", "academia", "media")):
        make.make_headcount(event=event, position=position, origin=Origin.NATIONAL, sector=sector, count=1)
    content = participants.build(facts_of(make.make_report(event=event)))
    assert content is not None
    assert [row.percent for row in content.rows] == [33, 33, 33]
    assert content.percent_sum == 99


def test_countries_alone_have_a_sentence_and_no_rows() -> None:
    event = make_forum()
    count(event, "countries", 50)
    content = participants.build(facts_of(make.make_report(event=event)))
    assert content is not None
    assert (content.sentences, content.rows) == (("Fifty countries were represented.",), ())
    assert content.overlapping == (("Countries represented", 50),)


def test_people_by_name_are_added_where_no_group_counts_them() -> None:
    event = make_forum()
    make.make_headcount(event=event, count=10)
    make.make_participation(event=event)
    make.make_participation(event=event, is_in_headcount=True)
    make.make_participation(event=event, has_attended=False)
    content = participants.build(facts_of(make.make_report(event=event)))
    assert content is not None
    assert content.rows == (Row("International", 11, Decimal(100)),)


def test_people_counted_by_name_are_divided_further_with_what_each_column_counts() -> None:
    event = make_forum()
    for country, role in (("FR", "speaker"), ("KE", "delegate"), ("", "delegate")):
        make.make_participation(event=event, country=country, role=role)
    content = participants.build(facts_of(make.make_report(event=event)))
    assert content is not None
    assert content.has_registered
    told = {
        title: [(part.label, part.registered, part.attended) for part in found.parts] for title, found in content.tables
    }
    assert told == {
        "Participants by role": [("Delegate", 2, 2), ("Speaker", 1, 1)],
        "Participants by region": [("Africa", 1, 1), ("Europe", 1, 1)],
        "Participants by country": [("France", 1, 1), ("Kenya", 1, 1)],
    }
    assert [found.attended_rest for _, found in content.tables] == [0, 1, 1]


def test_counted_groups_alone_have_no_further_tables() -> None:
    content = participants.build(forum_facts())
    assert content is not None
    assert content.tables == ()
