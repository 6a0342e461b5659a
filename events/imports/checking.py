"""What an import finds before it writes anything: every row as new, changed, the same or a problem."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from events.imports.table import Column, Row, Table
from events.imports.values import CellError
from events.text import clean_line


class RowState(StrEnum):
    """What would happen to a row; a duplicate and a problem are left out until they are put right."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "the same"
    DUPLICATE = "duplicate"
    PROBLEM = "problem"


# What a spreadsheet shows where a formula failed.
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
# A letter that no program could read; letters in UTF-8 that were read as Western ones.
_DAMAGED = re.compile("\ufffd|[ÃÂ][\u00a1-\u00bf]|â€")
# Tells how far a work is: in words, how much is done, of how much.
Tell = Callable[[str, int, int], None]


def silent(words: str, done: int, whole: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one column of a row, and what to do; `column` is its key, "" for the row as a whole."""

    column: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question about a row."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A question that only a person can answer; it is asked once, whatever the number of rows. `key` names it."""

    key: str
    question: str
    options: tuple[Option, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was typed; `before` is what the portal says now, where the row would change it."""

    column: Column
    text: str
    before: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row with what is to be said of it; `plan` is what the import would write."""

    number: int
    state: RowState
    cells: tuple[Cell, ...]
    problems: tuple[Problem, ...] = ()
    choices: tuple[Choice, ...] = ()
    notes: tuple[str, ...] = ()
    plan: Any = None


@dataclass(frozen=True)
class Check:
    """The whole of a pasted table, checked. `counts` says how many things (not rows) would be new and changed."""

    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    rows: tuple[CheckedRow, ...]
    new: int = 0
    changed: int = 0

    def of(self, state: RowState) -> list[CheckedRow]:
        """The rows in one state."""
        return [row for row in self.rows if row.state == state]

    @property
    def left_out(self) -> list[CheckedRow]:
        """The rows that wait for somebody."""
        return [row for row in self.rows if row.state in (RowState.DUPLICATE, RowState.PROBLEM)]

    @property
    def to_write(self) -> list[CheckedRow]:
        """The rows that would change something."""
        return [row for row in self.rows if row.state in (RowState.NEW, RowState.CHANGED)]


def asked_once(rows: Iterable[CheckedRow]) -> tuple[CheckedRow, ...]:
    """The same rows; each question stands at the first row that raises it."""
    seen: set[str] = set()
    kept = []
    for row in rows:
        fresh = tuple(choice for choice in row.choices if choice.key not in seen)
        seen |= {choice.key for choice in fresh}
        kept.append(row if len(fresh) == len(row.choices) else replace(row, choices=fresh))
    return tuple(kept)


def count_phrase(number: int, one: str, more: str) -> str:
    """ "1 session", "1,200 sessions"."""
    return f"{number:,} {one if number == 1 else more}"


@dataclass
class RowReader:
    """Reads the cells of one row, and gathers what is wrong and what has to be asked."""

    row: Row
    problems: list[Problem] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    duplicates: int = 0
    _texts: dict[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The cell as one clean line; empty where the table has no such column."""
        if key not in self._texts:
            cell = self.row.cells.get(key, "")
            self._texts[key] = clean_line(cell) if cell else ""
        return self._texts[key]

    def lines(self, key: str) -> str:
        """The cell with its line breaks."""
        return self.row.cells.get(key, "")

    def read(self, key: str, reader: Callable[..., Any], *others: Any, empty: Any = None) -> Any:
        """The cell's value, or `empty` where there is none or it cannot be read."""
        if not self.text(key):
            return empty
        try:
            return reader(self.text(key), *others)
        except CellError as error:
            self.complain(key, error.message, error.remedy)
            return empty

    def read_lines(self, key: str, reader: Callable[[str], Any]) -> None:
        """Lets a reader look at the cell with its line breaks."""
        try:
            reader(self.lines(key))
        except CellError as error:
            self.complain(key, error.message, error.remedy)

    def complain(self, key: str, message: str, remedy: str) -> None:
        """Notes a problem of a column."""
        self.problems.append(Problem(key, message, remedy))

    def is_wrong(self, key: str) -> bool:
        """Whether a problem of a column is known already."""
        return any(problem.column == key for problem in self.problems)

    def duplicate(self, column: str, message: str, remedy: str) -> None:
        """Notes that the row says something again."""
        self.complain(column, message, remedy)
        self.duplicates += 1

    def look_for_damage(self) -> None:
        """Notes cells whose content got lost on the way: errors of the spreadsheet, letters read in the wrong way."""
        for key, text in self.row.cells.items():
            if text in _ERRORS:
                remedy = "Correct it there, or write the value itself."
                self.complain(key, f"The cell holds an error of the spreadsheet, {text}.", remedy)
            elif _DAMAGED.search(text):
                remedy = "Type the text again, or save the file as “CSV UTF-8” where it comes from."
                self.complain(key, "Letters of this cell got lost or changed on the way here.", remedy)

    def judge(self, instance: Model, columns: Mapping[str, str]) -> None:
        """Lets the model's own fields judge the values; `columns` says from which column each field comes."""
        unseen = {f.name for f in instance._meta.fields} - set(columns)
        try:
            instance.clean_fields(exclude=unseen)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.complain(columns[name], " ".join(messages), "Correct the cell and check again.")

    def judge_values(self, model: type[Model], values: Mapping[str, Any], columns: Mapping[str, str]) -> None:
        """The same for values alone, which is far quicker where there are many rows."""
        for name, value in values.items():
            field: Any = model._meta.get_field(name)
            if field.blank and value in field.empty_values:
                continue
            try:
                field.clean(value, None)
            except ValidationError as error:
                self.complain(columns[name], " ".join(error.messages), "Correct the cell and check again.")

    def checked(self, table: Table, state: RowState, before: Mapping[str, str], plan: Any) -> CheckedRow:
        """The row with all that was found; any problem makes it one."""
        cells = tuple(self._cells(table, before))
        shown = {problem for cell in cells for problem in cell.problems}
        return CheckedRow(
            number=self.row.number,
            state=self._state(state),
            cells=cells,
            problems=tuple(problem for problem in self.problems if problem not in shown),
            choices=tuple(self.choices),
            notes=tuple(self.notes),
            plan=plan,
        )

    def _state(self, state: RowState) -> RowState:
        if len(self.problems) > self.duplicates:
            return RowState.PROBLEM
        return RowState.DUPLICATE if self.problems else state

    def _cells(self, table: Table, before: Mapping[str, str]) -> Iterator[Cell]:
        for column in table.columns:
            own = tuple(problem for problem in self.problems if problem.column == column.key)
            yield Cell(column, self.lines(column.key), before.get(column.key, ""), own)
