"""What happened, in order: one computed sentence, then the office's own words with figures."""

import pytest

from reports.sections import summary
from tests import factories as make
from tests.reports.facts import bare_facts, facts_of, forum_facts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["", "<p></p>", "<p> &nbsp; <br></p>"])
def test_section_is_left_out_where_nothing_was_written(text: str) -> None:
    assert summary.build(facts_of(make.make_report(summary=text))) is None


def test_section_has_its_usual_heading() -> None:
    assert summary.heading(bare_facts()) == "Summary"


def test_text_follows_when_and_where_with_its_figures() -> None:
    content = summary.build(forum_facts(summary="<p>{Participants} people met; {unheard} of them spoke.</p>"))
    assert content is not None
    assert content.opening == "The Forum took place on 18 and 19 October 2012: Lotte Hotel, Seoul, Republic of Korea."
    assert content.text == ("<p>Seven hundred and sixty-six people met; [unknown figure: unheard] of them spoke.</p>")
