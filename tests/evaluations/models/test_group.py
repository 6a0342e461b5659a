"""Groups of respondents and their tallies: named by dimension and code, counted once for each choice."""

import pytest
from django.db import IntegrityError, transaction

from evaluations.models import Group, GroupTally
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_key_finds_group_and_tally_again() -> None:
    tally = make.make_group_tally(count=3)
    for row in (tally.group, tally):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row


def test_group_says_its_dimension() -> None:
    assert str(make.make_group(dimension="region", code="asia", label="Asia")) == "Region: Asia"


def test_tally_says_group_choice_and_count() -> None:
    tally = make.make_group_tally(count=3)
    assert str(tally) == "Role: Speaker, Good: 3"


def test_code_is_taken_once_in_a_dimension() -> None:
    group = make.make_group(code="one")
    make.make_group(survey=group.survey, code="one", dimension="region")
    again = Group(survey=group.survey, code="one", dimension="role", label="Again")
    assert list(make.complaints(again)) == ["code"]
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_choice_is_counted_once_for_a_group() -> None:
    tally = make.make_group_tally()
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupTally.objects.create(group=tally.group, choice=tally.choice)


def test_groups_come_by_dimension_and_position() -> None:
    survey = make.make_survey()
    for dimension, code, position in (("session", "s", 1), ("role", "b", 2), ("role", "a", 1), ("region", "r", 1)):
        make.make_group(survey=survey, dimension=dimension, code=code, position=position)
    assert [group.code for group in survey.groups.all()] == ["r", "a", "b", "s"]
