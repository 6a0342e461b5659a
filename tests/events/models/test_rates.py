"""Rates and rules: amounts that cannot be, one row for a day, and a row in use that stays."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from events.models import DeductionRule, DsaDeduction, DsaRate, TerminalLegs, TerminalRate
from tests import factories as make

pytestmark = pytest.mark.django_db


def _dsa_rate(**fields: Any) -> DsaRate:
    values = {"place": "Seoul", "effective_from": date(2012, 10, 1), "first_60_days": Decimal(409), "source": "ICSC"}
    return DsaRate(**(values | fields))


def _terminal_rate(**fields: Any) -> TerminalRate:
    values = {"place": "New York", "effective_from": date(2012, 10, 1), "amount": Decimal(63), "source": "ST/AI"}
    return TerminalRate(**(values | fields))


@pytest.mark.parametrize(
    ("rate", "beside"),
    [
        (_dsa_rate(first_60_days=Decimal(-1)), "first_60_days"),
        (_dsa_rate(after_60_days=Decimal(-1)), "after_60_days"),
        (_dsa_rate(room_share=101), "room_share"),
        (_terminal_rate(amount=Decimal(-1)), "amount"),
        (_terminal_rate(amount_with_vehicle=Decimal(-1)), "amount_with_vehicle"),
    ],
)
def test_rate_is_refused(rate: DsaRate | TerminalRate, beside: str) -> None:
    assert list(make.complaints(rate)) == [beside]
    with pytest.raises(IntegrityError):
        rate.save()


@pytest.mark.parametrize("made", [_dsa_rate, _terminal_rate])
def test_rate_is_recorded_once_for_a_day(made: Any) -> None:
    made().save()
    assert list(make.complaints(made())) == ["effective_from"]
    with pytest.raises(IntegrityError):
        made().save()


def test_rate_in_use_is_kept() -> None:
    rate = _dsa_rate()
    rate.save()
    make.make_travel_line(dsa_rate=rate, dsa_days=1)
    with pytest.raises(IntegrityError):
        rate.delete()


def test_rate_names_its_first_day() -> None:
    assert str(_dsa_rate(effective_from=date(2012, 10, 1))) == "Seoul, from 1 October 2012"


@pytest.mark.parametrize("share", [Decimal("-0.01"), Decimal("100.01")])
def test_rule_takes_a_share_of_a_day(share: Decimal) -> None:
    rule = DeductionRule(kind="lodging", effective_from=date(2012, 1, 1), per_cent=share, source="ST/AI")
    assert make.complaints(rule) == {"per_cent": ["A share lies between 0 and 100 per cent."]}
    with pytest.raises(IntegrityError):
        rule.save()


def test_rule_is_recorded_once_for_a_day() -> None:
    make.make_deduction_rule()
    again = DeductionRule(kind="lodging", effective_from=date(2012, 1, 1), per_cent=40, source="ST/AI")
    assert list(make.complaints(again)) == ["effective_from"]


def test_rule_names_its_first_day() -> None:
    assert str(make.make_deduction_rule()) == "Lodging, from 1 January 2012"


def test_deduction_takes_the_share_of_its_rule_once() -> None:
    rule = make.make_deduction_rule(per_cent=45)
    row = DsaDeduction.objects.create(line=make.make_travel_line(), kind="lodging", days=1, rule=rule)
    rule.per_cent = 40
    rule.save()
    row.refresh_from_db()
    row.save()
    assert row.per_cent == 45


@pytest.mark.parametrize(
    ("has_vehicle", "with_vehicle", "amount"), [(False, 25, 63), (True, 25, 25), (True, None, 63), (False, None, 63)]
)
def test_legs_take_the_lower_amount_where_a_vehicle_is_provided(
    has_vehicle: bool, with_vehicle: int | None, amount: int
) -> None:
    rate = _terminal_rate(amount_with_vehicle=with_vehicle)
    rate.save()
    line = make.make_travel_line()
    legs = TerminalLegs.objects.create(line=line, place="New York", count=2, rate=rate, has_vehicle=has_vehicle)
    assert legs.amount == amount
