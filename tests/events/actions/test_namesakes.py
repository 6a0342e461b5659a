"""Organizations that may be recorded twice are found by any of their names, and told apart for good."""

import pytest
from django.contrib.auth.models import User

from events.actions.duplicates import tell_apart
from events.actions.namesakes import Namesakes, describe_organization, namesakes, namesakes_of
from events.models import Organization
from tests import factories as make

pytestmark = pytest.mark.django_db
GOVERNMENT = Organization.Kind.GOVERNMENT


def _told(pairs: list[Namesakes]) -> list[tuple[str, str, str]]:
    return [(pair.kept.name, pair.other.name, pair.reason) for pair in pairs]


def test_duplicates_are_found_the_likeliest_first() -> None:
    make.make_organization(name="University of Nairobi")
    make.make_organization(name="Nairobi University")
    make.make_organization(name="Economic Commission for Africa", acronym="ECA")
    make.make_organization(name="UNECA", acronym="E.C.A.")
    bank = make.make_organization(name="World Bank")
    bank.aliases.create(name="Banque mondiale")
    make.make_organization(name="BANQUE MONDIALE")
    make.make_organization(name="Institute of Governance")
    make.make_organization(name="Institut of Governance")
    make.make_organization(name="Something Else")
    assert _told(namesakes()) == [
        ("University of Nairobi", "Nairobi University", "the same words in the name"),
        ("World Bank", "BANQUE MONDIALE", "the one bears a name of the other"),
        ("Economic Commission for Africa", "UNECA", "the same acronym"),
        ("Institute of Governance", "Institut of Governance", "one letter differs"),
    ]


def test_ministries_of_two_countries_are_two() -> None:
    make.make_organization(name="Ministry of Finances", kind=GOVERNMENT, country="KE", acronym="MOF")
    make.make_organization(name="Ministry of Finance", kind=GOVERNMENT, country="GH", acronym="MOF")
    assert namesakes() == []


def test_the_one_that_is_used_more_is_kept() -> None:
    make.make_organization(name="University of Nairobi")
    used = make.make_organization(name="Nairobi University")
    make.make_participation(organization=used)
    assert namesakes()[0].kept == used


def test_pair_that_was_told_apart_is_not_offered_again() -> None:
    one, other = make.make_organization(name="Bank of Japan"), make.make_organization(name="Japan Bank")
    assert len(namesakes_of(one)) == 1
    tell_apart(one=one, other=other, by=User.objects.create_user("ed"))
    assert (namesakes(), namesakes_of(one), namesakes_of(other)) == ([], [], [])


def test_new_organization_is_compared_with_the_known() -> None:
    make.make_organization(name="Something Else")
    known = make.make_organization(name="University of Nairobi", country="KE")
    new = make.make_organization(name="The Nairobi University", country="KE")
    (pair,) = namesakes_of(new)
    assert (pair.kept, pair.other, pair.evidence) == (known, new, ("country", "kind"))
    assert describe_organization(new) == "The Nairobi University, International organization, Kenya"
