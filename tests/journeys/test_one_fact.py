"""One fact is changed in the admin, once: every place that says it says the new one, and no other line is different."""

import re
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from evaluations.models import Survey
from events.models import Publishable, WorkingCopy
from tests.journeys.money_and_people import MONEY, PEOPLE
from tests.journeys.portal import everything
from tests.journeys.stories import Story
from tests.journeys.words import CONTENT, EVALUATION, EVENT, switch
from tests.pages import filled
from tests.reports.forum_2012 import FAMILY_NAMES, QUESTIONS, TRAVELLERS

# Without the mark on the tests pytest-django would make no test database for the fixture.
pytestmark = pytest.mark.django_db

CHAPTER = r"\nVII\. Evaluation of Track 3\n|\nVIII\. Annexes\n"
STORIES = MONEY | PEOPLE | EVALUATION | CONTENT | EVENT


def _change(client: Client, row: Model, *unticked: str, **typed: Any) -> None:
    """Opens the row's page in the admin, types, unticks boxes, and saves; what has a life in public is published."""
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    form = {name: value for name, value in filled(client.get(address), **typed).items() if name not in unticked}
    button = "_publish" if isinstance(row, Publishable) else "_save"
    assert client.post(address, form | {button: "1"}).status_code == 302
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_fact_changes_exactly_the_lines_that_say_it(story: Story, before: dict[str, str], publisher: Client) -> None:
    expected = story.expected(before)
    _change(publisher, story.row(), *story.unticked, **story.typed())
    after = everything()
    for place, text in expected.items():
        assert after[place].splitlines() == text.splitlines(), place


def test_fact_that_is_saved_as_it_is_changes_nothing(before: dict[str, str], publisher: Client) -> None:
    for name in ("dates", "tally", "presentation", "legs"):
        _change(publisher, STORIES[name].row())
    assert everything() == before


def test_switch_names_travellers_on_page_and_in_print_and_nowhere_else(
    before: dict[str, str], publisher: Client
) -> None:
    _change(publisher, switch(), names_travellers="on")
    after = everything()
    assert {place for place in before if after[place] != before[place]} == {"page", "public"}
    for place in ("page", "public"):
        for number, name, amounts in TRAVELLERS:
            assert re.findall(rf"^{number} {re.escape(name)} .* {amounts}$", after[place], re.MULTILINE) != []
        assert "Lines 6 and 12 were cancelled; the numbers are kept." in after[place]
        assert "Travel costs by organization" not in after[place]


def test_switch_off_leaves_no_name_beside_an_amount(before: dict[str, str]) -> None:
    for place in ("page", "public", "event", "people", "evaluation"):
        rows = re.findall(r"^.*\d,\d{3}\b.*$", before[place].replace("Parker Group", ""), re.MULTILINE)
        assert [row for row in rows if any(name in row for name in FAMILY_NAMES)] == []


def _shares(counts: str, respondents: int) -> tuple[str, str]:
    """The two rows of a question's table for another number of respondents, by arithmetic of its own."""
    words = counts.split()
    stated = [int(word) for word in words if word.isdigit()][:-1]
    known = stated if "not" not in words else stated[:-1]
    cells = [str(count) for count in known] + ["not stated"] * (3 - len(known)) + [str(respondents - sum(known))]
    percents = [(200 * int(cell) + respondents) // (2 * respondents) if cell.isdigit() else None for cell in cells]
    printed = [f"{percent}%" if percent is not None else "not stated" for percent in percents]
    total = sum(percent for percent in percents if percent is not None)
    return f"Respondents {' '.join(cells)} {respondents}", f"Per cent {' '.join(printed)} {total}%"


def test_number_of_respondents_is_the_base_everywhere(before: dict[str, str], publisher: Client) -> None:
    survey = Survey.objects.get(slug="forum-2012-track-3")
    _change(publisher, survey, respondent_count=70)
    after = everything()
    changed = ("page", "event", "evaluation", "csv", "json", "public", "internal")
    assert {place for place in before if after[place] != before[place]} == set(changed)
    for place in changed:
        assert re.findall(r"68 respondents|Sixty-eight|n = 68|,68,|\"n\": 68", after[place], re.MULTILINE) == []
    rows = [row for _, counts, _ in QUESTIONS for row in _shares(counts, 70)]
    for place in ("page", "public", "internal"):
        found = re.findall(r"^(?:Respondents|Per cent) .*\d+%?$", after[place], re.MULTILINE)
        assert [line for line in found if "of 70" not in line] == rows


def test_number_of_respondents_changes_nothing_outside_the_evaluation(
    before: dict[str, str], publisher: Client
) -> None:
    _change(publisher, Survey.objects.get(slug="forum-2012-track-3"), respondent_count=70)
    after = everything()
    for place in ("page", "public", "internal"):
        for part in (0, -1):
            old, new = (re.split(CHAPTER, text[place]) for text in (before, after))
            assert new[part] == old[part].replace("Evaluation (CSV) 68", "Evaluation (CSV) 70")
