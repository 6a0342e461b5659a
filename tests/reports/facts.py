"""Facts of events for the tests of reports: the 2012 forum's groups, and reports with little or much to say."""

from collections.abc import Mapping
from typing import Any

from events.models import Event, Headcount, Origin, Role, Sector
from reports.figures import Facts, report_facts
from reports.models import Report
from tests import factories as make

NATIONAL = {Sector.GOVERNMENT: 263, Sector.PRIVATE: 181, Sector.ACADEMIA: 105}
HOME_AND_AWAY: Mapping[str, Any] = {"New York": (2, 63), "elsewhere": (2, 38)}


def make_forum(**fields: Any) -> Event:
    """The 2012 forum without its groups."""
    names = {"title": "2012 Global e-Government Forum", "short_name": "Forum", "venue": "Lotte Hotel"}
    return make.make_event(**(names | fields))


def count(event: Event, unit: str, number: int, **fields: Any) -> Headcount:
    """A count that adds nothing to the total, such as countries or ministers."""
    return make.make_headcount(event=event, unit=unit, origin="", count=number, is_subset=True, **fields)


def count_forum(event: Event) -> None:
    """The groups of the 2012 forum: 766 people, 50 countries, 41 people of 15 organizations, 19 ministers."""
    away = make.make_headcount(event=event, count=217)
    organizations = {"sector": Sector.INTERNATIONAL_ORGANIZATION, "is_subset": True}
    people = make.make_headcount(event=event, count=41, parent=away, **organizations)
    make.make_headcount(event=event, unit="organizations", count=15, parent=people, **organizations)
    for sector, number in NATIONAL.items():
        make.make_headcount(event=event, origin=Origin.NATIONAL, sector=sector, count=number)
    count(event, "people", 19, role=Role.MINISTER)
    count(event, "countries", 50)


def forum_facts(*, is_internal: bool = False, **fields: Any) -> Facts:
    """The facts of a report on the forum with all its groups; `fields` are the report's."""
    event = make_forum()
    count_forum(event)
    return facts_of(make.make_report(event=event, **fields), is_internal=is_internal)


def bare_facts(*, is_internal: bool = False, **fields: Any) -> Facts:
    """The facts of a report on an event of which only when and where is known; `fields` are the event's."""
    return facts_of(make.make_report(event=make_forum(**fields)), is_internal=is_internal)


def facts_of(report: Report, *, is_internal: bool = False) -> Facts:
    """The facts as the database has them now."""
    return report_facts(Report.objects.get(pk=report.pk), is_internal=is_internal)


def make_travel(event: Event) -> None:
    """Two staff members, one of them from New York, and a cancelled line between them."""
    home = make.make_organization(acronym="DPADM")
    other = make.make_organization(acronym="UNESCAP")
    traveller = make.make_person(given_name="Haiyan", family_name="Qian")
    days = {"dsa_amount_per_day": 409}
    make.make_travel_line(
        event=event, person=traveller, organization=home, travel_cost=5800, dsa_days=4, legs=HOME_AND_AWAY, **days
    )
    make.make_travel_line(event=event, is_cancelled=True)
    visitor = make.make_person(given_name="Efim", family_name="Malitikov")
    make.make_travel_line(
        event=event,
        person=visitor,
        organization=other,
        status="no_fee_ssa",
        travel_cost=2900,
        dsa_days=5,
        legs={"elsewhere": (4, 38)},
        note="Arrived a day early",
        **days,
    )
