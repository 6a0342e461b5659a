"""What is typed from a paper form: keys become an entry, each field judged on its own, and an entry keys again.

An entry is what `PaperForm.entry` keeps: choices as codes, numbers, texts and groups.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from evaluations.models import Choice, Group, Question, Survey

LONGEST_TEXT = 5_000
_SINGLE_DIGITS = 9  # a choice up to this number is one key


class Typing(StrEnum):
    """How a field is filled: with one key, with several, with a number, or in words."""

    ONE = "one"
    SEVERAL = "several"
    NUMBER = "number"
    LINE = "line"
    TEXT = "text"


@dataclass(frozen=True)
class Key:
    """What stands for a choice: the number printed beside it; nought is "no opinion"."""

    number: int
    label: str
    code: str
    also: int = 0  # the number that may be printed beside "no opinion"


@dataclass(frozen=True)
class Field:
    """One field of the grid: a question, or a dimension of groups."""

    name: str
    number: str
    label: str
    typing: Typing
    keys: tuple[Key, ...] = ()
    lowest: int = 0
    highest: int = 0

    @property
    def possible(self) -> str:
        """What may be typed, in words."""
        if self.typing is Typing.NUMBER:
            return f"Type a whole number from {self.lowest} to {self.highest}."
        if self.typing in (Typing.LINE, Typing.TEXT):
            return f"Type what is written, at most {LONGEST_TEXT:,} letters."
        numbers = [key.number for key in self.keys if key.number]
        one = f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else str(numbers[0]) if numbers else "nothing"
        if 0 in {key.number for key in self.keys}:
            one += f", or 0 for “{self.keys[-1].label}”"
        elif self.typing is Typing.ONE:
            one += ", or 0 for no answer"
        if self.typing is Typing.ONE:
            return f"Type {one}."
        commas = " with commas between them" if max(numbers, default=0) > _SINGLE_DIGITS else ""
        return f"Type {one}; several are possible{commas}."

    @property
    def numbers(self) -> str:
        """The numbers that may be typed, for the script."""
        return ",".join(str(key.number) for key in self.keys)


class NotPossibleError(ValueError):
    """What cannot stand in a field."""


def _question_field(question: Question, choices: list[Choice]) -> Field:
    named: dict[str, Any] = {"name": f"q{question.number}", "number": str(question.number), "label": question.text}
    if question.kind == Question.Kind.NUMBER:
        return Field(**named, typing=Typing.NUMBER, lowest=question.lowest or 0, highest=question.highest or 0)
    if question.is_in_words:
        return Field(**named, typing=Typing.LINE if question.kind == Question.Kind.SHORT else Typing.TEXT)
    opinions = [choice for choice in choices if not choice.is_no_opinion]
    keys = [Key(choice.position, choice.label, choice.code) for choice in opinions]
    keys += [Key(0, choice.label, choice.code, choice.position) for choice in choices if choice.is_no_opinion][:1]
    typing = Typing.SEVERAL if question.kind == Question.Kind.MULTIPLE else Typing.ONE
    return Field(**named, typing=typing, keys=tuple(keys))


def _group_fields(survey: Survey) -> Iterator[Field]:
    groups = list(survey.groups.all())
    for dimension in Group.Dimension:
        own = [group for group in groups if group.dimension == dimension]
        if own:
            keys = tuple(Key(place, group.label, f"{dimension}:{group.code}") for place, group in enumerate(own, 1))
            typing = Typing.SEVERAL if Group.Dimension(dimension).is_several else Typing.ONE
            yield Field(dimension.value, "", dimension.label, typing, keys)


def paper_fields(survey: Survey) -> tuple[Field, ...]:
    """The fields of a form in the order of the form: who answers, then each question."""
    questions = survey.questions.prefetch_related("choices")
    asked = [_question_field(question, list(question.choices.all())) for question in questions]
    return (*_group_fields(survey), *asked)


def _split(field: Field, text: str) -> list[str]:
    if field.typing is Typing.ONE:
        return [text]
    return [part for part in text.replace(" ", "").split(",") if part] if "," in text else list(text.replace(" ", ""))


def _codes(field: Field, text: str) -> list[str]:
    """The codes of the numbers that were typed; a nought without a choice of its own is no answer."""
    by_number = {str(key.also): key.code for key in field.keys if key.also}
    by_number |= {str(key.number): key.code for key in field.keys}
    typed = list(dict.fromkeys(_split(field, text)))
    if "0" in typed and len(typed) > 1:
        raise NotPossibleError("0 stands alone: it says that nothing else was ticked.")
    if typed == ["0"] and "0" not in by_number:
        return []
    for one in typed:
        if one not in by_number:
            raise NotPossibleError(f"“{one[:20]}” is not possible here. {field.possible}")
    return [by_number[one] for one in typed]


def _number(field: Field, text: str) -> int:
    if not text.lstrip("-").isascii() or not text.lstrip("-").isdigit() or len(text) > 9:
        raise NotPossibleError(f"“{text[:20]}” is not possible here. {field.possible}")
    if not field.lowest <= int(text) <= field.highest:
        raise NotPossibleError(f"{int(text)} is not possible here. {field.possible}")
    return int(text)


def _words(field: Field, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise NotPossibleError(f"These are {len(text):,} letters. {field.possible}")
    return text


def read_entry(fields: tuple[Field, ...], typed: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What was typed as an entry, and what is wrong by the name of its field."""
    entry: dict[str, Any] = {"choices": {}, "numbers": {}, "texts": {}, "groups": []}
    wrong: dict[str, str] = {}
    for field in fields:
        text = typed.get(field.name, "").replace("\r\n", "\n").replace("\0", "").strip()
        if not text:
            continue
        try:
            _put(entry, field, text)
        except NotPossibleError as error:
            wrong[field.name] = str(error)
    return entry, wrong


def _put(entry: dict[str, Any], field: Field, text: str) -> None:
    if field.typing is Typing.NUMBER:
        entry["numbers"][field.number] = _number(field, text)
    elif field.typing in (Typing.LINE, Typing.TEXT):
        entry["texts"][field.number] = _words(field, text)
    elif not field.number:
        entry["groups"] += _codes(field, text)
    elif codes := _codes(field, text):
        entry["choices"][field.number] = codes


def _chosen(field: Field, entry: Mapping[str, Any]) -> list[Key]:
    codes = entry.get("choices", {}).get(field.number, []) if field.number else entry.get("groups", [])
    return [key for key in field.keys if key.code in codes]


def keys_of(field: Field, entry: Mapping[str, Any]) -> str:
    """What would be typed into a field for an entry."""
    if field.typing is Typing.NUMBER:
        return str(entry.get("numbers", {}).get(field.number, ""))
    if field.typing in (Typing.LINE, Typing.TEXT):
        return str(entry.get("texts", {}).get(field.number, ""))
    numbers = [str(key.number) for key in _chosen(field, entry)]
    is_long = field.typing is Typing.SEVERAL and any(len(number) > 1 for number in numbers)
    return "".join(f"{number}," for number in numbers) if is_long else "".join(numbers)


def said(field: Field, entry: Mapping[str, Any]) -> str:
    """An answer in words: "3 Good, 4 Poor", or "nothing"."""
    if field.keys:
        return ", ".join(f"{key.number} {key.label}" for key in _chosen(field, entry)) or "nothing"
    return keys_of(field, entry) or "nothing"


def differences(fields: tuple[Field, ...], first: Mapping[str, Any], second: Mapping[str, Any]) -> list[Field]:
    """The fields in which two entries of one form differ."""
    return [field for field in fields if _folded(keys_of(field, first)) != _folded(keys_of(field, second))]


def _folded(text: str) -> str:
    return " ".join(text.split())


def take(fields: tuple[Field, ...], chosen: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What would be typed when each field is taken from the entry that `chosen` names for it."""
    return {field.name: keys_of(field, chosen[field.name]) for field in fields}
