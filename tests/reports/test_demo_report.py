"""The 2012 forum's report as it is printed: every figure of the source in its place, in an accessible file."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from events.narrative import figure
from tests.reports.demo import EDITIONS, Edition, build_editions, export_elsewhere, load_demo, once, read_edition
from tests.reports.forum_2012 import ANNEXES, FAMILY_NAMES, QUESTIONS, SPEAKERS, TITLE, TRAVELLERS

# Without the mark on the tests pytest-django would make no test database for the fixture.
pytestmark = [pytest.mark.pdf, pytest.mark.django_db]


@pytest.fixture(scope="session")
def editions(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Edition]:
    """Both editions, built once from the demo data."""

    def build(folder: Path) -> None:
        with django_db_blocker.unblock(), transaction.atomic():
            load_demo()
            build_editions(folder)
            transaction.set_rollback(True)

    folder = once(tmp_path_factory.getbasetemp(), "editions", build)
    return {name: read_edition(folder, name) for name in EDITIONS}


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest, editions: dict[str, Edition]) -> Edition:
    """Each edition in turn."""
    return editions[request.param]


def test_cover_and_first_page_have_the_large_figures(edition: Edition) -> None:
    assert "18–19 October 2012 Lotte Hotel UN DESA, MOPAS, MKE 766" in edition.lines
    assert "Thursday and Friday Seoul, Republic of Korea from 50 countries" in edition.lines
    assert "766 50 15 19 21" in edition.lines
    assert "217 263 181 105" in edition.lines


def test_participants_are_told_and_add_up(edition: Edition) -> None:
    assert (
        "Seven hundred and sixty-six people took part from 50 countries. They were 217 international participants and "
        "549 from the Republic of Korea. Among the national participants were 263 from government, 181 from the "
        "private sector and 105 from academia. Forty-one of the international participants represented 15 "
        "international organizations. Nineteen ministers and vice-ministers attended."
    ) in edition.text
    part = edition.part("V. Participants", "VI. Travel")
    rows = [line for line in part if re.search(r" \d+( \d+)?$", line) and "·" not in line]
    assert rows[-10:] == [
        "International 217 28",
        "Republic of Korea: government 263 34",
        "Republic of Korea: private sector 181 24",
        "Republic of Korea: academia 105 14",
        "Total 766 100",
        "National participants (Republic of Korea) 549",
        "People from international organizations 41",
        "International organizations 15",
        "Ministers and vice-ministers 19",
        "Countries represented 50",
    ]


@pytest.mark.parametrize(("number", "name", "amounts"), TRAVELLERS)
def test_internal_edition_has_each_traveller_in_one_line(
    number: int, name: str, amounts: str, editions: dict[str, Edition]
) -> None:
    part = editions["internal"].part("Travel costs by traveller", "Grand total")
    found = [line for line in part if line.startswith(f"{number} {name} ")]
    assert len(found) == 1
    assert found[0].endswith(f" {amounts}")


def test_internal_edition_has_thirteen_travellers_and_their_sums(editions: dict[str, Edition]) -> None:
    edition = editions["internal"]
    part = edition.part("Travel costs by traveller", "Grand total")
    assert len([line for line in part if re.match(r"\d+ .*[\d,]+ [\d,]+ [\d,]+ [\d,]+$", line)]) == 13
    assert "Subtotal, 9 travellers 56,100 16,360 1,618 74,078" in part
    assert "Subtotal, 4 travellers 15,600 6,544 658 22,802" in part
    assert "Grand total 71,700 22,904 2,276 96,880" in edition.lines
    assert "Lines 6 and 12 were cancelled; the numbers are kept." in edition.text


def test_public_edition_has_the_sums_by_status_and_organization(editions: dict[str, Edition]) -> None:
    part = editions["public"].part("VI. Travel budget", "VII. Evaluation")
    assert [line for line in part if re.search(r"[\d,]+ [\d,]+ [\d,]+ [\d,]+$", line)] == [
        "Staff 9 56,100 16,360 1,618 74,078",
        "No-fee special service agreement 4 15,600 6,544 658 22,802",
        "Grand total 13 71,700 22,904 2,276 96,880",
        "DPADM 5 29,000 9,407 1,010 39,417",
        "UNESCAP 1 700 818 152 1,670",
        "UNESCWA 1 5,700 1,636 152 7,488",
        "UNECA 1 6,500 2,045 152 8,697",
        "ECLAC 1 14,200 2,454 152 16,806",
        "Interstate Committee of CIS 1 2,900 2,045 152 5,097",
        "South South News 1 5,800 1,227 202 7,229",
        "Parker Group 1 6,900 1,636 152 8,688",
        "Saudi eGov Program 1 0 1,636 152 1,788",
        "Grand total 13 71,700 22,904 2,276 96,880",
    ]


def test_public_edition_has_no_name_beside_an_amount(editions: dict[str, Edition]) -> None:
    edition = editions["public"]
    part = edition.part("VI. Travel budget", "VII. Evaluation")
    beside = [line for line in edition.lines if re.search(r"\d,\d{3}\b", line)]
    assert len(beside) > 10
    without_firms = [line.replace("Parker Group", "") for line in (*part, *beside)]
    assert [line for line in without_firms if any(name in line for name in FAMILY_NAMES)] == []
    assert "Travel costs by traveller" not in edition.text
    assert "Internal edition" not in edition.text


def test_budget_is_told_in_words(edition: Edition) -> None:
    assert (
        "Thirteen travellers cost 96,880 in all: 74 per cent for travel, 24 per cent for daily subsistence allowance "
        "and 2 per cent for terminal expenses."
    ) in edition.text
    assert "The source states no currency." in edition.text


@pytest.mark.parametrize(("heading", "counts", "percentages"), QUESTIONS)
def test_question_has_its_counts_and_percentages(heading: str, counts: str, percentages: str, edition: Edition) -> None:
    part = edition.part(heading, "Per cent ")
    assert [line for line in part if line.startswith("Respondents ")] == [f"Respondents {counts}"]
    assert edition.lines[edition.lines.index(part[-1]) + 1] == f"Per cent {percentages}"
    told = " ".join(part)
    pairs = [*zip(re.findall(r"\d+", counts), re.findall(r"\d+(?=%)", percentages), strict=True)][:-1]
    assert [pair for pair in pairs if not _is_told(told, int(pair[0]), pair[1])] == []


def _is_told(text: str, count: int, percent: str) -> bool:
    """Whether a sentence gives a count beside its percentage, however both are spelled."""
    figures = [figure(number) for number in range(69)]
    beside = rf"{percent} per cent \({figures[count]}\)|remaining {figures[count]} respondents, or {percent} per cent,"
    return re.search(rf"of the 68 respondents \({count}\)|{beside}", text) is not None


def test_every_question_has_68_respondents_as_its_base(edition: Edition) -> None:
    part = edition.part("VII. Evaluation", "VIII. Annexes")
    assert len([line for line in part if re.fullmatch("Respondents .* 68", line)]) == 9
    assert "The 68 respondents are 9 per cent of the 766 participants in the Forum." in edition.text
    assert "Sixty-eight people answered the questions on Track 3." in edition.text


@pytest.mark.parametrize("session", SPEAKERS)
def test_session_has_its_seven_speakers(session: str, edition: Edition) -> None:
    kickers = [number for number, line in enumerate(edition.lines) if line == session]
    assert len(kickers) == 1
    following = edition.lines[kickers[0] + 1 :]
    end = next(n for n, line in enumerate(following) if re.match(r"Track 3, session \d$|High-level|V\. Part", line))
    names = SPEAKERS[session].split(", ")
    opened = [name for line in following[:end] for name in names if line.startswith(name)]
    assert list(dict.fromkeys(opened)) == names


def test_report_counts_its_presentations(edition: Edition) -> None:
    assert sum(len(names.split(", ")) for names in SPEAKERS.values()) == 21
    assert "Twenty-one presentations were given in the three sessions of Track 3." in edition.text


@pytest.mark.parametrize(("heading", "expected"), ANNEXES.items())
def test_annex_has_every_open_answer(heading: str, expected: tuple[int, int], edition: Edition) -> None:
    question, number = expected
    part = edition.part(heading, "Annex" if question != 12 else "Document number")
    assert len([line for line in part if line.startswith("•")]) == number
    rows: list[dict[str, Any]] = json.loads(
        (settings.BASE_DIR / "fixtures" / "sample" / "forum_2012" / "evaluation.json").read_text()
    )
    answers = [row["fields"] for row in rows if row["model"] == "evaluations.openanswer"]
    written = [answer["text"] for answer in answers if answer["question"][1] == question]
    assert len(written) == number
    assert [text for text in written if f"• {text}" not in " ".join(part)] == []


def test_report_waits_for_no_figure(edition: Edition) -> None:
    assert "unknown figure" not in edition.text
    assert [line for line in edition.lines if "{" in line or "}" in line] == []


def test_file_passes_pdf_ua(edition: Edition) -> None:
    report = page.validate_pdf(edition.path)
    assert (report.profile.name, report.is_compliant, list(report.failures)) == ("PDF_UA_1", True, [])


def test_file_was_built_without_a_complaint(edition: Edition) -> None:
    assert edition.warnings == ()


def test_fonts_are_the_two_faces_and_embedded(edition: Edition) -> None:
    listed = subprocess.run(["/usr/bin/pdffonts", edition.path], capture_output=True, check=True, text=True).stdout
    fonts = [line.split() for line in listed.splitlines()[2:]]
    assert {re.match(r"[A-Z]{6}\+(Source-Sans-Pro|Source-Serif-Pro)", font[0])[1] for font in fonts} == {
        "Source-Sans-Pro",
        "Source-Serif-Pro",
    }
    assert {font[-5] for font in fonts} == {"yes"}


def _figures(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == "/Figure":
            yield node
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from _figures(kid)


def test_pictures_have_a_sentence_or_are_part_of_a_key(edition: Edition) -> None:
    with pikepdf.open(edition.path) as pdf:
        texts = [str(figure.get("/Alt", "")) for figure in _figures(pdf.Root.StructTreeRoot)]
    sentences = [text for text in texts if not text.startswith(("Colour of: ", "Mark on the cover: "))]
    assert (len(texts), len(sentences)) == (35, 20)
    assert [text for text in sentences if not text.endswith(".")] == []


def test_file_has_language_title_and_bookmarks(edition: Edition) -> None:
    with pikepdf.open(edition.path) as pdf:
        assert (str(pdf.Root.Lang), str(pdf.docinfo["/Title"])) == ("en", TITLE)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_outline() as outline:
            found = {item.title: len(item.children) for item in outline.root}
    assert found == {
        "I. The Forum at a glance": 0,
        "II. Main outcomes": 0,
        "III. Summary": 0,
        "IV. Programme, tracks and sessions": 8,
        "V. Participants": 0,
        "VI. Travel budget": 0,
        "VII. Evaluation of Track 3": 3,
        "VIII. Annexes": 3,
        "About this document": 0,
    }


def test_file_is_the_same_from_another_process_and_database(
    editions: dict[str, Edition], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = once(tmp_path_factory.getbasetemp(), "elsewhere", export_elsewhere)
    assert (folder / "public.pdf").read_bytes() == editions["public"].path.read_bytes()
