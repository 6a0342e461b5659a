"""Printed forms ask what the survey asks, under a number on every page, in files that are accessible to all."""

import re
import subprocess
from pathlib import Path
from typing import Any

import html5lib
import page
import pytest

from reports.documents.form_words import WORDS
from reports.documents.survey_form import build, files_of, poster, survey_forms
from tests import factories as make

pytestmark = pytest.mark.django_db
SCALE = {"excellent": 0, "good": 0, "poor": 0}


@pytest.fixture(autouse=True)
def own_files(settings: Any, worker_folder: Path) -> None:
    settings.VAR_DIR = worker_folder


def _survey(**fields: Any) -> Any:
    event = make.make_event(title="Forum")
    survey = make.make_open_survey(event=event, **({"title": "Evaluation", "slug": "forum"} | fields))
    make.make_group(survey=survey, label="Speaker")
    for number in range(2):
        rated = make.make_question(
            survey=survey, tallies=SCALE, grid="How was it?", section="" if number else "The Forum"
        )
        make.make_choice(question=rated, code="na", label="No opinion", is_no_opinion=True)
    make.make_question(survey=survey, tallies=SCALE)
    make.make_question(survey=survey, kind="multiple", tallies={"web": 0, "letter": 0})
    make.make_question(survey=survey, kind="number", lowest=0, highest=40)
    make.make_question(survey=survey, kind="short")
    make.make_question(survey=survey, kind="open", text="What <b>else</b>?")
    return survey


def _translated(survey: Any, language: str) -> Any:
    other = make.make_survey(
        event=survey.event, title="T", slug=f"forum-{language}", language=language, translation_of=survey
    )
    for question in survey.questions.all():
        fields = {"number": question.number, "kind": question.kind, "lowest": question.lowest}
        said = make.make_question(survey=other, **fields, highest=question.highest, grid=question.grid)
        for choice in question.choices.all():
            make.make_choice(question=said, code=choice.code, label=choice.label)
    return other


def _boxes(html: str, question: int) -> list[str]:
    """The numbers in the boxes of a question."""
    start = html.index(f"<b>{question}</b>")
    end = html.find(f"<b>{question + 1}</b>", start)
    return re.findall(r'<span class="box">(\d+)</span>', html[start : end if end > 0 else None])


def test_form_asks_every_question_with_boxes_lines_and_keys() -> None:
    html = survey_forms(_survey()).html
    assert [len(_boxes(html, number)) for number in range(1, 8)] == [4, 4, 3, 2, 0, 0, 0]
    assert _boxes(html, 1) == ["1", "2", "3", "0"]
    assert html.count('class="blank') == 1 + 1 + 4
    assert "How was it?" in html
    assert "What &lt;b&gt;else&lt;/b&gt;?" in html
    assert "Speaker" in html


def test_every_copy_has_its_number() -> None:
    html = survey_forms(_survey(), first=60, copies=3).html
    assert re.findall('data-serial="([^"]+)"', html) == ["Form 60", "Form 61", "Form 62"]
    assert html.count("<svg") == 3


@pytest.mark.parametrize(("first", "copies"), [(0, 1), (1, 0), (1, 201), (999_999, 2)])
def test_numbers_beyond_reason_are_refused(first: int, copies: int) -> None:
    with pytest.raises(ValueError, match="From 1 to 200 forms"):
        survey_forms(_survey(), first=first, copies=copies)


@pytest.mark.parametrize(("first", "copies"), [(1, 1), (1, 25), (7, 60), (100, 200)])
def test_files_hold_every_number_once(first: int, copies: int) -> None:
    files = files_of(_survey(), first=first, copies=copies)
    numbers = [number for start, size in files for number in range(start, start + size)]
    assert numbers == list(range(first, first + copies))
    assert max(size for _, size in files) <= 25


def test_documents_are_valid_and_name_only_their_own_files() -> None:
    for document in (survey_forms(_survey(), copies=2), poster(_survey(slug="other"))):
        html5lib.HTMLParser(strict=True).parse(document.html)
        assert set(re.findall(r'url\("([^"]+)"\)', document.css)) == set(document.assets)


def test_words_are_there_in_all_languages() -> None:
    assert {frozenset(words) for words in WORDS.values()} == {frozenset(WORDS["en"])}
    assert all("{number}" in words["serial"] and "{address}" in words["code"] for words in WORDS.values())


def test_form_of_a_translation_leads_to_its_own_address() -> None:
    arabic = _translated(_survey(), "ar")
    html = survey_forms(arabic).html
    assert '<html lang="ar" dir="rtl">' in html
    assert "https://portal.example.org/surveys/forum-ar/" in html


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "ar", "ko"])
def test_form_and_poster_are_accessible(language: str, tmp_path: Path) -> None:
    listed = subprocess.run(["fc-list", f":lang={language}", "family"], capture_output=True, check=True)  # noqa: S607
    if b"Noto" not in listed.stdout and language != "en":
        pytest.skip(f"The Noto fonts for the language “{language}” are not installed.")
    survey = _survey()
    worded = survey if language == "en" else _translated(survey, language)
    for name, document in (("form", survey_forms(worded, first=7, copies=2)), ("poster", poster(worded))):
        built = build(document)
        assert built.warnings == ()
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(built.pdf)
        report = page.validate_pdf(path)
        assert (report.profile.name, report.is_compliant, list(report.failures)) == ("PDF_UA_1", True, [])


@pytest.mark.pdf
def test_number_stands_on_every_page(tmp_path: Path) -> None:
    survey = _survey()
    for _ in range(12):
        make.make_question(survey=survey, kind="open")
    path = tmp_path / "forms.pdf"
    built = build(survey_forms(survey, first=7, copies=2))
    path.write_bytes(built.pdf)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout  # noqa: S607
    feet = [re.findall(r"Form (\d+) +Page (\d+)", sheet) for sheet in text.split("\f") if sheet.strip()]
    half = built.pages // 2
    assert feet == [[(serial, str(number))] for serial in ("7", "8") for number in range(1, half + 1)]
