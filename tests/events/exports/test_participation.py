"""The counts as a table and for programs: every figure says what it counts, and nobody is named."""

import csv
from io import StringIO

import pytest

from events.exports.participation import HEADER, participation_csv, participation_json
from events.figures.counting import counting_figures
from events.models import Event, Origin, Sector
from tests import factories as make

pytestmark = pytest.mark.django_db


def _event() -> Event:
    event = make.make_event(slug="forum", title="Forum")
    make.make_headcount(event=event, origin=Origin.NATIONAL, count=10)
    make.make_headcount(event=event, unit="countries", origin="", count=50, is_subset=True)
    make.make_participation(
        event=event, person=make.make_person(family_name="Secret"), country="FR", sector=Sector.MEDIA
    )
    make.make_participation(event=event, has_attended=False, country="CI")
    return event


def test_table_has_a_row_for_each_group_and_for_the_remainder() -> None:
    event = _event()
    written = participation_csv(event, counting_figures(event)).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(written)))
    assert tuple(rows[0]) == HEADER
    assert rows[1:4] == [
        ["All participants", "", "", "2", "11", "1", "10", ""],
        ["Countries", "", "", "2", "50", "1", "", "declared"],
        ["International organizations", "", "", "", "", "", "", ""],
    ]
    assert [row[1:7] for row in rows if row[0] == "Participants by country"] == [
        ["CI", "Côte d’Ivoire", "1", "0", "0", "0"],
        ["FR", "France", "1", "1", "1", "0"],
        ["KR", "Republic of Korea", "0", "10", "0", "10"],
    ]
    assert [row[1:7] for row in rows if row[0] == "Participants by sector"] == [
        ["media", "Media", "1", "1", "1", "0"],
        ["", "Not stated", "1", "10", "", ""],
    ]
    assert "Secret" not in written


def test_json_says_the_same() -> None:
    event = _event()
    found = participation_json(event, counting_figures(event))
    assert (found["version"], found["event"], found["registered_by_name"], found["attended"]) == (1, "forum", 2, 11)
    assert found["countries"] == {"number": 50, "basis": "declared", "registered_by_name": 2, "attended_by_name": 1}
    region = next(one for one in found["partitions"] if one["key"] == "region")
    assert region["groups"] == [
        {"code": "Africa", "label": "Africa", "registered_by_name": 1, "attended": 0},
        {"code": "Asia", "label": "Asia", "registered_by_name": 0, "attended": 10},
        {"code": "Europe", "label": "Europe", "registered_by_name": 1, "attended": 1},
    ]
    assert region["not_stated"] == {"registered_by_name": 0, "attended": 0}
    assert "Secret" not in str(found)
