"""Kinds of field of a registration form: each cleans what it gets, and every refusal names its field."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django_countries import countries

from events.models import Event
from events.models.participation import Sector
from events.text import clean_line, clean_lines

# How many days before and after the event somebody may arrive and leave.
DAYS_AROUND = 30
ROOM, REMOTE = "room", "remote"
# Those from whom most people come stand first.
_SECTORS = (
    Sector.GOVERNMENT,
    Sector.INTERNATIONAL_ORGANIZATION,
    Sector.ACADEMIA,
    Sector.PRIVATE,
    Sector.CIVIL_SOCIETY,
    Sector.MEDIA,
)
_WRONG = ("required", "invalid", "invalid_choice", "invalid_list", "null_characters_not_allowed")


@dataclass(frozen=True)
class Offered:
    """One field: what it asks, `error` where it is needed and empty, or wrong, and how long an answer may be.

    `is_own`: a column of Registration has this key; other answers are kept in `Registration.answers`.
    """

    key: str
    label: str
    make: Callable[["Offered", Event], forms.Field]
    hint: str = ""
    error: str = ""
    is_needed: bool = False
    most: int = 200
    autocomplete: str = ""
    is_own: bool = True

    def field(self, event: Event) -> forms.Field:
        """The field in the form of an event."""
        made = self.make(self, event)
        made.label = self.label if self.is_needed or self.make is tick else f"{self.label} (optional)"
        made.help_text = self.hint
        made.required = self.is_needed
        if self.autocomplete:
            made.widget.attrs["autocomplete"] = self.autocomplete
        return made

    @property
    def messages(self) -> dict[str, Any]:
        """What is said where an answer is refused: always by the name of the field."""
        wrong = self.error or f"{self.label}: write this in another way"
        too_long = f"{self.label.rstrip('?')}: %(show_value)d characters are too many; at most %(limit_value)d"
        return dict.fromkeys(_WRONG, wrong) | {"max_length": too_long}


class CleanField(forms.CharField):
    """A text that is cleaned before anything else looks at it."""

    def __init__(self, *, is_line: bool = True, **fields: Any) -> None:
        super().__init__(strip=False, **fields)
        self.cleaner = clean_line if is_line else clean_lines

    def to_python(self, value: Any) -> str:
        """The clean text."""
        return self.cleaner(str(value)) if value not in self.empty_values else ""


def line(offered: Offered, event: Event) -> forms.Field:
    """One line."""
    widget = forms.TextInput({"dir": "auto"})
    return CleanField(max_length=offered.most, widget=widget, error_messages=offered.messages)


def name(offered: Offered, event: Event) -> forms.Field:
    """What somebody is called, which has a letter of some script."""

    def check(value: str) -> None:
        if not any(letter.isalpha() for letter in value):
            raise ValidationError(offered.error)

    made = line(offered, event)
    made.validators.append(check)
    return made


def text(offered: Offered, event: Event) -> forms.Field:
    """Several lines."""
    widget = forms.Textarea({"rows": 3, "dir": "auto"})
    return CleanField(is_line=False, max_length=offered.most, widget=widget, error_messages=offered.messages)


def email(offered: Offered, event: Event) -> forms.Field:
    """An e-mail address."""
    return forms.EmailField(max_length=offered.most, error_messages=offered.messages)


def phone(offered: Offered, event: Event) -> forms.Field:
    """A telephone number as people write it."""
    digits = RegexValidator(r"^\+?(?:[ ()./-]*[0-9]){5,20}[ ()./-]*$", offered.error)
    widget = forms.TextInput({"type": "tel"})
    return CleanField(max_length=offered.most, validators=[digits], widget=widget, error_messages=offered.messages)


def day(offered: Offered, event: Event) -> forms.Field:
    """A day not far from the event."""
    first, last = event.starts_on - timedelta(days=DAYS_AROUND), event.ends_on + timedelta(days=DAYS_AROUND)

    def check(day: Any) -> None:
        if not first <= day <= last:
            raise ValidationError(offered.error)

    widget = forms.DateInput({"type": "date", "min": first, "max": last}, format="%Y-%m-%d")
    formats, said = ["%Y-%m-%d"], offered.messages
    return forms.DateField(input_formats=formats, widget=widget, validators=[check], error_messages=said)


@cache
def _countries() -> list[tuple[str, str]]:
    """Put into the order of the alphabet once, and not for each form."""
    return [("", "Choose"), *((code, str(said)) for code, said in countries)]


def country(offered: Offered, event: Event) -> forms.Field:
    """A country or area, by its ISO 3166 code."""
    return forms.ChoiceField(choices=_countries(), error_messages=offered.messages)


def sector(offered: Offered, event: Event) -> forms.Field:
    """The part of society that somebody represents."""
    choices = sorted(Sector.choices, key=lambda pair: _SECTORS.index(pair[0]))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=offered.messages)


def presence(offered: Offered, event: Event) -> forms.Field:
    """In the room or elsewhere."""
    choices = [(ROOM, f"In person, in {event.city}"), (REMOTE, "Remotely, by video")]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=offered.messages)


def tick(offered: Offered, event: Event) -> forms.Field:
    """Something to agree to."""
    return forms.BooleanField(error_messages=offered.messages)
