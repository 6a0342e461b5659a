"""A survey on paper: forms with serial numbers to fill in by hand, and a poster with the code of the web form.

What is ticked is printed as the number that is typed when the form is entered: 1, 2, 3 … in the order of the answers,
and 0 for no opinion.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from evaluations.emails.letter import closing_moment, event_title, form_address
from evaluations.forms.questionnaire import Asked, Questionnaire, questionnaire
from evaluations.forms.words import direction
from evaluations.forms.words import words_in as words_of_form
from evaluations.models import Question, Survey
from reports.documents.final_report import fonts
from reports.documents.form_words import words_on_paper
from reports.pdf import Built, Document, build_pdf

# What is asked for at once; one file holds fewer, as many as are laid out well within the limits of a build.
MOST_COPIES = 200
_MOST_QUESTIONS_IN_A_FILE, _MOST_COPIES_IN_A_FILE = 300, 25
LONGEST_SERIAL = 999_999
_LINES = {Question.Kind.SHORT: 1, Question.Kind.NUMBER: 1, Question.Kind.OPEN: 4}


@dataclass(frozen=True)
class Box:
    """A box to tick: what is typed for it, and its words."""

    key: str
    label: str
    language: str


@dataclass(frozen=True)
class Line:
    """A question as it is printed."""

    asked: Asked
    boxes: tuple[Box, ...]

    @property
    def number(self) -> int:
        """Its number."""
        return int(self.asked.question.number)

    @property
    def is_several(self) -> bool:
        """Whether several boxes may be ticked."""
        return bool(self.asked.question.kind == Question.Kind.MULTIPLE)

    @property
    def blanks(self) -> range:
        """The lines to write on."""
        return range(_LINES.get(Question.Kind(self.asked.question.kind), 0))


def boxes_of(asked: Asked) -> tuple[Box, ...]:
    """The answers of a question with the keys that enter them."""
    none = {choice.code for choice in asked.question.choices.all() if choice.is_no_opinion}
    keys = iter(range(1, len(asked.ticks) + 1))
    return tuple(
        Box("0" if tick.code in none else str(next(keys)), tick.label, tick.language or asked.language)
        for tick in asked.ticks
    )


def _parts(asked: Questionnaire) -> Iterator[dict[str, Any]]:
    """The parts of the form: a heading, and blocks of one question or of the rows of a table."""
    for part in asked.parts:
        blocks = [[Line(one, boxes_of(one)) for one in block] for block in part.blocks]
        yield {"title": part.title, "blocks": [{"lines": lines, "first": lines[0]} for lines in blocks]}


def _only(asked: Asked, words: dict[str, str]) -> str:
    return " ".join(words[f"only_{route.dimension}"].format(group=route.label) for route in asked.routes)


def qr_code(address: str, title: str) -> SafeString:
    """The code of an address as a drawing that says what it is."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(title=title, omitsize=True, border=4, svgclass="qr", lineclass=None, dark="#000")
    return mark_safe(drawing)  # noqa: S308 - made of squares, and of a title that segno escapes


@cache
def _styles() -> str:
    return Path(settings.BASE_DIR, "static", "css", "survey-form.css").read_text()


def _context(survey: Survey) -> dict[str, Any]:
    words, address = words_on_paper(survey.language), form_address(survey)
    until = ""
    if closes_at := survey.original.closes_at:
        moment, zone = closing_moment(closes_at, survey.language, survey.event.time_zone)
        until = words["until"].format(moment=moment, zone=zone)
    return {
        "survey": survey,
        "direction": direction(survey.language),
        "event_title": event_title(survey.event, survey.language),
        "words": words,
        "address": address,
        "code": qr_code(address, words["code"].format(address=address)),
        "until": until,
        "office": settings.PORTAL,
    }


def _document(template: str, context: dict[str, Any]) -> Document:
    html = render_to_string(f"reports/documents/{template}.html", context)
    return Document(html, _styles(), fonts())


def files_of(survey: Survey, *, first: int, copies: int) -> list[tuple[int, int]]:
    """The first number and the number of forms of each file that together hold what is asked for."""
    asked = max(1, survey.original.questions.count())
    size = max(1, min(_MOST_COPIES_IN_A_FILE, _MOST_QUESTIONS_IN_A_FILE // asked))
    return [(start, min(size, first + copies - start)) for start in range(first, first + copies, size)]


def survey_forms(survey: Survey, *, first: int = 1, copies: int = 1) -> Document:
    """Forms with the serial numbers from `first` on, in the language of the survey. At most 200; ValueError beyond."""
    if not (1 <= copies <= MOST_COPIES and first >= 1 and first + copies - 1 <= LONGEST_SERIAL):
        raise ValueError(f"From 1 to {MOST_COPIES} forms, numbered from 1 to {LONGEST_SERIAL:,}.")
    asked, words = questionnaire(survey), words_of_form(survey.language)
    parts = list(_parts(asked))
    for part in parts:
        for block in part["blocks"]:
            block["only"] = _only(block["first"].asked, words)
    dimensions = [(words[one.name], one.is_several, one.ticks) for one in asked.dimensions]
    context = _context(survey) | {"parts": parts, "dimensions": dimensions, "form_words": words}
    paper = words_on_paper(survey.language)
    body = mark_safe(render_to_string("reports/documents/_survey_form.html", context))  # noqa: S308 - a rendered template
    serials = [paper["serial"].format(number=number) for number in range(first, first + copies)]
    return _document("survey_forms", context | {"body": body, "serials": serials})


def poster(survey: Survey) -> Document:
    """One sheet with the code, large enough for the other end of a table."""
    return _document("survey_poster", _context(survey))


def build(document: Document) -> Built:
    """The PDF. Raises PdfError."""
    return build_pdf(document)
