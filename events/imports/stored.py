"""A check as a page shows it and a run keeps it: what needs somebody's eyes, all complaints, and the counts."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from events.imports.checking import Check, CheckedRow, Problem, RowState
from events.imports.table import LARGE_BYTES, LARGE_ROWS, escaped, limited_records

MOST_SHOWN, MOST_COMPLAINTS = 200, 2_000
WRONG = "What is wrong"
_LONGEST_CELL = 300


def _problem(problem: Problem) -> dict[str, str]:
    return {"message": problem.message, "remedy": problem.remedy}


def _row(row: CheckedRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "state": str(row.state),
        "cells": [
            {
                "column": {"key": cell.column.key, "label": cell.column.label},
                "text": cell.text[:_LONGEST_CELL],
                "before": cell.before,
                "problems": [_problem(problem) for problem in cell.problems],
            }
            for cell in row.cells
        ],
        "problems": [_problem(problem) for problem in row.problems],
        "choices": [
            {
                "key": choice.key,
                "question": choice.question,
                "options": [{"value": option.value, "label": option.label} for option in choice.options],
                "chosen": choice.chosen,
            }
            for choice in row.choices
        ],
        "notes": list(row.notes),
    }


def _complaints(rows: Iterable[CheckedRow]) -> Iterator[dict[str, Any]]:
    """What is wrong, by row and column."""
    for row in rows:
        for cell in row.cells:
            for problem in cell.problems:
                yield {"row": row.number, "key": cell.column.key, "label": cell.column.label} | _problem(problem)
        for problem in row.problems:
            yield {"row": row.number, "key": "", "label": ""} | _problem(problem)


def stored(check: Check) -> dict[str, Any]:
    """The check as JSON. `left` says of every row that is left out what is wrong with it."""
    needy = [row for row in check.rows if row.state in (RowState.PROBLEM, RowState.DUPLICATE) or row.choices]
    needy.sort(key=lambda row: not row.choices)  # what can be answered here comes first, so that all of it can be
    calm = [row for row in check.rows if not (row.state in (RowState.PROBLEM, RowState.DUPLICATE) or row.choices)]
    complaints = list(_complaints(check.left_out))
    left: dict[str, list[str]] = {str(row.number): [] for row in check.left_out}
    for one in complaints:
        said = f"{one['message']} {one['remedy']}"
        left[str(one["row"])].append(f"{one['label']}: {said}" if one["label"] else said)
    return {
        "columns": [{"key": column.key, "label": column.label} for column in check.columns],
        "unknown": [name for name in check.unknown if name != WRONG],
        "needy": [_row(row) for row in needy[:MOST_SHOWN]],
        "calm": [_row(row) for row in calm[:MOST_SHOWN]],
        "hidden": len(needy[MOST_SHOWN:]) + len(calm[MOST_SHOWN:]),
        "complaints": complaints[:MOST_COMPLAINTS],
        "complaint_count": len(complaints),
        "counts": {str(state): len(check.of(state)) for state in RowState},
        "new": check.new,
        "changed": check.changed,
        "left": {number: " / ".join(words) for number, words in left.items()},
    }


def rows_left(text: str, left: dict[str, str]) -> list[list[str]]:
    """The rows that were left out, with the row that names the columns and a column that says what is wrong."""
    found = limited_records(text, most_rows=LARGE_ROWS, most_bytes=LARGE_BYTES)
    start = next(place for place, record in enumerate(found) if any(cell.strip() for cell in record))
    width = max(len(record) for record in found)
    chosen = [(found[start], WRONG)] + [
        (record, left[str(number)])
        for number, record in enumerate(found[start + 1 :], start + 2)
        if str(number) in left
    ]
    header = [cell.strip() for cell in found[start]]
    rows = [[*record, *[""] * (width - len(record)), words] for record, words in chosen]
    if WRONG in header:  # mended once already: what was wrong then is no news
        place = header.index(WRONG)
        rows = [row[:place] + row[place + 1 :] for row in rows]
    return rows


def left_csv(text: str, left: dict[str, str]) -> bytes:
    """The same as a CSV file that can be mended and given again."""
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(
        [cell if cell.startswith("'") else escaped(cell) for cell in row] for row in rows_left(text, left)
    )
    return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8", "replace")
