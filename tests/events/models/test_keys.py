"""Keys and messages that every noun has."""

import pytest
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS

from events.models.keys import Keyed
from tests import factories as make

NOUNS = [model for model in apps.get_models() if issubclass(model, Keyed)]


@pytest.mark.parametrize("model", NOUNS)
def test_key_names_columns_that_exist(model: type[Keyed]) -> None:
    assert model.objects.filter(**dict.fromkeys(model.KEY)).query


@pytest.mark.parametrize("model", NOUNS)
def test_beside_names_constraints_and_fields_that_exist(model: type[Keyed]) -> None:
    rules = {item.name.removeprefix(f"{model._meta.model_name}_") for item in model._meta.constraints}
    assert set(model.BESIDE) - rules == set()
    assert set(model.BESIDE.values()) - {field.name for field in model._meta.concrete_fields} == set()


@pytest.mark.django_db
def test_message_stands_above_the_form_where_its_field_is_not_asked_for() -> None:
    line = make.make_travel_line()
    line.dsa_days = 4
    message = "Days of allowance need a rate or an amount a day."
    assert make.refusal(line.validate_constraints) == {"dsa_rate": [message]}
    assert make.refusal(lambda: line.validate_constraints(exclude={"dsa_rate"})) == {NON_FIELD_ERRORS: [message]}


@pytest.mark.django_db
def test_constraint_on_a_field_that_is_not_asked_for_waits() -> None:
    event = make.make_event()
    event.currency = "usd"
    assert make.refusal(lambda: event.validate_constraints(exclude={"currency"})) == {}


@pytest.mark.django_db
def test_message_of_a_broken_rule_without_a_field_of_its_own_stands_above() -> None:
    group = make.make_headcount()
    again = make.Headcount(event=group.event, origin=group.origin, count=1)
    assert make.complaints(again) == {NON_FIELD_ERRORS: ["This group is counted already."]}
