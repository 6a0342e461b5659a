"""Dates against the dates of the event."""

from datetime import date

import pytest

from events.review.dates import dates
from events.review.days import days_in
from tests.reviewing import meeting, told

RIGHT = [
    "UNPOG holds the Meeting in Seoul from 9 to 10 February 2015.",
    "The Meeting takes place on 9 and 10 February.",
    "The Meeting will be held on 9-10 February 2015.",
    "The Meeting will be held on February 9-10, 2015.",
    "The Meeting opens on 9 February 2015.",
    "On 9 and 10 February 2015, the Meeting was held in Seoul.",
    "The Meeting (Seoul, 9–10 February 2015) looked at the Survey.",
    "The Meeting was held in February 2015.",
    "The Meeting will be held on Monday, 9 February 2015.",
    "The Meeting was held on the 9th and 10th of February.",
]
OTHERS = [
    "Feedback will be put before an Expert Group Meeting (EGM), which will be held on 16-17 March 2015.",
    "The final report of the Meeting will be ready on 1 March 2015.",
    "After the Meeting, on 20 February 2015, UNPOG published the report.",
    "Registration for the Meeting closes on 1 February 2015.",
    "The Meeting was announced on 4 January 2015.",
    "The Meeting was postponed from 2 to 3 February 2015.",
    "The next Meeting will be held on 1 March 2016.",
    "The Meeting in Nairobi was held on 1 March 2015.",
    "The 2013 Meeting was held on 1 March 2013.",
    "On 1 March 2015 the report was published.",
    "The Meeting discussed the Survey that was published on 1 July 2014.",
    "The Meeting’s report was published on 1 March 2015.",
    "The first session of the Committee was held on 3 March 2015.",
    "The Meeting has 20 participants; the Jeju Forum follows on 20 May 2015.",
    "Executive Committee Meeting, 3 November",
]
WRONG = [
    ("The Meeting will be held from 8 to 10 February 2015.", "8 to 10 February 2015"),
    ("The Meeting takes place on 9 and 10 March.", "9 and 10 March"),
    (
        "UNPOG organised a Consultative Meeting on “Open Services”, for the Survey 2016, on 9-10 February 2014.",
        "9-10 February 2014",
    ),
    ("The Meeting will be held on February 19, 2015.", "February 19, 2015"),
    ("On 12 and 13 February 2015, UNPOG hosted the Meeting.", "12 and 13 February 2015"),
    ("The Meeting was held in March 2015.", "in March 2015"),
    ("The Meeting, Seoul, 11 February 2015", "11 February 2015"),
    ("The Consultative Meeting on Open Services in Seoul on 9 and 11 February 2015", "9 and 11 February 2015"),
]


@pytest.mark.parametrize("sentence", RIGHT + OTHERS)
def test_dates_that_agree_or_are_of_something_else_are_fine(sentence: str) -> None:
    assert told(dates, f"<p>{sentence}</p>", event=meeting()) == []


@pytest.mark.parametrize(("sentence", "words"), WRONG)
def test_date_that_contradicts_the_event_is_found(sentence: str, words: str) -> None:
    message = f"“{words}” is not when the event is held according to its record: 9–10 February 2015."
    assert told(dates, f"<p>{sentence}</p>", event=meeting()) == [("body", message, False)]


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("It began on Monday 18 October 2012.", "“Monday 18 October 2012”: 18 October 2012 is a Thursday."),
        ("It began on Thursday, 18 October 2012.", ""),
        (
            "Thursday and Saturday, 18 and 19 October 2012",
            "“Thursday and Saturday, 18 and 19 October 2012”: 19 October 2012 is a Friday.",
        ),
        ("18(Thu)-19(Fri) October 2012", ""),
        ("It ends on 31 February 2015.", "“31 February 2015”: There is no 31 February 2015."),
        ("The Meeting opens on Tuesday 9 February.", "“Tuesday 9 February”: 9 February 2015 is a Monday."),
        ("The shop is closed on Tuesday 12 May.", ""),
    ],
)
def test_weekday_is_compared_with_the_calendar(sentence: str, message: str) -> None:
    expected = [("body", message, False)] if message else []
    assert told(dates, f"<p>{sentence}</p>", event=meeting()) == expected


def test_dates_without_an_event_are_compared_with_the_calendar_alone() -> None:
    assert told(dates, "<p>The Meeting was held on 1 May 2015.</p>") == []
    assert len(told(dates, "<p>The Meeting was held on Monday, 1 May 2015.</p>")) == 1


def test_dates_are_read_in_english_only() -> None:
    assert told(dates, f"<p>{WRONG[0][0]}</p>", event=meeting(), language="ko") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 and 19 October 2012", [(date(2012, 10, 18), date(2012, 10, 19))]),
        ("from 30 November to 2 December 2014", [(date(2014, 11, 30), date(2014, 12, 2))]),
        ("from 30 December 2014 to 2 January 2015", [(date(2014, 12, 30), date(2015, 1, 2))]),
        ("9, 10 and 11 Feb. 2015", [(date(2015, 2, 10), date(2015, 2, 11))]),
        (
            "February 9–10, 2015, and on May 4",
            [(date(2015, 2, 9), date(2015, 2, 10)), (date(2000, 5, 4), date(2000, 5, 4))],
        ),
        ("in 2015, 17 countries may march in October", []),
        ("Track 3, session 1 and 217 people", []),
    ],
)
def test_days_are_read_as_prose_writes_them(text: str, expected: list[tuple[date, date]]) -> None:
    assert [days.dates(2000) for days in days_in(text)] == expected
