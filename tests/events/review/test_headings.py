"""The order of headings."""

import pytest

from events.review.headings import headings
from tests.reviewing import told


@pytest.mark.parametrize(
    "body",
    [
        "<p>No heading at all</p>",
        "<h2>One</h2><p>Text</p>",
        "<h2>One</h2><h3>A</h3><h3>B</h3><h2>Two</h2>",
        "<h2>One</h2><h3>A</h3><h4>a</h4><h4>b</h4><h3>B</h3><h2>Two</h2>",
        "<p><strong>Not a heading</strong></p>",
    ],
)
def test_ordered_headings_are_fine(body: str) -> None:
    assert told(headings, body) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<h2>One</h2><h4>A</h4><h4>B</h4>", "“A” is a heading of level 4, right below level 2."),
        ("<h3>A</h3><p>Text</p>", "“A” is a heading of level 3; the first one should be of level 2."),
        ("<h2>One</h2><h2> </h2>", "A heading has no words."),
        ("<h2>One</h2><h3>A</h3><h2>Two</h2>", "“A” is the only heading of its level here: a part A needs a part B."),
        (
            "<h2>One</h2><h3>A</h3><h4>a</h4><h3>B</h3>",
            "“a” is the only heading of its level here: a part A needs a part B.",
        ),
    ],
)
def test_disorder_is_found(body: str, message: str) -> None:
    assert told(headings, body) == [("body", message, False)]
