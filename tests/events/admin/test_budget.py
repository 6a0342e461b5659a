"""Travel lines in the admin: sums are computed, rates are taken and kept, refusals stand beside their field."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import DsaRate, TravelLine
from tests import factories as make
from tests.pages import complaints, filled, tree

LEGS = {"New York": (2, 63), "Seoul": (2, 38)}


def _page(line: TravelLine) -> str:
    return reverse("admin:events_travelline_change", args=[line.pk])


def _cells(client: Client, name: str) -> list[str]:
    page = tree(client.get(reverse("admin:events_travelline_changelist")))
    return ["".join(cell.itertext()) for cell in page.iter("td") if cell.get("class") == f"field-{name}"]


def test_list_shows_computed_amounts(finance: Client) -> None:
    make.make_travel_line(travel_cost=5400, dsa_days=4, dsa_amount_per_day=409, legs=LEGS)
    amounts = [_cells(finance, name) for name in ("travel", "days", "dsa", "terminal", "total")]
    assert amounts == [["5,400"], ["4"], ["1,636"], ["202"], ["7,238"]]


def test_list_shows_a_cancelled_line_as_nought(finance: Client) -> None:
    make.make_travel_line(is_cancelled=True)
    assert _cells(finance, "total") == ["0"]


def test_line_sent_back_as_it_is_changes_nothing(finance: Client) -> None:
    line = make.make_travel_line(travel_cost=5400, dsa_days=4, dsa_amount_per_day=409, legs=LEGS)
    before = TravelLine.objects.values().get()
    assert finance.post(_page(line), filled(finance.get(_page(line)))).status_code == 302
    assert TravelLine.objects.values().get() == before


def test_line_takes_the_amount_of_the_rate(finance: Client) -> None:
    rate = DsaRate.objects.create(place="Seoul", effective_from="2012-10-01", first_60_days=Decimal(409), source="ICSC")
    line = make.make_travel_line()
    answer = finance.post(_page(line), filled(finance.get(_page(line)), dsa_days=4, dsa_rate=rate.pk))
    assert answer.status_code == 302
    line.refresh_from_db()
    assert line.dsa_amount_per_day == 409


@pytest.mark.parametrize(
    ("changes", "beside", "message"),
    [
        ({"travel_cost": -1}, "travel_cost", "An amount cannot be negative."),
        ({"is_cancelled": "on"}, "is_cancelled", "A cancelled line costs nothing."),
        ({"person": ""}, "person", "Name the traveller, or mark the line as cancelled."),
        ({"dsa_days": 4}, "dsa_rate", "Days of allowance need a rate or an amount a day."),
        ({"legs-0-amount": ""}, "legs-0-amount", "Give a rate or an amount a leg."),
        ({"legs-0-amount": -38}, "legs-0-amount", "An amount cannot be negative."),
    ],
)
def test_line_is_refused_beside_its_field(changes: dict[str, Any], beside: str, message: str, finance: Client) -> None:
    line = make.make_travel_line(travel_cost=5400, legs={"Seoul": (4, 38)})
    answer = finance.post(_page(line), filled(finance.get(_page(line)), **changes))
    assert complaints(answer) == {beside: [message]}
