"""Answers from a table: a row is a respondent, a column a question; every cell is judged before anything is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from evaluations.imports.columns import Matched, Target, dropped, match_columns, targets
from evaluations.imports.indico import is_indico
from evaluations.models import Choice, Group, Question, Survey
from events.imports.checking import Check, RowReader, RowState
from events.imports.table import Column, Row, Table, TableError, header_key, limited_records
from events.imports.values import CellError

MOST_ROWS, MOST_COLUMNS, LONGEST_TEXT = 20_000, 300, 5_000
_NOTHING = {"", "-", "–", "—", "."}
_CHOOSE = "Correct the cell, or leave it empty."
Reader = Callable[[str], Any]


@dataclass(frozen=True)
class AnswerCheck:
    """A table of answers, checked: what each column holds, what it may hold, and every row."""

    columns: tuple[Matched, ...]
    targets: tuple[Target, ...]
    check: Check
    dropped: tuple[str, ...]
    is_indico: bool


class _Words:
    """Choices by what a cell may say of them: a label in any language, a code, the printed number."""

    def __init__(self, choices: list[Choice]) -> None:
        self.choices = choices
        self.by_word: dict[str, str] = {}
        for choice in choices:
            self._add(choice.code, str(choice.position), f"{choice.position} {choice.label}", choice.code)
            if choice.is_no_opinion:
                self._add(choice.code, "0")

    def _add(self, code: str, *words: str) -> None:
        for word in words:
            self.by_word.setdefault(header_key(word), code)

    def add_labels(self, labels: Mapping[str, list[str]]) -> None:
        """Takes in labels by code; a label goes before a number of another choice."""
        for code, words in labels.items():
            for word in words:
                if key := header_key(word):
                    self.by_word[key] = code

    def find(self, text: str) -> str | None:
        """The code that a text names."""
        return self.by_word.get(header_key(text))

    def one(self, text: str) -> str:
        """The code of one choice. Raises CellError."""
        code = self.find(text)
        if code is None:
            raise CellError(f"“{text[:60]}” is none of the choices.", f"Write one of: {self._listed()}.")
        return code

    def several(self, text: str) -> list[str]:
        """The codes of ticks with ";" between them; with "," where every part is a choice. Raises CellError."""
        parts = [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
        if len(parts) == 1 and self.find(text) is None:
            parts = self._by_commas(text) or parts
        return list(dict.fromkeys(self.one(part) for part in parts))

    def _by_commas(self, text: str) -> list[str]:
        """The parts of "Tea, Coffee, black": as long as possible each; nothing where a part is no choice."""
        pieces, found, at = text.split(","), list[str](), 0
        while at < len(pieces):
            ends = range(len(pieces), at, -1)
            end = next((end for end in ends if self.find(",".join(pieces[at:end])) is not None), None)
            if end is None:
                return []
            found.append(",".join(pieces[at:end]).strip())
            at = end
        return found

    def _listed(self) -> str:
        labels = [choice.label for choice in self.choices]
        return ", ".join(labels[:12]) + (" and others" if len(labels) > 12 else "")


def _number_reader(question: Question) -> Reader:
    lowest, highest = question.lowest or 0, question.highest or 0

    def read(text: str) -> int:
        bare = text.removesuffix(".0").strip()
        digits = bare.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 10 and lowest <= int(bare) <= highest):
            raise CellError(f"“{text[:60]}” is not possible here.", f"Write a whole number from {lowest} to {highest}.")
        return int(bare)

    return read


def _text_reader(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise CellError(f"These are {len(text):,} letters.", f"Shorten it to {LONGEST_TEXT:,}.")
    return text


class Answers:
    """Reads the cells of a survey's questions and groups."""

    def __init__(self, survey: Survey) -> None:
        self.questions = {f"q{question.number}": question for question in survey.questions.all()}
        self.words: dict[str, _Words] = {}
        labels: dict[str, dict[str, list[str]]] = {}
        own: dict[str, list[Choice]] = {}
        surveys = [survey, *survey.translations.all()]
        for choice in Choice.objects.filter(question__survey__in=surveys).select_related("question"):
            key = f"q{choice.question.number}"
            labels.setdefault(key, {}).setdefault(choice.code, []).append(choice.label)
            if choice.question.survey_id == survey.pk:
                own.setdefault(key, []).append(choice)
        for key, choices in own.items():
            self.words[key] = _Words(choices)
            codes = {choice.code for choice in choices}
            self.words[key].add_labels({code: words for code, words in labels[key].items() if code in codes})
        self._add_groups(survey)

    def _add_groups(self, survey: Survey) -> None:
        for dimension in Group.Dimension:
            groups = [group for group in survey.groups.all() if group.dimension == dimension]
            pairs = [Choice(code=group.code, label=group.label, position=n) for n, group in enumerate(groups, 1)]
            self.words[dimension.value] = _Words(pairs)
            self.words[dimension.value].add_labels({group.code: [group.label] for group in groups})

    def put(self, entry: dict[str, Any], reader: RowReader, target: str, key: str) -> None:
        """Reads one cell into an entry; what is wrong with it is noted at the cell."""
        question = self.questions.get(target)
        if question is None:
            self._put_groups(entry, reader, target, key)
        elif question.is_in_words:
            if text := self._read(reader, key, _text_reader):
                entry["texts"][str(question.number)] = text
        elif question.kind == Question.Kind.NUMBER:
            value = self._read(reader, key, _number_reader(question))
            if value is not None:
                entry["numbers"][str(question.number)] = value
        elif target in self.words:
            is_several = question.kind == Question.Kind.MULTIPLE
            if codes := self._codes(reader, key, self.words[target], is_several=is_several):
                entry["choices"][str(question.number)] = codes

    def _put_groups(self, entry: dict[str, Any], reader: RowReader, target: str, key: str) -> None:
        is_several = Group.Dimension(target).is_several
        codes = self._codes(reader, key, self.words[target], is_several=is_several)
        entry["groups"] += [f"{target}:{code}" for code in codes]

    def _codes(self, reader: RowReader, key: str, words: _Words, *, is_several: bool) -> list[str]:
        found = self._read(reader, key, words.several if is_several else words.one)
        return [] if found is None else found if is_several else [found]

    def _read(self, reader: RowReader, key: str, read: Reader) -> Any:
        """The cell with its line breaks; a dash alone is an empty cell."""
        text = reader.lines(key).strip()
        if text in _NOTHING:
            return None
        try:
            return read(text)
        except CellError as error:
            reader.complain(key, error.message, error.remedy or _CHOOSE)
            return None


def _table(records: list[list[str]], start: int, columns: tuple[Matched, ...], known: tuple[Target, ...]) -> Table:
    labels = {target.key: target.label for target in known}
    used = {column.place: Column(f"c{column.place}", labels[column.target]) for column in columns if column.target}
    rows = [
        Row(number, {used[place].key: cell.strip() for place, cell in enumerate(record) if place in used})
        for number, record in enumerate(records[start + 1 :], start + 2)
        if any(cell.strip() for cell in record)
    ]
    return Table(tuple(used.values()), (), tuple(rows))


def check_answers(*, survey: Survey, text: str, chosen: Mapping[str, str]) -> AnswerCheck:
    """Every row of a table as answers to a survey. Raises TableError where the text is no table of answers."""
    records = limited_records(text, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    start = next(place for place, record in enumerate(records) if any(cell.strip() for cell in record))
    known = targets(survey)
    columns = match_columns(records[start], known, chosen)
    table = _table(records, start, columns, known)
    if not table.rows:
        raise TableError("There is a row that names the columns, and nothing below it.")
    answers = Answers(survey)
    rows = tuple(_checked(row, table, columns, answers) for row in table.rows)
    new = sum(1 for row in rows if row.state == RowState.NEW)
    check = Check(table.columns, (), rows, new=new)
    return AnswerCheck(columns, known, check, tuple(dropped(columns)), is_indico(records[start]))


def _checked(row: Row, table: Table, columns: tuple[Matched, ...], answers: Answers) -> Any:
    reader = RowReader(row)
    entry: dict[str, Any] = {"choices": {}, "numbers": {}, "texts": {}, "groups": []}
    for column in columns:
        if column.target:
            answers.put(entry, reader, column.target, f"c{column.place}")
    if not reader.problems and not any(entry[part] for part in ("choices", "numbers", "texts")):
        reader.complain("", "Nothing is answered in this row.", "Such a row is left out.")
    return reader.checked(table, RowState.NEW, {}, entry)


def rest_of(text: str, rows: set[int]) -> str:
    """The header and the rows of these numbers, as text to be corrected."""
    records = limited_records(text, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    start = next(place for place, record in enumerate(records) if any(cell.strip() for cell in record))
    kept = [records[start], *(record for number, record in enumerate(records, 1) if number in rows)]
    lines = ["\t".join(map(_quoted, record)) for record in kept]
    return "\n".join([lines[0] if "\t" in lines[0] else f"{lines[0]}\t", *lines[1:]])


def _quoted(text: str) -> str:
    needs = text.startswith('"') or any(sign in text for sign in "\t\n")
    return '"' + text.replace('"', '""') + '"' if needs else text
