"""Distributions: what was answered, with its base. Pages, PDF, CSV and sentences all read these."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from evaluations.models import Choice, OpenAnswer, Question, Survey
from events.figures import share
from events.models import Event

SMALLEST_BASE = 20  # below this number of respondents only counts are reported, no percentages


@dataclass(frozen=True)
class Answer:
    """One choice: `count` and `percent` are `None` where the source does not state them."""

    code: str
    label: str
    value: int | None
    count: int | None
    percent: Decimal | None


@dataclass(frozen=True)
class Distribution:
    """The answers to one question; `n` respondents are the base of every percentage."""

    number: int
    kind: str
    text: str
    label: str
    phrase: str
    note: str
    n: int
    answers: tuple[Answer, ...]
    not_stated: int
    not_stated_percent: Decimal | None
    top_two: int | None
    top_two_percent: Decimal | None

    @property
    def stated(self) -> tuple[Answer, ...]:
        """The answers whose number is known."""
        return tuple(answer for answer in self.answers if answer.count is not None)

    @property
    def percent_sum(self) -> Decimal | None:
        """What the printed percentages add up to, the remainder included; `None` where there are none."""
        percents = [answer.percent for answer in self.answers if answer.percent is not None]
        if self.not_stated_percent is None:
            return None
        return sum(percents, self.not_stated_percent)

    @property
    def is_off_by_rounding(self) -> bool:
        """Whether the printed percentages need the note on rounding."""
        return self.percent_sum is not None and self.percent_sum != 100


@dataclass(frozen=True)
class OpenQuestion:
    """A question answered in words."""

    number: int
    text: str
    label: str
    synthesis: str
    answers: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many answers are shown."""
        return len(self.answers)


@dataclass(frozen=True)
class SurveyFigures:
    """A survey's results in the order of its questions."""

    slug: str
    title: str
    subject: str
    source: str
    base_note: str
    n: int
    distributions: tuple[Distribution, ...]
    open_questions: tuple[OpenQuestion, ...]

    @property
    def has_percentages(self) -> bool:
        """Whether the base is large enough for percentages."""
        return self.n >= SMALLEST_BASE

    @property
    def ratings(self) -> tuple[Distribution, ...]:
        """The questions answered on a scale."""
        return tuple(d for d in self.distributions if d.kind == Question.Kind.RATING)

    @property
    def others(self) -> tuple[Distribution, ...]:
        """The questions with a choice that is no rating."""
        return tuple(d for d in self.distributions if d.kind != Question.Kind.RATING)


def _answer(choice: Choice, n: int, decimals: int) -> Answer:
    tally = getattr(choice, "tally", None)
    count = tally.count if tally else None
    percent = share(count, n, decimals) if count is not None and n >= SMALLEST_BASE else None
    return Answer(choice.code, choice.label, choice.value, count, percent)


def _top_two(question: Question, answers: tuple[Answer, ...]) -> int | None:
    if question.kind != Question.Kind.RATING:
        return None
    best = sorted((answer.value for answer in answers if answer.value is not None), reverse=True)[:2]
    counts = [answer.count for answer in answers if answer.value in best]
    return sum(count for count in counts if count is not None) if None not in counts else None


def distribution(question: Question, choices: Iterable[Choice], n: int, decimals: int) -> Distribution:
    """The distribution of one question over `n` respondents. Raises ValueError when more are counted than answered."""
    answers = tuple(_answer(choice, n, decimals) for choice in choices)
    not_stated = n - sum(answer.count or 0 for answer in answers)
    if not_stated < 0:
        raise ValueError(f"Question {question.number} counts {n - not_stated} answers, but {n} people answered.")
    top_two = _top_two(question, answers)
    has_percentages = n >= SMALLEST_BASE
    return Distribution(
        number=question.number,
        kind=question.kind,
        text=question.text,
        label=question.label,
        phrase=question.phrase,
        note=question.note,
        n=n,
        answers=answers,
        not_stated=not_stated,
        not_stated_percent=share(not_stated, n, decimals) if has_percentages else None,
        top_two=top_two,
        top_two_percent=share(top_two, n, decimals) if has_percentages and top_two is not None else None,
    )


def _distributions(choices: Iterable[Choice], decimals: int) -> tuple[Distribution, ...]:
    ordered = sorted(choices, key=lambda c: (c.question.survey_id, c.question.number, c.position))
    grouped = ((next(iter(rows)), rows) for rows in (list(g) for _, g in groupby(ordered, lambda c: c.question_id)))
    return tuple(
        distribution(first.question, rows, first.question.survey.respondent_count, decimals) for first, rows in grouped
    )


def _open_questions(answers: Iterable[OpenAnswer]) -> tuple[OpenQuestion, ...]:
    ordered = sorted(answers, key=lambda a: (a.question.number, a.position))
    grouped = (list(rows) for _, rows in groupby(ordered, lambda a: a.question_id))
    return tuple(
        OpenQuestion(q.number, q.text, q.label, q.synthesis, tuple(row.text for row in rows))
        for rows in grouped
        for q in [rows[0].question]
    )


def survey_figures(survey: Survey) -> SurveyFigures:
    """All results of one survey."""
    choices = Choice.objects.filter(question__survey=survey).select_related("question__survey", "tally")
    answers = OpenAnswer.objects.shown().filter(question__survey=survey).select_related("question")
    return _figures(survey, choices, _open_questions(answers), survey.event.percent_decimals)


def _figures(
    survey: Survey, choices: Iterable[Choice], open_questions: tuple[OpenQuestion, ...], decimals: int
) -> SurveyFigures:
    return SurveyFigures(
        slug=survey.slug,
        title=survey.title,
        subject=survey.subject,
        source=survey.source,
        base_note=survey.base_note,
        n=survey.respondent_count,
        distributions=_distributions(choices, decimals),
        open_questions=open_questions,
    )


def released_figures(event: Event) -> SurveyFigures | None:
    """The counted answers of an event's released survey, in one query; open answers are left out."""
    survey_key = Survey.objects.published().released_for(event).values("pk")[:1]
    choices = list(Choice.objects.filter(question__survey__in=survey_key).select_related("question__survey", "tally"))
    return _figures(choices[0].question.survey, choices, (), event.percent_decimals) if choices else None
