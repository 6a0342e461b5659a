"""People who may be recorded twice are found, and told apart for good."""

import pytest
from django.contrib.auth.models import User

from events.actions.duplicates import Pair, duplicates, resembling, tell_apart
from tests import factories as make

pytestmark = pytest.mark.django_db


def _told(pairs: list[Pair]) -> list[tuple[str, str, str]]:
    return [(str(pair.kept), str(pair.other), pair.reason) for pair in pairs]


def test_duplicates_are_found_the_likeliest_first() -> None:
    body = make.make_organization(acronym="ESCAP")
    make.make_person(family_name="Malitikov", given_name="Anna")
    make.make_person(family_name="Malitkov", given_name="Anna")
    make.make_person(family_name="Lee", given_name="Byung-shik", organization=body)
    make.make_person(family_name="Byungshik", given_name="Lee", organization=body)
    make.make_person(family_name="Bonapace", given_name="Tiziana")
    make.make_person(family_name="Bonapace", given_name="T.")
    make.make_person(family_name="Nobody", given_name="Else")
    assert _told(duplicates()) == [
        ("Byung-shik Lee", "Lee Byungshik", "the same name in another order"),
        ("Anna Malitikov", "Anna Malitkov", "one letter differs"),
        ("Tiziana Bonapace", "T. Bonapace", "the same family name, and a given name that may be short for the other"),
    ]
    assert duplicates()[0].evidence == ("organization ESCAP",)


def test_same_name_with_a_distinction_and_another_country_is_two_people() -> None:
    make.make_person(family_name="Kim", given_name="Min", country="KR")
    make.make_person(family_name="Kim", given_name="Min", distinction="of Almaty", country="KZ")
    assert duplicates() == []


def test_the_one_with_more_that_hangs_on_it_is_kept() -> None:
    make.make_person(family_name="Malitikov", given_name="Anna")
    used = make.make_person(family_name="Malitkov", given_name="Anna")
    make.make_presentation(speaker=used)
    assert duplicates()[0].kept == used


def test_pair_that_was_told_apart_is_not_offered_again() -> None:
    user = User.objects.create_user("ed")
    one = make.make_person(family_name="Malitikov", given_name="Anna")
    other = make.make_person(family_name="Malitkov", given_name="Anna")
    third = make.make_person(family_name="Malitkova", given_name="Anna")
    tell_apart(one=one, other=other, by=user)
    assert {frozenset((pair.kept, pair.other)) for pair in duplicates()} == {frozenset((other, third))}
    assert [{pair.kept, pair.other} for pair in resembling(other)] == [{other, third}]


def test_new_person_is_compared_with_the_known() -> None:
    known = make.make_person(family_name="Malitikov", given_name="Anna", country="KE")
    make.make_person(family_name="Silva", given_name="Ana")
    new = make.make_person(family_name="Malitkov", given_name="Anna", country="KE")
    pair = resembling(new)[0]
    assert (pair.kept, pair.reason, pair.evidence) == (known, "one letter differs", ("country Kenya",))
    assert resembling(make.make_person(family_name="Unheard", given_name="Of")) == []
