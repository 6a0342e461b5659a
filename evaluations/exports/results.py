"""Results as tables for other programs: CSV and JSON from the same figures as the pages."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO
from typing import Any

from evaluations.figures import Breakdown, Comparison, Distribution, OpenQuestion, Response, SurveyFigures
from evaluations.models import Base

VERSION = 2  # of the JSON file: 1 had neither groups nor averages, and open answers as bare texts
HEADER = ("question", "text", "answer", "count", "per_cent", "n", "value", "dimension", "group")
_FORMULA = ("=", "+", "-", "@", "\t")


def _guarded(cell: Any) -> Any:
    """Text that a spreadsheet would run as a formula, made harmless; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _answers(found: Distribution) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [(a.label, a.count, a.percent, found.n, a.value) for a in found.answers]
    if not found.is_collected:
        if not found.is_multiple:
            rows.append(("Not stated", found.not_stated, found.not_stated_percent, found.n))
        return rows
    rows.append(("No opinion", found.no_opinion))
    if found.skipped is not None:
        rows.append(("No answer", found.skipped))
    return rows


def _measures(found: Distribution) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    if found.top_two is not None:
        rows.append(("Two best answers", found.top_two, found.top_two_percent, found.n))
    if found.mean is not None:
        rows.append(("Mean", None, None, found.n, found.mean))
    if found.median is not None:
        rows.append(("Median", None, None, found.n, found.median))
    return rows


def _by_group(one: Breakdown) -> list[tuple[Any, ...]]:
    dimension = one.dimension if one.dimension != "session" else f"session: {one.label}"
    if one.is_too_small:
        return [("Too few answers to show", None, None, None, None, dimension)]
    return [
        (label, cell.count, cell.percent, row.n, None, dimension, row.label)
        for row in one.rows
        for label, cell in zip(one.columns, row.cells, strict=True)
    ]


def _compared(found: Comparison) -> list[tuple[Any, ...]]:
    rows = []
    for column in found.columns:
        one, name = column.distribution, f"{column.event.title} ({column.event.starts_on.isoformat()})"
        rows += [(a.label, a.count, a.percent, one.n, a.value, "event", name) for a in one.answers]
    return rows


def _response(response: Response | None) -> list[tuple[Any, ...]]:
    if response is None:
        return []
    name = Base(response.base).label
    return [("Respondents", response.respondents, response.percent, response.of, None, "base", name)]


def _themes(one: OpenQuestion) -> list[tuple[Any, ...]]:
    return [(theme.label, theme.count, None, one.count, None, "theme") for theme in one.themes]


def _rows(results: SurveyFigures, compared: Iterable[Comparison]) -> Iterable[tuple[Any, ...]]:
    """Every line of the table: question, text, and what stands beside them."""
    for cells in _response(results.response):
        yield ("", "", *cells)
    texts = {found.number: found.text for found in results.distributions}
    for found in results.distributions:
        groups = [cells for one in results.groups_of(found) for cells in _by_group(one)]
        for cells in [*_answers(found), *_measures(found), *groups]:
            yield (found.number, found.text, *cells)
    for one in results.open_questions:
        for cells in _themes(one):
            yield (one.number, one.text, *cells)
    for same in compared:
        for cells in _compared(same):
            yield (same.number, texts.get(same.number, same.text), *cells)


def results_csv(results: SurveyFigures, compared: Iterable[Comparison] = ()) -> str:
    """One row for each count; a count that the source does not state stays empty."""
    written = StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(HEADER)
    for row in _rows(results, compared):
        filled = (*row, *(None for _ in HEADER))[: len(HEADER)]
        table.writerow([_guarded(cell) for cell in filled])
    return written.getvalue()


def results_json(results: SurveyFigures, compared: Iterable[Comparison] = ()) -> dict[str, Any]:
    """The same as nested objects, percentages as numbers, with the open answers."""
    return {
        "version": VERSION,
        "survey": results.slug,
        "title": results.title,
        "subject": results.subject,
        "language": results.language,
        "source": results.source,
        "respondents": results.n,
        "too_few": results.is_too_small,
        "response": _response_json(results.response),
        "questions": [_question(found, results) for found in results.distributions],
        "open_questions": [_open_question(one) for one in results.open_questions],
        "comparisons": [_comparison(same) for same in compared],
    }


def _response_json(response: Response | None) -> dict[str, Any] | None:
    if response is None:
        return None
    return {"base": response.base, "of": response.of, "per_cent": _plain(response.percent)}


def _distribution(found: Distribution) -> dict[str, Any]:
    return {
        "n": found.n,
        "answers": [
            {"code": a.code, "value": a.value, "label": a.label, "count": a.count, "per_cent": _plain(a.percent)}
            for a in found.answers
        ],
        "not_stated": {"count": found.not_stated, "per_cent": _plain(found.not_stated_percent)},
        "too_few": found.is_too_small,
        "no_opinion": found.no_opinion,
        "no_answer": found.skipped,
        "two_best": {"count": found.top_two, "per_cent": _plain(found.top_two_percent)},
        "mean": _plain(found.mean),
        "median": _plain(found.median),
    }


def _question(found: Distribution, results: SurveyFigures) -> dict[str, Any]:
    named = {"number": found.number, "code": found.code, "kind": found.kind, "grid": found.grid, "text": found.text}
    return named | _distribution(found) | {"groups": [_groups(one) for one in results.groups_of(found)]}


def _groups(one: Breakdown) -> dict[str, Any]:
    return {
        "dimension": one.dimension,
        "label": one.label,
        "too_few": one.is_too_small,
        "columns": list(one.columns),
        "rows": [
            {
                "label": row.label,
                "n": row.n,
                "counts": [cell.count for cell in row.cells],
                "per_cent": [_plain(cell.percent) for cell in row.cells],
            }
            for row in one.rows
        ],
    }


def _open_question(one: OpenQuestion) -> dict[str, Any]:
    return {
        "number": one.number,
        "text": one.text,
        "synthesis": one.synthesis,
        "answers": [{"text": answer.text, "count": answer.count} for answer in one.answers],
        "themes": [{"code": theme.code, "label": theme.label, "count": theme.count} for theme in one.themes],
    }


def _comparison(same: Comparison) -> dict[str, Any]:
    return {
        "number": same.number,
        "events": [
            {"event": column.event.slug, "title": column.event.title, "starts_on": column.event.starts_on.isoformat()}
            | _distribution(column.distribution)
            for column in same.columns
        ],
    }


def _plain(percent: Decimal | None) -> float | None:
    return None if percent is None else float(percent)
