"""Budgets and other costs: how far they are, one number each, nothing for what was cancelled."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from events.models import Budget, FundingSource, OtherCost
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_event_without_a_budget_has_an_open_one() -> None:
    event = make.make_event()
    assert not Budget.is_final_for(event.pk)
    assert not Budget.is_final_for(None)


@pytest.mark.parametrize(("stage", "is_final"), [("planned", False), ("authorized", False), ("final", True)])
def test_budget_is_final_at_its_last_stage(stage: str, is_final: bool) -> None:
    budget = make.make_budget(event=make.make_event(title="Forum"), stage=stage)
    assert (budget.is_final, Budget.is_final_for(budget.event_id)) == (is_final, is_final)
    assert str(budget) == f"Budget of Forum, {stage}"


def test_event_has_one_budget() -> None:
    budget = make.make_budget()
    with pytest.raises(IntegrityError):
        make.make_budget(event=budget.event)


@pytest.mark.parametrize("name", ["planned_amount", "authorized_amount", "actual_amount"])
def test_cost_is_never_negative(name: str) -> None:
    cost = make.make_other_cost()
    setattr(cost, name, Decimal("-0.01"))
    assert make.complaints(cost) == {name: ["An amount cannot be negative."]}
    with pytest.raises(IntegrityError):
        cost.save()


def test_cost_that_was_cancelled_costs_nothing() -> None:
    cost = make.make_other_cost(is_cancelled=True, actual_amount=0)
    cost.actual_amount = Decimal(5)
    assert make.complaints(cost) == {"is_cancelled": ["A cancelled line costs nothing."]}
    with pytest.raises(IntegrityError):
        cost.save()


def test_cost_has_a_number_of_its_own_in_the_event() -> None:
    cost = make.make_other_cost(number=3)
    make.make_other_cost(number=3)
    again = OtherCost(event=cost.event, number=3, category="venue", description="Hall")
    assert make.complaints(again) == {"number": ["This number is taken."]}


def test_source_of_funds_is_named_once() -> None:
    make.make_funding_source(code="TF-1", name="Trust fund")
    assert str(FundingSource.objects.get()) == "TF-1, Trust fund"
    with pytest.raises(IntegrityError):
        make.make_funding_source(code="TF-1")


def test_keys_of_a_budget_find_it_again() -> None:
    for row in (make.make_budget(), make.make_other_cost(), make.make_funding_source()):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
