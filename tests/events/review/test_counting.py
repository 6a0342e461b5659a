"""Counts that contradict each other, and people whose records do."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from events.actions.duplicates import tell_apart
from events.models import Event, Headcount, Origin, Role, Sector
from events.review import review_event
from events.review.counting import RULES, counting
from tests import factories as make

pytestmark = pytest.mark.django_db


def _told(event: Event) -> list[tuple[str, str, bool]]:
    return [(found.rule, found.message, found.is_blocking) for found in counting(event)]


def _person(event: Event, **fields: Any) -> None:
    """Someone whose name is like nobody else's."""
    word = "abcdefghi"[event.participations.count()] * 3
    person = fields.pop("person", None) or make.make_person(family_name=f"Unlike{word}")
    make.make_participation(event=event, person=person, **({"origin": ""} | fields))


def _bodies(event: Event, unit: str, count: int) -> None:
    make.make_headcount(event=event, unit=unit, origin="", count=count, is_subset=True)


def test_event_without_people_has_nothing_to_count() -> None:
    assert _told(make.make_event()) == []


def test_declared_countries_and_organizations_are_compared_with_those_named() -> None:
    event, bank = make.make_event(), make.make_organization()
    _bodies(event, "countries", 3)
    _bodies(event, "organizations", 0)
    for country in ("FR", "KE"):
        _person(event, country=country, organization=bank, sector=Sector.INTERNATIONAL_ORGANIZATION)
    assert _told(event) == [
        ("declared_count", "Three countries are declared, and the participants named are from two.", False),
        ("declared_count", "Zero organizations are declared, and the participants named are from one.", False),
    ]
    assert [found.field for found in counting(event)] == ["headcounts-0-count", "headcounts-1-count"]


def test_fewer_named_countries_are_no_contradiction_while_people_are_unnamed() -> None:
    event = make.make_event()
    _bodies(event, "countries", 50)
    make.make_headcount(event=event, count=217)
    _person(event, country="FR", origin=Origin.INTERNATIONAL, is_in_headcount=True)
    assert _told(event) == []


def test_parts_beyond_their_group_block_the_publication() -> None:
    event = make.make_event()
    group = make.make_headcount(event=event, count=10)
    for role in (Role.SPEAKER, Role.MINISTER):
        make.make_headcount(event=event, parent=group, is_subset=True, role=role, count=6)
    assert _told(event) == [("parts", "The parts by role add up to 12. The group counts 10.", True)]
    assert [found.field for found in counting(event)] == ["headcounts-2-count"]


def test_people_inside_a_group_are_not_more_than_it_counts() -> None:
    event = make.make_event()
    make.make_headcount(event=event, origin=Origin.NATIONAL, sector=Sector.MEDIA, count=2)
    for _ in range(3):
        _person(event, origin=Origin.NATIONAL, sector=Sector.MEDIA, is_in_headcount=True)
    assert _told(event) == [
        (
            "inside",
            f"Three people marked as inside a counted group ({key}: {label}), and the groups have room for two.",
            False,
        )
        for key, label in (("origin", "National"), ("sector", "Media"), ("role", "Delegate"))
    ]
    Headcount.objects.update(count=3)
    assert _told(event) == []


def test_missing_countries_and_sectors_are_named_where_others_have_one() -> None:
    event = make.make_event()
    for _ in range(5):
        _person(event)
    assert _told(event) == []
    _person(event, country="FR", sector=Sector.MEDIA)
    assert [(found.message, found.quote) for found in counting(event)] == [
        (f"Five people of six counted by name have no {key}.", "Unlikeaaa, Unlikebbb, Unlikeccc and two more")
        for key in ("country", "sector")
    ]


def test_walk_ins_are_told_where_others_registered() -> None:
    event = make.make_event()
    _person(event, is_registered=False)
    assert _told(event) == []
    _person(event)
    assert _told(event) == [("walk_in", "One person attended and was not registered.", False)]


def test_origin_that_contradicts_the_country_is_told() -> None:
    event = make.make_event()
    _person(event, origin=Origin.NATIONAL, country="FR", sector=Sector.MEDIA)
    _person(event, origin=Origin.INTERNATIONAL, country="KR", sector=Sector.MEDIA)
    _person(event, origin=Origin.INTERNATIONAL, country="KR", sector=Sector.INTERNATIONAL_ORGANIZATION)
    assert _told(event) == [
        ("origin", "One person recorded as national is from another country than the host.", False),
        ("origin", "One person recorded as international is from the host country.", False),
    ]


def test_one_person_under_two_spellings_is_told_until_told_apart() -> None:
    event = make.make_event()
    one, other, third = (
        make.make_person(family_name=name, given_name="Anna") for name in ("Malitikov", "Malitkov", "Silva")
    )
    for person in (one, other, third):
        _person(event, person=person)
    assert _told(event) == [("spelling_of_person", "“Anna Malitikov” and “Anna Malitkov” may be one person.", False)]
    tell_apart(one=one, other=other, by=User.objects.create_user("ed"))
    assert _told(event) == []


def test_people_of_one_name_from_two_countries_are_two() -> None:
    event = make.make_event()
    for country, distinction in (("FR", ""), ("KE", "of Nairobi")):
        _person(
            event,
            person=make.make_person(family_name="Silva", given_name="Ana", country=country, distinction=distinction),
        )
    assert _told(event) == []


def test_findings_are_part_of_the_review_of_the_event() -> None:
    event = make.make_event(lead="Lead")
    _person(event, is_registered=False)
    _person(event)
    assert [found.rule for found in review_event(event)] == ["walk_in"]
    assert len(RULES) == 7


def test_placeholders_with_numbers_are_not_one_person() -> None:
    event = make.make_event()
    for number in (1, 2):
        _person(event, person=make.make_person(family_name=f"Delegation guest {number}"))
    assert _told(event) == []
