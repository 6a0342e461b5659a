"""Distributions: what was answered, with its base. Pages, PDF, CSV and sentences all read these.

The base `n` of a question: of totals, all respondents, so that a remainder is *not stated*; of collected answers, those
who answered it with an opinion. Who skipped it or had no opinion is named beside, never inside.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from evaluations.figures.averages import mean, median, middle
from evaluations.figures.bins import bins
from evaluations.models import Choice, Question, Survey
from events.figures import share

SMALLEST_BASE = 20  # below this number of respondents only counts are reported, no percentages
SMALLEST_CELL = 5  # of fewer people nothing is published that was collected from them


@dataclass(frozen=True)
class Counted:
    """Something with a base of `n` people."""

    n: int

    @property
    def has_percentages(self) -> bool:
        """Whether the base is large enough for percentages."""
        return self.n >= SMALLEST_BASE

    def percent(self, count: int | None, decimals: int) -> Decimal | None:
        """A count as a share of the base; `None` where it is not known, or the base too small."""
        return share(count, self.n, decimals) if count is not None and self.has_percentages else None


@dataclass(frozen=True)
class Answer:
    """One choice: `count` and `percent` are `None` where the source does not state them."""

    code: str
    label: str
    value: int | None
    count: int | None
    percent: Decimal | None


@dataclass(frozen=True)
class Distribution(Counted):
    """The answers to one question; `n` people are the base of every percentage.

    `asked` and `answered` are known of collected answers, and only where everybody was asked: of a question for some
    alone they would tell the size of a group.
    """

    number: int
    code: str
    kind: str
    grid: str
    text: str
    label: str
    phrase: str
    note: str
    is_collected: bool
    asked: int | None
    answered: int | None
    no_opinion: int
    answers: tuple[Answer, ...]
    not_stated: int
    not_stated_percent: Decimal | None
    top_two: int | None
    top_two_percent: Decimal | None
    mean: Decimal | None
    median: Decimal | None
    median_label: str

    @property
    def stated(self) -> tuple[Answer, ...]:
        """The answers whose number is known."""
        return tuple(answer for answer in self.answers if answer.count is not None)

    @property
    def skipped(self) -> int | None:
        """How many were asked and gave no answer."""
        return None if self.asked is None or self.answered is None else max(self.asked - self.answered, 0)

    @property
    def is_multiple(self) -> bool:
        """Whether a respondent may be counted at several answers, so that nothing adds up to the base."""
        return self.kind == Question.Kind.MULTIPLE

    @property
    def is_too_small(self) -> bool:
        """Whether so few answered that what they said is not published."""
        return self.is_collected and 0 < self.n < SMALLEST_CELL

    @property
    def percent_sum(self) -> Decimal | None:
        """What the printed percentages add up to, the remainder included; `None` where there are none."""
        percents = [answer.percent for answer in self.answers if answer.percent is not None]
        if self.not_stated_percent is None or self.is_multiple:
            return None
        return sum(percents, self.not_stated_percent)

    @property
    def is_off_by_rounding(self) -> bool:
        """Whether the printed percentages need the note on rounding."""
        return self.n > 0 and self.percent_sum is not None and self.percent_sum != 100


def _counts(choices: Iterable[Choice], *, is_collected: bool) -> list[tuple[Choice, int | None]]:
    """Every choice with its tally: without one it is not stated, and of collected answers nought."""
    missing = 0 if is_collected else None
    return [(choice, choice.tally.count if hasattr(choice, "tally") else missing) for choice in choices]


def _base(question: Question, said: list[int], no_opinion: int) -> int:
    """Who answered with an opinion, or could have; choices of which several may be ticked do not add up to it."""
    is_multiple = question.kind == Question.Kind.MULTIPLE
    if not question.survey.is_collected:
        return (question.answered_count if is_multiple else 0) or question.survey.respondent_count - no_opinion
    return max([question.answered_count - no_opinion, *said]) if is_multiple else sum(said)


def _not_stated(question: Question, said: list[int], n: int) -> int:
    """Who is in the base, and at no answer. Raises ValueError when more are counted than answered."""
    if question.kind == Question.Kind.MULTIPLE:
        counted, left = max(said, default=0), 0
    else:
        counted, left = sum(said), n - sum(said)
    if counted > n:
        raise ValueError(f"Question {question.number} counts {counted} answers, but {n} people answered.")
    return left


def _answers(question: Question, counted: list[tuple[Choice, int | None]]) -> list[Answer]:
    if question.kind != Question.Kind.NUMBER:
        return [Answer(choice.code, choice.label, choice.value, count, None) for choice, count in counted]
    found = bins(_by_value(counted), lowest=question.lowest, highest=question.highest)
    return [Answer(one.code, one.label, None, one.count, None) for one in found]


def _by_value(counted: Iterable[tuple[Choice, int | None]]) -> Counter[int]:
    found = Counter[int]()
    for choice, count in counted:
        if choice.value is not None:
            found[choice.value] += count or 0
    return found


def best_two(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The two best answers of a scale by their value, wherever they are printed; none where one has no value."""
    scale = [(answer.value, answer) for answer in answers if answer.value is not None]
    return tuple(answer for _, answer in sorted(scale, key=lambda pair: -pair[0])[:2])


def _top_two(kind: str, answers: Iterable[Answer]) -> int | None:
    if kind != Question.Kind.RATING:
        return None
    counts = [answer.count for answer in best_two(answers)]
    return sum(count for count in counts if count is not None) if counts and None not in counts else None


def _has_average(question: Question, counted: list[tuple[Choice, int | None]], found: Distribution) -> bool:
    """Whether every answer is known and has a value."""
    is_on_a_scale = question.kind in (Question.Kind.RATING, Question.Kind.NUMBER)
    has_values = all(choice.value is not None for choice, _ in counted)
    return is_on_a_scale and has_values and not found.not_stated and found.has_percentages


def _median_label(kind: str, values: Mapping[int, int], labels: Mapping[int, str]) -> str:
    pair = middle(values) if kind == Question.Kind.RATING else None
    return " to ".join(dict.fromkeys(labels[value] for value in pair)) if pair else ""


def _with_averages(question: Question, counted: list[tuple[Choice, int | None]], found: Distribution) -> Distribution:
    if not _has_average(question, counted, found):
        return found
    values = _by_value(counted)
    labels = {choice.value: choice.label for choice, _ in counted if choice.value is not None}
    words = _median_label(question.kind, values, labels)
    return replace(found, mean=mean(values), median=median(values), median_label=words)


def _hushed(found: Distribution) -> Distribution:
    """Nothing of the answers of too few."""
    return (
        replace(found, answers=(), top_two=None, mean=None, median=None, median_label="")
        if found.is_too_small
        else found
    )


def _with_percentages(found: Distribution, decimals: int) -> Distribution:
    answers = tuple(replace(answer, percent=found.percent(answer.count, decimals)) for answer in found.answers)
    return replace(
        found,
        answers=answers,
        not_stated_percent=found.percent(found.not_stated, decimals),
        top_two_percent=found.percent(found.top_two, decimals),
    )


def is_for_everybody(question: Question) -> bool:
    """Whether a question concerns every respondent."""
    return not question.role and question.session_id is None


def distribution(question: Question, choices: Iterable[Choice], decimals: int) -> Distribution:
    """The distribution of one question. Raises ValueError when more are counted than answered."""
    survey: Survey = question.survey
    everything = _counts(choices, is_collected=survey.is_collected)
    counted = [(choice, count) for choice, count in everything if not choice.is_no_opinion]
    no_opinion = sum(count or 0 for choice, count in everything if choice.is_no_opinion)
    said = [count for _, count in counted if count is not None]
    n, is_told = _base(question, said, no_opinion), survey.is_collected and is_for_everybody(question)
    answers = tuple(_answers(question, counted))
    found = Distribution(
        n=n,
        number=question.number,
        code=question.code,
        kind=question.kind,
        grid=question.grid,
        text=question.text,
        label=question.label,
        phrase=question.phrase,
        note=question.note,
        is_collected=survey.is_collected,
        asked=question.asked_count if is_told else None,
        answered=question.answered_count if is_told else None,
        no_opinion=no_opinion,
        answers=answers,
        not_stated=_not_stated(question, said, n),
        not_stated_percent=None,
        top_two=_top_two(question.kind, answers),
        top_two_percent=None,
        mean=None,
        median=None,
        median_label="",
    )
    return _with_percentages(_hushed(_with_averages(question, counted, found)), decimals)
