"""Surveys with many stored answers: what a results page costs, and what it costs to take a sheet in."""

import time
from collections.abc import Iterator

from django.db import connection, transaction
from django.urls import reverse

from bench.pages import opener
from bench.pairs import Pair, Ratio
from evaluations.actions.answering import Sheet, submit
from evaluations.actions.opening import prepare_tallies
from evaluations.models import Answer, Choice, Question, Survey, Tally
from evaluations.models.response import random_key
from events.models import Event

QUESTIONS, LABELS = 12, ("Excellent", "Good", "Satisfactory", "Fair", "Poor")
# One statement for a million rows; both databases know it.
_MANY = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %s)
INSERT INTO evaluations_answer (id, question_id, choice_id, channel, is_first)
SELECT %s + n, c.question_id, c.id, 'web', %s FROM numbers
JOIN (SELECT id, question_id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place FROM evaluations_choice
      WHERE question_id IN (SELECT id FROM evaluations_question WHERE survey_id = %s)) c ON c.place = numbers.n %% %s
"""
_BARE = """
INSERT INTO evaluations_answer (id, question_id, choice_id, channel, is_first) VALUES (%s, %s, %s, %s, %s)
"""


def make_survey(name: str, **fields: object) -> Survey:
    """A survey of twelve ratings on a public event of its own."""
    event = Event.objects.create(
        title=name, slug=name, starts_on="2012-10-18", ends_on="2012-10-19", city="Seoul", country="KR", live=True
    )
    survey = Survey.objects.create(event=event, title=name, slug=name, subject="the Forum", **fields)
    for number in range(1, QUESTIONS + 1):
        question = Question.objects.create(
            survey=survey, number=number, text=f"Question {number}?", label=f"No. {number}"
        )
        Choice.objects.bulk_create(
            Choice(question=question, position=place, code=label.lower(), label=label, value=6 - place)
            for place, label in enumerate(LABELS, 1)
        )
    prepare_tallies(survey)
    return survey


def fill(survey: Survey, answers: int) -> None:
    """Stores so many answers, and counts them."""
    choices = QUESTIONS * len(LABELS)
    offset = random_key() % 2**61
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_MANY, [answers, offset, True, survey.pk, choices])
    each = answers // choices
    Tally.objects.filter(choice__question__survey=survey).update(count=each)
    survey.questions.update(asked_count=each * len(LABELS), answered_count=each * len(LABELS))
    Survey.objects.filter(pk=survey.pk).update(respondent_count=each * len(LABELS))


def results(*, few: int = 1_000, many: int = 1_000_000, rounds: int = 15, repeats: int = 4) -> Ratio:
    """The results page of a survey with many answers beside that of one with few: CPU time of a request."""
    addresses = []
    for answers in (many, few):
        survey = make_survey(f"with-{answers}-answers", is_released=True, opens_at="2012-01-01T00:00Z")
        fill(survey, answers)
        addresses.append(reverse("evaluations:results", args=[survey.event.slug]))
    large, small = addresses
    page = opener()
    name = f"Results page at {many:,} answers / at {few:,}"
    return Pair(name, lambda: page(large), lambda: page(small), rounds, repeats, target=1.2).compare()


def _sheets(survey: Survey) -> Iterator[Sheet]:
    while True:
        yield Sheet({n: (LABELS[n % 5].lower(),) for n in range(1, QUESTIONS + 1)})


def submissions(*, rounds: int = 10, repeats: int = 10) -> Ratio:
    """Taking a sheet in beside a bare insert of the same rows, each in a transaction: time on the clock."""
    survey = make_survey("submissions", opens_at="2012-01-01T00:00Z")
    sheets = _sheets(survey)
    codes = {
        (c.question.number, c.code): c
        for c in Choice.objects.filter(question__survey=survey).select_related("question")
    }
    ticked = [codes[number, found[0]] for number, found in next(sheets).choices.items()]

    def bare() -> None:
        rows = [(random_key(), choice.question_id, choice.pk, "web", True) for choice in ticked]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_BARE, rows)

    found = Pair(
        f"A sheet taken in / bare insert of its {len(ticked)} rows ({connection.vendor})",
        lambda: submit(survey=survey, sheet=next(sheets)),
        bare,
        rounds,
        repeats,
        clock=time.perf_counter,
    ).compare()
    Answer.objects.filter(question__survey=survey).delete()
    note = f"{1000 / found.ours:,.0f} sheets a second, {1000 / found.peer:,.0f} bare inserts a second"
    return Ratio(found.name, found.ours, found.peer, found.times, None, note)
