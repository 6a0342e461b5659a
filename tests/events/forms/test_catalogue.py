"""Which fields a form has: what the staff chose, in one order, and what every form needs."""

import pytest

from events.forms.catalogue import ALWAYS, DEFAULT, FIELDS, MOST_FIELDS, chosen, fields_of
from events.models import Registration
from tests import factories as make


def _keys(*keys: str, offers_remote: bool = False) -> list[str]:
    return [one.key for one in chosen(keys, offers_remote=offers_remote)]


def test_usual_fields_are_eight_at_most() -> None:
    assert _keys() == list(DEFAULT)
    assert len(_keys(offers_remote=True)) <= MOST_FIELDS


def test_name_and_address_are_always_asked() -> None:
    assert _keys("dietary") == ["name", "email", "dietary"]
    assert set(ALWAYS) <= set(_keys("country"))


def test_order_of_the_form_is_its_own() -> None:
    assert _keys("comments", "country", "organization") == ["name", "organization", "email", "country", "comments"]


def test_unknown_field_is_not_asked() -> None:
    assert _keys("password", "seed", "state") == ["name", "email"]


@pytest.mark.parametrize("keys", [(), ("is_remote", "country")])
def test_presence_is_asked_where_remote_participation_is_offered(keys: tuple[str, ...]) -> None:
    assert "is_remote" not in _keys(*keys)
    assert "is_remote" in _keys(*keys, offers_remote=True)


def test_own_fields_are_columns_and_the_others_are_not() -> None:
    columns = {field.name for field in Registration._meta.concrete_fields}
    assert {one.key for one in FIELDS.values() if one.is_own} <= columns
    assert {one.key for one in FIELDS.values() if not one.is_own} & columns == set()


@pytest.mark.django_db
def test_form_of_an_event_has_its_own_fields() -> None:
    form = make.make_registration_form(fields=["phone"], offers_remote=True)
    assert [one.key for one in fields_of(form)] == ["name", "email", "phone", "is_remote"]
