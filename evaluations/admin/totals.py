"""Totals of a survey whose single answers are gone: one table for all questions, checked before it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern

from evaluations.actions.totals import (
    MOST_RESPONDENTS,
    MOST_TRIED,
    NotTotalsError,
    QuestionTotals,
    check_totals,
    counted_questions,
    fitting_bases,
    percents_of,
    save_totals,
)
from evaluations.desk import address, page_path, survey_for, survey_page
from evaluations.models import Question, Survey
from events.figures import share

_SHOWN_BASES = 30


@dataclass(frozen=True)
class Typed:
    """What stands in the form: the respondents, whether plain numbers are percentages, and the cells by their names."""

    respondents: str
    are_percents: bool
    cells: Mapping[str, str]

    @property
    def n(self) -> int | None:
        """The number of respondents, where it is one."""
        text = self.respondents.strip().replace(",", "")
        is_number = text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MOST_RESPONDENTS
        return int(text) if is_number else None


def _stored(survey: Survey, questions: list[Question]) -> Typed:
    tallies = {c.pk: getattr(c, "tally", None) for question in questions for c in question.choices.all()}
    cells = {f"c{key}": str(tally.count) for key, tally in tallies.items() if tally}
    return Typed(str(survey.respondent_count or ""), False, cells)


def _sent(post: Any) -> Typed:
    cells = {name: str(value) for name, value in post.items() if name.startswith("c")}
    return Typed(post.get("respondents", ""), post.get("plain") == "percents", cells)


def _rows(questions: list[Question], typed: Typed, checked: tuple[QuestionTotals, ...]) -> list[dict[str, Any]]:
    """Every question with its cells, and what was found about them."""
    found = {row.question.pk: row for row in checked}
    totals = {total.choice.pk: total for row in checked for total in row.totals}
    rows = []
    for question in questions:
        row = found.get(question.pk)
        cells = [
            {"choice": c, "name": f"c{c.pk}", "typed": typed.cells.get(f"c{c.pk}", ""), "total": totals.get(c.pk)}
            for c in question.choices.all()
        ]
        left = row.not_stated if row and row.is_fine else None
        percent = share(left, typed.n, 0) if left is not None and typed.n else None
        rows.append({"question": question, "cells": cells, "row": row, "left": left, "left_percent": percent})
    return rows


def _bases(checked: tuple[QuestionTotals, ...]) -> dict[str, Any]:
    """Which numbers of respondents fit all percentages that were typed."""
    percents = percents_of(checked)
    if not percents:
        return {}
    bases = fitting_bases(percents)
    more = f" and {len(bases) - _SHOWN_BASES} more" if len(bases) > _SHOWN_BASES else ""
    shown = ", ".join(map(str, bases[:_SHOWN_BASES]))
    return {"bases": f"{shown}{more}", "bases_count": len(bases), "most_tried": MOST_TRIED, "has_percents": True}


def _problems(checked: tuple[QuestionTotals, ...]) -> list[tuple[str, str, str]]:
    """What is wrong: the place on the page, its name, and the message."""
    found = []
    for row in checked:
        name = f"Question {row.question.number}"
        found += [(f"id_c{t.choice.pk}", f"{name}, {t.choice.label}", t.error) for t in row.totals if t.error]
        found += [(f"question-{row.question.number}", name, row.error)] if row.error else []
    return found


def _keep(model_admin: Any, request: HttpRequest, survey: Survey, n: int, checked: tuple[QuestionTotals, ...]) -> Any:
    """Keeps the counts; the message of what does not fit, or the way on."""
    counts = {total.choice.pk: total.count for row in checked for total in row.totals}
    try:
        stated = save_totals(survey=survey, respondents=n, counts=counts)
    except ValidationError as error:
        return " ".join(error.messages)
    except NotTotalsError as error:
        raise PermissionDenied from error
    model_admin.log_change(request, survey, f"Totals: {stated} counts of {n} respondents.")
    messages.success(request, f"The totals are kept: {stated:,} counts of {n:,} respondents.")
    return HttpResponseRedirect(address(survey))


def totals(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """Counts or percentages for all questions at once."""
    survey = survey_for(request, object_id).original
    if survey.is_collected:
        return survey_page(model_admin, request, "totals", survey, title="Totals", is_collected=True)
    questions = list(counted_questions(survey))
    typed = _sent(request.POST) if request.method == "POST" else _stored(survey, questions)
    checked: tuple[QuestionTotals, ...] = ()
    problems: list[tuple[str, str, str]] = []
    if request.method == "POST" and typed.n is None:
        problems = [("id_respondents", "Respondents", f"Type how many people answered: 1 to {MOST_RESPONDENTS:,}.")]
    elif request.method == "POST" and typed.n:
        checked = check_totals(questions, typed.cells, typed.n, are_percents=typed.are_percents)
        problems = _problems(checked)
        if "_save" in request.POST and not problems:
            answer = _keep(model_admin, request, survey, typed.n, checked)
            if not isinstance(answer, str):
                return answer
            problems = [("id_respondents", "Respondents", answer)]
    return survey_page(
        model_admin,
        request,
        "totals",
        survey,
        title="Error: Totals" if problems else "Totals",
        typed=typed,
        rows=_rows(questions, typed, checked),
        problems=problems,
        is_checked=bool(checked),
        **_bases(checked),
    )


def urls(model_admin: Any) -> list[URLPattern]:
    """The address of this page."""
    return [page_path(model_admin, "totals", totals)]
