"""What the public may choose: which events a list shows."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from events.models import Event
from events.models.event import EventQuerySet

NOT_OFFERED = {"invalid_choice": "Choose from the list."}


class EventFilter(forms.Form):
    """Kind and year of events; empty means all."""

    kind = forms.ChoiceField(
        choices=[("", "All kinds"), *Event.Kind.choices], required=False, error_messages=NOT_OFFERED
    )

    def __init__(self, data: QueryDict, *, years: Iterable[int]) -> None:
        super().__init__(data)
        choices = [("", "All years"), *((str(year), str(year)) for year in years)]
        self.fields["year"] = forms.TypedChoiceField(
            choices=choices, required=False, coerce=int, empty_value=None, error_messages=NOT_OFFERED
        )

    def chosen(self, events: EventQuerySet) -> EventQuerySet:
        """The events that fit; none where an address asks for a kind or a year that is not offered."""
        if not self.is_valid():
            return events.none()
        kind, year = self.cleaned_data["kind"], self.cleaned_data["year"]
        if kind:
            events = events.filter(kind=kind)
        return events.filter(starts_on__year=year) if year else events
