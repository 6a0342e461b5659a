"""All results of a survey together: for pages, reports and files alike, computed once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Prefetch

from evaluations.figures.breakdowns import Breakdown, breakdowns
from evaluations.figures.distributions import SMALLEST_CELL, Counted, Distribution, distribution
from evaluations.figures.response import Response, response
from evaluations.models import Choice, OpenAnswer, Question, Survey
from events.models import Event


@dataclass(frozen=True)
class OpenAnswers:
    """One printed answer, which `count` respondents gave."""

    text: str
    count: int


@dataclass(frozen=True)
class ThemeCount:
    """How many answers the code book counts under one theme."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class OpenQuestion:
    """A question answered in words: what is printed of it, never by group."""

    number: int
    text: str
    label: str
    synthesis: str
    answers: tuple[OpenAnswers, ...]
    themes: tuple[ThemeCount, ...] = ()

    @property
    def count(self) -> int:
        """How many answers are shown, the merged ones counted."""
        return sum(answer.count for answer in self.answers)


@dataclass(frozen=True)
class SurveyFigures(Counted):
    """A survey's results in the order of its questions; nothing of the answers where too few gave any."""

    slug: str
    title: str
    subject: str
    language: str
    source: str
    base_note: str
    is_collected: bool
    distributions: tuple[Distribution, ...]
    open_questions: tuple[OpenQuestion, ...]
    breakdowns: tuple[Breakdown, ...] = ()
    response: Response | None = None

    @property
    def is_too_small(self) -> bool:
        """Whether so few answered that what they said is not published."""
        return self.is_collected and self.n < SMALLEST_CELL

    @property
    def ratings(self) -> tuple[Distribution, ...]:
        """The questions answered on a scale."""
        return tuple(d for d in self.distributions if d.kind == Question.Kind.RATING)

    @property
    def others(self) -> tuple[Distribution, ...]:
        """The questions with a choice that is no rating, or a number."""
        return tuple(d for d in self.distributions if d.kind != Question.Kind.RATING)

    def groups_of(self, found: Distribution) -> tuple[Breakdown, ...]:
        """One question by role, region and session."""
        return tuple(one for one in self.breakdowns if one.number == found.number)


def _figures(survey: Survey, found: Iterable[Distribution], **more: Any) -> SurveyFigures:
    figures = SurveyFigures(
        n=survey.respondent_count,
        slug=survey.slug,
        title=survey.title,
        subject=survey.subject,
        language=survey.language,
        source=survey.source,
        base_note=survey.base_note,
        is_collected=survey.is_collected,
        distributions=(),
        open_questions=(),
    )
    if figures.is_too_small:
        more = {name: value for name, value in more.items() if name == "response"}
        return SurveyFigures(**(vars(figures) | more))
    return SurveyFigures(**(vars(figures) | {"distributions": tuple(found)} | more))


def _questions(survey: Survey) -> list[Question]:
    """The questions with all that is counted and shown of them; each knows its survey without asking again."""
    choices = Prefetch("choices", Choice.objects.select_related("tally").order_by("position", "code"))
    shown = OpenAnswer.objects.shown().annotate(merged_count=Count("merged")).prefetch_related("themes")
    answers = Prefetch("open_answers", shown.order_by("position"))
    questions = list(survey.questions.order_by("number").prefetch_related(choices, answers, "themes"))
    for question in questions:
        question.survey = survey
    return questions


def _open_question(question: Question) -> OpenQuestion:
    counted: Counter[int] = Counter()
    answers = []
    for answer in question.open_answers.all():
        count = 1 + answer.merged_count  # type: ignore[attr-defined]  # annotated above
        answers.append(OpenAnswers(answer.text, count))
        for theme in answer.themes.all():
            counted[theme.pk] += count
    themes = tuple(ThemeCount(theme.code, theme.label, counted[theme.pk]) for theme in question.themes.all())
    return OpenQuestion(question.number, question.text, question.label, question.synthesis, tuple(answers), themes)


def _open_questions(questions: Iterable[Question]) -> tuple[OpenQuestion, ...]:
    found = [_open_question(question) for question in questions if question.is_in_words]
    return tuple(one for one in found if one.answers or one.synthesis)


def survey_figures(survey: Survey) -> SurveyFigures:
    """All results of one survey, in a constant number of queries, from the tallies alone."""
    event = survey.event
    questions = _questions(survey)
    asked: list[tuple[Question, Sequence[Choice], Distribution]] = []
    for question in questions:
        if not question.is_in_words:
            choices = list(question.choices.all())
            asked.append((question, choices, distribution(question, choices, event.percent_decimals)))
    return _figures(
        survey,
        [found for _, _, found in asked if found.answers or found.is_collected],
        open_questions=_open_questions(questions),
        breakdowns=breakdowns(survey, asked) if survey.is_collected else (),
        response=response(survey, event),
    )


def released_figures(event: Event) -> SurveyFigures | None:
    """The counted answers of an event's released survey, in one query; open answers and groups are left out."""
    survey_key = Survey.objects.published().released_for(event).values("pk")[:1]
    rows = Choice.objects.filter(question__survey__in=survey_key).select_related("question__survey", "tally")
    ordered = sorted(rows, key=lambda choice: (choice.question.number, choice.position, choice.code))
    if not ordered:
        return None
    grouped = (list(choices) for _, choices in groupby(ordered, lambda choice: choice.question_id))
    found = [distribution(choices[0].question, choices, event.percent_decimals) for choices in grouped]
    return _figures(ordered[0].question.survey, found)
