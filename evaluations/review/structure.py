"""Whether a questionnaire can be answered, and whether its translations ask the same."""

from collections.abc import Iterator
from typing import Any

from evaluations.models import Question, Survey
from events.models.publishing import is_public

_WITH_CHOICES = (Question.Kind.RATING, Question.Kind.SINGLE, Question.Kind.MULTIPLE)


def _asked(survey: Survey) -> dict[int, Question]:
    questions = survey.questions.prefetch_related("choices")
    return {question.number: question for question in questions}


def _meaning(question: Question) -> dict[str, Any]:
    """What has to be alike in every language, by the words that name it."""
    choices = {choice.code: (choice.value, choice.is_no_opinion) for choice in question.choices.all()}
    is_number = question.kind == Question.Kind.NUMBER
    return {
        "kind": question.kind,
        "role": question.role,
        "session": question.session_id,
        "range": (question.lowest, question.highest),
        # The numbers that were given are choices of the original alone.
        "choices": {} if is_number else choices,
    }


def differences(sibling: Survey) -> list[str]:
    """Where a translation does not ask what its original asks, a sentence each."""
    ours, theirs = _asked(sibling), _asked(sibling.original)
    found = [f"Question {number} is missing." for number in theirs if number not in ours]
    found += [f"Question {number} is not asked in the original." for number in ours if number not in theirs]
    for number in sorted(ours.keys() & theirs.keys()):
        mine, other = _meaning(ours[number]), _meaning(theirs[number])
        found += [
            f"Question {number} has another {name}." for name in mine if name != "choices" and mine[name] != other[name]
        ]
        found += [f"Question {number}: {words}" for words in _of_choices(mine["choices"], other["choices"])]
    return found


def _of_choices(ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[str]:
    for code, value in theirs.items():
        if code not in ours:
            yield f"the choice “{code}” is missing."
        elif ours[code] != value:
            yield f"the choice “{code}” has another value."
    yield from (f"the choice “{code}” is not in the original." for code in ours if code not in theirs)


def _of_questions(survey: Survey) -> Iterator[str]:
    asked = _asked(survey)
    if not asked:
        yield "The survey has no question yet."
    for number, question in asked.items():
        choices = [choice for choice in question.choices.all() if not choice.is_no_opinion]
        if question.kind in _WITH_CHOICES and len(choices) < 2:
            yield f"Question {number} needs at least two choices."
        elif question.kind == Question.Kind.RATING and any(choice.value is None for choice in choices):
            yield f"Question {number} is a rating, and each of its choices needs a value."
        elif question.kind == Question.Kind.NUMBER and (question.lowest is None or question.highest is None):
            yield f"Question {number} needs its lowest and its highest number."


def hindrances(survey: Survey) -> list[str]:
    """What speaks against opening a survey, a sentence each."""
    if survey.translation_of_id:
        return ["This survey only words another one. Open that one: it is answered in all its languages."]
    if not survey.is_collected:
        return ["The answers of this survey are known as totals only: it has no form."]
    found = list(_of_questions(survey))
    for sibling in survey.translations.all():
        found += [f"{sibling.get_language_display()}: {words}" for words in differences(sibling)]
    return found


def notes(survey: Survey) -> list[str]:
    """What should be known before the opening and does not speak against it."""
    found = []
    if not type(survey.event).objects.filter(is_public(), pk=survey.event_id).exists():
        found.append("The event is not public: nobody can reach the form before it is.")
    if survey.access == Survey.Access.INVITED and not survey.invitations.exists():
        found.append("Only who was invited may answer, and nobody has been invited yet.")
    return found
