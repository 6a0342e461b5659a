"""What is counted of an event, with what each figure counts."""

from typing import Any

import pytest

from events.figures.counting import Bodies, counting_figures, published_partitions, title_of
from events.models import Event, Headcount, Origin, Role, Sector
from tests import factories as make

pytestmark = pytest.mark.django_db


def _countries(event: Event, count: int) -> None:
    unit = Headcount.Unit.COUNTRIES
    make.make_headcount(event=event, unit=unit, origin="", count=count, is_subset=True)


def test_nothing_recorded_is_not_nought() -> None:
    found = counting_figures(make.make_event())
    assert (found.registered, found.attended, found.partitions) == (None, None, ())
    assert (found.countries.number, found.countries.basis, found.countries.is_in_doubt) == (None, "", False)


def test_registered_attended_absent_and_walk_ins_are_told_apart() -> None:
    event = make.make_event()
    make.make_headcount(event=event, count=100)
    make.make_participation(event=event)
    make.make_participation(event=event, has_attended=False)
    make.make_participation(event=event, is_registered=False)
    make.make_participation(event=event, is_in_headcount=True)
    found = counting_figures(event)
    assert (found.registered, found.attended, found.named, found.counted) == (3, 102, 2, 100)
    assert (found.absent, found.walk_ins) == (1, 1)


def test_countries_are_counted_from_those_who_came_or_declared() -> None:
    event = make.make_event()
    for country in ("KR", "FR", "FR"):
        make.make_participation(event=event, country=country)
    make.make_participation(event=event, country="KE", has_attended=False)
    counted = counting_figures(event).countries
    assert counted == Bodies(declared=None, attended=2, registered=3, outside=2, is_complete=True)
    assert (counted.number, counted.basis, counted.is_in_doubt) == (2, "counted", False)
    _countries(event, 50)
    declared = counting_figures(event).countries
    assert (declared.number, declared.basis, declared.is_in_doubt) == (50, "declared", True)


def test_people_inside_a_group_name_some_of_its_countries_and_not_their_number() -> None:
    event = make.make_event()
    make.make_headcount(event=event, count=10)
    for country in ("KE", "FR"):
        make.make_participation(event=event, country=country, is_in_headcount=True)
    found = counting_figures(event).countries
    assert (found.attended, found.number, found.basis) == (2, None, "")
    _countries(event, 4)
    assert counting_figures(event).countries.is_in_doubt is False
    Headcount.objects.filter(unit="countries").update(count=1)
    assert counting_figures(event).countries.is_in_doubt is True


def test_organizations_are_the_international_ones() -> None:
    event, bank = make.make_event(), make.make_organization()
    for sector in (Sector.INTERNATIONAL_ORGANIZATION, Sector.INTERNATIONAL_ORGANIZATION, Sector.GOVERNMENT):
        make.make_participation(event=event, organization=bank, sector=sector)
    make.make_participation(event=event, organization=make.make_organization(), sector=Sector.ACADEMIA)
    assert counting_figures(event).organizations == Bodies(None, 1, 1, 1, True)
    make.make_participation(event=event, sector=Sector.INTERNATIONAL_ORGANIZATION)
    assert counting_figures(event).organizations.is_complete is False


def test_sectors_are_divided_within_each_origin() -> None:
    event = make.make_event()
    make.make_participation(event=event, sector=Sector.MEDIA)
    make.make_participation(event=event, sector=Sector.ACADEMIA, origin=Origin.NATIONAL, role=Role.SPEAKER)
    found = counting_figures(event)
    keys = ["origin", "sector_international", "sector_national", "sector", "role", "presence"]
    assert [partition.key for partition in found.partitions] == keys
    national = found.by("sector_national")
    assert national is not None
    assert [(part.label, part.attended) for part in national.parts] == [("Academia", 1)]
    assert title_of(national, event) == "National participants (Republic of Korea) by sector"
    assert [title_of(partition, event) for partition in found.partitions][:2] == [
        "Participants by origin",
        "International participants by sector",
    ]
    assert found.by("country") is None


def test_prefetched_rows_are_counted_without_a_query(django_assert_num_queries: Any) -> None:
    event = make.make_event()
    for _ in range(3):
        make.make_participation(event=event, organization=make.make_organization(), country="FR")
        make.make_headcount(event=event, sector=Sector.values[_])
    event = Event.objects.prefetch_related("headcounts", "participations__organization").get()
    with django_assert_num_queries(0):
        assert counting_figures(event).attended == 33


@pytest.mark.parametrize(("nameless", "keys"), [(2, ["role"]), (3, [])])
def test_readers_see_what_states_more_than_it_leaves_open(nameless: int, keys: list[str]) -> None:
    event = make.make_event()
    for role in (Role.SPEAKER, Role.DELEGATE, Role.DELEGATE):
        make.make_participation(event=event, role=role)
    make.make_headcount(event=event, count=nameless)
    assert [found.key for found in published_partitions(event)] == keys
