"""Headcounts and participants: groups that fit into each other, and each person once."""

from typing import Any

import pytest
from django.db import IntegrityError

from events.models import Headcount, Participation
from tests import factories as make

pytestmark = pytest.mark.django_db
FITS = "A part cannot be larger than the group it is inside."


def _part(**fields: Any) -> Headcount:
    group = make.make_headcount(count=217)
    values = {"role": "minister", "count": 19, "is_subset": True} | fields
    return make.make_headcount(event=group.event, parent=group, **values)


def test_part_larger_than_its_group_is_not_created() -> None:
    with pytest.raises(IntegrityError):
        _part(count=218)


def test_part_as_large_as_its_group_is_in_order() -> None:
    assert make.complaints(_part(count=217)) == {}


def test_part_does_not_grow_beyond_its_group() -> None:
    part = _part()
    part.count = 218
    assert make.complaints(part) == {"count": [FITS]}
    with pytest.raises(IntegrityError):
        part.save()


def test_part_does_not_grow_beyond_its_group_by_an_update() -> None:
    part = _part()
    with pytest.raises(IntegrityError):
        Headcount.objects.filter(pk=part.pk).update(count=218)


def test_group_does_not_shrink_below_its_part() -> None:
    group = _part().parent
    group.count = 18
    assert make.complaints(group) == {"count": ["A part of this group counts 19 already."]}
    with pytest.raises(IntegrityError):
        group.save()


def test_group_refused_by_its_part_is_left_as_it_was() -> None:
    group = _part().parent
    group.count = 18
    with pytest.raises(IntegrityError):
        group.save()
    group.refresh_from_db()
    assert (group.count, group.subsets.get().of_count) == (217, 217)


def test_group_hands_its_new_count_to_its_parts() -> None:
    part = _part()
    part.parent.count = 230
    part.parent.save()
    part.refresh_from_db()
    assert part.of_count == 230


@pytest.mark.parametrize(
    ("fields", "beside", "message"),
    [
        ({"is_subset": False}, "is_subset", "What is inside a group is a subset of it."),
        ({"count": 218}, "count", FITS),
        (
            {"unit": "countries", "is_subset": False, "parent": None},
            "is_subset",
            "Countries and organizations do not add up to people: mark them as a subset.",
        ),
    ],
)
def test_headcount_is_refused(fields: dict[str, Any], beside: str, message: str) -> None:
    part = _part()
    for name, value in fields.items():
        setattr(part, name, value)
    assert make.complaints(part) == {beside: [message]}
    with pytest.raises(IntegrityError):
        part.save()


def test_headcount_counts_no_fewer_than_nobody() -> None:
    assert list(make.complaints(Headcount(event=make.make_event(), count=-1))) == ["count"]


def test_headcount_counts_a_group_once() -> None:
    group = make.make_headcount()
    with pytest.raises(IntegrityError):
        make.make_headcount(event=group.event)


def test_headcount_is_not_inside_a_group_of_another_event() -> None:
    part = _part()
    part.parent = make.make_headcount()
    part.count = 5
    assert make.complaints(part) == {"parent": ["The group belongs to another event."]}


def test_headcount_is_not_inside_itself() -> None:
    part = _part()
    part.parent = part
    assert make.complaints(part) == {"parent": ["A group cannot be inside itself."]}


def test_headcount_reads_as_words() -> None:
    assert str(_part()) == "International, Minister or vice-minister: 19 people"
    assert str(Headcount(count=766)) == "All: 766 people"


def test_person_is_on_the_list_once() -> None:
    first = make.make_participation()
    again = Participation(event=first.event, person=first.person)
    assert make.complaints(again) == {"person": ["This person is on the list already."]}
    with pytest.raises(IntegrityError):
        again.save()


def test_keys_of_participation_find_it_again() -> None:
    part = _part()
    for row in (part, part.parent, make.make_participation(person=make.make_person(distinction="ITU"))):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row


def test_parts_that_are_more_than_their_group_together_are_refused() -> None:
    part = _part(role="minister", count=19)
    more = {"event": part.event, "parent": part.parent, "is_subset": True, "origin": "international"}
    make.make_headcount(**more, role="speaker", count=100)
    observers = Headcount(**more, role="observer", count=99, position=9)
    assert make.complaints(observers) == {"count": ["The parts by role add up to 218. The group counts 217."]}
    observers.count = 98
    assert make.complaints(observers) == {}


def test_parts_by_different_properties_may_overlap() -> None:
    part = _part(role="minister", count=19)
    more = {"event": part.event, "parent": part.parent, "is_subset": True, "origin": "international"}
    assert make.complaints(Headcount(**more, sector="government", count=217)) == {}
    assert make.complaints(Headcount(**more, role="speaker", sector="government", count=217)) == {}


def test_parts_of_everybody_are_measured_by_all_groups_together() -> None:
    event = make.make_headcount(count=10).event
    make.make_headcount(event=event, origin="national", count=5)
    ministers = Headcount(event=event, role="minister", is_subset=True, count=16)
    assert make.complaints(ministers) == {"count": ["The parts by role add up to 16. All groups together count 15."]}
    ministers.count = 15
    assert make.complaints(ministers) == {}
    assert make.complaints(Headcount(event=make.make_event(), role="minister", is_subset=True, count=16)) == {}
    assert make.complaints(Headcount(event=event, unit="countries", is_subset=True, count=50)) == {}


def test_organization_that_nobody_recorded_is_named_as_the_person_wrote_it() -> None:
    row = make.make_participation()
    assert row.organization_name == ""
    make.make_registration(organization="City of Dubois", participation=row)
    row.refresh_from_db()
    assert row.organization_name == "City of Dubois"
    row.organization = make.make_organization(name="Ville de Dubois")
    assert row.organization_name == "Ville de Dubois"
