"""A questionnaire as JSON, in all its languages: to be kept, to be sent to others, and to be read again."""

from collections.abc import Iterable
from typing import Any

from evaluations.models import Question, Survey
from evaluations.models.bank import FORMAT, VERSION

_SURVEY_WORDS = ("title", "subject", "intro", "thanks")
_QUESTION_WORDS = ("section", "grid", "text", "label", "phrase", "hint", "note")


def questionnaire_json(survey: Survey) -> dict[str, Any]:
    """What `imports.questionnaire` reads again: questions, choices and groups, without an answer or a count."""
    original = survey.original
    surveys = [original, *original.translations.order_by("language")]
    worded = {one.language: one for one in surveys}
    questions = {language: _by_number(one) for language, one in worded.items()}
    groups = {language: _by_name(one) for language, one in worded.items()}
    content = {
        "format": FORMAT,
        "version": VERSION,
        "language": original.language,
        "languages": list(worded),
        **{name: _words(name, worded.items()) for name in _SURVEY_WORDS},
        "questions": [
            _question(question, {language: rows.get(number) for language, rows in questions.items()})
            for number, question in questions[original.language].items()
        ],
        "groups": [
            _group(group, {language: rows.get(name) for language, rows in groups.items()})
            for name, group in groups[original.language].items()
        ],
    }
    return {name: value for name, value in content.items() if value not in ({}, [])}


def _by_number(survey: Survey) -> dict[int, Question]:
    rows = survey.questions.select_related("session").prefetch_related("choices")
    return {question.number: question for question in rows}


def _by_name(survey: Survey) -> dict[tuple[str, str], Any]:
    return {(group.dimension, group.code): group for group in survey.groups.select_related("session")}


def _words(name: str, rows: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """The words of a field by language, where there are any."""
    return {language: getattr(row, name) for language, row in rows if row is not None and getattr(row, name)}


def _said(content: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing."""
    return {name: value for name, value in content.items() if value not in ("", None, {}, [], False)}


def _question(question: Question, worded: dict[str, Question | None]) -> dict[str, Any]:
    facts = {
        "code": question.code,
        "kind": question.kind,
        "role": question.role,
        "session": question.session.code if question.session else "",
        **{name: _words(name, worded.items()) for name in _QUESTION_WORDS},
    }
    is_number = question.kind == Question.Kind.NUMBER
    ends = {"lowest": question.lowest, "highest": question.highest}
    # The numbers that were given are choices too, and no part of what is asked.
    choices = [] if is_number else [_choice(choice, worded) for choice in question.choices.all()]
    return {
        "number": question.number,
        **_said(facts),
        **{name: value for name, value in ends.items() if value is not None},
        **_said({"choices": choices}),
    }


def _choice(choice: Any, worded: dict[str, Question | None]) -> dict[str, Any]:
    same = {
        language: next((one for one in question.choices.all() if one.code == choice.code), None)
        for language, question in worded.items()
        if question is not None
    }
    value = {} if choice.value is None else {"value": choice.value}
    return {
        "code": choice.code,
        **value,
        **_said({"no_opinion": choice.is_no_opinion, "label": _words("label", same.items())}),
    }


def _group(group: Any, worded: dict[str, Any]) -> dict[str, Any]:
    session = group.session.code if group.session else ""
    label = _words("label", worded.items())
    return _said({"dimension": group.dimension, "code": group.code, "label": label, "session": session})
