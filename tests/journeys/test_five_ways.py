"""The 2012 evaluation on page, in CSV, JSON, HTML edition and PDF: read from each of the five, the same figures."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.public_pages import text
from tests.reports.demo import build_editions, load_demo, once, read_edition
from unpog_portal.management.commands.demo import SLUG

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]

NOT_STATED = "not stated"
Cells = tuple[str, ...]
DOORS = {
    "page": f"/events/{SLUG}/evaluation/",
    "csv": f"/events/{SLUG}/evaluation.csv",
    "json": f"/events/{SLUG}/evaluation.json",
    "edition": f"/reports/{SLUG}/",
}


@dataclass(frozen=True)
class Told:
    """What one place says: counts and percentages with the remainder last, averages, open answers, and the rate."""

    questions: dict[int, tuple[Cells, Cells, str]]
    averages: dict[int, tuple[str, str]]
    two_best: dict[int, str]
    open_answers: dict[int, int]
    rate: str


@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The text of all five places, from the demo data; the PDF is the one that the tests of the report read."""

    def build(folder: Path) -> None:
        build_editions(folder)

    with django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        stranger = Client()
        found = {name: text(stranger.get(address)) for name, address in DOORS.items()}
        found_json = stranger.get(DOORS["json"]).content.decode()
        folder = once(tmp_path_factory.getbasetemp(), "editions", build)
        found |= {"json": found_json, "pdf": "\n".join(read_edition(folder, "public").lines)}
        yield found
        transaction.set_rollback(True)


def _said(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _tree(markup: str) -> Element:
    return html5lib.parse(markup, namespaceHTMLElements=False)


def _questions(markup: str) -> Iterator[tuple[int, Element]]:
    for part in _tree(markup).iter("div"):
        if part.get("class") == "question":
            head = part.find("h3") if part.find("h3") is not None else part.find("h4")
            yield int(_said(head).partition(".")[0]), part


AVERAGE = re.compile(r"The mean is ([\d.]+) .*? and the median “([^”]+)”")
RATE = re.compile(r"The 68 respondents are (\d+) per cent of the (\d+) participants")
TWO_BEST = re.compile(r"(\d+) per cent excellent or good")


def _averages(texts: dict[int, str]) -> dict[int, tuple[str, str]]:
    found = {number: AVERAGE.search(words) for number, words in texts.items()}
    return {number: (match[1], match[2]) for number, match in found.items() if match}


def _two_best(words: str) -> dict[int, str]:
    """The chart's lines, one for each rating in the order of the questions."""
    return dict(enumerate(TWO_BEST.findall(words), start=1))


def _rate(words: str) -> str:
    found = RATE.search(words)
    assert found is not None
    return f"{found[1]} of {found[2]}"


def _of_page(markup: str) -> Told:
    questions, texts = {}, {}
    for number, part in _questions(markup):
        rows = [[_said(cell) for cell in row.findall("td")] for row in part.findall(".//tbody/tr")]
        labels = [_said(row.find("th")) for row in part.findall(".//tbody/tr")]
        total = [_said(cell) for cell in part.findall(".//tfoot/tr/td")]
        if "Not stated in the source" not in labels:
            rows.append(["0", "0"])
        counts, percents = zip(*rows, strict=True)
        questions[number], texts[number] = (counts, percents, total[0]), _said(part.find("p"))
    sections = {part.get("id", ""): part for part in _tree(markup).iter("section")}
    answers = {int(key.partition("-")[2]): part for key, part in sections.items() if key.startswith("answers-")}
    count = {number: len(part.findall("ul/li")) for number, part in answers.items()}
    words = _said(sections["ratings"])
    return Told(questions, _averages(texts), _two_best(words), count, _rate(words))


def _cell(value: float | str | None) -> str:
    return NOT_STATED if value is None or value == "" else f"{float(value):g}"


def _of_csv(table: str, open_answers: dict[int, int]) -> Told:
    rows = list(csv.DictReader(table.removeprefix("\ufeff").splitlines()))
    questions, averages, best = {}, {}, {}
    for number in dict.fromkeys(int(row["question"]) for row in rows if row["question"]):
        own = {row["answer"]: row for row in rows if row["question"] == str(number)}
        measures = {name: own.pop(name) for name in ("Two best answers", "Mean", "Median") if name in own}
        counts, percents = (tuple(_cell(row[name]) for row in own.values()) for name in ("count", "per_cent"))
        questions[number] = counts, percents, {row["n"] for row in own.values()}.pop()
        if "Mean" in measures:
            values = {row["value"]: name.lower() for name, row in own.items()}
            averages[number] = measures["Mean"]["value"], values[_cell(measures["Median"]["value"])]
        if "Two best answers" in measures:
            best[number] = measures["Two best answers"]["per_cent"]
    respondents = next(row for row in rows if row["answer"] == "Respondents")
    return Told(questions, averages, best, open_answers, f"{respondents['per_cent']} of {respondents['n']}")


def _of_json(written: str) -> Told:
    found = json.loads(written)
    questions, averages, best = {}, {}, {}
    for one in found["questions"]:
        cells = [*one["answers"], one["not_stated"]]
        counts, percents = (tuple(_cell(cell[name]) for cell in cells) for name in ("count", "per_cent"))
        questions[one["number"]] = counts, percents, str(one["n"])
        if one["mean"] is not None:
            labels = {answer["value"]: answer["label"].lower() for answer in one["answers"]}
            averages[one["number"]] = f"{one['mean']:.1f}", labels[one["median"]]
        if one["two_best"]["count"] is not None:
            best[one["number"]] = _cell(one["two_best"]["per_cent"])
    texts = {one["number"]: sum(answer["count"] for answer in one["answers"]) for one in found["open_questions"]}
    rate = f"{found['response']['per_cent']:g} of {found['response']['of']}"
    return Told(questions, averages, best, texts, rate)


def _filled(counts: list[str], percents: list[str], has_remainder: bool) -> tuple[Cells, Cells, str]:
    """The cells of a row in a report: the base last, before it the remainder where there is one."""
    *said, n = counts
    shares = [cell.removesuffix("%") for cell in percents[:-1]]
    return (*said, *(() if has_remainder else ("0",))), (*shares, *(() if has_remainder else ("0",))), n


def _of_edition(markup: str) -> Told:
    questions, texts = {}, {}
    for number, part in _questions(markup):
        heads = [_said(cell) for cell in part.findall(".//thead/tr/th")]
        rows = [[_said(cell) for cell in row.findall("td")] for row in part.findall(".//tbody/tr")]
        questions[number] = _filled(rows[0], rows[1], "Not stated" in heads)
        texts[number] = _said(part.find("p"))
    tree = _tree(markup)
    annexes = [part for part in tree.iter("section") if part.get("class") == "annex"]
    count = {number: len(part.findall("ul/li")) for number, part in zip((9, 10, 12), annexes, strict=True)}
    words = _said(next(part for part in tree.iter("section") if part.get("id") == "evaluation"))
    return Told(questions, _averages(texts), _two_best(words), count, _rate(words))


def _cells(line: str) -> list[str]:
    return re.findall(r"not stated|[\d.]+%?", line)


def _of_pdf(printed: str) -> Told:
    start = printed.rindex("\nQuestion by question\n")
    own, questions, texts = printed[start:], {}, {}
    parts = re.split(r"^(\d+)\. .*\n", own.partition("\nWhat respondents wrote\n")[0], flags=re.MULTILINE)[1:]
    for number, part in zip(parts[::2], parts[1::2], strict=True):
        counts, percents = (re.search(rf"^{name} .*$", part, re.MULTILINE) for name in ("Respondents", "Per cent"))
        assert counts is not None
        assert percents is not None
        has_remainder = "Not stated All (n)" in part
        questions[int(number)] = _filled(_cells(counts[0]), _cells(percents[0]), has_remainder)
        texts[int(number)] = " ".join(part.split())
    words = " ".join(printed.split())
    counts = {number: int(found) for number, found in zip((9, 10, 12), _annex_counts(words), strict=True)}
    return Told(questions, _averages(texts), _two_best(words), counts, _rate(words))


def _annex_counts(words: str) -> list[str]:
    return re.findall(r"Annex I{1,3}\. [^?.]*?[?.].*? (\d+) answers\.", words.rpartition("VIII. Annexes")[2])


def test_five_places_tell_the_same(told: dict[str, str]) -> None:
    page = _of_page(told["page"])
    assert list(page.questions) == [1, 2, 3, 4, 5, 6, 7, 8, 11]
    assert page.questions[1] == (("29", "34", NOT_STATED, "5"), ("43", "50", NOT_STATED, "7"), "68")
    assert (page.averages[2], page.two_best[1], page.rate) == (("4.4", "good"), "93", "9 of 766")
    assert page.open_answers == {9: 33, 10: 5, 12: 8}
    assert _of_json(told["json"]) == page
    assert _of_csv(told["csv"], page.open_answers) == page
    assert _of_edition(told["edition"]) == page
    assert _of_pdf(told["pdf"]) == page
