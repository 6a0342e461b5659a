"""Organizations and people: each once, and named the same everywhere."""

from typing import Any

import pytest
from django.db import IntegrityError

from events.models import Abbreviation, Organization, OrganizationAlias, Person
from tests import factories as make


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"given_name": "Tiziana", "family_name": "Bonapace"}, "Tiziana Bonapace"),
        ({"given_name": "Byungshik", "family_name": "Lee", "is_family_name_first": True}, "Lee Byungshik"),
        ({"honorific": "Mr.", "family_name": "Fredriksson"}, "Mr. Fredriksson"),
        ({"honorific": "Mr.", "family_name": "Lee", "is_family_name_first": True}, "Mr. Lee"),
        ({"honorific": "Ms.", "given_name": "Ada", "family_name": "Byron"}, "Ada Byron"),
        ({"family_name": "Suharto"}, "Suharto"),
    ],
)
def test_person_is_named_in_the_order_of_the_culture(fields: dict[str, Any], name: str) -> None:
    assert Person(**fields).name == name
    assert str(Person(**fields)) == name


@pytest.mark.django_db
def test_person_is_recorded_once_unless_told_apart() -> None:
    make.make_person(family_name="Kim", given_name="Min")
    other = Person(family_name="Kim", given_name="Min")
    message = "A person of this name is recorded already; say what tells them apart."
    assert make.complaints(other) == {"distinction": [message]}
    with pytest.raises(IntegrityError):
        other.save()


@pytest.mark.django_db
def test_person_told_apart_is_recorded() -> None:
    make.make_person(family_name="Kim", given_name="Min")
    assert make.complaints(make.make_person(family_name="Kim", given_name="Min", distinction="KAIST")) == {}


@pytest.mark.django_db
def test_organization_is_not_its_own_parent() -> None:
    organization = make.make_organization()
    organization.parent = organization
    assert list(make.complaints(organization)) == ["parent"]
    with pytest.raises(IntegrityError):
        organization.save()


@pytest.mark.django_db
def test_organization_and_alias_are_recorded_once() -> None:
    organization = make.make_organization(name="United Nations")
    organization.aliases.create(name="UNO")
    assert list(make.complaints(Organization(name="United Nations", kind="united_nations"))) == ["name"]
    assert list(make.complaints(OrganizationAlias(organization=organization, name="UNO"))) == ["name"]
    with pytest.raises(IntegrityError):
        make.make_organization(name="United Nations")


def test_organization_is_short_by_its_acronym() -> None:
    named = Organization(name="International Telecommunication Union", acronym="ITU")
    assert (named.short_name, str(named)) == ("ITU", "International Telecommunication Union (ITU)")
    assert Organization(name="City of Seoul").short_name == "City of Seoul"
    assert str(Organization(name="City of Seoul")) == "City of Seoul"


@pytest.mark.django_db
def test_keys_find_people_organizations_and_abbreviations_again() -> None:
    organization = make.make_organization()
    alias = organization.aliases.create(name="Other")
    abbreviation = Abbreviation.objects.create(short="ICT", meaning="information and communication technology")
    for row in (make.make_person(distinction="WeGO"), organization, alias, abbreviation):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
