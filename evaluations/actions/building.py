"""Making questionnaires: from a template, from the bank, from a file, in several languages. All of it or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from evaluations.actions.opening import prepare_tallies
from evaluations.imports.questionnaire import ChoiceSheet, Questionnaire, QuestionSheet
from evaluations.imports.strict import QuestionnaireError
from evaluations.models import Choice, Group, Question, Scale, Survey
from evaluations.models.bank import MOST_QUESTIONS
from events.actions.cloning import free_slug
from events.models import AuditEntry, Event, Session

_LINES = ("section", "grid", "text", "label", "phrase", "hint", "note")


@dataclass(frozen=True)
class _Ready:
    """A question with what its codes stand for; `first` is the language in which it has all its words."""

    sheet: QuestionSheet
    number: int
    points: tuple[ChoiceSheet, ...]
    session: Session | None
    first: str


def build_survey(
    *, event: Event, questionnaire: Questionnaire, by: Any, languages: Iterable[str] = (), **said: Any
) -> Survey:
    """A survey of an event with the questions of a questionnaire, and its siblings in the other languages.

    `languages` are those that are wanted (all, unless said), the first of them that of the original; `said` are further
    fields, such as the title. Raises QuestionnaireError, and ValidationError for the fields; nothing is stored then.
    """
    wanted = tuple(languages) or questionnaire.languages
    with transaction.atomic():
        original = _new_survey(event, questionnaire, wanted[0], None, said)
        surveys = [original, *(_new_survey(event, questionnaire, one, original, said) for one in wanted[1:])]
        _add(surveys, questionnaire)
        AuditEntry.record(AuditEntry.Action.IMPORTED, by=by, item=original, detail="a questionnaire")
    return original


def add_questions(*, survey: Survey, questionnaire: Questionnaire, by: Any) -> int:
    """Adds questions behind those of a survey, in all its languages, and says how many. Raises QuestionnaireError."""
    original = survey.original
    with transaction.atomic():
        surveys = [original, *original.translations.all()]
        _add(surveys, questionnaire)
        if original.opens_at:  # from now on it is counted that nobody ticked them yet
            prepare_tallies(original)
        count = len(questionnaire.questions)
        AuditEntry.record(AuditEntry.Action.IMPORTED, by=by, item=original, detail=f"{count} questions")
    return count


def _new_survey(
    event: Event, questionnaire: Questionnaire, language: str, original: Survey | None, said: Mapping[str, Any]
) -> Survey:
    names = ("title", "subject", "intro", "thanks")
    worded = {name: _in(questionnaire.words.get(name, {}), language, questionnaire.language) for name in names}
    slug = f"{event.slug}-evaluation" if original is None else f"{original.slug}-{language}"
    fields = {name: text for name, text in worded.items() if text} | {name: v for name, v in said.items() if v}
    if original is not None:  # what was typed is in the language of the original
        fields |= {name: text for name, text in worded.items() if text}
    survey = Survey(
        **{"title": "Evaluation", "subject": "the event", **fields},
        event=event,
        language=language,
        translation_of=original,
        slug=free_slug(Survey.objects.all(), slug),
    )
    survey.full_clean()
    survey.save()
    return survey


def _in(words: Mapping[str, str], language: str, first: str) -> str:
    """Words in a language, or else as they were first written."""
    return words.get(language) or words.get(first, "")


def _add(surveys: list[Survey], questionnaire: Questionnaire) -> None:
    """Adds questions and groups to a survey and its siblings, numbered on."""
    original = surveys[0]
    there = original.questions.aggregate(most=Max("number"))["most"] or 0
    if original.questions.count() + len(questionnaire.questions) > MOST_QUESTIONS:
        raise QuestionnaireError(f"questions: a survey has at most {MOST_QUESTIONS}.")
    sessions = {session.code: session for session in original.event.sessions.all()}
    scales = {scale.code: scale for scale in Scale.objects.all()}
    for at, sheet in enumerate(sorted(questionnaire.questions, key=lambda sheet: sheet.number)):
        place = f"questions[{questionnaire.questions.index(sheet)}]"
        points = _points(sheet, scales, place)
        number = there + at + 1 if there else sheet.number
        session = _session(sessions, sheet.session, place)
        for survey in surveys:
            _add_question(survey, _Ready(sheet, number, points, session, questionnaire.language))
    for at, group in enumerate(questionnaire.groups):
        session = _session(sessions, group.session, f"groups[{at}]")
        for survey in surveys:
            label = _in(group.label, survey.language, questionnaire.language)
            Group.objects.get_or_create(
                survey=survey,
                dimension=group.dimension,
                code=group.code,
                defaults={"label": label, "session": session, "position": at + 1},
            )


def _session(sessions: Mapping[str, Session], code: str, place: str) -> Session | None:
    if code and code not in sessions:
        raise QuestionnaireError(f"{place}.session: the event has no session “{code}”.")
    return sessions.get(code)


def _points(sheet: QuestionSheet, scales: Mapping[str, Scale], place: str) -> tuple[ChoiceSheet, ...]:
    """The choices of a question: its own, or those of its scale."""
    if sheet.choices or not sheet.scale:
        return sheet.choices
    if sheet.scale not in scales:
        raise QuestionnaireError(f"{place}.scale: the portal has no scale “{sheet.scale}”.")
    return points_of(scales[sheet.scale])


def points_of(scale: Scale) -> tuple[ChoiceSheet, ...]:
    """The choices that a scale stands for."""
    points = [ChoiceSheet(point["code"], point["labels"], point["value"]) for point in scale.points]
    return (*points, ChoiceSheet("no-opinion", scale.no_opinion, None, True)) if scale.no_opinion else tuple(points)


def _add_question(survey: Survey, ready: _Ready) -> None:
    sheet = ready.sheet
    lines = {name: _in(sheet.words.get(name, {}), survey.language, ready.first) for name in _LINES}
    if survey.translation_of_id:  # results are told at the original
        lines["note"] = sheet.words.get("note", {}).get(survey.language, "")
    question = Question(
        survey=survey,
        number=ready.number,
        code=sheet.code,
        kind=sheet.kind,
        role=sheet.role,
        session=ready.session,
        lowest=sheet.lowest,
        highest=sheet.highest,
        **lines,
    )
    try:
        question.full_clean()
    except ValidationError as error:
        raise QuestionnaireError(f"question {ready.number}: {error.messages[0]}") from error
    question.save()
    _add_choices(question, ready.points, ready.first)


def _add_choices(question: Question, points: Iterable[ChoiceSheet], first: str) -> None:
    language = question.survey.language
    Choice.objects.bulk_create(
        Choice(
            question=question,
            position=position,
            code=point.code,
            label=_in(point.label, language, first) or _in(point.label, language, "en"),
            value=point.value,
            is_no_opinion=point.is_no_opinion,
        )
        for position, point in enumerate(points, start=1)
    )


def fill_scale(*, question: Question, scale: Scale) -> int:
    """Gives a rating the points of a scale in the language of its survey, in place of its choices; says how many.

    Raises ValidationError where somebody answered it, or where the question is no rating.
    """
    if question.kind != Question.Kind.RATING:
        raise ValidationError("Only a rating has a scale.")
    if question.is_fixed():
        raise ValidationError("The question was answered already: its scale stays as it is.")
    if question.choices.filter(tally__count__gt=0).exists():
        raise ValidationError("The question has counts already: its scale stays as it is.")
    points = points_of(scale)
    with transaction.atomic():
        question.choices.all().delete()
        _add_choices(question, points, "en")
    return len(points)
