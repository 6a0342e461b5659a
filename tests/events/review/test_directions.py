"""Text that runs from right to left."""

import pytest

from events.review.directions import directions
from tests.reviewing import said, told


@pytest.mark.parametrize(
    "body",
    [
        '<p dir="rtl">مرحبا بكم</p>',
        '<p lang="ar">مرحبا بكم</p>',
        '<p>He said <span dir="auto">مرحبا</span>.</p>',
        '<blockquote lang="fa"><p>سلام</p></blockquote>',
        '<p>He said <span lang="he">שלום</span>.</p>',
        "<p>Ελλάδα, Россия, 中文, 한국어, ไทย</p>",
    ],
)
def test_direction_that_is_said_is_enough(body: str) -> None:
    assert said(directions, body) == []


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("<p>مرحبا بكم</p>", "مرحبا بكم"),
        ("<p>He said שלום and left.</p>", "שלום"),
        ('<p dir="rtl">مرحبا</p><p>شكرا</p>', "شكرا"),
        ('<p lang="ar" dir="ltr">مرحبا</p>', "مرحبا"),
        ('<p dir="rtl"><span lang="en">مرحبا</span></p>', "مرحبا"),
    ],
)
def test_direction_that_is_missing_is_found(body: str, quote: str) -> None:
    assert said(directions, body) == [quote]


def test_direction_blocks_and_says_where() -> None:
    message = "“شكرا” runs from right to left, and its paragraph does not say so."
    assert told(directions, "<ul><li>شكرا</li></ul>") == [("body", message, True)]


def test_item_in_arabic_needs_no_direction() -> None:
    assert said(directions, "<p>مرحبا بكم</p>", language="ar") == []
