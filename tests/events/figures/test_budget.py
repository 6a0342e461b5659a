"""What travel cost: days, legs and tickets, by traveller, status and organization."""

from decimal import Decimal

import pytest

from events.figures import budget_figures, budget_line
from tests import factories as make

pytestmark = pytest.mark.django_db
LEGS = {"New York": (2, 63), "Seoul": (2, 38)}


def test_budget_without_lines_is_empty() -> None:
    figures = budget_figures(make.make_event(currency="USD"))
    assert (figures.currency, figures.lines, figures.cancelled) == ("USD", (), ())
    assert (figures.totals.travellers, figures.totals.total) == (0, 0)
    assert (figures.by_status, figures.by_organization) == ((), ())


def test_line_is_ticket_days_and_legs() -> None:
    row = make.make_travel_line(travel_cost=5400, dsa_days=4, dsa_amount_per_day=409, legs=LEGS)
    row.refresh_from_db()
    line = budget_line(row)
    assert (line.travel, line.dsa, line.terminal, line.total) == (5400, 1636, 202, 7238)
    assert line.legs == (("New York", 2, Decimal(63)), ("Seoul", 2, Decimal(38)))


def test_line_of_half_days_is_rounded_so_that_a_column_adds_up() -> None:
    event = make.make_event()
    for _ in range(2):
        make.make_travel_line(event=event, dsa_days=Decimal("0.5"), dsa_amount_per_day=Decimal("409.25"))
    figures = budget_figures(event)
    assert [line.dsa for line in figures.lines] == [Decimal("204.63"), Decimal("204.63")]
    assert figures.totals.dsa == Decimal("409.26")


def test_cancelled_lines_keep_their_number_and_cost_nothing() -> None:
    event = make.make_event()
    make.make_travel_line(event=event, number=5, travel_cost=1000)
    make.make_travel_line(event=event, number=6, is_cancelled=True)
    make.make_travel_line(event=event, number=12, is_cancelled=True)
    figures = budget_figures(event)
    assert figures.cancelled == (6, 12)
    assert [line.number for line in figures.lines] == [5]
    assert (figures.totals.travellers, figures.totals.total) == (1, 1000)


def test_rows_by_status_and_organization_add_up_to_the_totals() -> None:
    event = make.make_event()
    undesa = make.make_organization(acronym="UNDESA")
    make.make_travel_line(event=event, travel_cost=100, organization=undesa, legs=LEGS)
    make.make_travel_line(event=event, travel_cost=200, organization=undesa, status="consultant")
    make.make_travel_line(event=event, travel_cost=400, dsa_days=1, dsa_amount_per_day=409)
    figures = budget_figures(event)
    assert [(row.label, row.totals.travellers, row.totals.travel) for row in figures.by_status] == [
        ("Staff", 2, 500),
        ("Consultant", 1, 200),
    ]
    assert [(row.label, row.totals.travel) for row in figures.by_organization] == [
        ("UNDESA", 300),
        ("Organization not stated", 400),
    ]
    for rows in (figures.by_status, figures.by_organization):
        assert sum(row.totals.total for row in rows) == figures.totals.total == 1311


def test_budget_of_the_forum_is_reached_from_its_days_and_legs() -> None:
    event = make.make_event()
    make.make_travel_line(event=event, travel_cost=71700, dsa_days=56, dsa_amount_per_day=409)
    for _ in range(12):
        make.make_travel_line(event=event, legs={"Elsewhere": (4, 38)})
    make.make_travel_line(event=event, legs={"Elsewhere": (6, 38), "New York": (4, "36")})
    totals = budget_figures(event).totals
    assert (totals.travel, totals.dsa) == (71700, 22904)
    assert totals.total == totals.travel + totals.dsa + totals.terminal


def test_budget_asks_two_queries_for_any_number_of_lines(django_assert_num_queries: object) -> None:
    event = make.make_event()
    for _ in range(3):
        make.make_travel_line(event=event, organization=make.make_organization(), legs=LEGS)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(budget_figures(event).lines) == 3


def test_person_with_two_lines_is_one_traveller() -> None:
    event, person = make.make_event(), make.make_person()
    for number in (1, 2):
        make.make_travel_line(event=event, person=person, number=number)
    figures = budget_figures(event)
    assert (len(figures.lines), figures.totals.travellers) == (2, 1)
