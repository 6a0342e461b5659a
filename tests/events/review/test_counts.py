"""Counts announced and counts given."""

import pytest

from events.review.counts import counts
from tests.reviewing import said, told


def _items(number: int) -> str:
    return f"<ul>{''.join(f'<li>Point {place}</li>' for place in range(number))}</ul>"


KEPT = [
    f"<p>He made three proposals:</p>{_items(3)}",
    f"<p>There were three main sessions and one closing session as follows:</p>{_items(4)}",
    f"<p>Experts from 17 countries discussed the following questions:</p>{_items(4)}",
    f"<p>Participants from 17 countries agreed to:</p>{_items(4)}",
    f"<p>The programme of the two days is as follows:</p>{_items(4)}",
    f"<p>The programme for the two days:</p>{_items(4)}",
    f"<p>More than three countries took part:</p>{_items(4)}",
    f"<p>In three years the office did much:</p>{_items(4)}",
    f"<p>High-level experts will:</p>{_items(3)}",
    f"<p>There were three sessions.</p>{_items(4)}",
    "<p>The three tasks are: (a) to compare; (b) to examine; and (c) to update.</p>",
    "<p>The first session was short. The second session was long. There were two sessions.</p>",
    "<p>Three sessions were held. The third session of the General Assembly was in 1948.</p>",
    "<p>There were two sessions and one talk. The first session, second session and third session were long.</p>",
    f"<p>Of the respondents, 40 per cent were content. The reasons:</p>{_items(4)}",
    f"<p>The {{days}} days were as follows:</p>{_items(4)}",
    f"<p>The Meeting had the following results:</p>{_items(5)}",
]
BROKEN = [
    (
        f"<p>People of 17 countries came, and there were three main sessions and a last one as follows:</p>{_items(4)}",
        "“three main sessions” announces three, and four are listed.",
    ),
    (f"<p>He made three proposals:</p>{_items(2)}", "“three proposals” announces three, and two are listed."),
    (f"<p>The following three questions:</p>{_items(4)}", "“three questions” announces three, and four are listed."),
    (f"<p>The work has five parts:</p>{_items(4)}", "“five parts” announces five, and four are listed."),
    (f"<p>It was divided into 12 groups:</p>{_items(11)}", "“12 groups” announces 12, and 11 are listed."),
    (
        "<p>The three tasks are: (a) to compare; (b) to examine.</p>",
        "“three tasks” announces three, and two are listed.",
    ),
    ("<p>Two ideas:</p><p>- one</p><p>- two</p><p>- three</p>", "“Two ideas” announces two, and three are listed."),
    (
        "<p>There are two topics:</p><h2>Trust</h2><p>It grows.</p><h2>Use</h2><h2>Cost</h2>",
        "“two topics” announces two, and three are listed.",
    ),
    (
        "<p>There were three sessions.</p><p>The first session opened. The second session went on.</p>"
        "<p>The third session was long.</p><p>The fourth and final session closed.</p>",
        "“three sessions” announces three, and four are listed.",
    ),
    (
        "<p>Three parts:</p><ul><li>one<ul><li>a</li><li>b</li></ul></li><li>two</li></ul>",
        "“Three parts” announces three, and two are listed.",
    ),
]


@pytest.mark.parametrize("body", KEPT)
def test_count_that_is_kept_is_fine(body: str) -> None:
    assert said(counts, body) == []


@pytest.mark.parametrize(("body", "message"), BROKEN)
def test_count_that_is_not_kept_is_found(body: str, message: str) -> None:
    assert told(counts, body) == [("body", message, False)]


def test_counts_are_read_in_english_only() -> None:
    assert said(counts, BROKEN[1][0], language="fr") == []
