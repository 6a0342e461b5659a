"""Days, times, countries and choices, as people write them."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from events.imports.values import CellError, read_choice, read_country, read_day, read_time, read_yes
from events.models import Role

FIRST, LAST = date(2012, 10, 18), date(2012, 10, 19)


def _refusal(act: Callable[..., Any], *values: Any) -> tuple[str, str]:
    with pytest.raises(CellError) as refused:
        act(*values)
    return refused.value.message, refused.value.remedy


@pytest.mark.parametrize(
    "typed",
    [
        *("18 October 2012", "2012-10-18", "18/10/2012", "10/18/2012", "18.10.12", "Thu 18 Oct", "Thursday", "Day 1"),
        *("1", "Thursday, October 18, 2012", "18-Oct-12", "2012-10-18 00:00:00", "18th October"),
    ],
)
def test_day_is_read_however_it_is_written(typed: str) -> None:
    assert read_day(typed, FIRST, LAST) == FIRST


def test_day_outside_the_event_is_refused_with_its_days() -> None:
    remedy = "Write a day of the event (18 October 2012 to 19 October 2012), such as 2012-10-18."
    assert _refusal(read_day, "20 October", FIRST, LAST) == ("20 October 2012 is not a day of the event.", remedy)
    assert _refusal(read_day, "soon", FIRST, LAST) == ("“soon” is no day.", remedy)
    assert _refusal(read_day, "31 February", FIRST, LAST) == ("“31 February” is no day.", remedy)
    assert _refusal(read_day, "Day 3", FIRST, LAST)[0] == "The event has no day 3."


@pytest.mark.parametrize(
    ("typed", "starts", "ends", "part"),
    [
        ("09:00–10:30", time(9), time(10, 30), "1_morning"),
        ("9:00 - 10:30", time(9), time(10, 30), "1_morning"),
        ("9.00 to 10.30", time(9), time(10, 30), "1_morning"),
        ("9.00", time(9), None, "1_morning"),
        ("09:00:00", time(9), None, "1_morning"),
        ("0900-1030", time(9), time(10, 30), "1_morning"),
        ("14h00", time(14), None, "2_afternoon"),
        ("2-3 pm", time(14), time(15), "2_afternoon"),
        ("11-1 p.m.", time(11), time(13), "1_morning"),
        ("12 pm", time(12), None, "2_afternoon"),
        ("12 am – 1 am", time(0), time(1), "1_morning"),
        ("18:30", time(18, 30), None, "3_evening"),
        ("Morning", None, None, "1_morning"),
    ],
)
def test_time_is_read_however_it_is_written(typed: str, starts: Any, ends: Any, part: str) -> None:
    assert read_time(typed) == (starts, ends, part)


@pytest.mark.parametrize("typed", ["25:00", "soon", "9-10-11", "13 pm", "9:75"])
def test_time_that_is_none_is_refused(typed: str) -> None:
    assert _refusal(read_time, typed) == (f"“{typed}” is no time.", "Write it like 09:00–10:30, 9.00 or Morning.")


def test_session_that_ends_before_it_starts_is_refused() -> None:
    assert _refusal(read_time, "10:00-9:00")[0] == "The session ends before it starts."


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *(
            ("Republic of Korea", "KR"),
            ("Korea, Republic of", "KR"),
            ("KOR", "KR"),
            ("kr", "KR"),
            ("South Korea", "KR"),
        ),
        *(("Viet Nam", "VN"), ("Vietnam", "VN"), ("Cote d'Ivoire", "CI"), ("The Gambia", "GM"), ("Turkey", "TR")),
        *(("Democratic People’s Republic of Korea", "KP"), ("U.S.A.", "US"), ("Bolivia", "BO"), ("Timor-Leste", "TL")),
    ],
)
def test_country_is_read_in_any_spelling(typed: str, code: str) -> None:
    assert read_country(typed) == code


def test_country_that_nobody_knows_is_refused_with_a_guess() -> None:
    assert _refusal(read_country, "Kyrgystan") == (
        "“Kyrgystan” is no country that we know.",
        "Did you mean Kyrgyzstan?",
    )
    assert _refusal(read_country, "Virgin Islands")[0] == "“Virgin Islands” is no country that we know."


def test_choice_is_read_by_label_value_and_other_names() -> None:
    names = {"participant": Role.DELEGATE}
    typed = ("DELEGATE", "Minister or vice-minister", "minister", "Participant")
    found = [read_choice(text, Role.choices, names) for text in typed]
    assert found == ["delegate", "minister", "minister", "delegate"]
    assert _refusal(read_choice, "Guest", Role.choices, names) == (
        "“Guest” is none of the choices.",
        "Write one of: Delegate, Speaker, Minister or vice-minister, Organizer, Observer.",
    )


def test_tick_is_a_yes() -> None:
    assert [read_yes(text) for text in ("yes", "X", "✓", "1", "No", "0", "absent")] == [True] * 4 + [False] * 3
    assert _refusal(read_yes, "maybe") == ("“maybe” is neither yes nor no.", "Write yes or no.")
