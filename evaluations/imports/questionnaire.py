"""Reads a questionnaire that was kept as JSON: strictly, naming the place of whatever is wrong, and writing nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evaluations.imports.strict import (
    QuestionnaireError,
    check_keys,
    check_unique,
    code_of,
    load,
    one_of,
    rows,
    short,
    text_of,
    whole,
)
from evaluations.models import Group, Question
from evaluations.models.bank import FORMAT, MOST_CHOICES, MOST_QUESTIONS, VERSION
from evaluations.models.question import WIDEST_RANGE
from events.models import Language
from events.models.participation import Role

MOST_GROUPS = 200
Words = Mapping[str, str]
# The longest line of each kind of words, as the database keeps it.
_QUESTION_WORDS = {"section": 120, "grid": 200, "text": 300, "label": 120, "phrase": 200, "hint": 200, "note": 300}
_SURVEY_WORDS = {"title": 200, "subject": 120}
_LONG_WORDS = {"intro": 5_000, "thanks": 5_000}
_TOP = {"format", "version", "language", "languages", *_SURVEY_WORDS, *_LONG_WORDS, "questions", "groups"}
_OF_A_QUESTION = {
    "number",
    "code",
    "kind",
    "scale",
    "role",
    "session",
    "lowest",
    "highest",
    "choices",
    *_QUESTION_WORDS,
}


@dataclass(frozen=True)
class ChoiceSheet:
    """A choice, with its label by language."""

    code: str
    label: Words
    value: int | None = None
    is_no_opinion: bool = False


@dataclass(frozen=True)
class QuestionSheet:
    """A question, with its words by language; `scale` names the scale that gives its choices, where it has none."""

    number: int
    kind: str
    words: Mapping[str, Words]
    code: str = ""
    scale: str = ""
    role: str = ""
    session: str = ""
    lowest: int | None = None
    highest: int | None = None
    choices: tuple[ChoiceSheet, ...] = ()


@dataclass(frozen=True)
class GroupSheet:
    """A group that respondents may tick, with its label by language."""

    dimension: str
    code: str
    label: Words
    session: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire; the first of its languages is the one that answers are counted in."""

    languages: tuple[str, ...]
    questions: tuple[QuestionSheet, ...]
    groups: tuple[GroupSheet, ...] = ()
    words: Mapping[str, Words] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the original."""
        return self.languages[0]


def read_questionnaire(data: bytes | str) -> Questionnaire:
    """The questionnaire of a file. Raises QuestionnaireError."""
    return questionnaire_of(load(data))


def questionnaire_of(content: Any) -> Questionnaire:
    """The questionnaire of what was read from JSON, as a template keeps it. Raises QuestionnaireError."""
    check_keys(content, "", _TOP, VERSION)
    if content.get("format") != FORMAT:
        raise QuestionnaireError(f"format: this is no “{FORMAT}”.")
    if type(content.get("version")) is not int or content["version"] != VERSION:
        raise QuestionnaireError(f"version: only version {VERSION} is known here.")
    languages = _languages(content)
    read = _Reader(languages)
    words = {name: read.words(content, name, most) for name, most in _SURVEY_WORDS.items()}
    words |= {name: read.words(content, name, most) for name, most in _LONG_WORDS.items()}
    questions = tuple(read.question(*row) for row in rows(content, "questions", MOST_QUESTIONS))
    if not questions:
        raise QuestionnaireError("questions: there is none.")
    check_unique("questions", [question.number for question in questions], "number")
    groups = tuple(read.group(*row) for row in rows(content, "groups", MOST_GROUPS))
    check_unique("groups", [(group.dimension, group.code) for group in groups], "code")
    return Questionnaire(languages, questions, groups, {name: said for name, said in words.items() if said})


def _languages(content: dict[str, Any]) -> tuple[str, ...]:
    given = content.get("languages")
    if not isinstance(given, list) or not given or not all(isinstance(one, str) for one in given):
        raise QuestionnaireError('languages: a list of languages such as ["en", "fr"] is expected.')
    for number, language in enumerate(given):
        if language not in Language.values:
            raise QuestionnaireError(f"languages[{number}]: “{short(language)}” is no language of the portal.")
    if len(set(given)) < len(given):
        raise QuestionnaireError("languages: each language stands once.")
    first = content.get("language", given[0])
    if first != given[0]:
        raise QuestionnaireError("language: this is not the first of the languages.")
    return tuple(given)


class _Reader:
    """Reads the parts of a questionnaire in its languages."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages

    def words(
        self, content: dict[str, Any], name: str, most: int, place: str = "", *, is_needed: bool = False
    ) -> Words:
        """Words by language; where they are needed, the first language has some."""
        given, where = content.get(name, {}), f"{place}.{name}" if place else name
        if not isinstance(given, dict):
            raise QuestionnaireError(f'{where}: words by language are expected, such as {{"en": "…"}}.')
        found = {}
        for language, text in given.items():
            if language not in self.languages:
                raise QuestionnaireError(f"{where}.{short(language)}: not one of the questionnaire's languages.")
            if clean := text_of(text, f"{where}.{language}", most, is_line=name not in _LONG_WORDS):
                found[language] = clean
        if is_needed and not found.get(self.languages[0]):
            raise QuestionnaireError(f"{where}.{self.languages[0]}: nothing is written here.")
        return found

    def question(self, place: str, content: Any) -> QuestionSheet:
        """One question."""
        check_keys(content, place, _OF_A_QUESTION, VERSION)
        number = whole(content, "number", place, 1, 9_999)
        if number is None:
            raise QuestionnaireError(f"{place}.number: a whole number from 1 to 9999 is expected.")
        needed = {"text", "label"}
        words = {
            name: self.words(content, name, most, place, is_needed=name in needed)
            for name, most in _QUESTION_WORDS.items()
        }
        lowest, highest = (whole(content, name, place, -1_000_000, 1_000_000) for name in ("lowest", "highest"))
        choices = tuple(self.choice(*row) for row in rows(content, "choices", MOST_CHOICES, place))
        check_unique(f"{place}.choices", [choice.code for choice in choices], "code")
        sheet = QuestionSheet(
            number,
            one_of(content, "kind", place, Question.Kind.values),
            {name: said for name, said in words.items() if said},
            code_of(content, "code", place),
            code_of(content, "scale", place),
            one_of(content, "role", place, Role.values) if content.get("role") else "",
            code_of(content, "session", place),
            lowest,
            highest,
            choices,
        )
        _check_question(sheet, place)
        return sheet

    def choice(self, place: str, content: Any) -> ChoiceSheet:
        """One choice."""
        check_keys(content, place, {"code", "label", "value", "no_opinion"}, VERSION)
        no_opinion = content.get("no_opinion", False)
        if not isinstance(no_opinion, bool):
            raise QuestionnaireError(f"{place}.no_opinion: true or false is expected.")
        code = code_of(content, "code", place, is_needed=True)
        label = self.words(content, "label", 120, place, is_needed=True)
        return ChoiceSheet(code, label, whole(content, "value", place, -1_000_000, 1_000_000), no_opinion)

    def group(self, place: str, content: Any) -> GroupSheet:
        """One group."""
        check_keys(content, place, {"dimension", "code", "label", "session"}, VERSION)
        dimension = one_of(content, "dimension", place, Group.Dimension.values)
        label = self.words(content, "label", 120, place, is_needed=True)
        return GroupSheet(
            dimension, code_of(content, "code", place, is_needed=True), label, code_of(content, "session", place)
        )


def _check_question(sheet: QuestionSheet, place: str) -> None:
    """What does not fit together within a question."""
    kinds = Question.Kind
    if sheet.choices and sheet.kind not in (kinds.RATING, kinds.SINGLE, kinds.MULTIPLE):
        raise QuestionnaireError(f"{place}.choices: a question of this kind has none.")
    if sheet.scale and sheet.kind != kinds.RATING:
        raise QuestionnaireError(f"{place}.scale: only a rating has one.")
    if sheet.kind == kinds.RATING:
        for number, choice in enumerate(sheet.choices):
            if choice.value is None and not choice.is_no_opinion:
                raise QuestionnaireError(f"{place}.choices[{number}].value: a point of a rating has a value.")
        values = [choice.value if not choice.is_no_opinion else choice.code for choice in sheet.choices]
        check_unique(f"{place}.choices", values, "value")
    if sheet.kind == kinds.NUMBER:
        if sheet.lowest is None or sheet.highest is None:
            raise QuestionnaireError(f"{place}.highest: a number needs its lowest and its highest value.")
        if not 0 < sheet.highest - sheet.lowest <= WIDEST_RANGE:
            raise QuestionnaireError(f"{place}.highest: 1 to {WIDEST_RANGE} above the lowest is expected.")
