"""Travel lines in the admin: sums are computed, rates are taken and kept, refusals stand beside their field."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import DsaRate, TravelLine
from events.models.budget import LOCKED
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


def _post(client: Client, line: TravelLine, **changes: Any) -> Any:
    return client.post(_page(line), filled(client.get(_page(line)), **changes))


def test_another_rate_brings_its_amounts(finance: Client) -> None:
    old, new = make.make_dsa_rate(first_60_days=409), make.make_dsa_rate(first_60_days=350, after_60_days=200)
    line = make.make_travel_line(dsa_days=4, dsa_rate=old)
    assert _post(finance, line, dsa_rate=new.pk).status_code == 302
    line.refresh_from_db()
    assert (line.dsa_amount_per_day, line.dsa_amount_after_60_days) == (350, 200)


def test_amount_typed_with_another_rate_stays(finance: Client) -> None:
    line = make.make_travel_line(dsa_days=4, dsa_rate=make.make_dsa_rate())
    assert _post(finance, line, dsa_rate=make.make_dsa_rate().pk, dsa_amount_per_day="300").status_code == 302
    line.refresh_from_db()
    assert line.dsa_amount_per_day == 300


def test_vehicle_brings_the_lower_amount_of_the_rate(finance: Client) -> None:
    rate = make.make_terminal_rate(amount=63, amount_with_vehicle=25)
    line = make.make_travel_line(legs={"New York": (2, 63)})
    line.legs.update(rate=rate)
    assert _post(finance, line, **{"legs-0-has_vehicle": "on"}).status_code == 302
    assert line.legs.get().amount == 25


def _deducting(kinds: dict[str, tuple[str, int]], line: TravelLine) -> dict[str, Any]:
    """What the form sends with new rows of deductions: days and per cent by kind."""
    sent: dict[str, Any] = {"deductions-TOTAL_FORMS": len(kinds)}
    for row, (kind, (days, share)) in enumerate(kinds.items()):
        sent |= {f"deductions-{row}-{name}": value for name, value in (("kind", kind), ("days", days))}
        sent |= {f"deductions-{row}-per_cent": share, f"deductions-{row}-line": line.pk, f"deductions-{row}-id": ""}
    return sent


def test_deductions_are_kept_with_the_line(finance: Client) -> None:
    line = make.make_travel_line(dsa_days=4, dsa_amount_per_day=409)
    answer = _post(finance, line, **_deducting({"lodging": ("1", 50)}, line))
    assert answer.status_code == 302
    assert line.deductions.get().per_cent == 50


@pytest.mark.parametrize(
    ("kinds", "beside", "message"),
    [
        (
            {"lodging": ("5", 50)},
            "deductions-0-days",
            "The line has 4 days of allowance; deduct no more than that.",
        ),
        (
            {"lodging": ("4", 60), "lunch": ("4", 41)},
            "deductions-1-days",
            "The deductions come to 4.04 days; the line has 4. Deduct less.",
        ),
        ({"lodging": ("1", 101)}, "deductions-0-per_cent", "A share lies between 0 and 100 per cent."),
    ],
)
def test_deduction_of_more_than_the_allowance_is_refused_beside_it(
    kinds: dict[str, tuple[str, int]], beside: str, message: str, finance: Client
) -> None:
    line = make.make_travel_line(dsa_days=4, dsa_amount_per_day=409)
    assert complaints(_post(finance, line, **_deducting(kinds, line))) == {beside: [message]}
    assert line.deductions.count() == 0


def test_deduction_of_more_than_the_amount_is_refused_beside_it(finance: Client) -> None:
    line = make.make_travel_line(dsa_days=120, dsa_amount_per_day=409, dsa_amount_after_60_days=300)
    kinds = {"lodging": ("60", 100), "lunch": ("60", 100)}
    message = "The deductions come to 49,080; the allowance is 42,540. Deduct less."
    assert complaints(_post(finance, line, **_deducting(kinds, line))) == {"deductions-1-days": [message]}
    kinds["lunch"] = ("60", 73)
    assert _post(finance, line, **_deducting(kinds, line)).status_code == 302


def test_days_are_not_lowered_below_the_deductions(finance: Client) -> None:
    line = make.make_travel_line(dsa_days=120, dsa_amount_per_day=409, dsa_amount_after_60_days=100)
    for kind in ("lodging", "lunch"):
        make.make_deduction(line=line, kind=kind, days=60, per_cent=60)
    message = "The deductions come to 29,448; the allowance is 28,540. Deduct less."
    assert complaints(_post(finance, line, dsa_days=100)) == {"deductions-1-days": [message]}


def test_allowance_may_be_deducted_whole_whatever_the_rounding(finance: Client) -> None:
    line = make.make_travel_line(dsa_days=1, dsa_amount_per_day=Decimal("409.01"))
    kinds = {"lodging": ("1", 50), "lunch": ("1", 50)}
    assert _post(finance, line, **_deducting(kinds, line)).status_code == 302


def test_rate_of_another_currency_is_refused_beside_it(finance: Client) -> None:
    line = make.make_travel_line(event=make.make_event(currency="USD"), legs={"Seoul": (4, 38)})
    dollars, euros = make.make_dsa_rate(currency="EUR"), make.make_terminal_rate(currency="EUR")
    found = complaints(_post(finance, line, **{"dsa_rate": dollars.pk, "legs-0-rate": euros.pk}))
    message = "The rate is in EUR; the event's budget states USD."
    assert found == {"dsa_rate": [message], "legs-0-rate": [message]}


def test_new_line_has_the_next_number_and_leads_back_to_the_budget(finance: Client) -> None:
    event = make.make_event()
    make.make_travel_line(event=event, number=7, is_cancelled=True)
    address = f"{reverse('admin:events_travelline_add')}?event={event.pk}"
    form = filled(finance.get(address), event=event.pk, person=make.make_person().pk)
    assert form["number"] == "8"
    answer = finance.post(address, form)
    assert answer["Location"] == reverse("admin:events_event_budget", args=[event.pk])


@pytest.mark.parametrize("query", ["?event=x", "?event=99999999", "?copy=x", "?copy=9999", "?copy=" + "9" * 40])
def test_link_to_nothing_opens_an_empty_form(query: str, finance: Client) -> None:
    answer = finance.get(reverse("admin:events_travelline_add") + query)
    assert (answer.status_code, filled(answer)["number"]) == (200, "")


def test_copy_takes_everything_but_the_traveller(finance: Client) -> None:
    rate = make.make_dsa_rate()
    line = make.make_travel_line(
        travel_cost=5400, dsa_days=4, dsa_rate=rate, legs=LEGS, note="Came early", status="consultant"
    )
    make.make_deduction(line=line)
    address = f"{reverse('admin:events_travelline_add')}?copy={line.pk}"
    form = filled(finance.get(address), event=line.event_id, person=make.make_person().pk, dsa_rate=rate.pk)
    assert (form["note"], form["number"]) == ("", "2")
    assert finance.post(address, form).status_code == 302
    copy = TravelLine.objects.get(number=2)
    assert (copy.travel_cost, copy.dsa_days, copy.dsa_amount_per_day, copy.status) == (5400, 4, 409, "consultant")
    assert [(legs.place, legs.count, legs.amount) for legs in copy.legs.all()] == [
        ("New York", 2, 63),
        ("Seoul", 2, 38),
    ]
    assert [(row.kind, row.days, row.per_cent) for row in copy.deductions.all()] == [("lodging", 1, 50)]


def test_line_of_a_final_budget_is_shown_and_not_changed(finance: Client) -> None:
    line = make.make_travel_line(travel_cost=5400, legs=LEGS)
    form = filled(finance.get(_page(line)), travel_cost=1)
    make.make_budget(event=line.event, stage="final")
    page = finance.get(_page(line))
    assert (page.status_code, page.context["has_change_permission"]) == (200, False)
    assert "The budget is final." in str(next(iter(page.context["messages"])))
    assert finance.post(_page(line), form).status_code == 403
    delete = reverse("admin:events_travelline_delete", args=[line.pk])
    assert finance.post(delete, {"post": "yes"}).status_code == 403
    assert TravelLine.objects.get().travel_cost == 5400


def test_line_is_not_added_to_a_final_budget(finance: Client) -> None:
    event = make.make_event()
    make.make_budget(event=event, stage="final")
    address = reverse("admin:events_travelline_add")
    form = filled(finance.get(address), event=event.pk, number=1, person=make.make_person().pk)
    assert complaints(finance.post(address, form)) == {"": [LOCKED]}
