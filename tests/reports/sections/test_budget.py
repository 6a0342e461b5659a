"""What travel cost: names only where they may stand beside amounts, sums for everybody."""

from decimal import Decimal

import pytest

from events.figures import BudgetLine, Totals, budget_line
from reports.figures import Facts
from reports.sections import budget
from reports.sections.budget import Content, explanation
from tests import factories as make
from tests.reports.facts import bare_facts, facts_of, make_forum, make_travel

pytestmark = pytest.mark.django_db

ALL = Totals(2, Decimal(8700), Decimal(3681), Decimal(354))


def _facts(*, is_internal: bool = False, names_travellers: bool = False, currency: str = "") -> Facts:
    event = make_forum(currency=currency)
    make_travel(event)
    report = make.make_report(event=event, names_travellers=names_travellers)
    return facts_of(report, is_internal=is_internal)


def _content(**switches: bool) -> Content:
    content = budget.build(_facts(**switches))
    assert content is not None
    return content


def _line(days: str, *legs: tuple[str, int, int], per_day: int | str = 409) -> BudgetLine:
    parts = tuple((place, number, Decimal(each)) for place, number, each in legs)
    return BudgetLine(1, 1, "Name", "", "Staff", Decimal(0), Decimal(days), Decimal(per_day), parts, "")


def test_section_is_left_out_where_nobody_travelled() -> None:
    assert budget.build(bare_facts()) is None


def test_section_is_left_out_where_every_line_was_cancelled() -> None:
    line = make.make_travel_line(is_cancelled=True)
    assert budget.build(facts_of(make.make_report(event=line.event), is_internal=True)) is None


def test_section_has_its_usual_heading() -> None:
    assert budget.heading(bare_facts()) == "Travel budget"


def test_names_stay_out_of_the_public_edition() -> None:
    content = _content()
    assert content.groups == ()
    assert [name for name in ("Qian", "Malitikov") if name in repr(content.sentences + content.notes)] == []


@pytest.mark.parametrize("switch", ["is_internal", "names_travellers"])
def test_names_stand_beside_amounts_where_they_may(switch: str) -> None:
    groups = _content(**{switch: True}).groups
    assert [(group.label, [row.line.traveller for row in group.lines]) for group in groups] == [
        ("Staff", ["Haiyan Qian"]),
        ("No-fee special service agreement", ["Efim Malitikov"]),
    ]


def test_lines_have_exact_amounts_and_explain_themselves() -> None:
    (first,), (second,) = (group.lines for group in _content(is_internal=True).groups)
    amounts = [(row.line.travel, row.line.dsa, row.line.terminal, row.line.total) for row in (first, second)]
    assert amounts == [(5800, 1636, 202, 7638), (2900, 2045, 152, 5097)]
    assert first.explanation == "4 days × 409; 2 legs New York × 63 and 2 legs elsewhere × 38"
    assert second.explanation == "5 days × 409; 4 legs elsewhere × 38"
    assert (first.line.number, second.line.number, second.line.note) == (1, 3, "Arrived a day early")


def test_totals_are_the_same_with_and_without_names() -> None:
    report = _facts().report
    internal, public = (budget.build(facts_of(report, is_internal=inside)) for inside in (True, False))
    assert internal is not None
    assert public is not None
    assert internal.totals == public.totals == ALL
    assert [group.totals for group in internal.groups] == [row.totals for row in public.by_status]
    assert ALL.total == 12735


def test_sums_are_by_status_and_by_organization() -> None:
    content = _content()
    staff, other = (
        Totals(1, Decimal(5800), Decimal(1636), Decimal(202)),
        Totals(1, Decimal(2900), Decimal(2045), Decimal(152)),
    )
    assert [(row.label, row.totals) for row in content.by_status] == [
        ("Staff", staff),
        ("No-fee special service agreement", other),
    ]
    assert [(row.label, row.totals) for row in content.by_organization] == [("DPADM", staff), ("UNESCAP", other)]


def test_traveller_without_an_organization_is_summed_apart() -> None:
    line = make.make_travel_line(travel_cost=500)
    content = budget.build(facts_of(make.make_report(event=line.event)))
    assert content is not None
    assert [row.label for row in content.by_organization] == ["Organization not stated"]


def test_bar_bears_the_shares_of_the_sentence() -> None:
    content = _content()
    assert content.bar is not None
    assert content.bar.title == (
        "Of 12,735 spent: travel 68 per cent, daily subsistence allowance 29 per cent and terminal expenses 3 per cent."
    )
    assert [label for label, _ in content.legend] == ["Travel", "Daily subsistence allowance", "Terminal expenses"]


def test_bar_of_nothing_spent_is_left_out() -> None:
    line = make.make_travel_line()
    content = budget.build(facts_of(make.make_report(event=line.event)))
    assert content is not None
    assert (content.bar, content.legend, content.totals.total) == (None, (), 0)


@pytest.mark.parametrize(
    ("currency", "notes"),
    [
        ("", ("The source states no currency.", "Line 2 was cancelled; the numbers are kept.")),
        ("USD", ("Line 2 was cancelled; the numbers are kept.",)),
    ],
)
def test_notes_follow_the_currency(currency: str, notes: tuple[str, ...]) -> None:
    content = budget.build(_facts(is_internal=True, currency=currency))
    assert content is not None
    assert (content.currency, content.notes) == (currency, notes)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            _line("4.0", ("New York", 2, 63), ("elsewhere", 2, 38)),
            "4 days × 409; 2 legs New York × 63 and 2 legs elsewhere × 38",
        ),
        (_line("1.0"), "1 day × 409"),
        (_line("10.0", per_day="409.50"), "10 days × 409.50"),
        (_line("4.5"), "4.5 days × 409"),
        (_line("0.0", ("Seoul", 1, 38)), "1 leg Seoul × 38"),
        (_line("0.0"), ""),
    ],
)
def test_explanation_says_how_the_sums_come_about(line: BudgetLine, expected: str) -> None:
    assert explanation(line) == expected


def _spending() -> tuple[Content, Content]:
    """A journey and two other costs with sources, one of them cancelled: the internal and the public edition."""
    event = make_forum(currency="USD")
    fund = make.make_funding_source(code="TF-1", name="Trust fund")
    make.make_travel_line(
        event=event, travel_cost=5800, funding_source=fund, authorized_amount=5000, variance_reason="A later flight"
    )
    make.make_other_cost(event=event, planned_amount=1000)
    make.make_other_cost(event=event, is_cancelled=True, actual_amount=None)
    report = make.make_report(event=event)
    internal, public = (budget.build(facts_of(report, is_internal=inside)) for inside in (True, False))
    assert internal is not None
    assert public is not None
    return internal, public


def test_other_costs_and_sources_are_summed_in_both_editions() -> None:
    for content, is_internal in zip(_spending(), (True, False), strict=True):
        assert content.spending is not None
        assert [(row.label, row.sums.actual) for row in content.spending.by_category] == [("Venue", 1200)]
        assert [(row.label, row.travel, row.other) for row in content.spending.by_source] == [
            ("TF-1, Trust fund", 5800, 0),
            ("Source of funds not stated", 0, 1200),
        ]
        assert content.sentences[1] == "Other costs came to USD 1,200; with travel the event cost USD 7,000."
        assert content.spending.details is is_internal


def test_authorized_amounts_and_reasons_stay_in_the_office() -> None:
    internal, public = _spending()
    assert internal.spending is not None
    assert public.spending is not None
    shown = [(label, sums.planned, sums.authorized, sums.variance) for label, sums in internal.spending.stages]
    assert shown == [("Travel", None, 5000, 800), ("Other costs", 1000, None, None), ("All costs", 1000, 5000, 800)]
    assert internal.groups[0].lines[0].difference == "800 more than the authorized 5,000: A later flight"
    assert internal.notes == ("Cost 2 was cancelled; the numbers are kept.",)
    assert (public.spending.stages, public.groups, public.notes) == ((), (), ())


def test_event_without_travel_has_its_other_costs() -> None:
    cost = make.make_other_cost(actual_amount=None, event=make_forum(currency="USD"))
    facts = facts_of(make.make_report(event=cost.event))
    content = budget.build(facts)
    assert content is not None
    assert budget.heading(facts) == "Budget"
    assert content.sentences == ("The costs came to USD 0.",)
    assert content.notes == ("What one other cost came to is not known yet.",)
    assert (content.by_status, content.bar) == ((), None)


def test_nothing_beyond_travel_is_said_where_nothing_is_recorded() -> None:
    report = _facts().report
    contents = [budget.build(facts_of(report, is_internal=inside)) for inside in (True, False)]
    assert [content.spending for content in contents if content] == [None, None]


def test_deductions_and_second_rates_are_explained() -> None:
    line = make.make_travel_line(dsa_days=64, dsa_amount_per_day=409, dsa_amount_after_60_days=300)
    make.make_deduction(line=line)
    line.refresh_from_db()
    words = "60 days × 409 and 4 days × 300, less 1 day lodging at 50 per cent of 409"
    assert explanation(budget_line(line)) == words
