"""Totals of an old event, whose single answers are gone: percentages are turned back into the only possible counts."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from evaluations.actions.answering import locked
from evaluations.models import Choice, Question, Survey, Tally
from events.figures import share

MOST_RESPONDENTS, MOST_TRIED = 1_000_000, 500
_LISTED = 8
_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d))?\s*%?")
_COUNT = re.compile(r"=?\s*(\d{1,7})")
_HALF = ("half", "a half", "½")


class NotTotalsError(Exception):
    """The survey's answers are collected one by one."""


@dataclass(frozen=True)
class Percent:
    """A percentage as it was printed: its value and the number of its decimals; "half" is exactly a half."""

    value: Decimal
    decimals: int = 0
    is_half: bool = False

    def __str__(self) -> str:
        return "half" if self.is_half else f"{self.value}%"

    def counts(self, n: int) -> range:
        """The counts of `n` that it may stand for."""
        if self.is_half:
            return range(n // 2, n // 2 + 1 - n % 2)
        return possible_counts(self.value, n, self.decimals)


@dataclass(frozen=True)
class Total:
    """What was typed for a choice, and the count that it means; `None` and no error is *not stated*."""

    choice: Choice
    typed: str
    percent: Percent | None = None
    count: int | None = None
    error: str = ""
    shown: Decimal | None = None


@dataclass(frozen=True)
class QuestionTotals:
    """One question: its totals, and what remains of the respondents where each of them gave one answer."""

    question: Question
    totals: tuple[Total, ...]
    not_stated: int | None = None
    error: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether every count is known and they fit together."""
        return not self.error and not any(total.error for total in self.totals)


def possible_counts(percent: Decimal, n: int, decimals: int) -> range:
    """The counts of `n` that are printed as this percentage, rounded half up."""
    half = Decimal(5).scaleb(-decimals - 1)
    lowest = math.ceil((percent - half) * n / 100)
    above = math.ceil((percent + half) * n / 100)
    return range(max(0, lowest), min(n + 1, max(0, above)))


def nearest_percents(percent: Decimal, n: int, decimals: int) -> list[Decimal]:
    """The percentages next to one that no count of `n` gives: the one below and the one above."""
    under = min(n, math.floor(percent * n / 100))
    around = {share(count, n, decimals) for count in (under - 1, under, under + 1, under + 2) if 0 <= count <= n}
    below = [value for value in around if value < percent]
    above = [value for value in around if value > percent]
    return [*([max(below)] if below else []), *([min(above)] if above else [])]


def fitting_bases(questions: Iterable[Iterable[Percent]], *, most: int = MOST_TRIED) -> list[int]:
    """Every number of respondents from 1 to `most` that fits all percentages of all questions.

    The answers to one question are of different people: the smallest possible counts may not exceed the base.
    """
    groups = [tuple(percents) for percents in questions]
    return [n for n in range(1, most + 1) if all(_fits(percents, n) for percents in groups)]


def _fits(percents: tuple[Percent, ...], n: int) -> bool:
    possible = [percent.counts(n) for percent in percents]
    return all(possible) and sum(counts[0] for counts in possible) <= n


def read_percent(text: str) -> Percent | None:
    """A percentage as people write it: "43%", "5.9", "half"; None for anything else."""
    if text.strip().lower() in _HALF:
        return Percent(Decimal(50), is_half=True)
    found = _PERCENT.fullmatch(text.strip())
    if not found or Decimal(found[1]) > 100:
        return None
    value = Decimal(f"{found[1]}.{found[2]}") if found[2] else Decimal(found[1])
    return Percent(value, 1 if found[2] else 0) if value <= 100 else None


def read_total(choice: Choice, text: str, n: int, *, are_percents: bool) -> Total:
    """What was typed for a choice; a number without a sign is what `are_percents` says, and "=29" is a count."""
    typed = text.strip()
    if not typed:
        return Total(choice, "")
    is_percent = typed.endswith("%") or typed.lower() in _HALF or (are_percents and not typed.startswith("="))
    if not is_percent:
        found = _COUNT.fullmatch(typed.replace(",", ""))
        if not found:
            return Total(
                choice, typed, error=f"“{typed[:20]}” is no count. Type a whole number, or a percentage with %."
            )
        count = int(found[1])
        if count > n:
            return Total(choice, typed, error=f"{count:,} are more than the {n:,} respondents.")
        return Total(choice, typed, count=count, shown=share(count, n, 0))
    percent = read_percent(typed)
    if percent is None:
        error = f"“{typed[:20]}” is no percentage. Type one from 0 to 100 with at most one decimal, or “half”."
        return Total(choice, typed, error=error)
    return _from_percent(choice, typed, percent, n)


def _from_percent(choice: Choice, typed: str, percent: Percent, n: int) -> Total:
    possible = percent.counts(n)
    if len(possible) == 1:
        shown = share(possible[0], n, percent.decimals)
        return Total(choice, typed, percent, possible[0], shown=shown)
    if possible:
        listed = ", ".join(f"={count}" for count in possible[:_LISTED])
        more = f" and {len(possible) - _LISTED} more" if len(possible) > _LISTED else ""
        return Total(choice, typed, percent, error=f"{percent} may be any of several counts: type {listed}{more}.")
    if percent.is_half:
        return Total(choice, typed, percent, error=f"No count is exactly half of {n:,}. Type the count, or 50%.")
    near = " and ".join(f"{value}%" for value in nearest_percents(percent.value, n, percent.decimals))
    return Total(choice, typed, percent, error=f"No count of {n:,} is {percent}. Possible are {near}.")


def check_totals(
    questions: Iterable[Question], typed: Mapping[str, str], n: int, *, are_percents: bool
) -> tuple[QuestionTotals, ...]:
    """Everything that was typed, by the names `c<key of the choice>`, as counts of `n` respondents."""
    return tuple(_check(question, typed, n, are_percents) for question in questions)


def _check(question: Question, typed: Mapping[str, str], n: int, are_percents: bool) -> QuestionTotals:
    choices = question.choices.all()
    totals = tuple(read_total(c, typed.get(f"c{c.pk}", ""), n, are_percents=are_percents) for c in choices)
    counted = sum(total.count or 0 for total in totals)
    if question.kind == Question.Kind.MULTIPLE:
        return QuestionTotals(question, totals)
    if counted > n:
        error = f"These are {counted:,} answers of {n:,} respondents: {counted - n:,} too many."
        return QuestionTotals(question, totals, error=error)
    return QuestionTotals(question, totals, not_stated=n - counted)


def percents_of(checked: Iterable[QuestionTotals]) -> list[list[Percent]]:
    """The percentages that were typed, by question; several ticks of one person share no base."""
    found = []
    for row in checked:
        percents = [total.percent for total in row.totals if total.percent]
        is_multiple = row.question.kind == Question.Kind.MULTIPLE
        found += [[percent] for percent in percents] if is_multiple else [percents]
    return [percents for percents in found if percents]


def save_totals(*, survey: Survey, respondents: int, counts: Mapping[int, int | None]) -> int:
    """Makes these the counts of the survey, `None` being *not stated*, and says how many are stated.

    Raises NotTotalsError where answers are collected, and ValidationError where they do not fit together.
    """
    with transaction.atomic():
        held = locked(survey)
        if held.is_collected:
            raise NotTotalsError
        Tally.objects.filter(choice__question__survey=held, choice__in=counts).delete()
        stated = {choice: count for choice, count in counts.items() if count is not None}
        own = set(Choice.objects.filter(question__survey=held, pk__in=stated).values_list("pk", flat=True))
        Tally.objects.bulk_create(Tally(choice_id=choice, count=stated[choice]) for choice in sorted(own))
        held.respondent_count = respondents
        held.full_clean()
        held.save(update_fields=["respondent_count"])
    return len(own)


def counted_questions(survey: Survey) -> Any:
    """The questions that have counts, with their choices, in the order of the form."""
    return survey.questions.counted().prefetch_related("choices__tally")
