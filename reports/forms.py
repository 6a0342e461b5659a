"""What may be chosen for the papers of an event."""

from typing import Any

from django import forms

from events.models import Event, Language, Role
from reports.documents.attendance_sheet import BLANK_LINES, MOST_SHEETS, occasions
from reports.documents.label_formats import FORMATS, USUAL
from reports.documents.office_papers import Kind, Order
from reports.documents.paper_people import ATTENDED, EVERYBODY, REGISTERED

MOST_SELECTED = 1000
_WHOM = [(EVERYBODY, "Everybody on the list"), (REGISTERED, "Who registered"), (ATTENDED, "Who attended")]
_EDITIONS = [("public", "Public: only those who agreed to be listed"), ("office", "For the office: everybody")]


class PapersForm(forms.Form):
    """Options of all papers; each has a usual value."""

    people = forms.CharField(required=False, widget=forms.HiddenInput)
    language = forms.ChoiceField(
        choices=Language.choices, required=False, help_text="Of headings, roles and names of countries."
    )
    of_whom = forms.ChoiceField(label="For whom", choices=_WHOM, required=False)
    role = forms.ChoiceField(choices=[("", "Every role"), *Role.choices], required=False)
    edition = forms.ChoiceField(choices=_EDITIONS, required=False)
    sheet = forms.ChoiceField(
        label="Format", choices=[(one.code, one.label) for one in FORMATS.values()], required=False
    )
    first = forms.IntegerField(
        label="First position",
        min_value=1,
        required=False,
        help_text="On a sheet that is used in part: the first free place, counted row by row from the top left.",
    )
    signatory = forms.CharField(label="Who signs", max_length=120, required=False, help_text="Empty: written by hand.")
    position = forms.CharField(label="Title of who signs", max_length=120, required=False)
    place = forms.CharField(label="Place of issue", max_length=120, required=False)
    issued_on = forms.DateField(
        label="Day of issue", required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    occasions = forms.MultipleChoiceField(label="Sheets for", required=False, widget=forms.CheckboxSelectMultiple)
    blank_lines = forms.IntegerField(
        label="Blank lines",
        min_value=0,
        max_value=100,
        required=False,
        help_text="At the end, for people who are not on the list.",
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        known = occasions(event)
        chosen: Any = self.fields["occasions"]
        chosen.choices = [(one.key, ", ".join(part for part in (one.heading, one.line) if part)) for one in known]

    @staticmethod
    def usual(event: Event, people: str = "") -> dict[str, Any]:
        """What stands in the form at first."""
        days = [one.key for one in occasions(event) if not one.key.startswith("session")]
        return {
            "people": people,
            "language": event.language,
            "of_whom": EVERYBODY,
            "edition": "public",
            "sheet": USUAL,
            "first": 1,
            "place": event.city,
            "issued_on": event.ends_on,
            "occasions": days[:MOST_SHEETS],
            "blank_lines": BLANK_LINES,
        }

    def clean_people(self) -> tuple[int, ...]:
        """The keys of the participations that were selected in their list."""
        keys = [part for part in self.cleaned_data["people"].split(",") if part]
        if not all(key.isascii() and key.isdecimal() and len(key) < 19 for key in keys):
            raise forms.ValidationError("The people were not understood. Select them in the list again.")
        if len(keys) > MOST_SELECTED:
            raise forms.ValidationError(f"At most {MOST_SELECTED} people can be selected; leave the selection out.")
        return tuple(dict.fromkeys(int(key) for key in keys))

    def clean(self) -> dict[str, Any]:
        """A sheet has so many places, and an event so many days."""
        cleaned = super().clean() or self.cleaned_data
        sheet = FORMATS.get(cleaned.get("sheet", ""))
        if sheet and (cleaned.get("first") or 1) > sheet.count:
            self.add_error("first", f"A sheet of this format has {sheet.count} places.")
        if len(cleaned.get("occasions", ())) > MOST_SHEETS:
            self.add_error("occasions", f"At most {MOST_SHEETS} sheets at once.")
        return cleaned

    def order(self, kinds: tuple[Kind, ...]) -> Order:
        """What is asked for, once the form is valid."""
        found = self.cleaned_data
        same = {name: found[name] for name in ("role", "people", "signatory", "position", "place", "issued_on")}
        lines = found["blank_lines"]
        return Order(
            kinds=kinds,
            language=found["language"] or self.event.language,
            of_whom=found["of_whom"] or EVERYBODY,
            sheet=found["sheet"] or USUAL,
            first=found["first"] or 1,
            blank_lines=BLANK_LINES if lines is None else lines,
            is_public=found["edition"] != "office",
            occasions=tuple(found["occasions"]),
            **same,
        )
