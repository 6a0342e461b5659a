"""The answers by role, region or session, as far as they may be seen; the rule and its reasons are in `suppression`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluations.figures.distributions import Counted, Distribution, best_two, is_for_everybody
from evaluations.figures.suppression import Block, Row, Table, table_of_answers, table_of_choices
from evaluations.models import Choice, Group, GroupTally, Question, Survey

NOT_SAID, NO_ANSWER, ALL_ELSE = "Not said", "No answer or no opinion", "Another answer, or none"
NO_OPINION = "No opinion"
ATTENDED, AWAY = "Attended", "Did not attend"
MOST_COLUMNS = 12  # a wider table is read by nobody


@dataclass(frozen=True)
class Cell:
    """How many of a row gave the answer of a column."""

    count: int
    percent: Decimal | None


@dataclass(frozen=True)
class GroupRow(Counted):
    """One group, or several: `n` is everybody in it, with and without an answer."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Breakdown:
    """One question by one dimension; without rows where too few answered."""

    number: int
    dimension: str
    label: str
    columns: tuple[str, ...]
    rows: tuple[GroupRow, ...]

    @property
    def is_too_small(self) -> bool:
        """Whether nothing of it may be seen."""
        return not self.rows


@dataclass(frozen=True)
class _Asked:
    """A question with its columns: the answers as they are published, then every way to give none."""

    question: Question
    found: Distribution
    columns: Mapping[int, int]  # the column of each choice, by its key
    totals: tuple[int, ...]

    @property
    def opinions(self) -> int:
        return len(self.found.answers)

    def layouts(self) -> list[tuple[Block, ...]]:
        """Every answer apart and the want of one; or the better, or more usual, answers and everything else."""
        none = tuple(range(self.opinions, len(self.totals)))
        best = self._best()
        rest = tuple(column for column in range(len(self.totals)) if column not in best)
        return [(*((column,) for column in range(self.opinions)), none), (best, rest)]

    def _best(self) -> Block:
        kind, answers = self.found.kind, self.found.answers
        if kind == Question.Kind.RATING:
            best = best_two(answers)
            return tuple(column for column, answer in enumerate(answers) if answer in best)
        if kind == Question.Kind.NUMBER:
            return tuple(range((self.opinions + 1) // 2))
        return (max(range(self.opinions), key=lambda column: self.totals[column]),)

    def heads(self, table: Table) -> tuple[str, ...]:
        """The words above the columns of a table."""
        return tuple(self._head(block, len(table.blocks)) for block in table.blocks)

    def _head(self, block: Block, blocks: int) -> str:
        answers = self.found.answers
        if block[0] >= self.opinions:
            return NO_ANSWER
        if len(block) == 1:
            return answers[block[0]].label
        if block == self._best():
            first, last = answers[block[0]], answers[block[-1]]
            if self.found.kind == Question.Kind.NUMBER:
                return f"{_bounds(first.code)[0]} to {_bounds(last.code)[1]}"
            return f"{first.label} or {last.label.lower()}"
        return ALL_ELSE


def _column_of(choice: Choice, found: Distribution, bounds: Sequence[tuple[int, int]]) -> int | None:
    if found.kind == Question.Kind.NUMBER:
        inside = [place for place, (low, high) in enumerate(bounds) if low <= (choice.value or 0) <= high]
        return inside[0] if inside else None
    codes = [answer.code for answer in found.answers]
    return codes.index(choice.code) if choice.code in codes else None


def _asked(question: Question, found: Distribution, choices: Sequence[Choice]) -> _Asked:
    bounds = [_bounds(answer.code) for answer in found.answers] if found.kind == Question.Kind.NUMBER else []
    columns, width = {}, len(found.answers)
    for choice in choices:
        column = None if choice.is_no_opinion else _column_of(choice, found, bounds)
        columns[choice.pk] = width if column is None else column
        width += column is None
    totals = [0] * width
    for choice in choices:
        totals[columns[choice.pk]] += choice.tally.count if hasattr(choice, "tally") else 0
    if not found.is_multiple:
        totals.append(question.survey.respondent_count - sum(totals))
    return _Asked(question, found, columns, tuple(totals))


def _bounds(code: str) -> tuple[int, int]:
    first, _, last = code.partition("_")
    return int(first), int(last or first)


def _row(asked: _Asked, group: Group, ticks: Mapping[int, int]) -> Row:
    counts = [0] * len(asked.totals)
    for choice, count in ticks.items():
        if choice in asked.columns:
            counts[asked.columns[choice]] += count
    if not asked.found.is_multiple:
        counts[-1] = group.respondent_count - sum(counts)
    return Row(group.label, group.respondent_count, tuple(counts))


def _rest(asked: _Asked, rows: Sequence[Row], label: str) -> Row:
    counts = [total - sum(row.counts[column] for row in rows) for column, total in enumerate(asked.totals)]
    respondents = asked.question.survey.respondent_count
    return Row(label, respondents - sum(row.size for row in rows), tuple(counts))


def _table(asked: _Asked, rows: Sequence[Row], *, may_join: bool) -> Table:
    if any(row.size < 0 or min(row.counts, default=0) < 0 for row in rows):
        return Table((), ())  # groups that overlap, or counts that are not true: nothing is safe to say
    if not asked.found.is_multiple:
        return table_of_answers(rows, asked.layouts(), may_join=may_join)
    survey = asked.question.survey
    ticked_none = max(survey.respondent_count - asked.question.answered_count, 0)
    return table_of_choices(rows, opinions=asked.opinions, ticked_none=ticked_none, may_join=may_join)


def _breakdown(asked: _Asked, dimension: str, label: str, table: Table) -> Breakdown:
    decimals = asked.question.survey.event.percent_decimals
    rows = []
    for row in table.rows:
        base = Counted(row.size)
        rows.append(
            GroupRow(row.size, row.label, tuple(Cell(count, base.percent(count, decimals)) for count in row.counts))
        )
    heads = asked.heads(table)
    if asked.found.is_multiple and table.rows:
        heads = tuple(answer.label for answer in asked.found.answers)
        heads += (NO_OPINION,) * (len(table.blocks) - len(heads))
    return Breakdown(asked.question.number, dimension, label, heads, tuple(rows))


def _of_question(asked: _Asked, groups: Iterable[Group], ticks: Mapping[int, Mapping[int, int]]) -> list[Breakdown]:
    found, by_dimension = [], defaultdict(list)
    for group in groups:
        by_dimension[group.dimension].append((group, _row(asked, group, ticks[group.pk])))
    for dimension, members in by_dimension.items():
        if dimension != Group.Dimension.SESSION:
            rows = [row for _, row in members]
            table = _table(asked, [*rows, _rest(asked, rows, NOT_SAID)], may_join=True)
            found.append(_breakdown(asked, dimension, Group.Dimension(dimension).label, table))
            continue
        for group, row in members:
            rows = [Row(ATTENDED, row.size, row.counts)]
            table = _table(asked, [*rows, _rest(asked, rows, AWAY)], may_join=False)
            found.append(_breakdown(asked, dimension, group.label, table))
    return found


def _may_be_broken_down(question: Question, found: Distribution) -> bool:
    is_wide = len(found.answers) > MOST_COLUMNS
    return is_for_everybody(question) and found.n > 0 and not found.is_too_small and not is_wide and bool(found.answers)


def breakdowns(
    survey: Survey, asked: Iterable[tuple[Question, Sequence[Choice], Distribution]]
) -> tuple[Breakdown, ...]:
    """Every question that everybody was asked, by every dimension of the survey, in two queries."""
    groups = list(survey.groups.all())
    if not groups:
        return ()
    ticks: dict[int, dict[int, int]] = defaultdict(dict)
    rows = GroupTally.objects.filter(group__survey=survey).order_by()
    for group, choice, count in rows.values_list("group_id", "choice_id", "count"):
        ticks[group][choice] = count
    found = []
    for question, choices, one in asked:
        if _may_be_broken_down(question, one):
            found.extend(_of_question(_asked(question, one, choices), groups, ticks))
    return tuple(found)
