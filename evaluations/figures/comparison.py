"""The same question over the events of a series: a question is the same by its code and its answers' codes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from evaluations.figures.distributions import SMALLEST_CELL, Answer, Distribution, distribution
from evaluations.models import Choice, Survey
from events.models import Event


@dataclass(frozen=True)
class Compared:
    """One event's answers to a question that others were asked, too."""

    event: Event
    distribution: Distribution
    is_own: bool


@dataclass(frozen=True)
class Comparison:
    """One question over two or more events, the earliest first."""

    number: int
    text: str
    label: str
    columns: tuple[Compared, ...]

    @property
    def rows(self) -> tuple[tuple[str, tuple[Answer, ...]], ...]:
        """Each answer by its label, with what every event has for it."""
        by_code = [{answer.code: answer for answer in column.distribution.answers} for column in self.columns]
        own = next(one.distribution for one in self.columns if one.is_own)
        return tuple((answer.label, tuple(one[answer.code] for one in by_code)) for answer in own.answers)


def _surveys(survey: Survey, event: Event) -> list[int]:
    """The survey and the released ones that stand for the other public events of the series."""
    rows = Survey.objects.published().filter(event__series=event.series_id, event__language=event.language)
    others: dict[int, int] = {}
    for key, of in rows.exclude(event=event).order_by("pk").values_list("pk", "event_id"):
        others.setdefault(of, key)
    return [survey.pk, *others.values()]


def _scale(found: Distribution) -> tuple[str, frozenset[str]]:
    return found.kind, frozenset(answer.code for answer in found.answers)


def _compared(choices: Iterable[Choice], survey: Survey, decimals: int) -> Iterable[Compared]:
    ordered = sorted(choices, key=lambda choice: (choice.question_id, choice.position, choice.code))
    for _, group in groupby(ordered, lambda choice: choice.question_id):
        rows = list(group)
        question = rows[0].question
        if question.survey.is_collected and question.survey.respondent_count < SMALLEST_CELL:
            continue
        found = distribution(question, rows, decimals)
        if found.n and not found.is_too_small:
            yield Compared(question.survey.event, found, question.survey_id == survey.pk)


def comparisons(survey: Survey, event: Event) -> tuple[Comparison, ...]:
    """The survey's questions that at least one other event of the series asked alike, in two queries or none."""
    if event.series_id is None:
        return ()
    surveys = _surveys(survey, event)
    if len(surveys) < 2:
        return ()
    choices = Choice.objects.filter(question__survey__in=surveys).exclude(question__code="")
    by_code: dict[str, list[Compared]] = defaultdict(list)
    for one in _compared(choices.select_related("question__survey__event", "tally"), survey, event.percent_decimals):
        by_code[one.distribution.code].append(one)
    found = []
    for alike in by_code.values():
        own = next((one.distribution for one in alike if one.is_own), None)
        columns = [one for one in alike if own and _scale(one.distribution) == _scale(own)]
        if own and len(columns) > 1:
            columns.sort(key=lambda one: (one.event.starts_on, one.event.pk))
            found.append(Comparison(own.number, own.text, own.label, tuple(columns)))
    return tuple(sorted(found, key=lambda one: one.number))
