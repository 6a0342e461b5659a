"""What an event cost, summed by status, organization, source of funds and category."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from events.figures import BudgetLine, Cost, budget_figures
from events.figures.budget import NO_ORGANIZATION, NO_SOURCE, figures_of, sums_of
from tests import factories as make

pytestmark = pytest.mark.django_db
LEGS = {"New York": (2, 63), "Seoul": (2, 38)}


def test_budget_without_lines_is_empty() -> None:
    figures = budget_figures(make.make_event(currency="USD"))
    assert (figures.currency, figures.lines, figures.cancelled) == ("USD", (), ())
    assert (figures.totals.travellers, figures.totals.total) == (0, 0)
    assert (figures.by_status, figures.by_organization) == ((), ())


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


def test_organizations_that_share_an_acronym_have_rows_of_their_own() -> None:
    event = make.make_event()
    names = ("Ministry of the Interior", "Ministry of Information", "UNDESA")
    bodies = [make.make_organization(name=name, acronym="MOI" if name[0] == "M" else "") for name in names]
    for cost, body in ((100, 0), (200, 1), (400, 0), (800, 2)):
        make.make_travel_line(event=event, travel_cost=cost, organization=bodies[body])
    found = [(row.label, row.totals.travel) for row in budget_figures(event).by_organization]
    assert found == list(zip(names, (500, 200, 800), strict=True))


def test_budget_of_the_forum_is_reached_from_its_days_and_legs() -> None:
    event = make.make_event()
    make.make_travel_line(event=event, travel_cost=71700, dsa_days=56, dsa_amount_per_day=409)
    for _ in range(12):
        make.make_travel_line(event=event, legs={"Elsewhere": (4, 38)})
    make.make_travel_line(event=event, legs={"Elsewhere": (6, 38), "New York": (4, "36")})
    totals = budget_figures(event).totals
    assert (totals.travel, totals.dsa) == (71700, 22904)
    assert totals.total == totals.travel + totals.dsa + totals.terminal


@pytest.mark.parametrize("rows", [1, 3])
def test_budget_asks_four_queries_for_any_number_of_lines(rows: int, django_assert_num_queries: object) -> None:
    event = make.make_event()
    for _ in range(rows):
        line = make.make_travel_line(event=event, organization=make.make_organization(), legs=LEGS)
        make.make_deduction(line=line)
        make.make_other_cost(event=event, funding_source=make.make_funding_source())
    with django_assert_num_queries(4):  # lines, their legs, their deductions, other costs  # type: ignore[operator]
        assert len(budget_figures(event).lines) == rows


def test_person_with_two_lines_is_one_traveller() -> None:
    event, person = make.make_event(), make.make_person()
    for number in (1, 2):
        make.make_travel_line(event=event, person=person, number=number)
    figures = budget_figures(event)
    assert (len(figures.lines), figures.totals.travellers) == (2, 1)


def test_planned_authorized_and_actual_stand_side_by_side() -> None:
    event = make.make_event()
    make.make_travel_line(event=event, travel_cost=700, planned_amount=500, authorized_amount=600)
    make.make_travel_line(event=event, travel_cost=100)
    make.make_other_cost(event=event, authorized_amount=1300)
    make.make_other_cost(event=event, authorized_amount=50, actual_amount=None)
    figures = budget_figures(event)
    found = [
        (sums.planned, sums.authorized, sums.actual, sums.variance, sums.unauthorized, sums.unknown)
        for sums in (figures.travel_sums, figures.other_sums, figures.sums)
    ]
    assert found == [(500, 600, 800, 100, 1, 0), (None, 1350, 1200, -100, 0, 1), (500, 1950, 2000, 0, 1, 1)]


def test_nothing_authorized_has_no_variance() -> None:
    sums = sums_of(())
    assert (sums.planned, sums.authorized, sums.actual, sums.variance) == (None, None, 0, None)


def test_costs_are_summed_by_category_and_with_lines_by_source() -> None:
    event = make.make_event()
    fund = make.make_funding_source(code="TF-1", name="Trust fund")
    make.make_travel_line(event=event, travel_cost=100, funding_source=fund)
    make.make_travel_line(event=event, travel_cost=10)
    make.make_other_cost(event=event, actual_amount=1000, funding_source=fund)
    make.make_other_cost(event=event, category="printing", actual_amount=200)
    make.make_other_cost(event=event, actual_amount=5)
    make.make_other_cost(event=event, is_cancelled=True, actual_amount=None)
    figures = budget_figures(event)
    assert [(row.label, row.sums.actual) for row in figures.by_category] == [("Venue", 1005), ("Printing", 200)]
    assert [(row.label, row.travel, row.other, row.sums.actual) for row in figures.by_source] == [
        ("TF-1, Trust fund", 100, 1000, 1100),
        (NO_SOURCE, 10, 205, 215),
    ]
    assert (figures.names_sources, [cost.number for cost in figures.cancelled_costs]) == (True, [4])


_MONEY = some.decimals(0, 99_999, places=2)
_MAYBE = some.none() | _MONEY
_DAYS = some.integers(0, 1200).map(lambda tenths: Decimal(tenths) / 10)
_LEG = some.tuples(some.sampled_from(["New York", "Seoul"]), some.integers(0, 6), _MONEY)
_PROVIDED = some.tuples(some.just("lodging"), _DAYS, some.decimals(0, 100, places=2))
_LINE = some.builds(
    BudgetLine,
    number=some.integers(1, 99),
    person=some.integers(1, 20),
    traveller=some.just("Ana Silva"),
    organization=some.sampled_from(["", "UNDESA", "UNESCAP", NO_ORGANIZATION]),
    status=some.sampled_from(["Staff", "Consultant"]),
    travel=_MONEY,
    dsa_days=_DAYS,
    dsa_per_day=_MONEY,
    legs=some.lists(_LEG, max_size=3).map(tuple),
    note=some.just(""),
    dsa_after_60_days=_MAYBE,
    provided=some.lists(_PROVIDED, max_size=2).map(tuple),
    source=some.sampled_from(["", "TF-1, Trust fund", "RB, Regular budget"]),
    planned=_MAYBE,
    authorized=_MAYBE,
)
_COST = some.builds(
    Cost,
    number=some.integers(1, 99),
    category=some.sampled_from(["Venue", "Printing"]),
    description=some.just("Hall"),
    supplier=some.just(""),
    source=some.sampled_from(["", "TF-1, Trust fund"]),
    planned=_MAYBE,
    authorized=_MAYBE,
    actual=_MAYBE,
)


def _added(sums: list, name: str) -> Decimal | None:
    known = [getattr(one, name) for one in sums if getattr(one, name) is not None]
    return sum(known, Decimal(0)) if known else None


@settings(max_examples=300, deadline=None)
@given(some.lists(_LINE, max_size=8), some.lists(_COST, max_size=5))
def test_every_grouping_adds_up_to_the_same_totals(lines: list[BudgetLine], costs: list[Cost]) -> None:
    figures = figures_of("USD", lines, costs)
    for rows in (figures.by_status, figures.by_organization):
        for name in ("travel", "dsa", "terminal", "total"):
            assert sum(getattr(row.totals, name) for row in rows) == getattr(figures.totals, name)
        assert sum(len(row.lines) for row in rows) == len(lines)
    groupings = (
        (figures.by_status, figures.travel_sums),
        (figures.by_organization, figures.travel_sums),
        (figures.by_category, figures.other_sums),
        (figures.by_source, figures.sums),
    )
    for rows, whole in groupings:
        for name in ("planned", "authorized", "variance"):
            assert _added([row.sums for row in rows], name) == getattr(whole, name)
        assert sum((row.sums.actual for row in rows), Decimal(0)) == whole.actual
    assert figures.totals.total == figures.travel_sums.actual == sum((line.total for line in lines), Decimal(0))
    assert figures.sums.actual == figures.travel_sums.actual + figures.other_sums.actual
    assert sum((row.travel + row.other for row in figures.by_source), Decimal(0)) == figures.sums.actual


@settings(max_examples=300, deadline=None)
@given(_LINE)
def test_every_line_is_the_sum_of_its_products_to_the_hundredth(line: BudgetLine) -> None:
    assert line.total == line.travel + line.dsa + line.terminal
    assert line.dsa == sum((part.amount for part in line.allowance), Decimal(0)) - sum(
        (part.amount for part in line.deductions), Decimal(0)
    )
    assert sum((part.count for part in line.allowance), Decimal(0)) == line.dsa_days
    assert line.total == line.total.quantize(Decimal("0.01"))
