"""The event at a glance: large figures, the bar, and the box; only what was recorded."""

from datetime import date

import pytest

from events.models import Origin, Sector
from reports.sections import facts
from tests import factories as make
from tests.reports.facts import bare_facts, count, facts_of, forum_facts, make_forum

pytestmark = pytest.mark.django_db


def test_section_of_a_bare_event_has_dates_and_place() -> None:
    content = facts.build(bare_facts(venue=""))
    assert (content.lead, content.figures, content.bar, content.legend) == ("", (), None, ())
    assert content.rows == (
        ("Dates", ("18–19 October 2012", "Thursday and Friday")),
        ("Venue", ("Seoul, Republic of Korea",)),
    )


def test_heading_calls_the_event_by_its_short_name() -> None:
    assert facts.heading(bare_facts()) == "The Forum at a glance"
    assert facts.heading(bare_facts(short_name="expert group")) == "The Expert group at a glance"


def test_large_figures_are_those_of_the_forum() -> None:
    assert facts.build(forum_facts()).figures == (
        (766, "participants"),
        (50, "countries"),
        (15, "international organizations, with 41 participants"),
        (19, "ministers and vice-ministers"),
    )


def test_large_figures_name_the_track_of_the_presentations_where_it_is_one_alone() -> None:
    event = make_forum()
    tracks = [make.make_track(event=event), make.make_track(event=event)]
    report = make.make_report(event=event)
    make.make_presentation(session=make.make_session(track=tracks[1]))
    assert facts.key_figures(facts_of(report)) == ((1, "presentation in Track\u00a02"),)
    make.make_presentation(session=make.make_session(track=tracks[0]))
    assert facts.key_figures(facts_of(report)) == ((2, "presentations"),)


def test_large_figures_of_one_are_in_the_singular() -> None:
    event = make_forum()
    make.make_headcount(event=event, count=1)
    count(event, "countries", 1)
    count(event, "organizations", 1, sector=Sector.INTERNATIONAL_ORGANIZATION)
    count(event, "people", 1, role="minister")
    assert facts.key_figures(facts_of(make.make_report(event=event))) == (
        (1, "participant"),
        (1, "country"),
        (1, "international organization"),
        (1, "minister or vice-minister"),
    )


def test_box_has_every_fact_of_the_forum() -> None:
    event = make_forum(theme="Smart e-Government for a Better Future")
    for name in ("UN DESA", "MOPAS"):
        make.make_host(event=event, organization=make.make_organization(name=name))
    make.make_host(event=event, organization=make.make_organization(name="UNPOG"), role="organizer")
    make.make_host(event=event, role="partner")
    make.make_headcount(event=event, count=1217)
    make.make_headcount(event=event, origin=Origin.NATIONAL, count=549)
    assert facts.build(facts_of(make.make_report(event=event))).rows == (
        ("Theme", ("Smart e-Government for a Better Future",)),
        ("Dates", ("18–19 October 2012", "Thursday and Friday")),
        ("Venue", ("Lotte Hotel", "Seoul, Republic of Korea")),
        ("Hosts", ("UN DESA", "MOPAS")),
        ("Organizer", ("UNPOG",)),
        ("Participants", ("1,217 international", "549 national")),
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"origin": Origin.INTERNATIONAL}, ("12 international",)),
        ({"origin": Origin.NATIONAL}, ("12 national",)),
        ({"origin": ""}, ("12",)),
    ],
)
def test_box_says_of_the_participants_what_is_known(fields: dict[str, str], expected: tuple[str, ...]) -> None:
    event = make_forum()
    make.make_headcount(event=event, count=12, **fields)
    assert dict(facts.build(facts_of(make.make_report(event=event))).rows)["Participants"] == expected


def test_box_of_one_day_has_one_weekday() -> None:
    content = facts.build(bare_facts(ends_on=date(2012, 10, 18)))
    assert dict(content.rows)["Dates"] == ("18 October 2012", "Thursday")


def test_bar_has_the_groups_of_the_forum() -> None:
    content = facts.build(forum_facts())
    assert content.bar is not None
    assert content.bar.title == (
        "Of 766 participants, by group: International 217, Republic of Korea: government 263, Republic of Korea: "
        "private sector 181 and Republic of Korea: academia 105."
    )
    assert len(content.legend) == len(content.bar.segments) == 4


def test_lead_has_its_figures() -> None:
    content = facts.build(forum_facts(lead="<p>{Days} days and {ministers} ministers.</p>"))
    assert content.lead == "Two days and 19 ministers."
