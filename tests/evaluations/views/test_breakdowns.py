"""Results by group on page, in CSV, JSON and report: the same tables, from which no small count can be computed."""

import csv
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client

from evaluations.figures import survey_figures
from evaluations.models import Group, Survey
from reports.sections import evaluation
from tests import factories as make
from tests.evaluations.asked import answer, make_asked_survey
from tests.evaluations.attacker import SMALL, Seen, small_counts
from tests.public_pages import assert_public_page, text
from tests.reports.facts import facts_of

pytestmark = pytest.mark.django_db

# Question, table, columns, and rows as (label, counts, base).
Tables = list[tuple[int, str, tuple[str, ...], list[tuple[str, tuple[int, ...], int]]]]


def _said(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _count(cell: str) -> int:
    return int(cell.partition(" ")[0].replace(",", ""))


def _of_markup(markup: str, is_question: Any) -> Tables:
    found: Tables = []
    for part in html5lib.parse(markup, namespaceHTMLElements=False).iter("div"):
        number = is_question(part)
        if number is None:
            continue
        for table in (one for one in part.iter("table") if one.get("class") == "by-group"):
            heads = [_said(cell) for cell in table.iter("th") if cell.get("scope") == "col"]
            rows = []
            for line in table.findall("tbody/tr"):
                cells = [_count(_said(cell)) for cell in line.findall("td")]
                rows.append((_said(line.find("th")), tuple(cells[:-1]), cells[-1]))
            found.append((number, _said(table.find("caption")), tuple(heads[:-1]), rows))
    return found


def _of_page(answered: HttpResponse) -> Tables:
    def number(part: Element) -> int | None:
        name = part.get("id", "")
        return int(name.removeprefix("question-")) if name.startswith("question-") else None

    return _of_markup(text(answered), number)


def _of_report(survey: Survey, *, is_print: bool) -> Tables:
    report = make.make_report(event=survey.event)
    content = evaluation.build(facts_of(report))
    context = {"section": {"content": content}, "is_print": is_print}
    markup = render_to_string("reports/sections/_evaluation.html", context)

    def number(part: Element) -> int | None:
        label = part.get("aria-label", "")  # "Question 1, Role"
        return int(label.split()[1].rstrip(",")) if "," in label else None

    return _of_markup(markup, number)


def _of_csv(answered: HttpResponse) -> Tables:
    tables: dict[tuple[int, str], dict[str, list[tuple[str, int, int]]]] = {}
    for row in csv.DictReader(text(answered).removeprefix("\ufeff").splitlines()):
        if row["group"] and row["dimension"] not in ("base", "event"):
            name = row["dimension"].removeprefix("session: ").capitalize()
            lines = tables.setdefault((int(row["question"]), name), {})
            lines.setdefault(row["group"], []).append((row["answer"], int(row["count"]), int(row["n"])))
    return [
        (
            *key,
            tuple(label for label, _, _ in next(iter(rows.values()))),
            [(name, tuple(count for _, count, _ in cells), cells[0][2]) for name, cells in rows.items()],
        )
        for key, rows in tables.items()
    ]


def _of_json(found: dict[str, Any]) -> Tables:
    return [
        (
            question["number"],
            group["label"],
            tuple(group["columns"]),
            [(row["label"], tuple(row["counts"]), row["n"]) for row in group["rows"]],
        )
        for question in found["questions"]
        for group in question["groups"]
        if not group["too_few"]
    ]


def _answered(people: int, seed: int = 1) -> Survey:
    return answer(make_asked_survey(), people, seed)


def _get(survey: Survey, door: str) -> HttpResponse:
    return Client().get(f"/events/{survey.event.slug}/{door}")


def test_page_and_files_and_report_have_the_same_tables() -> None:
    survey = _answered(150)
    page = _get(survey, "evaluation/")
    assert_public_page(page)
    found = _of_page(page)
    assert len(found) >= 9
    assert _of_csv(_get(survey, "evaluation.csv")) == found
    assert _of_json(_get(survey, "evaluation.json").json()) == found
    assert _of_report(survey, is_print=False) == found


def test_print_has_the_same_tables() -> None:
    survey = _answered(150)
    assert _of_report(survey, is_print=True) == _of_page(_get(survey, "evaluation/"))


def _members(survey: Survey, name: str, rows: list[tuple[str, tuple[int, ...], int]]) -> list[tuple[str, ...]]:
    """Which groups an attacker thinks of at each row: those that have no row of their own may be in the joined one."""
    known = {row[0] for row in rows}
    groups = [g.label for g in survey.groups.filter(dimension=name.lower(), respondent_count__gt=0)]
    hidden = tuple(label for label in [*groups, "Not said"] if label not in known)
    return [hidden if row[0] == "Other groups" else (row[0],) for row in rows]


def _fine_totals(question: dict[str, Any]) -> list[int]:
    return [one["count"] for one in question["answers"]] + [question["no_opinion"], question["no_answer"]]


def _blocks(question: dict[str, Any], columns: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """Which of the public counts each printed column gathers, as its words say."""
    labels = [one["label"] for one in question["answers"]]
    wants = tuple(range(len(labels), len(labels) + 2))
    found: list[tuple[int, ...]] = []
    for column in columns:
        if column == "No answer or no opinion":
            found.append(wants)
        elif column == "Another answer, or none":
            found.append(tuple(set(range(len(labels) + 2)) - set(found[0])))
        elif column in labels:
            found.append((labels.index(column),))
        elif question["kind"] == "number":
            found.append(tuple(range(5)))
        else:
            best = column.lower().split(" or ")
            found.append(tuple(place for place, label in enumerate(labels) if label.lower() in best))
    return tuple(found)


def _seen(survey: Survey, found: dict[str, Any], name: str, tables: Tables) -> list[Seen]:
    questions = {one["number"]: one for one in found["questions"]}
    seen = []
    for number, caption, columns, rows in tables:
        if caption != name:
            continue
        question, members = questions[number], _members(survey, name, rows)
        lines = tuple((who, size, counts) for who, (_, counts, size) in zip(members, rows, strict=True))
        if question["kind"] == "multiple":
            totals = tuple(one["count"] for one in question["answers"])
            single = tuple((place,) for place in range(len(totals)))
            seen.append(Seen(number, totals, single, lines, True, len(totals), question["no_answer"]))
        else:
            seen.append(Seen(number, tuple(_fine_totals(question)), _blocks(question, columns), lines))
    return seen


@pytest.mark.parametrize(("people", "seed"), [(40, 1), (75, 2), (75, 3), (150, 4), (150, 5), (400, 6)])
def test_no_small_count_can_be_computed_from_what_is_published(people: int, seed: int) -> None:
    survey = _answered(people, seed)
    found, tables = _get(survey, "evaluation.json").json(), _of_page(_get(survey, "evaluation/"))
    assert [count for _, _, _, rows in tables for _, counts, _ in rows for count in counts if count in SMALL] == []
    seen = [_seen(survey, found, name, tables) for name in ("Role", "Region", "Opening")]
    assert sum(len(one) for one in seen) == len(tables)
    assert [small_counts(one, people) for one in seen] == [{}, {}, {}]


def test_tables_hide_groups_that_the_database_knows() -> None:
    survey = _answered(60)
    small = Group.objects.filter(survey=survey, respondent_count__range=(1, 4)).values_list("label", flat=True)
    assert len(small) >= 2
    page = text(_get(survey, "evaluation/"))
    assert [label for label in small if label in page] == []


def test_question_for_some_is_broken_down_for_nobody_and_tells_no_size() -> None:
    found = _get(_answered(150), "evaluation.json").json()["questions"]
    (routed,) = [one for one in found if one["number"] == 6]
    assert (routed["groups"], routed["no_answer"]) == ([], None)
    assert routed["n"] >= 20


@pytest.mark.parametrize("people", [1, 4])
def test_answers_of_fewer_than_five_are_nowhere(people: int) -> None:
    survey = _answered(people)
    question = survey.questions.get(kind="open")
    make.make_open_answer(question=question, text="Canary")
    doors = [text(_get(survey, door)) for door in ("evaluation/", "evaluation.csv", "evaluation.json")]
    assert [door for door in doors if "Excellent" in door or "Canary" in door] == []
    found = _get(survey, "evaluation.json").json()
    assert (found["too_few"], found["respondents"], found["questions"], found["open_questions"]) == (
        True,
        people,
        [],
        [],
    )
    assert "Too few answers to show." in doors[0]
    assert survey_figures(survey).breakdowns == ()


def test_answers_of_five_are_shown() -> None:
    found = _get(_answered(5), "evaluation.json").json()
    assert (found["too_few"], found["respondents"], len(found["questions"])) == (False, 5, 6)
