"""Who took part, in numbers: counted groups and named people add up, and nothing recorded is not nought."""

import pytest

from events.figures import Group, participation_figures
from events.figures.counting import counting_figures
from events.models import Event, Headcount, Origin, Role, Sector
from tests import factories as make

pytestmark = pytest.mark.django_db
PEOPLE = Headcount.Unit.PEOPLE


def _counted_event() -> Event:
    """The groups of the 2012 forum."""
    event = make.make_event()
    international = make.make_headcount(event=event, count=217)
    for sector, count in ((Sector.GOVERNMENT, 263), (Sector.PRIVATE, 181), (Sector.ACADEMIA, 105)):
        make.make_headcount(event=event, origin=Origin.NATIONAL, sector=sector, count=count)
    inside = {"event": event, "parent": international, "is_subset": True}
    make.make_headcount(**inside, sector=Sector.INTERNATIONAL_ORGANIZATION, count=41)
    make.make_headcount(**inside, role=Role.MINISTER, count=19)
    make.make_headcount(event=event, unit="countries", origin="", count=50, is_subset=True)
    make.make_headcount(event=event, unit="organizations", origin="", count=15, is_subset=True)
    return event


def test_nothing_recorded_is_not_nought() -> None:
    figures = participation_figures(make.make_event())
    assert (figures.groups, figures.national_by_sector) == ((), ())
    assert [figures.total, figures.international, figures.national, figures.countries] == [None] * 4
    assert [figures.ministers, figures.organizations, figures.organization_people] == [None] * 3


def test_counted_groups_add_up_without_their_parts() -> None:
    figures = participation_figures(_counted_event())
    assert (figures.total, figures.international, figures.national) == (766, 217, 549)
    assert [(group.sector, group.count) for group in figures.national_by_sector] == [
        ("government", 263),
        ("private_sector", 181),
        ("academia", 105),
    ]
    assert (figures.countries, figures.ministers) == (50, 19)
    assert (figures.organizations, figures.organization_people) == (15, 41)


def test_named_people_add_up_and_name_countries_and_organizations() -> None:
    event = make.make_event()
    itu = make.make_organization()
    for country, role in (("KR", Role.MINISTER), ("FR", Role.DELEGATE), ("FR", Role.SPEAKER)):
        make.make_participation(event=event, country=country, role=role, sector=Sector.GOVERNMENT)
    for _ in range(2):
        make.make_participation(event=event, organization=itu, sector=Sector.INTERNATIONAL_ORGANIZATION)
    make.make_participation(event=event, origin=Origin.NATIONAL, sector=Sector.MEDIA)
    figures = participation_figures(event)
    assert (figures.total, figures.international, figures.national) == (6, 5, 1)
    assert (figures.countries, figures.ministers) == (2, 1)
    assert (figures.organizations, figures.organization_people) == (1, 2)


def test_people_who_did_not_come_are_not_counted() -> None:
    event = make.make_event()
    make.make_participation(event=event, has_attended=False, country="KR")
    assert participation_figures(event).total is None
    assert participation_figures(event).countries is None


def test_named_people_outside_the_counted_groups_are_added() -> None:
    event = _counted_event()
    make.make_participation(event=event, role=Role.MINISTER)
    make.make_participation(event=event, role=Role.MINISTER, is_in_headcount=True)
    make.make_participation(event=event, origin=Origin.NATIONAL, sector=Sector.ACADEMIA)
    figures = participation_figures(event)
    assert (figures.total, figures.international, figures.national, figures.ministers) == (768, 218, 550, 20)
    assert Group(Origin.NATIONAL, Sector.ACADEMIA, 106) in figures.groups


def test_parts_given_in_two_ways_are_counted_once_as_the_counting_page_does() -> None:
    event = make.make_event()
    group = make.make_headcount(event=event, count=217)
    body = Sector.INTERNATIONAL_ORGANIZATION
    for fields in ({"role": Role.MINISTER, "count": 15}, {"sector": body, "count": 41}):
        make.make_headcount(event=event, parent=group, is_subset=True, **fields)
    for fields in ({"role": Role.MINISTER, "count": 19}, {"sector": body, "count": 41}):
        make.make_headcount(event=event, origin="", is_subset=True, **fields)
    figures, counting = participation_figures(event), counting_figures(event)
    assert (figures.ministers, figures.organization_people) == (19, 41)
    for key, value, count in (("role", "minister", 19), ("sector", body, 41)):
        assert [part.attended for part in counting.by(key).parts if part.key == value] == [count]  # type: ignore[union-attr]


@pytest.mark.parametrize(("sectors", "ministers"), [(("government", "academia"), 9), (("government", ""), 5)])
def test_ministers_told_apart_in_one_way_add_up(sectors: tuple[str, str], ministers: int) -> None:
    event = make.make_event()
    group = make.make_headcount(event=event, count=217)
    for sector, count in zip(sectors, (5, 4), strict=True):
        make.make_headcount(event=event, parent=group, is_subset=True, sector=sector, role=Role.MINISTER, count=count)
    assert participation_figures(event).ministers == ministers


def test_groups_are_disjoint_and_add_up_to_the_total() -> None:
    figures = participation_figures(_counted_event())
    keys = [(group.origin, group.sector) for group in figures.groups]
    assert len(keys) == len(set(keys))
    assert sum(group.count for group in figures.groups) == figures.total


def test_group_of_nobody_is_nought() -> None:
    event = make.make_event()
    make.make_headcount(event=event, count=0)
    assert participation_figures(event).total == 0
    assert participation_figures(event).national is None
