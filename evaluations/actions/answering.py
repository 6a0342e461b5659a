"""Taking answers in: counted as they come, so that a result costs the same for ten of them and for ten million.

One transaction counts a sheet, stores its answers and, where there is an invitation, spends it. The row of the survey
is locked first, which puts simultaneous sheets in a queue: no count is lost and nobody waits for each other in a ring.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from evaluations.models import (
    Answer,
    Channel,
    Choice,
    Group,
    GroupTally,
    Invitation,
    OpenAnswer,
    Question,
    Status,
    Survey,
    Tally,
)
from evaluations.models.response import random_key


class NotOpenError(Exception):
    """The survey takes no answers now."""


class AnsweredError(Exception):
    """The invitation was used already."""


class EmptySheetError(ValueError):
    """Nothing on the sheet is answered."""


@dataclass(frozen=True)
class Sheet:
    """What one respondent said: choices by the question's number as codes, numbers, texts, and groups.

    A group is named by its dimension and code: "role:speaker". The names are those of the original survey, whatever
    language the form was in.
    """

    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[int, int] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    groups: tuple[str, ...] = ()

    @property
    def answered(self) -> set[int]:
        """The numbers of the questions that are answered."""
        return {
            *(number for number, codes in self.choices.items() if codes),
            *self.numbers,
            *(number for number, text in self.texts.items() if text.strip()),
        }

    def as_json(self) -> dict[str, Any]:
        """Plain values, as `PaperForm.entry` keeps them."""
        return {
            "choices": {str(number): list(codes) for number, codes in self.choices.items() if codes},
            "numbers": {str(number): value for number, value in self.numbers.items()},
            "texts": {str(number): text for number, text in self.texts.items() if text.strip()},
            "groups": list(self.groups),
        }

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> "Sheet":
        """The sheet that `as_json` wrote."""
        return cls(
            choices={int(number): tuple(codes) for number, codes in entry.get("choices", {}).items()},
            numbers={int(number): int(value) for number, value in entry.get("numbers", {}).items()},
            texts={int(number): str(text) for number, text in entry.get("texts", {}).items()},
            groups=tuple(entry.get("groups", ())),
        )


class _Questionnaire:
    """The questions, choices and groups of a locked survey, found by what a sheet names them."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.questions = {question.number: question for question in survey.questions.all()}
        choices = Choice.objects.filter(question__survey=survey).select_related("question")
        self.choices = {(choice.question.number, choice.code): choice for choice in choices}
        self.groups = {f"{group.dimension}:{group.code}": group for group in survey.groups.all()}

    def number_choice(self, number: int, value: int) -> Choice:
        """The choice that stands for a number, made when it is first given."""
        key, question = (number, str(value)), self.questions[number]
        if key not in self.choices:
            position = value - (question.lowest or 0) + 1
            # A key in no order, here and of the tallies: it would tell who was the first to give this number.
            self.choices[key] = Choice.objects.create(
                pk=random_key(), question=question, code=str(value), label=str(value), value=value, position=position
            )
        return self.choices[key]

    def ticks(self, sheet: Sheet) -> list[tuple[Question, Choice, bool]]:
        """Every tick with its question, and whether it is the first one there. Raises KeyError for unknown names."""
        found = []
        for number, codes in sheet.choices.items():
            for place, code in enumerate(dict.fromkeys(codes)):
                found.append((self.questions[number], self.choices[number, code], place == 0))
        for number, value in sheet.numbers.items():
            found.append((self.questions[number], self.number_choice(number, value), True))
        return found

    def groups_of(self, sheet: Sheet) -> list[Group]:
        """The groups that the sheet names. Raises ValueError for two groups of a dimension that parts all people."""
        found = [self.groups[name] for name in dict.fromkeys(sheet.groups)]
        parting = [group.dimension for group in found if not Group.Dimension(group.dimension).is_several]
        if len(set(parting)) < len(parting):
            raise ValueError("A respondent has one role and one region.")
        return found

    def asked(self, sheet: Sheet) -> list[Question]:
        """The questions that concern who filled in the sheet, and those that were answered all the same."""
        groups, answered = self.groups_of(sheet), sheet.answered
        roles = {group.code for group in groups if group.dimension == Group.Dimension.ROLE}
        sessions = {group.session_id for group in groups if group.session_id}
        return [
            question
            for question in self.questions.values()
            if question.number in answered
            or ((not question.role or question.role in roles) and (question.session_id in {None, *sessions}))
        ]


def _add(rows: QuerySet, counted: Mapping[int, int], column: str) -> None:
    """Adds to a column of rows, one statement for all rows that grow by the same number."""
    by_delta: dict[int, list[int]] = {}
    for key, delta in counted.items():
        by_delta.setdefault(delta, []).append(key)
    for delta, keys in by_delta.items():
        rows.filter(pk__in=keys).update(**{column: F(column) + delta})


def _add_tallies(counted: Counter[int]) -> None:
    known = dict(Tally.objects.filter(choice__in=counted).values_list("choice_id", "pk"))
    missing = [Tally(pk=random_key(), choice_id=choice, count=0) for choice in counted if choice not in known]
    known |= {row.choice_id: row.pk for row in Tally.objects.bulk_create(missing)}
    _add(Tally.objects.all(), {known[choice]: delta for choice, delta in counted.items()}, "count")


def _add_group_tallies(counted: Counter[tuple[int, int]]) -> None:
    if not counted:
        return
    groups, choices = {group for group, _ in counted}, {choice for _, choice in counted}
    rows = GroupTally.objects.filter(group__in=groups, choice__in=choices).values_list("group_id", "choice_id", "pk")
    known = {(group, choice): key for group, choice, key in rows}
    missing = [
        GroupTally(pk=random_key(), group_id=group, choice_id=choice)
        for group, choice in counted
        if (group, choice) not in known
    ]
    known |= {(row.group_id, row.choice_id): row.pk for row in GroupTally.objects.bulk_create(missing)}
    _add(GroupTally.objects.all(), {known[pair]: delta for pair, delta in counted.items()}, "count")


def _count(found: _Questionnaire, sheets: Iterable[Sheet], sign: int, on: date) -> None:
    """Adds sheets to every count of the survey, or takes them away."""
    people, choices, pairs = 0, Counter[int](), Counter[tuple[int, int]]()
    asked, answered, groups = Counter[int](), Counter[int](), Counter[int]()
    for sheet in sheets:
        people += sign
        ticks, own = found.ticks(sheet), found.groups_of(sheet)
        for _, choice, _ in ticks:
            choices[choice.pk] += sign
        for group in own:
            groups[group.pk] += sign
            for _, choice, _ in ticks:
                pairs[group.pk, choice.pk] += sign
        for question in found.asked(sheet):
            asked[question.pk] += sign
        for number in sheet.answered:
            answered[found.questions[number].pk] += sign
    _add_tallies(choices)
    _add_group_tallies(pairs)
    _add(Group.objects.all(), groups, "respondent_count")
    _add(Question.objects.all(), asked, "asked_count")
    _add(Question.objects.all(), answered, "answered_count")
    day = on.isoformat()
    survey = found.survey
    survey.progress[day] = survey.progress.get(day, 0) + people
    survey.respondent_count += people
    survey.save(update_fields=["respondent_count", "progress"])


def _store(found: _Questionnaire, sheets: Iterable[Sheet], channel: str) -> None:
    """Stores ticks and texts, each on its own."""
    ticks, texts = [], []
    for sheet in sheets:
        for question, choice, is_first in found.ticks(sheet):
            ticks.append(Answer(question=question, choice=choice, channel=channel, is_first=is_first))
        for number, text in sheet.texts.items():
            if text.strip():
                texts.append(_written(found.questions[number], text.strip(), channel))
    Answer.objects.bulk_create(ticks)
    OpenAnswer.objects.bulk_create(texts)


def _written(question: Question, text: str, channel: str) -> OpenAnswer:
    return OpenAnswer(pk=random_key(), question=question, text=text, original=text, is_moderated=False, channel=channel)


def locked(survey: Survey) -> Survey:
    """The survey at which the answers are counted, held until the transaction ends."""
    return Survey.objects.select_for_update().get(pk=survey.original.pk)


def record_sheets(*, survey: Survey, sheets: Iterable[Sheet], channel: str, on: date | None = None) -> int:
    """Counts and stores sheets, and says how many. Raises EmptySheetError, and KeyError for what is not asked."""
    filled = list(sheets)
    if not all(sheet.answered for sheet in filled):
        raise EmptySheetError("Nothing on the form is answered.")
    with transaction.atomic():
        _record(locked(survey), filled, channel, on)
    return len(filled)


def _record(held: Survey, sheets: list[Sheet], channel: str, on: date | None = None) -> None:
    found = _Questionnaire(held)
    _count(found, sheets, 1, on or timezone.localdate())
    _store(found, sheets, channel)


def submit(*, survey: Survey, sheet: Sheet, invitation: int | None = None) -> None:
    """Takes in what was sent by the web form; `invitation` is the key of the one that is spent by it.

    Raises NotOpenError, AnsweredError and EmptySheetError; nothing is stored then.
    """
    if not sheet.answered:
        raise EmptySheetError("Nothing on the form is answered.")
    with transaction.atomic():
        held = locked(survey)
        if held.status() != Status.OPEN:
            raise NotOpenError
        if invitation is not None:
            # Claimed in one statement, never read and then written: two sheets of one invitation cannot both win.
            mine = Invitation.objects.filter(pk=invitation, survey=held, is_answered=False)
            if mine.update(is_answered=True) != 1:
                raise AnsweredError
        _record(held, [sheet], Channel.WEB)


def remove_sheet(*, survey: Survey, sheet: Sheet, channel: str, on: date | None = None) -> None:
    """Takes a sheet back: its counts, one stored tick for each of its ticks, and its texts unless they were read."""
    with transaction.atomic():
        found = _Questionnaire(locked(survey))
        _count(found, [sheet], -1, on or timezone.localdate())
        for _, choice, is_first in found.ticks(sheet):
            one = Answer.objects.filter(choice=choice, channel=channel, is_first=is_first).values("pk")[:1]
            Answer.objects.filter(pk__in=list(one.values_list("pk", flat=True))).delete()
        for number, text in sheet.texts.items():
            rows = OpenAnswer.objects.filter(question=found.questions[number], original=text.strip(), channel=channel)
            if one_row := rows.order_by("is_moderated").first():
                one_row.delete()
