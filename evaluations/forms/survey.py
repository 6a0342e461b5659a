"""The public form of a survey, made of its questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict

from evaluations.actions.answering import Sheet
from evaluations.forms.fields import MANY, group_field, question_field, worded
from evaluations.forms.questionnaire import Asked, Part, Questionnaire, Route
from evaluations.forms.tickets import Ticket
from evaluations.forms.words import Words
from evaluations.models import Question

TICKET = "ticket"
# A field that people do not see and programs fill in; its name means nothing to a browser that fills in forms.
TRAP = "homepage"


class FormField(forms.BoundField):
    """A field that knows how it is laid out."""

    form: "SurveyForm"

    def css_classes(self, extra_classes: Any = None) -> str:
        """The classes of the box around the field."""
        asked = self.form.asked.get(self.name)
        count = len(getattr(self.field, "choices", ()))
        kinds = {"scale": asked is not None and asked.is_scale, "many": count > MANY}
        return " ".join(name for name, is_so in kinds.items() if is_so)

    @property
    def first_control(self) -> str:
        """The id of the first thing that one can tick or write in."""
        if not self.use_fieldset:
            return self.id_for_label
        options = self.subwidgets
        return str(options[0].id_for_label) if options else ""


@dataclass(frozen=True)
class Block:
    """Fields that stand together: one, or the rows of a table under the words of `grid`.

    `routes`: of whom they are asked, each with the number of its class, if it has one, and in words.
    """

    fields: list[Any]
    routes: list[tuple[int | None, str]]
    grid: str
    heads: list[str]


@dataclass(frozen=True)
class Section:
    """A part of the form with its heading."""

    title: str
    blocks: list[Block]


class SurveyForm(forms.Form):
    """Groups first, then the questions. What does not concern the respondent is not looked at."""

    bound_field_class = FormField
    use_required_attribute = False

    def __init__(self, asks: Questionnaire, words: Words, data: QueryDict | None = None, *, ticket: Ticket) -> None:
        super().__init__(data)
        self.asks, self.words = asks, words
        self.ticket, self.trap = ticket.signed(), TRAP
        self.asked = {asked.name: asked for asked in asks.questions}
        for dimension in asks.dimensions:
            self.fields[dimension.name] = group_field(dimension, words)
        for name, asked in self.asked.items():
            self.fields[name] = question_field(asked, words)

    def clean(self) -> dict[str, Any]:
        """Leaves out what does not concern the respondent, errors included, and refuses an empty form."""
        chosen = set(self._groups())
        for name, asked in self.asked.items():
            if not asked.concerns(chosen):
                self.cleaned_data.pop(name, None)
                self.errors.pop(name, None)
        if not self.errors and not self.sheet().answered:
            self.add_error(None, self.words["empty"])
        return self.cleaned_data

    def _groups(self) -> Iterator[str]:
        for dimension in self.asks.dimensions:
            said = self.cleaned_data.get(dimension.name) or []
            yield from (f"{dimension.name}:{code}" for code in ([said] if isinstance(said, str) else said))

    def _answers(self, *kinds: str) -> Iterator[tuple[int, Any]]:
        for name, asked in self.asked.items():
            said = self.cleaned_data.get(name)
            if asked.question.kind in kinds and said not in (None, "", []):
                yield asked.question.number, said

    def sheet(self) -> Sheet:
        """What the respondent said."""
        kind = Question.Kind
        single = {number: (code,) for number, code in self._answers(kind.RATING, kind.SINGLE)}
        several = {number: tuple(codes) for number, codes in self._answers(kind.MULTIPLE)}
        numbers, texts = dict(self._answers(kind.NUMBER)), dict(self._answers(kind.SHORT, kind.OPEN))
        return Sheet(choices=single | several, numbers=numbers, texts=texts, groups=tuple(self._groups()))

    @property
    def dimensions(self) -> list[Any]:
        """The fields in which respondents say who they are."""
        return [self[dimension.name] for dimension in self.asks.dimensions]

    @property
    def sections(self) -> list[Section]:
        """The questions in their parts."""
        return [
            Section(self._heading(place, part), self._blocks(part)) for place, part in enumerate(self.asks.parts, 1)
        ]

    def _heading(self, number: int, part: Part) -> str:
        total = len(self.asks.parts)
        if total == 1:
            return part.title or (self.words["to_event"] if self.asks.dimensions else "")
        named = "part" if part.title else "part_untitled"
        return self.words[named].format(number=number, total=total, title=part.title)

    def _blocks(self, part: Part) -> list[Block]:
        return [
            Block([self[asked.name] for asked in block], self._routes(block[0].routes), *_table(block))
            for block in part.blocks
        ]

    def _routes(self, routes: tuple[Route, ...]) -> list[tuple[int | None, str]]:
        return [(route.number, self.words[f"only_{route.dimension}"].format(group=route.label)) for route in routes]

    @property
    def first_control(self) -> str:
        """The id of the first thing that one can answer."""
        return next((self.box(name).first_control for name in self.asked), "")

    def box(self, name: str) -> FormField:
        """The field of a name."""
        return cast(FormField, self[name])


def _table(block: tuple[Asked, ...]) -> tuple[str, list[str]]:
    """The words above a table and the heads of its columns; nothing for a question that is no row."""
    if not block[0].is_row:
        return "", []
    first = block[0]
    return worded(first.grid, first.language), [worded(tick.label, tick.language) for tick in first.ticks]
