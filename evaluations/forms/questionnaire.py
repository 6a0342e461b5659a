"""A survey as its form shows it: in parts, in one language, with the names that the original survey counts by."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import QuerySet

from evaluations.models import Choice, Group, Question, Survey
from evaluations.narrative import minutes_for

# How many answers fit beside each other, and beside the question in a table.
MOST_IN_A_ROW, MOST_COLUMNS = 8, 6
# The classes `to-1` to `to-32` of static/css/survey.css; what is routed beyond them is always shown.
MOST_ROUTES = 32


@dataclass(frozen=True)
class Tick:
    """One answer to tick: its code, its words with their language, and its route, where questions follow from it."""

    code: str
    label: str
    language: str = ""
    route: int | None = None


@dataclass(frozen=True)
class Route:
    """Which group a question is for: by its name in a sheet, its words, and the number of its route."""

    dimension: str
    name: str
    label: str
    number: int | None


@dataclass(frozen=True)
class Asked:
    """A question of the original survey in the words of the form; `language` is theirs, where it is another."""

    question: Question
    text: str
    hint: str
    section: str
    grid: str
    ticks: tuple[Tick, ...] = ()
    routes: tuple[Route, ...] = ()
    language: str = ""

    @property
    def name(self) -> str:
        """What its field is called."""
        return f"q{self.question.number}"

    @property
    def is_scale(self) -> bool:
        """Whether its answers stand in a row."""
        return self.question.kind == Question.Kind.RATING and len(self.ticks) <= MOST_IN_A_ROW

    @property
    def is_row(self) -> bool:
        """Whether it is asked as a row of a table."""
        return bool(self.grid) and self.is_scale and len(self.ticks) <= MOST_COLUMNS

    def concerns(self, chosen: set[str]) -> bool:
        """Whether it is asked of somebody who is in these groups."""
        return all(route.name in chosen for route in self.routes)


@dataclass(frozen=True)
class Part:
    """Questions under one heading, in blocks: one question, or several that are the rows of a table."""

    title: str
    blocks: tuple[tuple[Asked, ...], ...]


@dataclass(frozen=True)
class Dimension:
    """What respondents are asked about themselves."""

    name: str
    ticks: tuple[Tick, ...]

    @property
    def is_several(self) -> bool:
        """Whether somebody may be in more than one of its groups."""
        return Group.Dimension(self.name).is_several


@dataclass(frozen=True)
class Questionnaire:
    """All that a form asks."""

    dimensions: tuple[Dimension, ...]
    parts: tuple[Part, ...]
    questions: tuple[Asked, ...] = field(default=())

    @property
    def minutes(self) -> int:
        """About how long it takes to answer."""
        return minutes_for(len(self.questions))

    @property
    def is_routed(self) -> bool:
        """Whether not everybody is asked everything."""
        return any(asked.routes for asked in self.questions)


def _questions(survey: Survey) -> QuerySet[Question]:
    found: QuerySet[Question] = survey.questions.prefetch_related("choices").order_by("number")
    return found


def _said(translated: str | None, original: str, survey: Survey) -> tuple[str, str]:
    """Words and, where they are not translated, their language."""
    return (translated, "") if translated is not None else (original, survey.original.language)


class _Groups:
    """The groups of a survey in the words of a translation, and which of them lead to questions."""

    def __init__(self, survey: Survey, questions: Iterable[Question]) -> None:
        own = list(survey.original.groups.all())
        worded = survey.groups.all() if survey.translation_of_id else own
        self.all = {f"{group.dimension}:{group.code}": group for group in own}
        words = {f"{group.dimension}:{group.code}": group.label for group in worded}
        self.words = {name: _said(words.get(name), group.label, survey) for name, group in self.all.items()}
        self.leading = {name for question in questions for name in self.leading_to(question)}
        routed = [name for name in self.all if name in self.leading][:MOST_ROUTES]
        self.numbers = {name: number for number, name in enumerate(routed, start=1)}

    def leading_to(self, question: Question) -> list[str]:
        """The names of the groups of which a question is asked; what nobody can say of himself leads nowhere."""
        role = f"{Group.Dimension.ROLE}:{question.role}"
        sessions = [name for name, group in self.all.items() if question.session_id and group.session_id]
        own = [name for name in sessions if self.all[name].session_id == question.session_id]
        return [name for name in (role, *own[:1]) if name in self.all]

    def routes_to(self, question: Question) -> tuple[Route, ...]:
        """The same with words."""
        names = self.leading_to(question)
        return tuple(Route(n.split(":")[0], n, self.words[n][0], self.numbers.get(n)) for n in names)

    def dimensions(self) -> tuple[Dimension, ...]:
        """What respondents are asked about themselves: role, region, sessions."""
        found = []
        for dimension in Group.Dimension.values:
            own = [(name, group.code) for name, group in self.all.items() if group.dimension == dimension]
            ticks = tuple(Tick(code, *self.words[name], self.numbers.get(name)) for name, code in own)
            found += [Dimension(dimension, ticks)] if ticks else []
        return tuple(found)


def _ticks(question: Question, worded: Question | None, survey: Survey) -> tuple[Tick, ...]:
    """The choices of a question; the numbers that were given to a number question are none."""
    if question.is_in_words or question.kind == Question.Kind.NUMBER:
        return ()
    choices: list[Choice] = sorted(question.choices.all(), key=lambda choice: choice.position)
    words = {choice.code: choice.label for choice in worded.choices.all()} if worded else {}
    return tuple(Tick(choice.code, *_said(words.get(choice.code), choice.label, survey)) for choice in choices)


def _asked(question: Question, worded: Question | None, routes: tuple[Route, ...], survey: Survey) -> Asked:
    said = worded or question
    return Asked(
        question=question,
        text=said.text,
        hint=said.hint,
        section=said.section,
        grid=said.grid,
        ticks=_ticks(question, worded, survey),
        routes=routes,
        language="" if worded else survey.original.language,
    )


def _blocks(questions: Iterable[Asked]) -> tuple[tuple[Asked, ...], ...]:
    """Ratings that follow one another with the same words above them and the same answers stand together."""
    blocks: list[list[Asked]] = []
    for asked in questions:
        before = blocks[-1][-1] if blocks else None
        if before and asked.is_row and _row_of(before) == _row_of(asked):
            blocks[-1].append(asked)
        else:
            blocks.append([asked])
    return tuple(tuple(block) for block in blocks)


def _row_of(asked: Asked) -> tuple[object, ...]:
    return asked.grid, asked.is_row, asked.routes, asked.ticks, asked.language


def _parts(questions: Iterable[Asked]) -> tuple[Part, ...]:
    """A part begins with each question that has a heading."""
    number, placed = 0, []
    for asked in questions:
        number += bool(asked.section)
        placed.append((number, asked))
    grouped = [[asked for _, asked in found] for _, found in groupby(placed, key=lambda pair: pair[0])]
    return tuple(Part(found[0].section, _blocks(found)) for found in grouped)


def questionnaire(survey: Survey) -> Questionnaire:
    """What the form of a survey asks, in its language."""
    originals = list(_questions(survey.original))
    is_own = not survey.translation_of_id
    words = {question.number: question for question in (originals if is_own else _questions(survey))}
    groups = _Groups(survey, originals)
    asked = tuple(_asked(one, words.get(one.number), groups.routes_to(one), survey) for one in originals)
    return Questionnaire(groups.dimensions(), _parts(asked), asked)
