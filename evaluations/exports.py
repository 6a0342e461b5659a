"""Results as tables for other programs: CSV and JSON from the same distributions as the pages."""

import csv
from io import StringIO
from typing import Any

from evaluations.figures import Distribution, SurveyFigures

HEADER = ("question", "text", "answer", "count", "per_cent", "n")


def _guarded(text: str) -> str:
    """Text that a spreadsheet would run as a formula, made harmless; numbers never come here."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def _rows(found: Distribution) -> list[tuple[Any, ...]]:
    rows = [(answer.label, answer.count, answer.percent) for answer in found.answers]
    rows.append(("Not stated", found.not_stated, found.not_stated_percent))
    return [(found.number, _guarded(found.text), _guarded(label), *numbers, found.n) for label, *numbers in rows]


def results_csv(results: SurveyFigures) -> str:
    """One row for each answer; a count that the source does not state stays empty."""
    written = StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(HEADER)
    for found in results.distributions:
        table.writerows(_rows(found))
    return written.getvalue()


def results_json(results: SurveyFigures) -> dict[str, Any]:
    """The same as nested objects, percentages as numbers, with the counts of open answers."""
    return {
        "survey": results.slug,
        "title": results.title,
        "subject": results.subject,
        "source": results.source,
        "respondents": results.n,
        "questions": [_question(found) for found in results.distributions],
        "open_questions": [
            {"number": one.number, "text": one.text, "answers": list(one.answers)} for one in results.open_questions
        ],
    }


def _question(found: Distribution) -> dict[str, Any]:
    return {
        "number": found.number,
        "kind": found.kind,
        "text": found.text,
        "n": found.n,
        "answers": [
            {"code": a.code, "label": a.label, "count": a.count, "per_cent": _plain(a.percent)} for a in found.answers
        ],
        "not_stated": {"count": found.not_stated, "per_cent": _plain(found.not_stated_percent)},
    }


def _plain(percent: Any) -> float | None:
    return None if percent is None else float(percent)
