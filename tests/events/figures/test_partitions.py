"""Parts are disjoint, never more than the whole, and what nobody stated stays unstated."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from events.figures.partitions import DIMENSIONS, Part, Partition, partition, source_of
from events.models import Event, Headcount, Organization, Origin, Role, Sector
from tests import factories as make

pytestmark = pytest.mark.django_db


def _told(found: Partition) -> tuple[list[tuple[str, int, int]], int, int]:
    """Label, registered and attended of each part, and the two remainders."""
    parts = [(part.label, part.registered, part.attended) for part in found.parts]
    return parts, found.registered_rest, found.attended_rest


def _by(event: Event, key: str) -> tuple[list[tuple[str, int, int]], int, int]:
    return _told(partition(source_of(event), key))


def forum() -> Event:
    """The groups of the 2012 forum."""
    event = make.make_event()
    international = make.make_headcount(event=event, count=217)
    for sector, count in ((Sector.GOVERNMENT, 263), (Sector.PRIVATE, 181), (Sector.ACADEMIA, 105)):
        make.make_headcount(event=event, origin=Origin.NATIONAL, sector=sector, count=count)
    organizations = Sector.INTERNATIONAL_ORGANIZATION
    make.make_headcount(event=event, parent=international, is_subset=True, sector=organizations, count=41)
    make.make_headcount(event=event, origin="", role=Role.MINISTER, is_subset=True, count=19)
    return event


def test_counted_groups_and_their_parts_are_divided_with_the_rest_unstated() -> None:
    event = forum()
    assert _by(event, "origin") == ([("International", 0, 217), ("National", 0, 549)], 0, 0)
    sectors = [("Government", 263), ("Private sector", 181), ("Academia", 105), ("International organization", 41)]
    assert _by(event, "sector") == ([(label, 0, count) for label, count in sectors], 0, 176)
    assert _by(event, "role") == ([("Minister or vice-minister", 0, 19)], 0, 747)
    assert _by(event, "kind") == ([], 0, 766)


def test_nationals_come_from_the_host_country_and_the_others_are_not_guessed() -> None:
    event = forum()
    assert _by(event, "country") == ([("Republic of Korea", 0, 549)], 0, 217)
    assert _by(event, "region") == ([("Asia", 0, 549)], 0, 217)
    assert _by(event, "sub_region") == ([("Eastern Asia", 0, 549)], 0, 217)


def test_one_origin_is_divided_by_itself() -> None:
    source = source_of(forum())
    international = partition(source.only(Origin.INTERNATIONAL), "sector", name="sector_international")
    assert _told(international) == ([("International organization", 0, 41)], 0, 176)
    assert (international.key, international.attended) == ("sector_international", 217)


def test_registered_and_attended_stand_side_by_side() -> None:
    event = make.make_event()
    college = make.make_organization(kind=Organization.Kind.ACADEMIA)
    make.make_participation(event=event, sector=Sector.MEDIA, country="FR", has_attended=False)
    make.make_participation(event=event, sector=Sector.MEDIA, country="FR", is_remote=True)
    make.make_participation(event=event, sector=Sector.ACADEMIA, country="ZA", organization=college)
    make.make_participation(event=event, is_registered=False)
    assert _by(event, "sector") == ([("Academia", 1, 1), ("Media", 2, 1)], 0, 1)
    assert _by(event, "country") == ([("France", 2, 1), ("South Africa", 1, 1)], 0, 1)
    assert _by(event, "region") == ([("Africa", 1, 1), ("Europe", 2, 1)], 0, 1)
    assert _by(event, "presence") == ([("In the room", 2, 2), ("Remotely", 1, 1)], 0, 0)
    assert _by(event, "kind") == ([("Academia", 1, 1)], 2, 2)


def test_people_inside_a_counted_group_are_not_added_and_tell_what_it_does_not() -> None:
    event = make.make_event()
    make.make_headcount(event=event, count=10)
    for country in ("KE", "KE", "FR"):
        make.make_participation(event=event, country=country, role=Role.SPEAKER, is_in_headcount=True)
    make.make_participation(event=event, country="KE", role=Role.DELEGATE)
    assert partition(source_of(event), "role").parts == (
        Part("delegate", "Delegate", 1, 1, 0),
        Part("speaker", "Speaker", 3, 0, 3),
    )
    assert _by(event, "country") == ([("France", 1, 1), ("Kenya", 3, 3)], 0, 7)
    assert _by(event, "origin") == ([("International", 4, 11)], 0, 0)


def test_more_people_inside_than_a_group_holds_are_not_believed() -> None:
    event = make.make_event()
    make.make_headcount(event=event, count=2)
    for _ in range(3):
        make.make_participation(event=event, country="KE", is_in_headcount=True)
    assert _by(event, "country") == ([("Kenya", 3, 0)], 0, 2)


def test_a_subset_of_everybody_fills_only_what_is_unstated() -> None:
    event = make.make_event()
    make.make_headcount(event=event, count=10, role=Role.SPEAKER)
    make.make_headcount(event=event, origin="", role=Role.MINISTER, is_subset=True, count=4)
    assert _by(event, "role") == ([("Speaker", 0, 10)], 0, 0)


def test_nothing_recorded_has_no_parts() -> None:
    assert _by(make.make_event(), "sector") == ([], 0, 0)


_SOME = st.sampled_from
_ROW = st.fixed_dictionaries(
    {
        "origin": _SOME(["", *Origin.values]),
        "sector": _SOME(["", "government", "media"]),
        "role": _SOME(["", "speaker", "minister"]),
        "count": st.integers(0, 30),
        "is_subset": st.booleans(),
        "inside": st.booleans(),
    }
)
_PERSON = st.fixed_dictionaries(
    {
        "origin": _SOME(["", *Origin.values]),
        "sector": _SOME(["", "government", "media"]),
        "role": _SOME([Role.SPEAKER, Role.DELEGATE]),
        "country": _SOME(["", "KR", "FR", "KE", "AQ"]),
        "is_registered": st.booleans(),
        "has_attended": st.booleans(),
        "is_in_headcount": st.booleans(),
        "is_remote": st.booleans(),
    }
)


class TestAnyRecords(TestCase):
    """Whatever was entered, parts and remainder make the whole."""

    @settings(max_examples=60, deadline=None)
    @given(rows=st.lists(_ROW, max_size=5), people=st.lists(_PERSON, max_size=6))
    def test_parts_and_remainder_are_the_whole(self, rows: list[dict], people: list[dict]) -> None:
        event, seen = make.make_event(), set()
        parent = None
        for row in rows:
            inside = row.pop("inside")
            key = (row["origin"], row["sector"], row["role"])
            if key in seen:
                continue
            seen.add(key)
            within = parent if inside and parent and row["is_subset"] and row["count"] <= parent.count else None
            made = make.make_headcount(event=event, parent=within, **row)
            parent = made if not made.is_subset else parent
        for person in people:
            make.make_participation(event=event, **person)
        source = source_of(event)
        base = sum(row.count for row in Headcount.objects.filter(event=event, is_subset=False))
        for key in DIMENSIONS:
            found = partition(source, key)
            assert found.attended >= base
            assert found.registered_rest >= 0, key
            assert found.attended_rest >= 0, key
            assert all(part.registered or part.attended for part in found.parts)
