"""A corrected rate reaches the lines of open budgets; final budgets and typed amounts stay as they are."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from events.actions.pricing import apply_rate, price
from events.figures import budget_figures
from events.models import AuditEntry, DsaDeduction, DsaRate, Event, TerminalLegs
from tests import factories as make
from tests.reports.demo import load_demo
from unpog_portal.management.commands.demo import SLUG

pytestmark = pytest.mark.django_db


def _change(rate: Any, **fields: Any) -> Any:
    """Changes a rate as its form does, and applies it."""
    was = type(rate).objects.get(pk=rate.pk)
    for name, value in fields.items():
        setattr(rate, name, value)
    rate.save()
    rate.refresh_from_db()
    return apply_rate(rate=rate, was=was, by=None)


def _line(rate: DsaRate, *, stage: str = "", **fields: Any) -> Any:
    event = fields.pop("event", None) or make.make_event()
    if stage:
        make.make_budget(event=event, stage=stage)
    return make.make_travel_line(event=event, dsa_days=4, dsa_rate=rate, **fields)


def _per_day(*lines: Any) -> list[Decimal]:
    for line in lines:
        line.refresh_from_db()
    return [line.dsa_amount_per_day for line in lines]


def test_open_budgets_follow_and_final_budgets_keep() -> None:
    rate = make.make_dsa_rate(after_60_days=300)
    unstated, planned, final = _line(rate), _line(rate, stage="planned"), _line(rate, stage="final")
    again = _line(rate, event=planned.event)
    result = _change(rate, first_60_days=Decimal(420), after_60_days=Decimal(310))
    assert _per_day(unstated, planned, again, final) == [420, 420, 420, 409]
    assert (planned.dsa_amount_after_60_days, final.dsa_amount_after_60_days) == (310, 300)
    assert result.sentence == "3 lines of 2 open budgets now use it; 1 line of final budgets keeps its amount."


def test_amounts_that_were_typed_stay() -> None:
    rate = make.make_dsa_rate()
    typed = _line(rate, dsa_amount_per_day=350)
    alone = make.make_travel_line(dsa_days=4, dsa_amount_per_day=409)
    result = _change(rate, first_60_days=Decimal(420))
    assert _per_day(typed, alone) == [350, 409]
    assert result.sentence == "1 line keeps the amount that was typed there."


def test_many_lines_are_counted_in_the_plural() -> None:
    rate = make.make_dsa_rate()
    event, other = make.make_event(), make.make_event()
    for _ in range(2):
        _line(rate, event=event)
        _line(rate, event=other, dsa_amount_per_day=1)
    make.make_budget(event=event, stage="final")
    sentence = "2 lines of final budgets keep theirs; 2 lines keep the amount that was typed there."
    assert _change(rate, first_60_days=Decimal(420)).sentence == sentence


def test_rate_that_nobody_uses_says_so() -> None:
    assert _change(make.make_dsa_rate(), first_60_days=Decimal(1)).sentence == "No line uses it yet."


def test_legs_follow_with_and_without_a_vehicle() -> None:
    rate = make.make_terminal_rate(amount=63, amount_with_vehicle=25)
    line = make.make_travel_line()
    for place, has_vehicle in (("home", True), ("there", False)):
        TerminalLegs.objects.create(line=line, place=place, count=2, rate=rate, has_vehicle=has_vehicle)
    result = _change(rate, amount=Decimal(70))
    assert list(line.legs.values_list("amount", flat=True)) == [25, 70]
    assert result.sentence == "1 line of 1 open budget now uses it."
    _change(rate, amount_with_vehicle=Decimal(30))
    assert list(line.legs.values_list("amount", flat=True)) == [30, 70]


def test_deductions_follow_their_rule() -> None:
    rule = make.make_deduction_rule()
    open_line, final = make.make_travel_line(), make.make_travel_line()
    make.make_budget(event=final.event, stage="final")
    for line in (open_line, final):
        DsaDeduction.objects.create(line=line, kind="lodging", days=0, rule=rule)
    _change(rule, per_cent=Decimal(40))
    assert [line.deductions.get().per_cent for line in (open_line, final)] == [40, 50]


def test_log_names_each_budget_that_was_changed() -> None:
    rate = make.make_dsa_rate(place="Seoul")
    line = _line(rate)
    _line(rate, stage="final")
    user = User.objects.create_user("fin")
    was = DsaRate.objects.get()
    rate.first_60_days = Decimal("420.50")
    rate.save()
    apply_rate(rate=rate, was=was, by=user)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.item_id) == ("repriced", user, line.event_id)
    assert entry.detail == "DSA rate Seoul, from 1 January 2012: 409 → 420.50; 1 line"


def test_nothing_is_written_where_only_the_source_changed() -> None:
    rate = make.make_dsa_rate()
    line = _line(rate)
    result = _change(rate, source="ICSC/CIRC/DSA/450")
    assert (result.lines, _per_day(line), AuditEntry.objects.count()) == (0, [409], 0)


def test_price_says_what_a_rate_brings() -> None:
    rates = (
        make.make_dsa_rate(first_60_days=Decimal(409)),
        make.make_dsa_rate(first_60_days=Decimal(409), after_60_days=Decimal("300.5")),
        make.make_terminal_rate(amount=Decimal(63), amount_with_vehicle=Decimal(25)),
        make.make_deduction_rule(per_cent=Decimal("50.00")),
    )
    assert [price(rate) for rate in rates] == [
        "409",
        "409, after 60 days 300.50",
        "63, with a vehicle 25",
        "50 per cent",
    ]


def test_forum_of_2012_comes_out_of_rates_and_legs() -> None:
    load_demo()
    event = Event.objects.get(slug=SLUG)
    for line in event.travel_lines.filter(is_cancelled=False):
        assert line.dsa_rate
        line.dsa_amount_per_day = line.dsa_amount_after_60_days = None
        line.save()
        for legs in line.legs.all():
            assert legs.rate
            legs.amount = None
            legs.save()
    figures = budget_figures(event)
    totals = figures.totals
    assert (len(figures.lines), totals.travel, totals.dsa, totals.terminal) == (13, 71700, 22904, 2276)
    assert totals.total == 96880
    assert [line.dsa for line in figures.lines] == [line.dsa_days * 409 for line in figures.lines]
    assert {legs for line in figures.lines for legs in line.legs} == {
        ("New York", 2, Decimal(63)),
        ("elsewhere", 2, Decimal(38)),
        ("elsewhere", 4, Decimal(38)),
    }


def test_forum_of_2012_keeps_its_amounts_when_its_rate_is_changed() -> None:
    load_demo()
    event = Event.objects.get(slug=SLUG)
    result = _change(DsaRate.objects.get(place="Seoul"), first_60_days=Decimal(500))
    assert result.sentence == "13 lines of final budgets keep theirs."
    assert budget_figures(event).totals.dsa == 22904
