"""The travel summary adds up, and says of each traveller how the amounts come about."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import pytest

from reports.documents.travel_summary import TRAVELLERS_IN_A_FILE, travel_summary
from tests import factories as make
from tests.reports.documents.papers import assert_accessible, built, metadata

pytestmark = pytest.mark.django_db


def _event(lines: int = 2) -> Any:
    event = make.make_event(title="Forum", currency="USD")
    for number in range(lines):
        person = make.make_person(family_name="Silva", given_name="Ana", distinction=str(number))
        line = make.make_travel_line(
            event=event,
            person=person,
            travel_cost=Decimal(4000),
            dsa_days=4,
            dsa_amount_per_day=Decimal(409),
            legs={"New York": (2, 63), "Seoul": (2, 38)},
            authorized_amount=Decimal(6000),
        )
    make.make_deduction(line=line)
    return event


def _html(event: Any) -> str:
    (part,) = travel_summary(event)
    return str(part.make(part.items, 0).html)


def test_amounts_are_explained_and_add_up() -> None:
    html = _html(_event())
    html5lib.HTMLParser(strict=True).parse(html)
    for words in (
        "4 days × 409 = 1,636",
        "2 legs New York × 63 + 2 legs Seoul × 38 = 202",
        "1 day lodging at 50 per cent of 409 = 204.50",
        "162 USD less than authorized: no reason recorded",
        "Amounts are in USD.",
        ">11,471.50<",
    ):
        assert words in html


def test_cancelled_lines_are_named_and_cost_nothing() -> None:
    event = _event(1)
    make.make_travel_line(event=event, number=7, is_cancelled=True)
    assert "Cancelled, without cost: 7." in _html(event)


def test_event_without_journeys_says_so() -> None:
    assert "No journey is recorded." in _html(make.make_event())


def test_many_travellers_take_several_files() -> None:
    first, second = travel_summary(_event(TRAVELLERS_IN_A_FILE + 1))
    assert (len(first.items), len(second.items), second.follows) == (TRAVELLERS_IN_A_FILE, 1, True)
    assert "All travellers" not in second.make(second.items, 4).html


@pytest.mark.pdf
def test_summary_is_accessible(tmp_path: Path) -> None:
    (part,) = travel_summary(_event(14))
    assert "Silva" not in metadata(assert_accessible(built(part), tmp_path))
