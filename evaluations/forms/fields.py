"""The fields of a survey's form: nothing is required, and every refusal names its question."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from evaluations.forms.questionnaire import Asked, Dimension, Tick
from evaluations.forms.words import Words, direction
from evaluations.models import Question
from events.text import clean_line, clean_lines, keep_together

MOST_CHARACTERS = {Question.Kind.SHORT: 250, Question.Kind.OPEN: 5000}
# From how many answers on they stand in columns; how long an error calls a question by its words.
MANY, MOST_NAMED = 12, 70


class _Routed:
    """Gives each answer that leads to questions an id by which the style sheet knows it."""

    routes: dict[str, int]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """An answer of Django's, with the id of its route."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        if str(value) in self.routes:
            option["attrs"]["id"] = f"to-{self.routes[str(value)]}"
        return option


class _OneOf(_Routed, forms.RadioSelect):
    """Answers of which one is ticked; two of them are none that a browser would send."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was ticked."""
        sent = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        return sent[0] if len(set(sent)) == 1 else ("\n".join(map(str, sent)) if sent else None)


class _SomeOf(_Routed, forms.CheckboxSelectMultiple):
    """Answers of which several are ticked."""


def choice_field(ticks: tuple[Tick, ...], *, is_several: bool, error: str, **fields: Any) -> forms.Field:
    """A field for answers to tick."""
    widget = (_SomeOf if is_several else _OneOf)()
    widget.routes = {tick.code: tick.route for tick in ticks if tick.route}
    kind = forms.MultipleChoiceField if is_several else forms.ChoiceField
    messages = {"invalid_choice": error.replace("%", "%%"), "invalid_list": error}
    pairs = [(tick.code, worded(tick.label, tick.language)) for tick in ticks]
    return kind(choices=pairs, widget=widget, required=False, error_messages=messages, **fields)


class TextField(forms.Field):
    """An answer in words, cleaned; `error` is said with its length where it is too long."""

    def __init__(self, *, most: int, error: str, is_line: bool, **fields: Any) -> None:
        # Whatever the language of the page, people write in theirs.
        widget = forms.TextInput({"dir": "auto"}) if is_line else forms.Textarea({"rows": 4, "dir": "auto"})
        super().__init__(required=False, widget=widget, **fields)
        self.most, self.error, self.cleaner = most, error, clean_line if is_line else clean_lines

    def to_python(self, value: Any) -> str:
        """The clean text."""
        return self.cleaner(value) if isinstance(value, str) else ""

    def validate(self, value: str) -> None:
        """Refuses what is too long."""
        if len(value) > self.most:
            raise ValidationError(self.error.replace("{length}", f"{len(value):,}").replace("{most}", f"{self.most:,}"))


def worded(text: str, language: str) -> SafeString:
    """Words of the form as markup; where they are in another language than the page, they say so."""
    said = keep_together(conditional_escape(text))
    if not language:
        return said
    return format_html('<span lang="{}" dir="{}">{}</span>', language, direction(language), said)


def _number_field(asked: Asked, words: Words, **fields: Any) -> forms.Field:
    question = asked.question
    bounds = {"lowest": question.lowest, "highest": question.highest}
    error = words["invalid_number"].format(question=named(asked), **bounds)
    # Django fills values into the second kind of message and not into the first.
    messages = {"invalid": error} | dict.fromkeys(("min_value", "max_value"), error.replace("%", "%%"))
    hints = [fields.pop("help_text"), conditional_escape(words["range"].format(**bounds))]
    return forms.IntegerField(
        required=False,
        min_value=question.lowest,
        max_value=question.highest,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
        help_text=SafeString(". ".join(filter(None, hints))),
        error_messages=messages,
        **fields,
    )


def named(asked: Asked) -> str:
    """How an error calls a question."""
    name = f"{asked.question.number}. {asked.text}".rstrip("?？؟:：.。")
    return name if len(name) <= MOST_NAMED else f"{name[:MOST_NAMED].rstrip()}…"


def question_field(asked: Asked, words: Words) -> forms.Field:
    """The field of a question. Hints are escaped here, because the template pack takes them for markup."""
    question = asked.question
    lead_in = f"{asked.grid} " if asked.grid and not asked.is_row else ""
    label = worded(f"{question.number}. {lead_in}{asked.text}", asked.language)
    hint = worded(asked.hint, asked.language) if asked.hint else SafeString("")
    said: dict[str, Any] = {"label": label, "help_text": hint}
    if question.kind == Question.Kind.NUMBER:
        return _number_field(asked, words, **said)
    if question.is_in_words:
        most = MOST_CHARACTERS[Question.Kind(question.kind)]
        error = words["too_long"].replace("{question}", named(asked))
        return TextField(most=most, error=error, is_line=question.kind == Question.Kind.SHORT, **said)
    is_several = question.kind == Question.Kind.MULTIPLE
    if is_several and not asked.hint:
        said["help_text"] = conditional_escape(words["several"])
    error = words["invalid_choice"].format(question=named(asked))
    return choice_field(asked.ticks, is_several=is_several, error=error, **said)


def group_field(dimension: Dimension, words: Words) -> forms.Field:
    """The field in which respondents say who they are."""
    label = words[dimension.name]
    error = words["invalid_choice"].format(question=label)
    hint = conditional_escape(words["several"]) if dimension.is_several else SafeString("")
    return choice_field(dimension.ticks, is_several=dimension.is_several, error=error, label=label, help_text=hint)
