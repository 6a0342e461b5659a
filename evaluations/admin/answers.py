"""Answers from a CSV or XLSX file: paste or choose, check every row, import those without a problem."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern

from evaluations.actions.importing import ImportedError, import_answers
from evaluations.actions.paper import NotTypedError, why_not
from evaluations.desk import address, page_path, survey_for, survey_page
from evaluations.imports.answers import MOST_COLUMNS, MOST_ROWS, check_answers, rest_of
from evaluations.imports.columns import LEFT_OUT, targets
from evaluations.models import Survey
from events.desk.tables import TableForm
from events.imports.checking import CheckedRow, RowState, count_phrase
from events.imports.table import TableError

MOST_SHOWN = 200


class AnswersForm(TableForm):
    """The first step: the cells, or a file."""

    file_help = f"XLSX or CSV, up to {MOST_ROWS:,} rows and {MOST_COLUMNS} columns. The file itself is not kept."


def _chosen(post: Any) -> dict[str, str]:
    return {name: str(value) for name, value in post.items() if name.startswith("column-")}


@dataclass(frozen=True)
class _Desk:
    """One request for an import into a survey."""

    keeper: Any
    request: HttpRequest
    survey: Survey

    def answer(self) -> Any:
        """The page for what was pressed."""
        post = self.request.POST
        if self.request.method != "POST" or "_back" in post or why_not(self.survey):
            return self.paste(AnswersForm(initial={"text": post.get("text", "")}))
        form = AnswersForm(post, self.request.FILES)
        if not form.is_valid():
            return self.paste(form)
        text = form.cleaned_data["text"]
        try:
            return self.write(text) if "_add" in post else self.look(text, form.note)
        except TableError as error:
            form.add_error("file" if "file" in self.request.FILES else "text", str(error))
            return self.paste(form)

    def page(self, template: str, **context: Any) -> Any:
        """A page in the admin's frame."""
        return survey_page(self.keeper, self.request, template, self.survey, **context)

    def paste(self, form: AnswersForm) -> Any:
        """The first step."""
        title = "Error: Import answers" if form.errors else "Import answers"
        known, reason = targets(self.survey), why_not(self.survey)
        return self.page("answers", title=title, form=form, targets=known, why_not=reason)

    def look(self, text: str, note: str = "") -> Any:
        """The second step: what every column holds, and every row with its problems."""
        found = check_answers(survey=self.survey, text=text, chosen=_chosen(self.request.POST))
        wrong, fine = found.check.of(RowState.PROBLEM), found.check.of(RowState.NEW)
        return self.page(
            "answers_check",
            title="Check: Import answers",
            text=text,
            note=note,
            once=secrets.token_urlsafe(16),
            found=found,
            check=found.check,
            left_out=LEFT_OUT,
            wrong=wrong[:MOST_SHOWN],
            fine=fine[:MOST_SHOWN],
            fine_count=len(fine),
            wrong_count=len(wrong),
            hidden=len(wrong[MOST_SHOWN:]) + len(fine[MOST_SHOWN:]),
            complaints=list(_complaints(wrong))[:MOST_SHOWN],
            button=f"Import {count_phrase(len(fine), 'answered form', 'answered forms')}" if fine else "",
            width=len(found.check.columns) + 2,
        )

    def write(self, text: str) -> Any:
        """Imports what is without a problem; the rows with one come back, and only they."""
        chosen, once = _chosen(self.request.POST), self.request.POST.get("once", "")
        try:
            found = import_answers(survey=self.survey, text=text, chosen=chosen, once=once, by=self.request.user)
        except ImportedError:
            messages.warning(self.request, "This table was imported already: the page was sent twice.")
            return HttpResponseRedirect(address(self.survey, "answers"))
        except NotTypedError as error:
            messages.error(self.request, str(error))
            return HttpResponseRedirect(address(self.survey, "answers"))
        written, left = found.check.new, {row.number for row in found.check.of(RowState.PROBLEM)}
        self.keeper.log_change(self.request, self.survey, f"Import: {written} answered forms.")
        messages.success(self.request, f"{count_phrase(written, 'answered form was', 'answered forms were')} imported.")
        if not left:
            return HttpResponseRedirect(address(self.survey))
        rows = count_phrase(len(left), "row was", "rows were")
        messages.warning(
            self.request, f"{rows} left out. Below are only these: correct the text, and import them, too."
        )
        return self.look(rest_of(text, left))


def _complaints(rows: list[CheckedRow]) -> Any:
    """What is wrong, with the address of the cell on the page."""
    for row in rows:
        for cell in row.cells:
            for problem in cell.problems:
                yield row.number, cell.column.label, f"row-{row.number}-{cell.column.key}", problem
        for problem in row.problems:
            yield row.number, "", f"row-{row.number}", problem


def answers(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """Both steps."""
    return _Desk(model_admin, request, survey_for(request, object_id).original).answer()


def urls(model_admin: Any) -> list[URLPattern]:
    """The address of these pages."""
    return [page_path(model_admin, "answers", answers)]
