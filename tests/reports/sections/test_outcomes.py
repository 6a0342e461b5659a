"""What came of the event, with its figures."""

import pytest

from reports.sections import outcomes
from tests import factories as make
from tests.reports.facts import bare_facts, count_forum, facts_of, make_forum

pytestmark = pytest.mark.django_db


def test_section_is_left_out_where_no_outcome_was_recorded() -> None:
    assert outcomes.build(bare_facts()) is None


@pytest.mark.parametrize(("number", "heading"), [(1, "Main outcome"), (2, "Main outcomes")])
def test_heading_counts_the_outcomes(number: int, heading: str) -> None:
    report = make.make_report()
    for _ in range(number):
        make.make_outcome(event=report.event)
    assert outcomes.heading(facts_of(report)) == heading


def test_outcomes_come_in_their_order_with_their_figures() -> None:
    event = make_forum()
    count_forum(event)
    make.make_outcome(event=event, position=2, text="<p>It was agreed among {countries} countries.</p>")
    make.make_outcome(event=event, position=1, text="<p>{Ministers} ministers met.</p>")
    content = outcomes.build(facts_of(make.make_report(event=event)))
    assert content is not None
    assert content.items == ("Nineteen ministers met.", "It was agreed among 50 countries.")


def test_outcome_with_a_figure_that_is_not_known_says_so() -> None:
    outcome = make.make_outcome(text="{Ministers} ministers met.")
    content = outcomes.build(facts_of(make.make_report(event=outcome.event)))
    assert content is not None
    assert content.items == ("[unknown figure: Ministers] ministers met.",)
