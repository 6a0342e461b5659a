"""What one journey cost: days at two rates, less what was provided, legs, and how they are rounded."""

from decimal import Decimal

import pytest

from events.figures import BudgetLine, Part, budget_line
from events.models import TerminalLegs
from events.narrative import explanations
from tests import factories as make

pytestmark = pytest.mark.django_db
LEGS = {"New York": (2, 63), "Seoul": (2, 38)}


def test_line_is_ticket_days_and_legs() -> None:
    row = make.make_travel_line(travel_cost=5400, dsa_days=4, dsa_amount_per_day=409, legs=LEGS)
    row.refresh_from_db()
    line = budget_line(row)
    assert (line.travel, line.dsa, line.terminal, line.total) == (5400, 1636, 202, 7238)
    assert line.legs == (("New York", 2, Decimal(63)), ("Seoul", 2, Decimal(38)))


def _line(days: str, *, after: int | None = None, provided: tuple = (), per_day: str = "409") -> BudgetLine:
    return BudgetLine(
        *(1, 1, "Ana Silva", "", "Staff", Decimal(0), Decimal(days), Decimal(per_day), (), ""),
        dsa_after_60_days=None if after is None else Decimal(after),
        provided=tuple((kind, Decimal(number), Decimal(share)) for kind, number, share in provided),
    )


@pytest.mark.parametrize(
    ("days", "after", "dsa"),
    [
        ("4", 300, "1636"),
        ("60", 300, "24540"),
        ("60.5", 300, "24690"),
        ("65", 300, "26040"),
        ("65", None, "26585"),
        ("65", 0, "24540"),
    ],
)
def test_days_beyond_sixty_are_paid_at_the_second_rate(days: str, after: int | None, dsa: str) -> None:
    assert _line(days, after=after).dsa == Decimal(dsa)


@pytest.mark.parametrize(
    ("provided", "dsa"),
    [
        ((("lodging", "1", "50"),), "1431.50"),
        ((("lodging", "1", "50"), ("lunch", "2.5", "12")), "1308.80"),
        ((("lodging", "4", "100"),), "0"),
    ],
)
def test_what_a_host_provided_is_deducted(provided: tuple, dsa: str) -> None:
    assert _line("4", provided=provided).dsa == Decimal(dsa)


def test_deductions_beyond_sixty_days_are_shares_of_the_second_rate() -> None:
    line = _line("70", after=300, provided=(("lodging", "65", "50"),))
    assert [(part.count, part.each, part.amount) for part in line.deductions] == [(60, 409, 12270), (5, 300, 750)]


@pytest.mark.parametrize(("count", "each", "amount"), [("0.5", "409.25", "204.63"), ("0.5", "409.24", "204.62")])
def test_product_is_rounded_half_up_to_the_hundredth(count: str, each: str, amount: str) -> None:
    assert Part(Decimal(count), Decimal(each)).amount == Decimal(amount)


def test_legs_with_a_vehicle_say_so() -> None:
    rate = make.make_terminal_rate(amount=63, amount_with_vehicle=25)
    row = make.make_travel_line()
    TerminalLegs.objects.create(line=row, place="New York", count=2, rate=rate, has_vehicle=True)
    row.refresh_from_db()
    line = budget_line(row)
    assert (line.legs, line.terminal) == ((("New York with a vehicle provided", 2, Decimal(25)),), 50)


@pytest.mark.parametrize(("authorized", "variance"), [(None, None), (1600, 36), (1700, -64)])
def test_variance_is_actual_less_authorized(authorized: int | None, variance: int | None) -> None:
    row = make.make_travel_line(dsa_days=4, dsa_amount_per_day=409, authorized_amount=authorized)
    assert budget_line(row).variance == variance


def test_line_explains_each_amount() -> None:
    row = make.make_travel_line(dsa_days=4, dsa_amount_per_day=409, legs={"New York": (2, 63), "elsewhere": (2, 38)})
    row.refresh_from_db()
    assert explanations(budget_line(row)) == [
        ("DSA", "4 days × 409 = 1,636"),
        ("TE", "2 legs New York × 63 + 2 legs elsewhere × 38 = 202"),
    ]


def test_line_explains_what_was_deducted() -> None:
    line = _line("64.5", after=300, provided=(("lodging", "1", "50"),))
    assert explanations(line) == [
        ("DSA", "60 days × 409 + 4.5 days × 300 = 25,890"),
        ("less", "1 day lodging at 50 per cent of 409 = 204.50"),
        ("DSA in all", "25,685.50"),
    ]


def test_line_without_days_and_legs_needs_no_explanation() -> None:
    assert explanations(_line("0")) == []
