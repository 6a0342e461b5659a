"""The page of an event's budget: every amount explained, all sums, findings, stages, and costs to type in."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import AuditEntry, Budget, Event, OtherCost
from tests import factories as make
from tests.pages import complaints, filled, tree

LEGS = {"New York": (2, 63), "elsewhere": (2, 38)}


def _address(event: Event, page: str = "budget") -> str:
    return reverse(f"admin:events_event_{page}", args=[event.pk])


def _text(answer: Any) -> str:
    return " ".join(" ".join(tree(answer).itertext()).split())


def _rows(answer: Any) -> list[str]:
    return [" ".join(" ".join(row.itertext()).split()) for row in tree(answer).iter("tr")]


def _event() -> Event:
    """A journey, a cancelled one, and two other costs."""
    event = make.make_event(currency="USD")
    fund = make.make_funding_source(code="TF-1", name="Trust fund")
    person = make.make_person(given_name="Ana", family_name="Silva")
    line = make.make_travel_line(
        event=event,
        person=person,
        organization=make.make_organization(acronym="UNDESA"),
        funding_source=fund,
        travel_cost=Decimal("2350.40"),
        dsa_days=4,
        dsa_amount_per_day=409,
        authorized_amount=4000,
        legs=LEGS,
    )
    make.make_deduction(line=line)
    make.make_travel_line(event=event, is_cancelled=True, note="Visa refused")
    make.make_other_cost(event=event, funding_source=fund, planned_amount=1000, authorized_amount=1300)
    make.make_other_cost(event=event, is_cancelled=True, description="Buses", actual_amount=None)
    return event


def test_page_explains_every_amount(finance: Client) -> None:
    rows = _rows(finance.get(_address(_event())))
    assert rows[1] == (
        "1 Ana Silva Staff · UNDESA · TF-1, Trust fund DSA: 4 days × 409 = 1,636 "
        "less: 1 day lodging at 50 per cent of 409 = 204.50 DSA in all: 1,431.50 "
        "TE: 2 legs New York × 63 + 2 legs elsewhere × 38 = 202 Copy line 1 "
        "2,350.40 1,431.50 202 – 4,000 3,983.90 -16.10"
    )
    assert rows[2] == "2 Cancelled Visa refused nothing"
    assert rows[3] == "1 traveller 2,350.40 1,431.50 202 – 4,000 3,983.90 -16.10"


def test_page_has_other_costs_and_all_sums(finance: Client) -> None:
    answer = finance.get(_address(_event()))
    rows = _rows(answer)
    for row in (
        "1 Hall Venue · TF-1, Trust fund 1,000 1,300 1,200 -100",
        "2 Cancelled: Buses nothing",
        "All other costs 1,000 1,300 1,200 -100",
        "Staff – 4,000 3,983.90 -16.10",
        "UNDESA – 4,000 3,983.90 -16.10",
        "Venue 1,000 1,300 1,200 -100",
        "TF-1, Trust fund 1,000 5,300 5,183.90 -116.10",
    ):
        assert row in rows
    assert "Grand total: USD 5,183.90" in _text(answer)


def test_page_says_where_no_currency_is_recorded(finance: Client) -> None:
    text = _text(finance.get(_address(make.make_travel_line(travel_cost=7).event)))
    assert "No currency is recorded" in text
    assert "Grand total: 7 (no currency recorded)" in text


@pytest.mark.parametrize(("stage", "words"), [("planned", ""), ("final", "open the budget again first, then ")])
def test_page_says_how_a_currency_is_recorded(stage: str, words: str, finance: Client) -> None:
    text = _text(finance.get(_address(make.make_budget(stage=stage).event)))
    assert f"No currency is recorded: {words}write it into the event" in text.replace(" ,", ",")


def test_page_of_nothing_says_so(finance: Client) -> None:
    text = _text(finance.get(_address(make.make_event())))
    assert "No line yet." in text
    assert "None recorded." in text
    assert "Grand total" not in text


def test_findings_lead_to_their_place(finance: Client) -> None:
    event = _event()
    one = make.make_participation(event=event)
    page = tree(finance.get(_address(event)))
    found = next(part for part in page.iter("section") if part.get("aria-labelledby") == "findings")
    links = [link.get("href") for link in found.iter("a")]
    assert links == ["#line-1", "#line-1", reverse("admin:events_participation_change", args=[one.pk])]
    assert {row.get("id") for row in page.iter("tr")} >= {"line-1", "line-2", "cost-1", "cost-2"}


def test_findings_are_for_finance_alone(editor: Client) -> None:
    event = _event()
    assert editor.get(_address(event)).status_code == 403
    text = _text(editor.get(reverse("admin:events_event_change", args=[event.pk])))
    assert [word for word in ("is paid for the journey", "3,983") if word in text] == []


def _press(client: Client, event: Event, **button: str) -> Any:
    return client.post(_address(event), button, follow=True)


def test_stages_follow_each_other_by_buttons(finance: Client) -> None:
    event = _event()
    assert "Planned . Enter the planned amounts" in _text(finance.get(_address(event)))
    authorized = _text(_press(finance, event, authorize="1"))
    assert "The budget is authorized; 0 planned amounts were taken over." in authorized
    closed = _text(_press(finance, event, close="1"))
    assert "The budget is final: its amounts stay as they are from now on." in closed
    assert [button for button in ("Make it final", "Add a line", "Change the costs") if button in closed] == []
    refused = finance.post(_address(event), {"reopen": "1", "reason": ""})
    assert "Say why: the log keeps it." in _text(refused)
    assert Budget.objects.get().is_final
    assert "The budget is open again." in _text(_press(finance, event, reopen="1", reason="Refund"))
    actions = list(AuditEntry.objects.order_by("id").values_list("action", "detail"))
    assert actions[-3:] == [("moved", "Planned → authorized"), ("closed_budget", ""), ("reopened_budget", "Refund")]


def test_step_that_was_done_already_says_so(finance: Client) -> None:
    event = make.make_budget(stage="final").event
    assert "The budget is final already." in _text(_press(finance, event, close="1"))
    assert "The budget is final already." in _text(_press(finance, event, authorize="1"))


def test_costs_are_typed_in_one_table(finance: Client) -> None:
    event = make.make_event()
    make.make_other_cost(event=event, number=4)
    address = _address(event, "costs")
    form = filled(finance.get(address))
    assert [form[f"costs-{row}-number"] for row in range(4)] == ["4", "5", "6", "7"]
    typed = {"costs-1-category": "printing", "costs-1-description": "Reports", "costs-1-actual_amount": "70.50"}
    assert finance.post(address, form | typed)["Location"] == _address(event)
    assert list(OtherCost.objects.values_list("number", "category", "actual_amount")) == [
        (4, "venue", 1200),
        (5, "printing", Decimal("70.50")),
    ]


def test_cost_is_refused_beside_its_field(finance: Client) -> None:
    event = make.make_event()
    address = _address(event, "costs")
    form = filled(finance.get(address)) | {"costs-0-description": "Hall", "costs-0-actual_amount": "-1"}
    answer = finance.post(address, form)
    assert dict(answer.context["rows"].forms[0].errors) == {
        "category": ["This field is required."],
        "actual_amount": ["An amount cannot be negative."],
    }
    assert answer.context["title"].startswith("Error: ")
    assert OtherCost.objects.count() == 0


def test_costs_of_a_final_budget_are_not_typed(finance: Client) -> None:
    event = make.make_budget(stage="final").event
    for answer in (finance.get(_address(event, "costs")), finance.post(_address(event, "costs"), {})):
        assert answer["Location"] == _address(event)


def test_cost_has_a_page_of_its_own(finance: Client) -> None:
    cost = make.make_other_cost(number=3)
    add = f"{reverse('admin:events_othercost_add')}?event={cost.event_id}"
    assert filled(finance.get(add))["number"] == "4"
    change = reverse("admin:events_othercost_change", args=[cost.pk])
    answer = finance.post(change, filled(finance.get(change), is_cancelled="on"))
    assert complaints(answer) == {"is_cancelled": ["A cancelled line costs nothing."]}


def test_stage_is_moved_on_the_page_alone(finance: Client) -> None:
    budget = make.make_budget()
    address = reverse("admin:events_budget_change", args=[budget.pk])
    finance.post(address, filled(finance.get(address), stage="final", event=make.make_event().pk, note="Draft"))
    budget.refresh_from_db()
    assert (budget.stage, budget.note, budget.event_id) == ("planned", "Draft", Event.objects.earliest("pk").pk)


def test_final_budget_is_not_deleted(finance: Client) -> None:
    budget = make.make_budget(stage="final")
    delete = reverse("admin:events_budget_delete", args=[budget.pk])
    assert finance.post(delete, {"post": "yes"}).status_code == 403
    selected = {"action": "delete_selected", "_selected_action": budget.pk, "post": "yes"}
    finance.post(reverse("admin:events_budget_changelist"), selected)
    assert Budget.objects.exists()
