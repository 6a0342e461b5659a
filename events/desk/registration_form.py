"""What the staff may set of a registration form: who, when, how many, and which fields it asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.forms.catalogue import ALWAYS, DEFAULT, FIELDS, MOST_FIELDS, OF_OFFERS, chosen
from events.models import Event, RegistrationForm
from events.text import clean_lines

Access = RegistrationForm.Access
# What each field is for, said to the staff who choose it.
PURPOSES = {
    "name": "For the badge and the list of participants. Always asked.",
    "email": "For the confirmation and the person’s own link. Always asked.",
    "organization": "For the badge, and to count organizations.",
    "position": "For the list of participants.",
    "phone": "To reach somebody on the way. Ask only where you will call.",
    "country": "To count countries and regions.",
    "sector": "To count government, academia and the others.",
    "passport_name": "For letters that support a visa.",
    "arrival": "For hotels and transfers.",
    "departure": "For hotels and transfers.",
    "dietary": "For the caterer.",
    "needs": "For access, interpretation and the like. It is sensitive, and goes with the event’s personal data.",
    "comments": "For whatever was forgotten. Long to read.",
    "may_be_listed": "Without this consent nobody stands in the public list.",
}
_MOMENT = {"type": "datetime-local", "class": "moment"}
LONGEST_INTRO, MOST_PLACES = 2000, 100_000


class MomentField(forms.DateTimeField):
    """A moment on the clock of the place where the event is."""

    widget = forms.DateTimeInput(attrs=_MOMENT, format="%Y-%m-%dT%H:%M")
    zone = ""

    def prepare_value(self, value: Any) -> Any:
        """The moment as that clock shows it."""
        return value.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None) if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> datetime | None:
        """The moment that that clock meant."""
        with timezone.override(self.zone):
            return super().to_python(value)


class SettingsForm(forms.Form):
    """The settings of one event's form."""

    access = forms.ChoiceField(label="Who may register", choices=Access.choices, widget=forms.RadioSelect)
    opens_at = MomentField(label="Opens", required=False, help_text="Empty: as soon as the event is public.")
    closes_at = MomentField(label="Closes", required=False, help_text="Empty: when the event ends.")
    capacity = forms.IntegerField(
        label="Places", required=False, min_value=1, max_value=MOST_PLACES, help_text="Empty: as many as come."
    )
    has_waiting_list = forms.BooleanField(label="When all places are taken, offer a waiting list", required=False)
    needs_approval = forms.BooleanField(label="Each registration needs approval by the office", required=False)
    offers_remote = forms.BooleanField(label="People may take part remotely", required=False)
    meeting_link = forms.URLField(
        label="Link to the meeting",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Sent to those whose remote participation is confirmed, and nowhere else.",
    )
    intro = forms.CharField(
        label="Text above the form",
        required=False,
        max_length=LONGEST_INTRO,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField", "dir": "auto"}),
        help_text="Plain text; an empty line begins a paragraph.",
    )
    fields_asked = forms.MultipleChoiceField(
        label="What the form asks",
        required=False,
        choices=[(key, one.label) for key, one in FIELDS.items() if key != OF_OFFERS],
    )
    is_long = forms.BooleanField(label="Ask more fields than recommended all the same", required=False)

    def __init__(self, data: Any = None, *, event: Event, settings: RegistrationForm) -> None:
        names = ("access", "opens_at", "closes_at", "capacity", "has_waiting_list", "needs_approval", "offers_remote")
        initial = {name: getattr(settings, name) for name in (*names, "meeting_link", "intro")}
        keys = [one.key for one in chosen(settings.fields)]
        super().__init__(data, initial=initial | {"fields_asked": keys, "is_long": len(keys) > MOST_FIELDS})
        for name in ("opens_at", "closes_at"):
            moment: Any = self.fields[name]
            moment.zone = event.time_zone
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{name}_helptext"

    def clean_intro(self) -> str:
        """Text in which only line feeds control anything."""
        return clean_lines(self.cleaned_data["intro"])

    def clean_fields_asked(self) -> list[str]:
        """The keys in their order, with those that every form has."""
        return [one.key for one in chosen(self.cleaned_data["fields_asked"] or ALWAYS)]

    def clean(self) -> dict[str, Any]:
        """The closing comes after the opening; a long form is meant."""
        said = super().clean() or self.cleaned_data
        opens_at, closes_at = said.get("opens_at"), said.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", "This is before the opening. Choose a later moment.")
        count = len(chosen(said.get("fields_asked", ALWAYS), offers_remote=said.get("offers_remote", False)))
        if count > MOST_FIELDS and not said.get("is_long"):
            words = (
                f"These are {count} fields with name and e-mail; {MOST_FIELDS} are recommended at most, for each one "
                "more costs registrations. Untick some, or tick below that you mean it."
            )
            self.add_error("fields_asked", ValidationError(words))
        return said

    @property
    def values(self) -> dict[str, Any]:
        """What is to be stored."""
        said = dict(self.cleaned_data)
        del said["is_long"]
        return said | {"fields": said.pop("fields_asked")}

    @property
    def asked(self) -> list[str]:
        """The keys that are ticked."""
        return [*(self["fields_asked"].value() or []), *ALWAYS]

    def choices(self) -> "Iterator[FieldChoice]":
        """Each field that can be asked, in the order of the form."""
        ticked = set(self.asked)
        for key, one in FIELDS.items():
            if key != OF_OFFERS:
                yield FieldChoice(key, one.label.removesuffix(" (optional)"), key in ticked, key in ALWAYS)

    @property
    def count(self) -> int:
        """How many fields the form has, as it stands."""
        return len(chosen(self.asked, offers_remote=bool(self["offers_remote"].value())))


@dataclass(frozen=True)
class FieldChoice:
    """One line of the choice of fields."""

    key: str
    label: str
    is_ticked: bool
    is_fixed: bool

    @property
    def purpose(self) -> str:
        """What it is for."""
        return PURPOSES.get(self.key, "")

    @property
    def is_usual(self) -> bool:
        """Whether a form asks it unless the staff say otherwise."""
        return self.key in DEFAULT
