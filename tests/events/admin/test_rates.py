"""Rates in the admin: who uses them, what a correction does, and how they read among results."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import AuditEntry, TerminalLegs
from tests import factories as make
from tests.pages import filled, tree


def _used(client: Client, model: str) -> list[str]:
    page = tree(client.get(reverse(f"admin:events_{model}_changelist")))
    return ["".join(cell.itertext()) for cell in page.iter("td") if cell.get("class") == "field-used"]


def test_lists_count_the_lines_that_use_a_rate(finance: Client) -> None:
    daily, leg, rule = make.make_dsa_rate(), make.make_terminal_rate(), make.make_deduction_rule()
    for _ in range(2):
        line = make.make_travel_line(dsa_rate=daily, dsa_days=4)
        for place in ("home", "there"):
            TerminalLegs.objects.create(line=line, place=place, count=2, rate=leg)
    make.make_deduction(line=line, rule=rule)
    found = [_used(finance, model) for model in ("dsarate", "terminalrate", "deductionrule")]
    assert found == [["2 lines"], ["2 lines"], ["1 line"]]


def test_list_says_where_nobody_uses_a_rate(finance: Client) -> None:
    make.make_dsa_rate()
    assert _used(finance, "dsarate") == ["no line"]


def _save(client: Client, row: Any, **changes: Any) -> list[str]:
    address = reverse(f"admin:events_{row._meta.model_name}_change", args=[row.pk])
    answer = client.post(address, filled(client.get(address), **changes), follow=True)
    return [str(message) for message in answer.context["messages"] if "line" in str(message)]


def test_corrected_rate_says_what_it_changed(finance: Client) -> None:
    rate = make.make_dsa_rate(place="Seoul")
    open_line, final = (make.make_travel_line(dsa_rate=rate, dsa_days=4) for _ in range(2))
    make.make_budget(event=final.event, stage="final")
    assert _save(finance, rate, first_60_days="420") == [
        "Seoul, from 1 January 2012: 1 line of 1 open budget now uses it; 1 line of final budgets keeps its amount."
    ]
    for line in (open_line, final):
        line.refresh_from_db()
    assert (open_line.dsa_amount_per_day, final.dsa_amount_per_day) == (420, 409)
    assert AuditEntry.objects.filter(action="repriced", actor__username="finance").count() == 1


def test_rate_saved_with_the_same_amount_says_nothing(finance: Client) -> None:
    rate = make.make_dsa_rate()
    make.make_travel_line(dsa_rate=rate, dsa_days=4)
    assert _save(finance, rate, source="ICSC/CIRC/DSA/450") == []


@pytest.mark.parametrize(
    ("field", "made", "text", "amounts"),
    [
        (
            "dsa_rate",
            lambda: make.make_dsa_rate(place="Seoul", currency="USD", after_60_days=Decimal(300)),
            "Seoul, from 1 January 2012: USD 409, after 60 days 300",
            ["409.00", "300.00"],
        ),
        (
            "rate",
            lambda: make.make_terminal_rate(place="New York", amount=63),
            "New York, from 1 January 2012: 63",
            ["63.00", None],
        ),
        ("rule", make.make_deduction_rule, "Lodging, from 1 January 2012: 50 per cent", ["50.00"]),
    ],
)
def test_choosers_show_the_amounts(field: str, made: Any, text: str, amounts: list[Any], finance: Client) -> None:
    rate = made()
    model = {"dsa_rate": "travelline", "rate": "terminallegs", "rule": "dsadeduction"}[field]
    asked = {"app_label": "events", "model_name": model, "field_name": field, "term": ""}
    found = finance.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert found == [{"id": str(rate.pk), "text": text, "amounts": amounts}]
