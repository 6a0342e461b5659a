"""A survey of every kind of question, and tables of answers to it: as people make them, and as Indico writes them."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook

from evaluations.models import Survey
from tests import factories as make

INDICO = (
    ("Submitter", "Submission Date", "About you: You took part as", "The forum: Overall impression",
     "What did you drink?", "How many sessions did you attend?", "What was most useful?"),
    ("Ana Silva", "2026-11-20 09:12:44", "Speaker", "Good", "Tea, Coffee, black", "3", "The talks    and the people"),
    ("", "2026-11-20 09:15:02", "Delegate", "Poor", "Coffee, black", "", ""),
)  # fmt: skip


def make_answered(**fields: Any) -> Survey:
    """Asks for a role, a rating, several ticks (one label has a comma), a number and words."""
    survey = make.make_open_survey(**fields)
    for code in ("speaker", "delegate"):
        make.make_group(survey=survey, code=code)
    rating = make.make_question(survey=survey, label="Overall impression", tallies={"good": 0, "fair": 0, "poor": 0})
    make.make_choice(question=rating, code="none", label="No opinion", is_no_opinion=True)
    drinks = make.make_question(survey=survey, kind="multiple", text="What did you drink?", code="drinks")
    for code, label in (("tea", "Tea"), ("coffee", "Coffee, black"), ("water", "Water")):
        make.make_choice(question=drinks, code=code, label=label)
    text = "How many sessions did you attend?"
    make.make_question(survey=survey, kind="number", text=text, label="Sessions", lowest=0, highest=10)
    make.make_question(survey=survey, kind="open", text="What was most useful?", label="Most useful")
    return survey


def pasted(*rows: tuple[Any, ...]) -> str:
    """Rows as they are copied from a spreadsheet."""
    return "\n".join("\t".join(str(cell) for cell in row) for row in rows)


def workbook(*rows: tuple[Any, ...], title: str = "Answers") -> bytes:
    """Rows as an XLSX file."""
    book, file = Workbook(), BytesIO()
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file.getvalue()


INDICO_ROLE = {"column-2": "role"}
